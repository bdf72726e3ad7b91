"""Screens of what the moment has to say, cell by cell: each was looked at before it was kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.tui.locked import locked
from tests.tui.test_series_screens import ScreenFile
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.race.model import Race
from replay.race.timeline import Timeline
from replay.tui.app import ReplayApp
from replay.tui.terminal_size import WIDE

RACES = Path(__file__).parents[2] / "races"
SIZES = [(80, 24), (120, 40), (200, 60)]

Compare = Callable[..., bool]


def at_lap(lap: int) -> Callable[[Race], int]:
    return lambda race: Timeline(race).instant(lap)


def amid_the_field_at_the_line(race: Race) -> int:
    """Give when the seventh car ends stage 2."""
    return Timeline(race).crossings_of(165, Timeline(race).instant(165))[6].at


MOMENTS: dict[str, tuple[str, Callable[[Race], int], Sequence[str]]] = {
    "grid": ("kansas-2024", at_lap(0), ""),
    "caution": ("kansas-2024", at_lap(264), ""),
    "restart": ("kansas-2024", at_lap(266), ""),
    "stage": ("kansas-2024", at_lap(166), ""),
    "stage-filling": ("kansas-2024", amid_the_field_at_the_line, ""),
    "so-far": ("kansas-2024", at_lap(210), "e"),
    "so-far-of-classes": ("le-mans-2024", at_lap(215), "e"),
    "safety-car-over": ("abu-dhabi-2021", at_lap(57), "eee"),
}
"""Screen -> the race, when of it, and the keys that are pressed.

What comes by itself is opened whole in a narrow terminal.
"""


def _locked(name: str, size: tuple[int, int], **options: Any) -> str:
    file, when, keys = MOMENTS[name]
    race = racefile.load(RACES / f"{file}.json")
    found: list[str] = []

    async def check(viewer: Viewer) -> None:
        await viewer.press(*keys)
        if not keys and size[0] < WIDE:
            await viewer.press("e")
        found.append(locked(viewer.app))

    view(race, check, size, start=when(race), **options)
    return found[0]


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("name", MOMENTS)
def test_the_screen_is_the_one_that_was_looked_at(
    name: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    assert _locked(name, size) == snapshot.use_extension(ScreenFile)


@pytest.mark.parametrize("name", ["caution", "stage", "so-far"])
def test_without_colour(
    name: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert _locked(name, (120, 40)) == snapshot.use_extension(ScreenFile)


@pytest.mark.parametrize("name", ["caution", "stage", "so-far"])
def test_in_ascii(name: str, snapshot: SnapshotAssertion) -> None:
    text = _locked(name, (120, 40), ascii=True)
    assert text == snapshot.use_extension(ScreenFile)
    assert text.isascii()


def test_how_the_race_so_far_looks(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    race = racefile.load(RACES / "kansas-2024.json")
    app = ReplayApp(race, start=Timeline(race).instant(210), now=lambda: 0)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=(120, 40), press=["e"])
