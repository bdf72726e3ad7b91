"""The chart of gaps cell by cell, alone: each was looked at in its whole screen before it was kept.

Text says which cell changed, its looks below tell inks and weights.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.tui.locked import locked_rows
from tests.tui.painted import Gallery
from tests.tui.test_series_screens import ScreenFile

from replay import racefile
from replay.race.model import SECOND, Race
from replay.race.timeline import Timeline
from replay.tui.app import ReplayApp
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import text_of
from replay.tui.theme import NIGHT, palette
from replay.tui.view import View

RACES = Path(__file__).parents[2] / "races"

Compare = Callable[..., bool]


def at_lap(lap: int) -> Callable[[Timeline], int]:
    return lambda timeline: timeline.instant(lap)


SCREENS: dict[str, tuple[str, Callable[[Timeline], int], str, tuple[int, int], dict[str, Any]]] = {
    "leader-80x24": ("kansas-2024", at_lap(165), "5", (80, 24), {"against": "11"}),
    "leader-120x40": ("kansas-2024", at_lap(165), "5", (120, 40), {"against": "11"}),
    "leader-200x60": (
        "kansas-2024", at_lap(250), "17", (200, 60), {"against": "11", "whole": True}
    ),
    "lower-200x60": ("kansas-2024", at_lap(200), "17", (200, 60), {"against": "24"}),
    "to-car-120x40": (
        "kansas-2025", at_lap(262), "5", (120, 40), {"followed": "20", "against": "12", "span": 50}
    ),
    "le-mans-120x40": ("le-mans-2024", lambda _: 50_000 * SECOND, "92", (120, 40), {}),
    "abu-dhabi-80x24": ("abu-dhabi-2021", at_lap(50), "33", (80, 24), {"followed": "44"}),
    "indianapolis-120x40": ("indianapolis-500-2017", at_lap(190), "3", (120, 40), {"span": 20}),
}  # fmt: skip
"""Screen -> the race, when of it, the chosen car, the size, and what is chosen beside."""


def gallery(name: str, **look: Any) -> Gallery:
    return Gallery(racefile.load(RACES / f"{name}.json"), **look)


def view_of(shown: Gallery, time: int, car: str, **chosen: Any) -> View:
    order = [row.car for row in shown.scene(time, View(), (120, 40)).shown_order]
    away = chosen.get("followed") not in (None, car)
    return View(opened=("gap",), place=order.index(car) + 1, away=away, **chosen)


def painted(name: str, **look: Any) -> str:
    file, when, car, size, chosen = SCREENS[name]
    shown = gallery(file, **look)
    time = when(shown.recording.timeline)
    heading, rows = shown.paint(time, view_of(shown, time, car, **chosen), size)["gap"]
    remark = heading.remark if isinstance(heading.remark, str) else text_of(heading.remark)
    title = "  ".join(part for part in (heading.title, heading.note, remark) if part)
    return f"{title}\n{locked_rows(rows)}"


@pytest.mark.parametrize("name", SCREENS)
def test_the_chart_is_the_one_that_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    assert painted(name) == snapshot.use_extension(ScreenFile)


def test_the_chart_without_colour(snapshot: SnapshotAssertion) -> None:
    grey = painted("leader-120x40", colours=palette(NIGHT, nocolor=True), glyphs=UNICODE)
    assert grey == snapshot.use_extension(ScreenFile)


def test_the_chart_in_ascii(snapshot: SnapshotAssertion) -> None:
    text = painted("leader-80x24", glyphs=ASCII)
    assert text.isascii()
    assert text == snapshot.use_extension(ScreenFile)


def test_how_it_looks(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    file, when, car, size, chosen = SCREENS["leader-120x40"]
    race: Race = racefile.load(RACES / f"{file}.json")
    app = ReplayApp(race, start=when(Timeline(race)), now=lambda: 0)
    app.animation_level = "none"

    async def open_chart(pilot: Any) -> None:
        shown = gallery(file)
        pilot.app.screen.look(view_of(shown, when(shown.recording.timeline), car, **chosen))

    assert snap_compare(app, terminal_size=size, run_before=open_chart)
