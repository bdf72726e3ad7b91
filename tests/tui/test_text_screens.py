"""Screens of one race as text: what words, numbers and columns say, where a picture says no more.

Each was read before it was kept. How a screen stands together is a picture (`test_snapshots.py`).
"""

import pytest
from msgspec import structs
from tests.tui.viewing import kansas

from replay.race.model import SECOND, Distance
from replay.testing.fixtures import MatchesScreens, PaintsScreens

KANSAS = "kansas-2024"


@pytest.mark.moments("grid", "L178", sizes=["80x24", "200x60"])
def test_the_board_and_what_stands_beside_it(
    replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    replay_match(replay_screen(KANSAS))


@pytest.mark.moments("L137", "L178", "L268", sizes=["80x24"], palettes=["none", "ascii"])
def test_without_colour_and_in_ascii(
    replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    screen = replay_screen(KANSAS)
    replay_match(screen)
    assert screen.text.isascii() == (screen.wish.palette == "ascii")


@pytest.mark.moments(sizes=["80x24", "200x60"])
def test_the_card_of_a_car(replay_screen: PaintsScreens, replay_match: MatchesScreens) -> None:
    replay_match(replay_screen(KANSAS, "L178").press("i down*5"))


def test_a_race_over_a_time(replay_screen: PaintsScreens, replay_match: MatchesScreens) -> None:
    race = kansas()
    header = structs.replace(
        race.header, scheduled_laps=None, scheduled_time=3 * 3_600 * SECOND, stages=()
    )
    events = tuple(event for event in race.events if not isinstance(event, Distance))
    timed = structs.replace(race, header=header, events=events)
    replay_match(replay_screen(timed, "L137"))


def test_the_end_of_a_stage(replay_screen: PaintsScreens, replay_match: MatchesScreens) -> None:
    replay_match(replay_screen(KANSAS, "L80"))


def test_the_finish_before_the_ruling(
    replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    before = replay_screen(KANSAS, "3:11:42.4209")
    replay_match(before, "one tick before")
    assert "Buescher first, unofficial" in before.lines[0]
    assert "Larson wins" in before.goto("3:11:42.4210").lines[0]


@pytest.mark.parametrize("keys", ["f", "f z*4"], ids=["composite", "nose"])
def test_the_finish_line_in_ascii(
    keys: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    screen = replay_screen(KANSAS, "finish", palette="ascii").press(keys)
    replay_match(screen)
    assert screen.text.isascii()


def test_a_finish_alone_before_it(
    replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    replay_match(replay_screen("monza-1971", "grid", "80x24"))


@pytest.mark.moments(sizes=["120x40", "80x24"], palettes=["night", "ascii"])
def test_the_help(replay_screen: PaintsScreens, replay_match: MatchesScreens) -> None:
    replay_match(replay_screen(KANSAS, "grid").press("question_mark"), "keys")


@pytest.mark.parametrize(
    ("keys", "name"), [("e", "summary"), ("e*2", "after the race")], ids=["summary", "after"]
)
@pytest.mark.moments(sizes=["120x40", "80x24"])
def test_after_the_race(
    keys: str, name: str, replay_screen: PaintsScreens, replay_match: MatchesScreens
) -> None:
    replay_match(replay_screen(KANSAS, "finish").press(keys), name)
