"""The flag shown, and what is shown beside it: red, yellow, white, and the length of the race."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from replay import racefile
from replay.race.log import full_log
from replay.race.model import Caution, Chequered, Distance, Event, Flag, Green, Race, Red, White
from replay.race.ribbon import ribbon_at
from replay.race.state import NeutralSpan, RaceState
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
    spans = ribbon_at(Timeline(race), end).neutralised
    assert [(span.first, span.last) for span in spans] == [
        (3, 4),
        (5, 7),
    ]
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


# -- how far a flag neutralises ---------------------------------------------------------------


def neutral(race: Race, time: int) -> tuple[str, int | None, str]:
    state = at(race, time)
    return state.flag, state.flag_number, state.neutralised


def test_a_flag_says_its_word_its_number_and_how_far_it_neutralises() -> None:
    race = raced(
        Flag(at=700_000, lap=2, basis="timed", flag="VSC", neutralises="slow", number=1),
        green(900_000, 2),
        Flag(at=1_300_000, lap=4, basis="timed", flag="safety car", neutralises="bunch", number=1),
        green(1_900_000, 5),
        yellow(2_300_000, 6),
        FALL,
    )
    found = [neutral(race, time) for time in (800_000, 900_000, 1_300_000, 2_300_000, FLAG_AT)]
    assert found == [
        ("VSC", 1, "slow"),
        ("green", None, "nothing"),
        ("safety car", 1, "bunch"),
        ("yellow", 1, "bunch"),
        ("chequered", None, "nothing"),
    ]


def test_the_ribbon_has_every_neutralisation_with_its_height() -> None:
    race = raced(
        Flag(at=700_000, lap=2, basis="timed", flag="VSC", neutralises="slow", number=1),
        green(900_000, 2),
        Flag(at=1_300_000, lap=4, basis="timed", flag="safety car", neutralises="bunch", number=1),
        green(1_900_000, 5),
        Red(at=2_000_000, lap=5, basis="timed"),
        yellow(2_300_000, 6),
        FALL,
    )
    timeline = Timeline(race)
    assert ribbon_at(timeline, 699_999).neutralised == ()
    assert ribbon_at(timeline, 1_200_000).neutralised == (NeutralSpan(3, 3, "slow"),)
    assert ribbon_at(timeline, timeline.end).neutralised[:3] == (
        NeutralSpan(3, 3, "slow"),
        NeutralSpan(5, 6, "bunch", 1),
        NeutralSpan(6, 6, "stop"),
    )
    assert ribbon_at(timeline, timeline.end).neutralised[3].number == 1
    assert timeline.at(timeline.end).cautions == 1


def test_a_red_flag_with_a_running_clock_lasts_until_the_next_flag() -> None:
    race = raced(Red(at=1_000_000, lap=3, basis="timed", clock="runs"), green(1_500_000, 4), FALL)
    assert [neutral(race, time)[0::2] for time in (999_999, 1_000_000, 1_499_999, 1_500_000)] == [
        ("green", "nothing"),
        ("red", "stop"),
        ("red", "stop"),
        ("green", "nothing"),
    ]
    assert ribbon_at(Timeline(race), FLAG_AT).neutralised == (NeutralSpan(4, 5, "stop"),)


def test_where_nobody_knows_the_flags_the_course_is_not_called_green() -> None:
    race = raced(FALL)
    header = replace(race.header, known=replace(race.header.known, flags=None))
    race = replace(race, header=header)
    assert [at(race, time).flag for time in (0, 1, FLAG_AT)] == ["grid", "race", "chequered"]


def test_once_its_time_is_up_a_race_over_a_time_is_on_its_last_lap() -> None:
    race = raced(yellow(2_900_000, 8), green(3_300_000, 9), FALL)
    race = replace(race, header=replace(race.header, scheduled_laps=None, scheduled_time=3_200_000))
    found = [(at(race, time).flag, at(race, time).white) for time in (3_199_999, 3_200_000)]
    assert found == [("yellow", False), ("yellow", True)]
    assert [at(race, time).flag for time in (3_299_999, 3_300_000, FLAG_AT)] == [
        "yellow",
        "white",
        "chequered",
    ]
