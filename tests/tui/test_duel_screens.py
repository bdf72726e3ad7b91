"""Screens of fights and of head to head, as text: each was looked at before it was kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from replay import racefile
from replay.race.timeline import Timeline
from replay.testing.fixtures import MatchesScreens, PaintsScreens
from replay.tui.app import ReplayApp

RACES = Path(__file__).parents[2] / "races"

SCREENS = {
    "fights": ("kansas-2024", "L140", "b"),
    "head-to-head": ("kansas-2024", "L250", "down enter down*3 x"),
    "head-to-head-of-le-mans": ("le-mans-2024", "L215", "down x"),
    "head-to-head-of-abu-dhabi": ("abu-dhabi-2021", "L52", "down x"),
}
"""Screen -> the race, when of it, and the keys that open it."""


@pytest.mark.moments(sizes=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("name", ["fights", "head-to-head"])
def test_the_screen_is_the_one_that_was_looked_at(
    name: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    race, at, keys = SCREENS[name]
    replay_match(replay_screen(race, at).press(keys))


@pytest.mark.parametrize("name", ["head-to-head-of-le-mans", "head-to-head-of-abu-dhabi"])
def test_of_other_series(
    name: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    race, at, keys = SCREENS[name]
    replay_match(replay_screen(race, at).press(keys))


@pytest.mark.parametrize(("size", "palette"), [("120x40", "none"), ("80x24", "ascii")])
@pytest.mark.parametrize("name", ["fights", "head-to-head"])
def test_without_colour_and_in_ascii(
    name: str, size: str, palette: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    race, at, keys = SCREENS[name]
    screen = replay_screen(race, at, size, palette).press(keys)
    replay_match(screen)
    assert screen.text.isascii() == (palette == "ascii")


def test_how_it_looks(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    file = SCREENS["head-to-head"][0]
    race = racefile.load(RACES / f"{file}.json")
    start = Timeline(race).instant(250)
    app = ReplayApp(race, start=start, theme="replay-paper", now=lambda: 0)
    app.animation_level = "none"
    pressed = ["down", "enter", *["down"] * 3, "x"]
    assert snap_compare(app, press=pressed, terminal_size=(120, 40))
