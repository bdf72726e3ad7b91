"""Gaps cell by cell, alone: each chart was looked at in its whole screen before it was kept.

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
    "leader-80x24": ChartScreen("kansas-2024", at_lap(165), "5", (80, 24), {"against": "11"}),
    "leader-120x40": ChartScreen("kansas-2024", at_lap(165), "5", (120, 40), {"against": "11"}),
    "leader-200x60": ChartScreen(
        "kansas-2024", at_lap(250), "17", (200, 60), {"against": "11", "whole": True}
    ),
    "lower-200x60": ChartScreen("kansas-2024", at_lap(200), "17", (200, 60), {"against": "24"}),
    "to-car-120x40": ChartScreen(
        "kansas-2025", at_lap(262), "5", (120, 40), {"followed": "20", "against": "12", "span": 50}
    ),
    "le-mans-120x40": ChartScreen("le-mans-2024", lambda _: 50_000 * SECOND, "92", (120, 40), {}),
    "abu-dhabi-80x24": ChartScreen(
        "abu-dhabi-2021", at_lap(50), "33", (80, 24), {"followed": "44"}
    ),
    "indianapolis-120x40": ChartScreen(
        "indianapolis-500-2017", at_lap(190), "3", (120, 40), {"span": 20}
    ),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_chart_is_the_one_that_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    assert SCREENS[name].painted("gap") == snapshot.use_extension(ScreenFile)


def test_the_chart_without_colour(snapshot: SnapshotAssertion) -> None:
    grey = SCREENS["leader-120x40"].painted("gap", colours=palette(NIGHT, nocolor=True))
    assert grey == snapshot.use_extension(ScreenFile)


def test_the_chart_in_ascii(snapshot: SnapshotAssertion) -> None:
    text = SCREENS["leader-80x24"].painted("gap", glyphs=ASCII)
    assert text.isascii()
    assert text == snapshot.use_extension(ScreenFile)


def test_how_it_looks(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert SCREENS["leader-120x40"].looks_alike("gap", snap_compare)
