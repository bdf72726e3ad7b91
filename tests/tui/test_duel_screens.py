"""Screens of fights and of head to head, cell by cell: each was looked at before it was kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.tui.locked import locked
from tests.tui.test_series_screens import ScreenFile
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.race.timeline import Timeline
from replay.tui.app import ReplayApp

RACES = Path(__file__).parents[2] / "races"
SIZES = [(80, 24), (120, 40), (200, 60)]

Compare = Callable[..., bool]

SCREENS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "fights": ("kansas-2024", 140, ("b",)),
    "head-to-head": ("kansas-2024", 250, ("down", "enter", *["down"] * 3, "x")),
    "head-to-head-of-le-mans": ("le-mans-2024", 215, ("down", "x")),
    "head-to-head-of-abu-dhabi": ("abu-dhabi-2021", 52, ("down", "x")),
}
"""Screen -> the race, the lap, and the keys that open it."""

KEPT = [
    *((name, size, "") for name in ("fights", "head-to-head") for size in SIZES),
    *((name, SIZES[1], "") for name in ("head-to-head-of-le-mans", "head-to-head-of-abu-dhabi")),
    *(
        (name, size, look)
        for name in ("fights", "head-to-head")
        for size, look in ((SIZES[1], "without colour"), (SIZES[0], "ascii"))
    ),
]


@pytest.mark.parametrize(
    ("name", "size", "look"),
    KEPT,
    ids=["-".join(filter(None, (n, f"{w}x{h}", of.replace(" ", "-")))) for n, (w, h), of in KEPT],
)
def test_the_screen_is_the_one_that_was_looked_at(
    name: str,
    size: tuple[int, int],
    look: str,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, lap, pressed = SCREENS[name]
    race = racefile.load(RACES / f"{file}.json")
    kept = snapshot.use_extension(ScreenFile)
    if look == "without colour":
        monkeypatch.setenv("NO_COLOR", "1")

    async def check(viewer: Viewer) -> None:
        await viewer.press(*pressed)
        assert locked(viewer.app) == kept

    view(race, check, size, start=Timeline(race).instant(lap), ascii=look == "ascii")


@pytest.mark.parametrize(("name", "theme"), [("fights", None), ("head-to-head", "replay-paper")])
def test_how_it_looks(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, name: str, theme: str | None
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    file, lap, pressed = SCREENS[name]
    race = racefile.load(RACES / f"{file}.json")
    app = ReplayApp(race, start=Timeline(race).instant(lap), theme=theme, now=lambda: 0)
    app.animation_level = "none"
    assert snap_compare(app, press=pressed, terminal_size=(120, 40))
