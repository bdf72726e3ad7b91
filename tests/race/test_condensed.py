"""A race condensed to a time: the laws of its course, and where it spends the time."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import examples
from tests.series_strategies import series_races
from tests.strategies import finish_only_races, races

from replay import racefile
from replay.race.condensed import LONGEST, SHORTEST, condensed
from replay.race.course import Course
from replay.race.log import RaceLog
from replay.race.model import SECOND, Race, Red
from replay.race.pacing_choices import YELLOW_CHOICES, YellowLaps
from replay.race.slow_motion import slow_stretches
from replay.race.timeline import Timeline
from replay.race.yellow_laps import yellow_course, yellow_stretches

ROOT = Path(__file__).parents[2]
KANSAS = Timeline(racefile.load(ROOT / "races" / "kansas-2024.json"))
KANSAS_LOG = RaceLog(KANSAS)
LE_MANS = Timeline(racefile.load(ROOT / "races" / "le-mans-2024.json"))
CANADA = Timeline(racefile.load(ROOT / "races" / "canada-2011.json"))
MINUTES = 60 * SECOND

lengths = st.integers(SHORTEST, LONGEST)


def course_in(timeline: Timeline, length: int, yellow: YellowLaps = "play") -> Course:
    return condensed(timeline, RaceLog(timeline), length, yellow=yellow)


@examples(30)
@given(
    st.one_of(races(), finish_only_races(), series_races()),
    lengths,
    st.sampled_from(YELLOW_CHOICES),
    st.booleans(),
)
def test_it_goes_from_the_grid_to_the_end_in_the_asked_time_and_the_same_each_time(
    race: Race, length: int, yellow: YellowLaps, slow_motion: bool
) -> None:
    timeline = Timeline(race)
    course, again = (
        condensed(one, RaceLog(one), length, yellow=yellow, slow_motion=slow_motion)
        for one in (timeline, Timeline(race))
    )
    assert course == again
    assert (course.time_at(0), course.time_at(length)) == (0, timeline.end)
    assert course.length == (length if timeline.end else 0)
    times = [course.time_at(length * n // 9) for n in range(10)]
    assert times == sorted(times)


@pytest.mark.parametrize("length", [0, -1, SHORTEST - 1, LONGEST + 1])
def test_what_nobody_would_watch_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="no race is condensed"):
        condensed(KANSAS, KANSAS_LOG, length)


def shown(course: Course, start: int, end: int) -> float:
    """The seconds of playing that a part of the record takes."""
    return (course.presented_at(end) - course.presented_at(start)) / SECOND


def test_ten_minutes_of_kansas_are_spent_where_things_happened() -> None:
    course = condensed(KANSAS, KANSAS_LOG, 10 * MINUTES)
    leads = KANSAS_LOG.times(lambda entry: entry.kind == "lead change")
    lead, calm = leads[3], KANSAS.instant(60)
    assert course.pace_at(calm) == pytest.approx(8 * course.pace_at(lead), rel=1e-3)
    (start, end), *_ = yellow_stretches(KANSAS)
    assert course.pace_at((start + end) // 2) == pytest.approx(4 * course.pace_at(calm), rel=1e-3)
    last_lap = shown(course, KANSAS.instant(267), KANSAS.end)
    assert last_lap > 3 * shown(course, KANSAS.instant(60), KANSAS.instant(61))


def test_slow_motion_at_the_line_is_in_it_and_can_be_left_out() -> None:
    course = condensed(KANSAS, KANSAS_LOG, 10 * MINUTES)
    for slow in slow_stretches(KANSAS):
        assert course.pace_at(slow.start) == pytest.approx(slow.rate, rel=1e-3)
    without = condensed(KANSAS, KANSAS_LOG, 10 * MINUTES, slow_motion=False)
    assert without.length == 10 * MINUTES
    assert all(without.pace_at(slow.start) > 1 for slow in slow_stretches(KANSAS))


def test_in_the_shortest_time_slow_motion_takes_a_quarter_at_most() -> None:
    course = condensed(KANSAS, KANSAS_LOG, SHORTEST)
    slow = slow_stretches(KANSAS)
    assert shown(course, slow[0].start, slow[-1].end) == pytest.approx(2.5, abs=0.01)


def test_nothing_is_slower_than_the_race_while_there_is_time_to_be_saved() -> None:
    course = condensed(KANSAS, KANSAS_LOG, 150 * MINUTES, slow_motion=False)
    times = (knot.time for knot in course.knots[:-1])
    # A knot stands on a whole tick, so that a stretch may be one too long.
    assert all(course.pace_at(at) > Fraction(999, 1_000) for at in times)


def test_in_more_time_than_the_race_took_all_of_it_goes_by_evenly() -> None:
    course = condensed(KANSAS, KANSAS_LOG, 12 * 60 * MINUTES, slow_motion=False)
    paces = [float(course.pace_at(KANSAS.instant(lap))) for lap in range(1, 260, 20)]
    assert max(paces) - min(paces) < 0.001


def test_a_red_flag_that_takes_no_time_of_the_race_is_seen() -> None:
    course = course_in(CANADA, 10 * MINUTES)
    red = next(event.at for event in CANADA.race.events if isinstance(event, Red))
    assert shown(course, red, red + 1) == 2


def test_the_longest_race_there_is_can_be_seen_in_ten_minutes() -> None:
    course = course_in(LE_MANS, 10 * MINUTES)
    assert (course.length, course.end) == (10 * MINUTES, LE_MANS.end)


@pytest.mark.parametrize(("choice", "faster"), [("fast", 2), ("skip", 1_000)])
def test_yellow_laps_weigh_less_where_they_are_to_be_hurried(
    choice: YellowLaps, faster: int
) -> None:
    (start, end), *_ = yellow_stretches(KANSAS)
    amid = (start + end) // 2
    played = course_in(KANSAS, 10 * MINUTES).pace_at(amid)
    assert course_in(KANSAS, 10 * MINUTES, choice).pace_at(amid) > played * faster / 2


# -- yellow laps without a time to condense to


def test_yellow_laps_are_hurried_but_for_a_look_at_each_flag() -> None:
    course = yellow_course(KANSAS, "fast")
    assert course is not None
    for start, end in yellow_stretches(KANSAS):
        assert [course.pace_at(at) for at in (start - 1, start, end - 1, end)] == [1, 8, 8, 1]
        flag = KANSAS.at(start).flag
        assert flag == "yellow"
        assert KANSAS.at(start - 5 * SECOND - 1).flag != "yellow"
        assert KANSAS.at(end + 5 * SECOND + 8).flag != "yellow"


def test_skipped_yellow_laps_take_less_than_a_frame() -> None:
    course = yellow_course(KANSAS, "skip")
    assert course is not None
    for start, end in yellow_stretches(KANSAS):
        assert shown(course, start, end) == 0.01
    yellow = sum(end - start for start, end in yellow_stretches(KANSAS))
    assert course.length == KANSAS.end - yellow + 100 * len(yellow_stretches(KANSAS))


@examples(30)
@given(st.one_of(races(), series_races()), st.sampled_from(YELLOW_CHOICES))
def test_any_race_is_presented_to_its_end_and_its_last_lap_tick_for_tick(
    race: Race, choice: YellowLaps
) -> None:
    timeline = Timeline(race)
    course = yellow_course(timeline, choice)
    if course is not None:
        assert choice != "play"
        assert course.time_at(course.length) == timeline.end
        assert all(course.pace_at(slow.start) == 1 for slow in slow_stretches(timeline))
    else:
        assert choice == "play" or not yellow_stretches(timeline)
