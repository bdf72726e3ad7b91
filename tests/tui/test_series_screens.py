"""Screens of other series, cell by cell: each was looked at before it was kept.

Text says which cell changed; one picture of each race shows how it looks.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from tests.tui.locked import locked
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.race.model import SECOND, Flag, Race, Red
from replay.race.timeline import Timeline
from replay.tui.app import ReplayApp

RACES = Path(__file__).parents[2] / "races"
SIZES = [(80, 24), (120, 40), (200, 60)]

Compare = Callable[..., bool]


class ScreenFile(SingleFileSnapshotExtension):
    """A snapshot is one UTF-8 text file."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


def _at_lap(lap: int) -> Callable[[Race], int]:
    return lambda race: Timeline(race).instant(lap)


def _under_red(race: Race) -> int:
    return next(event.at for event in race.events if isinstance(event, Red))


def _behind_the_safety_car(race: Race) -> int:
    """Give a time half an hour after the last safety car came out."""
    out = [e.at for e in race.events if isinstance(e, Flag) and e.flag == "safety car"]
    return out[-1] + 1_800 * SECOND


def _at_the_flag(race: Race) -> int:
    return Timeline(race).end


MOMENTS: dict[str, tuple[str, Callable[[Race], int]]] = {
    "le-mans-by-class": ("le-mans-2024", _at_lap(215)),
    "le-mans-behind-the-safety-car": ("le-mans-2024", _behind_the_safety_car),
    "le-mans-finish": ("le-mans-2024", _at_the_flag),
    "lime-rock-green": ("lime-rock-2023", _at_lap(92)),
    "lime-rock-finish": ("lime-rock-2023", _at_the_flag),
    "abu-dhabi-green": ("abu-dhabi-2021", _at_lap(44)),
    "abu-dhabi-behind-the-safety-car": ("abu-dhabi-2021", _at_lap(56)),
    "abu-dhabi-finish": ("abu-dhabi-2021", _at_the_flag),
    "canada-under-red": ("canada-2011", _under_red),
    "indianapolis-under-caution": ("indianapolis-500-2017", _at_lap(168)),
    "indianapolis-green": ("indianapolis-500-2017", _at_lap(190)),
}
"""Screen -> the race, and when of it."""


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("name", MOMENTS)
def test_the_screen_is_the_one_that_was_looked_at(
    name: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    file, when = MOMENTS[name]
    race = racefile.load(RACES / f"{file}.json")
    kept = snapshot.use_extension(ScreenFile)

    async def check(viewer: Viewer) -> None:
        assert locked(viewer.app) == kept

    view(race, check, size, start=when(race))


def shown(name: str, *, theme: str | None = None) -> ReplayApp:
    file, when = MOMENTS[name]
    race = racefile.load(RACES / f"{file}.json")
    app = ReplayApp(race, start=when(race), theme=theme, now=lambda: 0)
    app.animation_level = "none"
    return app


@pytest.mark.parametrize(
    ("name", "theme", "colours"),
    [
        ("le-mans-by-class", None, True),
        ("lime-rock-finish", None, True),
        ("abu-dhabi-green", None, True),
        ("canada-under-red", None, True),
        ("indianapolis-under-caution", "replay-paper", True),
        ("le-mans-behind-the-safety-car", None, False),
    ],
)
def test_how_it_looks(
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    theme: str | None,
    colours: bool,
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    if colours:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(shown(name, theme=theme), terminal_size=(120, 40))
