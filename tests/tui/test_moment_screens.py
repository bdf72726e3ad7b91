"""Screens of what the moment has to say, as text: each was looked at before it was kept."""

import pytest

from replay.testing.fixtures import MatchesScreens, PaintsScreens
from replay.testing.painted_screen import PaintedScreen
from replay.tui.terminal_size import WIDE

MOMENTS = {
    "grid": ("kansas-2024", "grid", ""),
    "caution": ("kansas-2024", "L264", ""),
    "restart": ("kansas-2024", "L266", ""),
    "stage": ("kansas-2024", "L166", ""),
    "stage-filling": ("kansas-2024", "1:36:24.1390", ""),  # the seventh car ends stage 2
    "so-far": ("kansas-2024", "L210", "e"),
    "so-far-of-classes": ("le-mans-2024", "L215", "e"),
    "safety-car-over": ("abu-dhabi-2021", "L57", "e*3"),
}
"""Screen -> the race, when of it, and the keys that are pressed.

What comes by itself is opened whole in a narrow terminal.
"""


def shown(paint: PaintsScreens, name: str) -> PaintedScreen:
    race, at, keys = MOMENTS[name]
    screen = paint(race, at)
    if screen.wish.size[0] < WIDE:
        keys = keys or "e"
    return screen.press(keys) if keys else screen


@pytest.mark.moments(sizes=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("name", MOMENTS)
def test_the_screen_is_the_one_that_was_looked_at(
    name: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    replay_match(shown(replay_screen, name))


@pytest.mark.moments(palettes=["none", "ascii"])
@pytest.mark.parametrize("name", ["caution", "stage", "so-far"])
def test_without_colour_and_in_ascii(
    name: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    screen = shown(replay_screen, name)
    replay_match(screen)
    assert screen.text.isascii() == (screen.wish.palette == "ascii")
