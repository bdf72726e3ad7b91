"""Where one can ask to go, and what the answer must not tell."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.futures import moments

from replay import racefile
from replay.race.destination import nearest_lap, resolve
from replay.race.log import RaceLog
from replay.race.model import SECOND, Distance, Flag, Race, Red
from replay.race.moment_words import NoSuchMoment, parse_time
from replay.race.timeline import Timeline
from replay.testing.cut_race import cut

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return Timeline(racefile.load(TINY))


WHITE, FLAG = 3_167_000, 3_470_495
"""When the flags of the last lap of the tiny race are shown."""


def refusal(timeline: Timeline, words: str, time: int = 0) -> str:
    with pytest.raises(NoSuchMoment) as error:
        go(timeline, words, time)
    return str(error.value)


def go(timeline: Timeline, words: str, time: int = 0) -> int:
    return resolve(words, timeline, RaceLog(timeline), time)


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("2:31:07", 90_670_000),
        ("45:10", 27_100_000),
        ("0:00", 0),
        ("3:10:42.421", 114_424_210),
        ("93.5", 935_000),
        ("150", None),
        ("1:2:3:4", None),
        ("-1:00", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_on_the_race_clock(text: str, ticks: int | None) -> None:
    assert parse_time(text) == ticks


@pytest.mark.parametrize("words", ["5", "lap 5", "L5", " lap  5 "])
def test_a_number_is_a_lap(timeline: Timeline, words: str) -> None:
    assert go(timeline, words) == timeline.instant(5)


def test_a_signed_number_counts_laps_from_here_and_stops_at_the_ends(timeline: Timeline) -> None:
    here = timeline.instant(5)
    assert go(timeline, "+2", here) == timeline.instant(7)
    assert go(timeline, "-3", here) == timeline.instant(2)
    assert go(timeline, "−99", here) == 0
    assert go(timeline, "+99", here) == timeline.end


def test_events_are_named_by_their_number(timeline: Timeline) -> None:
    assert go(timeline, "caution 1", 1_218_000) == go(timeline, "stage 1") == 1_218_000
    assert go(timeline, "lead 2", 915_003) == 915_003
    assert go(timeline, "restart 1", timeline.end) == 2_210_000
    assert go(timeline, "finish") == timeline.end
    assert go(timeline, "white") == go(timeline, "white flag", timeline.end) == WHITE
    assert go(timeline, "grid", 5) == 0


def test_stages_of_the_schedule_are_reached_at_any_time(timeline: Timeline) -> None:
    assert go(timeline, "stage 1", 5) == go(timeline, "stage 1", timeline.end) == 1_218_000
    assert go(timeline, "stage 2", 5) == FLAG
    assert refusal(timeline, "stage 3", 5) == "stage 3 is neither past nor on the schedule"


def test_a_part_of_a_lap_is_of_the_leaders_next_one_where_that_is_known(
    timeline: Timeline,
) -> None:
    begun, over = (timeline.scoring_at(0).lead_at[lap - 1] for lap in (5, 6))
    assert go(timeline, "L5.5") == go(timeline, "lap 5.50") == begun + (over - begun) // 2
    assert refusal(timeline, "L12.5") == "l12.5 is neither past nor on the schedule"


def test_so_many_seconds_later_is_from_a_name_or_from_here(timeline: Timeline) -> None:
    here = timeline.instant(5)
    assert go(timeline, "+90s", here) == here + 900_000
    assert go(timeline, "−1.5 s", here) == here - 15_000
    assert go(timeline, "-9999s", here) == 0
    assert go(timeline, "+9999s", here) == timeline.end
    assert go(timeline, "caution 1 +10s", here) == 1_218_000 + 100_000
    assert refusal(timeline, "caution 1 +99s", here).startswith("caution 1 +99s is neither past")
    assert refusal(timeline, "caution 1 +10s") == refusal(timeline, "caution 1 +10s", 5)


def test_a_time_is_reached_once_it_is_past(timeline: Timeline) -> None:
    assert go(timeline, "2:00", 1_200_000) == 1_200_000
    assert refusal(timeline, "2:00.0001", 1_200_000).startswith("2:00.0001 is neither past")


def test_a_timed_race_announces_its_time_and_no_lap(timeline: Timeline) -> None:
    header = replace(timeline.race.header, scheduled_laps=None, scheduled_time=3_000_000, stages=())
    timed = Timeline(replace(timeline.race, header=header))
    assert go(timed, "4:00") == 2_400_000
    assert refusal(timed, "5:00.1") == "5:00.1 is neither past nor on the schedule"
    here = timed.instant(3)
    assert go(timed, "3", here) == here
    assert refusal(timed, "4", here) == "lap 4 is neither past nor on the schedule"
    assert go(timed, "+1", here) == timed.instant(4)
    assert nearest_lap(timed, 9, here) == here


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("150.5", "A part of a lap is L150.9, a time has a colon: 2:30.5"),
        ("lap 3,5", "A part of a lap is L150.9, a time has a colon: 2:30.5"),
        ("+.5", "A part of a lap is L150.9, a time has a colon: 2:30.5"),
        ("2:75", "A time is 2:31:07 or 45:10.5, with minutes and seconds up to 59"),
        ("1:2:3:4", "A time is 2:31:07 or 45:10.5, with minutes and seconds up to 59"),
        ("turn 3", "Try 150, +12, -12, 2:31:07, caution 3, stage 2, white or finish"),
    ],
)
def test_what_cannot_be_read_is_explained(timeline: Timeline, words: str, answer: str) -> None:
    assert refusal(timeline, words) == answer


NUMBERS = ("caution 1 +5s", "restart 1 -10s",
           "caution 1", "caution 2", "lead 1", "lead 2", "lead 3", "restart 1", "lap 13", "13",
           "stage 9", "1:00", "2:30.25", "0:00", "59:59")  # fmt: skip


@given(moments(), st.sampled_from(NUMBERS))
def test_a_number_is_reached_or_refused_alike_whatever_is_to_come(
    moment: tuple[Race, int], words: str
) -> None:
    race, time = moment

    def answer(race: Race) -> int | str:
        timeline = Timeline(race)
        try:
            return resolve(words, timeline, RaceLog(timeline), time)
        except NoSuchMoment as error:
            return str(error)

    ours = answer(race)
    if isinstance(ours, str) or ours <= time:
        assert answer(cut(race, time)) == ours


@given(moments(), st.sampled_from(NUMBERS))
def test_nothing_that_is_neither_past_nor_announced_is_reached(
    moment: tuple[Race, int], words: str
) -> None:
    race, time = moment
    timeline = Timeline(race)
    try:
        at = resolve(words, timeline, RaceLog(timeline), time)
    except NoSuchMoment:
        return
    announced = race.header.scheduled_time or race.header.scheduled_laps == 50
    assert at <= time or announced


@pytest.mark.parametrize("words", ["caution 9", "stage 7", "lead 0", "turn 3", "", "lap", "1e9"])
def test_what_is_not_there_is_one_clear_line(timeline: Timeline, words: str) -> None:
    with pytest.raises(NoSuchMoment) as error:
        go(timeline, words)
    assert "\n" not in str(error.value)


# -- races over a time ------------------------------------------------------------------------

HOUR = 3_600 * SECOND


@pytest.fixture(scope="module")
def by_day() -> Timeline:
    """The tiny race as one over six hours, whose record ends at 23 hours, begun at 16:00."""
    race = racefile.load(TINY)
    header = replace(
        race.header, scheduled_laps=None, scheduled_time=24 * HOUR, stages=(), time_of_day=16 * HOUR
    )
    events = tuple(event for event in race.events if not isinstance(event, Distance))
    late = Flag(at=23 * HOUR, lap=10, basis="timed", flag="over")
    return Timeline(replace(race, header=header, events=(*events, late)))


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("17:20", 17 * HOUR + HOUR // 3),
        ("17:20:06", 17 * HOUR + HOUR // 3 + 6 * SECOND),
        ("9:20am", 17 * HOUR + HOUR // 3),
        ("9:20 AM", 17 * HOUR + HOUR // 3),
        ("at 9:20", 17 * HOUR + HOUR // 3),
        ("9pm", 5 * HOUR),
        ("12am", 8 * HOUR),
        ("4pm", 0),
        ("23:59", 23 * HOUR),
    ],
)
def test_over_a_time_hours_and_minutes_are_of_the_race_or_of_the_day(
    by_day: Timeline, words: str, time: int
) -> None:
    assert go(by_day, words) == time


@pytest.mark.parametrize("words", ["24:01", "13pm", "0am", "9:60am", "at 24:00"])
def test_what_is_no_time_of_the_race_or_the_day_is_refused(by_day: Timeline, words: str) -> None:
    refusal(by_day, words)


def test_a_race_over_a_time_has_examples_of_its_own(by_day: Timeline, timeline: Timeline) -> None:
    assert refusal(by_day, "soon") == ("Try 17:20, 17:20:45, 9:20am, lap 215, +12, -12 or finish")
    assert refusal(timeline, "9:20am") == "The time of day of this race is not known"
    assert go(timeline, "1:20", 900_000) == 80 * SECOND


def test_a_flag_is_named_by_its_words_once_it_has_been_shown() -> None:
    race = racefile.load(TINY)
    red = Red(at=1_400_000, lap=4, basis="timed", reason="rain")
    timeline = Timeline(
        replace(race, events=tuple(sorted((*race.events, red), key=lambda e: e.at)))
    )
    assert go(timeline, "Red flag", 2_000_000) == 1_400_000
    assert refusal(timeline, "red flag", 1_000_000) == refusal(timeline, "red flags", 2_000_000)
