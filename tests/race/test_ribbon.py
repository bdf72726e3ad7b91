"""The race so far over its distance, laps or seconds, and where a press on it goes."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.futures import moments
from tests.strategies import races

from replay import racefile
from replay.race.destination import ribbon_time
from replay.race.model import SECOND, Distance, Race, Red
from replay.race.ribbon import ribbon_at
from replay.race.state import NeutralSpan
from replay.race.timeline import Timeline
from replay.testing.cut_race import cut

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


def over_time(race: Race, seconds: int) -> Race:
    """The race over a time; of its distance in laps nothing is told."""
    header = replace(race.header, scheduled_laps=None, scheduled_time=seconds * SECOND)
    events = tuple(event for event in race.events if not isinstance(event, Distance))
    return replace(race, header=header, events=events)


@pytest.fixture(scope="module")
def timed() -> Timeline:
    return Timeline(over_time(racefile.load(TINY), 400))


def test_over_laps_nothing_counts_in_seconds() -> None:
    timeline = Timeline(racefile.load(TINY))
    ribbon = ribbon_at(timeline, timeline.instant(5))
    assert (ribbon.by_time, ribbon.scheduled, ribbon.done, ribbon.lap) == (False, 10, 5, 5)


def test_over_a_time_the_axis_is_the_scheduled_time(timed: Timeline) -> None:
    ribbon = ribbon_at(timed, 2_000_000)
    assert (ribbon.by_time, ribbon.scheduled, ribbon.done) == (True, 400, 200)
    assert ribbon.lap == timed.lap_at(2_000_000)
    assert not ribbon.is_complete


def test_a_part_of_a_second_of_the_schedule_has_its_second() -> None:
    race = over_time(racefile.load(TINY), 400)
    race = replace(race, header=replace(race.header, scheduled_time=4_000_001))
    assert ribbon_at(Timeline(race), 0).scheduled == 401


def test_a_car_leads_from_the_line_at_which_it_took_the_lead(timed: Timeline) -> None:
    time = 2_000_000
    ribbon = ribbon_at(timed, time)
    assert len(ribbon.stints) > 1
    for stint in ribbon.stints:
        for second in range(stint.first, stint.last):
            assert timed.at(second * SECOND).order[0].car == stint.car
    assert (ribbon.stints[0].first, ribbon.stints[-1].last) == (1, 200)


def test_a_caution_lasts_from_its_flag_to_the_green(timed: Timeline) -> None:
    assert ribbon_at(timed, 1_217_999).neutralised == ()
    assert ribbon_at(timed, 1_218_000).neutralised == (NeutralSpan(122, 122, "bunch", 1),)
    assert ribbon_at(timed, 2_000_000).neutralised == (NeutralSpan(122, 200, "bunch", 1),)
    assert ribbon_at(timed, timed.end).neutralised == (NeutralSpan(122, 221, "bunch", 1),)


def test_a_red_flag_stands_on_its_second_and_the_end_of_a_stage_once_it_is_past() -> None:
    race = over_time(racefile.load(TINY), 400)
    red = Red(at=2_300_500, lap=6, basis="timed")
    events = sorted((*race.events, red), key=lambda event: event.at)
    timeline = Timeline(replace(race, events=tuple(events)))
    red_span = NeutralSpan(231, 231, "stop")
    assert red_span not in ribbon_at(timeline, 2_300_499).neutralised
    assert ribbon_at(timeline, 2_300_500).neutralised[-1] == red_span
    assert ribbon_at(timeline, 1_217_999).stage_ends == ()
    assert ribbon_at(timeline, 1_218_000).stage_ends == (121,)


def test_a_distance_in_laps_that_is_announced_becomes_the_axis() -> None:
    race = over_time(racefile.load(TINY), 400)
    told = Distance(at=2_300_000, lap=6, basis="official", laps=10, reason="the time is up")
    events = sorted((*race.events, told), key=lambda event: event.at)
    timeline = Timeline(replace(race, events=tuple(events)))
    before, after = ribbon_at(timeline, 2_299_999), ribbon_at(timeline, 2_300_000)
    assert (before.by_time, before.scheduled) == (True, 400)
    assert (after.by_time, after.scheduled) == (False, 10)
    assert timeline.at(2_299_999).time_to_go == 1_700_001
    assert timeline.at(2_300_000).time_to_go is None


def test_the_time_counts_down_to_nothing_which_it_stays_until_the_flag() -> None:
    timeline = Timeline(over_time(racefile.load(TINY), 340))
    told = [timeline.at(time).time_to_go for time in (0, 1, 3_400_000, 3_470_494, 3_470_495)]
    assert told == [3_400_000, 3_399_999, 0, 0, None]
    assert [ribbon_at(timeline, time).is_complete for time in (3_400_000, 3_470_495)] == [
        False,
        True,
    ]


def test_a_press_beyond_the_record_goes_to_its_end(timed: Timeline) -> None:
    ribbon = ribbon_at(timed, 0)
    assert ribbon_time(timed, ribbon, 200, 0) == 2_000_000
    assert ribbon_time(timed, ribbon, 999, 0) == min(4_000_000, timed.end)
    assert ribbon_time(timed, ribbon, -3, 0) == 0


@given(races(), st.integers(1, 900), st.integers(0, 8_000_000), st.integers(0, 900))
def test_where_a_press_goes_the_playhead_stands(
    race: Race, seconds: int, time: int, asked: int
) -> None:
    for shown in (race, over_time(race, seconds)):
        timeline = Timeline(shown)
        now = min(time, timeline.end)
        ribbon = ribbon_at(timeline, now)
        done = min(asked, ribbon.scheduled)
        there = ribbon_at(timeline, ribbon_time(timeline, ribbon, done, now))
        # A race that was cut short has an end before the end of its schedule.
        last = timeline.end // SECOND if ribbon.by_time else timeline.laps
        assert there.done == min(done, last)


@given(races(), st.integers(1, 900), st.integers(1, 8_000_000))
def test_stints_over_a_time_follow_each_other_up_to_the_clock(
    race: Race, seconds: int, time: int
) -> None:
    timeline = Timeline(over_time(race, seconds))
    now = min(time, timeline.end)
    stints = ribbon_at(timeline, now).stints
    assert [a.last + 1 for a, _ in pairwise(stints)] == [b.first for _, b in pairwise(stints)]
    if now >= SECOND:
        assert (stints[0].first, stints[-1].last) == (1, now // SECOND)


@given(moments())
def test_the_ribbon_over_a_time_tells_nothing_of_what_is_to_come(
    moment: tuple[Race, int],
) -> None:
    race, time = moment
    race = over_time(race, 900)
    ours, theirs = Timeline(race), Timeline(cut(race, time))
    if time < min(ours.end, theirs.end):
        assert ribbon_at(ours, time) == ribbon_at(theirs, time)
        assert ours.at(time).time_to_go == theirs.at(time).time_to_go
