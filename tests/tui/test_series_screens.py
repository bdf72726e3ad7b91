"""Screens of other series as text in three sizes; of some, a picture of how it looks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from replay import racefile
from replay.race.moment_name import moment_time
from replay.race.timeline import Timeline
from replay.testing.fixtures import MatchesScreens, PaintsScreens
from replay.tui.app import ReplayApp

RACES = Path(__file__).parents[2] / "races"

MOMENTS = {
    "le-mans-by-class": ("le-mans-2024", "L215"),
    "le-mans-behind-the-safety-car": ("le-mans-2024", "safetycar3 +1800s"),
    "le-mans-finish": ("le-mans-2024", "finish"),
    "lime-rock-green": ("lime-rock-2023", "L92"),
    "lime-rock-finish": ("lime-rock-2023", "finish"),
    "abu-dhabi-green": ("abu-dhabi-2021", "L44"),
    "abu-dhabi-behind-the-safety-car": ("abu-dhabi-2021", "L56"),
    "abu-dhabi-finish": ("abu-dhabi-2021", "finish"),
    "canada-under-red": ("canada-2011", "redflag"),
    "indianapolis-under-caution": ("indianapolis-500-2017", "L168"),
    "indianapolis-green": ("indianapolis-500-2017", "L190"),
}
"""Screen -> the race, and when of it."""


@pytest.mark.moments(sizes=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("name", MOMENTS)
def test_the_screen_is_the_one_that_was_looked_at(
    name: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    replay_match(replay_screen(*MOMENTS[name]))


def test_by_class_without_colour(
    replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    race, at = MOMENTS["le-mans-behind-the-safety-car"]
    replay_match(replay_screen(race, at, palette="none"))


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("le-mans-by-class", None),
        ("lime-rock-finish", None),
        ("abu-dhabi-green", None),
        ("indianapolis-under-caution", "replay-paper"),
    ],
    ids=lambda part: part or "night",
)
def test_how_it_looks(
    snap_compare: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    theme: str | None,
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    file, at = MOMENTS[name]
    race = racefile.load(RACES / f"{file}.json")
    app = ReplayApp(race, start=moment_time(Timeline(race), at), theme=theme, now=lambda: 0)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=(120, 40))
