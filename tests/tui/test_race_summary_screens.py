"""The race summed up, cell by cell: each sheet was looked at before it was kept."""

from collections.abc import Callable
from functools import cache

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.tui.locked import ScreenFile, locked_rows
from tests.tui.painted import Gallery
from textual.theme import Theme

from replay import racefile
from replay.race.model import Race
from replay.tui.app import ReplayApp
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.theme import NIGHT, PAPER, palette
from replay.tui.view import View

SMALL, WIDE, LARGE = (80, 24), (120, 40), (200, 60)

SHEETS: dict[str, tuple[str, str, tuple[int, int]]] = {
    "kansas-80x24": ("kansas-2024", "summary", SMALL),
    "kansas-120x40": ("kansas-2024", "summary", WIDE),
    "kansas-200x60": ("kansas-2024", "summary", LARGE),
    "le-mans-120x40": ("le-mans-2024", "summary", WIDE),
    "abu-dhabi-80x24": ("abu-dhabi-2021", "summary", SMALL),
    "indianapolis-120x40": ("indianapolis-500-2017", "summary", WIDE),
    "monza-80x24": ("monza-1971", "summary", SMALL),
    "published-80x24": ("kansas-2024", "after race 1", SMALL),
    "published-120x40": ("kansas-2024", "after race 1", WIDE),
    "published-200x60": ("kansas-2024", "after race 1", LARGE),
}
"""Sheet -> the race, the pane and the terminal."""


@cache
def race_named(name: str) -> Race:
    return racefile.load(racefile.find(name))


def sheet(
    name: str, *, glyphs: Glyphs = UNICODE, theme: Theme = NIGHT, nocolor: bool = False
) -> str:
    """A sheet as text: its title, its lines, and how many cells have which look."""
    race, pane, size = SHEETS[name]
    colours = palette(theme, nocolor=nocolor)
    painter = Gallery(race_named(race), glyphs=glyphs, colours=colours)
    time = painter.recording.timeline.end
    heading, rows = painter.paint(time, View(opened=(pane,)), size)[pane]
    return f"{heading.title}  {heading.note}\n{locked_rows(rows, colours)}"


@pytest.mark.parametrize("name", SHEETS)
def test_the_sheet_is_the_one_that_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    assert sheet(name) == snapshot.use_extension(ScreenFile)


def test_the_sheet_without_colour_is_the_one_that_was_looked_at(
    snapshot: SnapshotAssertion,
) -> None:
    assert sheet("kansas-120x40", nocolor=True) == snapshot.use_extension(ScreenFile)


def test_the_light_sheet_is_the_one_that_was_looked_at(snapshot: SnapshotAssertion) -> None:
    assert sheet("kansas-120x40", theme=PAPER) == snapshot.use_extension(ScreenFile)


@pytest.mark.parametrize("name", ["kansas-80x24", "published-80x24"])
def test_the_sheet_in_ascii_is_the_one_that_was_looked_at(
    name: str, snapshot: SnapshotAssertion
) -> None:
    assert sheet(name, glyphs=ASCII) == snapshot.use_extension(ScreenFile)


def test_how_the_summary_looks(
    snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    race = race_named("kansas-2024")
    app = ReplayApp(race, start=Gallery(race).recording.timeline.end, now=lambda: 0)
    app.animation_level = "none"
    assert snap_compare(app, press=["e"], terminal_size=WIDE)
