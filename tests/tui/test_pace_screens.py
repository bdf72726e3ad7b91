"""Pace cell by cell, alone: each chart was looked at in its whole screen before it was kept.

Text says which cell changed, its looks below tell inks and weights.
"""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.tui.chart_screens import ChartScreen, at_lap
from tests.tui.locked import ScreenFile

from replay.race.model import SECOND
from replay.tui.drawing.glyphs import ASCII
from replay.tui.theme import NIGHT, palette

SCREENS = {
    "kansas-80x24": ChartScreen("kansas-2024", at_lap(165), "17", (80, 24), {"against": "11"}),
    "kansas-120x40": ChartScreen("kansas-2024", at_lap(165), "17", (120, 40), {"against": "11"}),
    "whole-200x60": ChartScreen(
        "kansas-2025", at_lap(250), "5", (200, 60), {"followed": "20", "whole": True}
    ),
    "lower-200x60": ChartScreen("kansas-2025", at_lap(200), "5", (200, 60), {"against": "20"}),
    "last-50-120x40": ChartScreen(
        "kansas-2025", at_lap(262), "5", (120, 40), {"followed": "20", "span": 50}
    ),
    "last-20-80x24": ChartScreen("kansas-2025", at_lap(262), "5", (80, 24), {"span": 20}),
    "read-120x40": ChartScreen("kansas-2025", at_lap(150), "5", (120, 40), {"reading": 100}),
    "le-mans-120x40": ChartScreen("le-mans-2024", lambda _: 50_000 * SECOND, "92", (120, 40), {}),
    "abu-dhabi-120x40": ChartScreen(
        "abu-dhabi-2021", at_lap(50), "33", (120, 40), {"followed": "44"}
    ),
    "indianapolis-120x40": ChartScreen(
        "indianapolis-500-2017", at_lap(190), "3", (120, 40), {"against": "26"}
    ),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_chart_is_the_one_that_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    assert SCREENS[name].painted("pace") == snapshot.use_extension(ScreenFile)


def test_the_chart_without_colour(snapshot: SnapshotAssertion) -> None:
    grey = SCREENS["kansas-120x40"].painted("pace", colours=palette(NIGHT, nocolor=True))
    assert grey == snapshot.use_extension(ScreenFile)


def test_the_chart_in_ascii(snapshot: SnapshotAssertion) -> None:
    text = SCREENS["kansas-80x24"].painted("pace", glyphs=ASCII)
    assert text.isascii()
    assert text == snapshot.use_extension(ScreenFile)


@pytest.mark.parametrize("theme", ["replay-night", "replay-paper"])
def test_how_it_looks(
    theme: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert SCREENS["kansas-120x40"].looks_alike("pace", snap_compare, theme=theme)
