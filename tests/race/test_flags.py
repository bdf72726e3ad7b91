"""The flag shown, and what is shown beside it: red, yellow, white, and the length of the race."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from replay import racefile
from replay.race.log import full_log
from replay.race.model import Caution, Chequered, Distance, Event, Flag, Green, Race, Red, White
from replay.race.ribbon import ribbon_at
from replay.race.state import RaceState
from replay.race.timeline import Timeline

TINY = racefile.load(Path(__file__).parents[1] / "races" / "tiny.json")
WHITE_AT, FLAG_AT = 3_167_000, 3_470_500

START = Green(at=0, lap=0, basis="official")
WHITE = White(at=WHITE_AT, lap=9, basis="official")
FALL = Chequered(at=FLAG_AT, lap=10, basis="official")


def yellow(at: int, lap: int, number: int = 1) -> Caution:
    return Caution(at=at, lap=lap, basis="timed", number=number, reason="debris")


def green(at: int, lap: int) -> Green:
    return Green(at=at, lap=lap, basis="timed")


def raced(*events: Event, scheduled: int = 10, stages: bool = False) -> Race:
    """The small race of ten laps with other flags, in the order given."""
    header = replace(TINY.header, scheduled_laps=scheduled)
    if not stages:
        header = replace(header, stages=())
    race = replace(TINY, header=header, events=(START, *events), remarks=(), official=None)
    return racefile.decode(racefile.encode(race))


def at(race: Race, time: int) -> RaceState:
    return Timeline(race).at(time)


def kinds(race: Race, *wanted: str) -> Sequence[str]:
    return [entry.kind for entry in full_log(Timeline(race)) if entry.kind in wanted]


# -- white beside another flag ----------------------------------------------------------------


def test_the_white_flag_is_the_flag_of_a_last_lap_under_green() -> None:
    race = raced(WHITE, FALL)
    assert [(at(race, t).flag, at(race, t).white) for t in (WHITE_AT - 1, WHITE_AT, FLAG_AT)] == [
        ("green", False),
        ("white", True),
        ("chequered", False),
    ]


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (yellow(2_900_000, 8), ("yellow", 1)),
        (Flag(at=2_900_000, lap=8, basis="timed", flag="safety car"), ("safety car", None)),
    ],
)
def test_white_leaves_a_flag_of_the_course_shown(
    before: Event, shown: tuple[str, int | None]
) -> None:
    last = at(raced(before, WHITE, FALL), WHITE_AT)
    assert ((last.flag, last.caution), last.white) == (shown, True)


def test_a_yellow_on_the_last_lap_takes_the_place_of_white_and_green_gives_it_back() -> None:
    race = raced(WHITE, yellow(3_200_000, 9), green(3_300_000, 9), FALL)
    assert [(at(race, t).flag, at(race, t).white) for t in (3_200_000, 3_300_000)] == [
        ("yellow", True),
        ("white", True),
    ]


# -- red, at its own tick ---------------------------------------------------------------------


@pytest.mark.parametrize("follows", [False, True])
def test_flags_shown_at_the_tick_of_a_red_one_last(follows: bool) -> None:
    stop, slow = Red(at=1_000_000, lap=3, basis="timed"), yellow(1_000_000, 3)
    race = raced(*((stop, slow) if follows else (slow, stop)), FALL)
    assert [at(race, 1_000_000 + tick).flag for tick in (-1, 0, 1, 2)] == [
        "green", "red", "yellow", "yellow",
    ]  # fmt: skip
    assert list(Timeline(race).flags.times) == sorted(Timeline(race).flags.times)


def test_a_race_that_is_called_under_red_is_over_at_that_tick() -> None:
    race = raced(Red(at=FLAG_AT, lap=10, basis="timed"), FALL)
    state = at(race, FLAG_AT)
    assert (state.flag, state.finished) == ("chequered", True)
    assert at(race, FLAG_AT + 1).flag == "chequered"
    assert kinds(race, "red flag", "chequered flag") == ["red flag", "chequered flag"]


# -- two cautions at once ---------------------------------------------------------------------


def test_a_caution_may_go_over_into_the_next_and_each_counts_its_own_laps() -> None:
    race = raced(yellow(700_000, 2), yellow(1_218_000, 4, 2), green(2_560_000, 7), FALL)
    assert [at(race, t).caution for t in (1_217_999, 1_218_000, 2_559_999)] == [1, 2, 2]
    assert {at(race, t).flag for t in (700_000, 1_218_000, 2_559_999)} == {"yellow"}
    end = Timeline(race).end
    assert [(s.first, s.last) for s in ribbon_at(Timeline(race), end).yellows] == [(3, 4), (5, 7)]
    assert at(race, end).caution_laps == 5
    assert kinds(race, "caution", "restart") == ["caution", "caution", "restart"]


def test_no_lap_counts_for_two_cautions() -> None:
    race = raced(yellow(1_300_000, 4), yellow(1_400_000, 4, 2), green(2_210_000, 6), FALL)
    assert at(race, Timeline(race).end).caution_laps == 2


def test_at_one_instant_the_log_has_flags_in_the_order_of_laps_then_of_the_file() -> None:
    one = raced(yellow(700_000, 2), green(1_218_000, 4), yellow(1_218_000, 4, 2), FALL)
    assert kinds(one, "caution", "restart") == ["caution", "restart", "caution"]
    two = raced(green(WHITE_AT, 9), WHITE, FALL)
    assert kinds(two, "restart", "white flag") == ["white flag", "restart"]
    assert at(two, WHITE_AT).flag == "white"


# -- the distance -----------------------------------------------------------------------------


def test_past_the_distance_none_is_known_and_at_it_nothing_is_left_to_count() -> None:
    race = raced(yellow(1_600_000, 4), WHITE, FALL, scheduled=6)
    on_6, on_7 = at(race, 2_220_000), at(race, 2_563_000)
    assert (on_6.lap, on_6.distance, on_6.laps_to_go, on_6.overtime) == (6, 6, None, False)
    assert (on_7.lap, on_7.distance, on_7.laps_to_go, on_7.overtime) == (7, None, None, True)
    assert ribbon_at(Timeline(race), 2_563_000).scheduled == 7


def test_the_final_stage_has_no_laps_to_go_once_its_laps_are_run() -> None:
    race = raced(yellow(3_200_000, 9), FALL, stages=True)
    before = at(race, FLAG_AT - 1).stage
    assert before is not None
    assert before.to_go == 1
    late = raced(yellow(3_200_000, 9), replace(FALL, at=3_480_000), stages=True)
    assert (at(late, 3_475_000).lap, at(late, 3_475_000).stage) == (10, None)


def test_a_longer_distance_counts_again_from_when_it_is_known() -> None:
    longer = Distance(at=2_220_000, lap=6, basis="official", laps=10, reason="overtime")
    race = raced(yellow(1_600_000, 4), longer, green(2_220_000, 6), WHITE, FALL, scheduled=6)
    state = at(race, 2_220_000)
    assert (state.distance, state.laps_to_go, state.overtime) == (10, 4, True)
    assert (at(race, FLAG_AT).laps_to_go, at(race, FLAG_AT).finished) == (0, True)
