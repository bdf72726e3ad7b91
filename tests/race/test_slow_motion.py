"""Where a close finish is played slowly, and that its pace does not tell how close it is."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.road_races import class_race, formula_race, going_on
from tests.strategies import finish_only_races, races

from replay import racefile
from replay.clock import Limit, PlaybackClock
from replay.race.model import CarLaps, Chequered, Race, Ruling, White
from replay.race.slow_motion import (
    CLOSE_GAP,
    SlowStretch,
    finish_window,
    last_lap_start,
    slow_stretches,
)
from replay.race.timeline import Timeline

ROOT = Path(__file__).parents[2]
TINY = racefile.load(ROOT / "tests" / "races" / "tiny.json")
KANSAS = racefile.load(ROOT / "races" / "kansas-2024.json")


@pytest.mark.parametrize(("race", "nose"), [(TINY, 3_470_495), (KANSAS, 114_424_210)])
def test_the_pace_falls_in_steps_to_the_first_nose_as_it_was_scored(race: Race, nose: int) -> None:
    assert slow_stretches(Timeline(race)) == (
        SlowStretch(nose - 20_000, nose - 8_000, Fraction(1, 2)),
        SlowStretch(nose - 8_000, nose - 2_000, Fraction(1, 5)),
        SlowStretch(nose - 2_000, nose - 200, Fraction(1, 20)),
        SlowStretch(nose - 200, nose + 1_560, Fraction(1, 100)),
    )


def with_gap(gap: int) -> Race:
    """Put the second car of the small race `gap` behind at the white flag."""
    first, second, *others = TINY.laps
    crossings = (*second.crossings[:8], first.crossings[8] + gap, second.crossings[9])
    return replace(TINY, laps=(first, replace(second, crossings=crossings), *others))


def test_it_takes_a_gap_under_half_a_second_at_the_white_flag() -> None:
    assert slow_stretches(Timeline(with_gap(CLOSE_GAP - 1)))
    assert not slow_stretches(Timeline(with_gap(CLOSE_GAP)))


def test_how_many_cars_will_come_to_the_line_changes_nothing() -> None:
    laps = tuple(
        replace(record, crossings=record.crossings[: 10 if record.car == "1" else 9])
        for record in TINY.laps
    )
    events = tuple(event for event in TINY.events if not isinstance(event, Ruling))
    alone = slow_stretches(Timeline(replace(TINY, laps=laps, events=events)))
    assert alone == slow_stretches(Timeline(replace(TINY, events=events)))


def test_a_last_lap_that_nobody_knows_to_be_the_last_is_as_any_other() -> None:
    flags = tuple(e for e in TINY.events if not isinstance(e, White | Chequered | Ruling))
    header = replace(TINY.header, scheduled_laps=11, stages=())
    called = Timeline(replace(TINY, header=header, events=flags))
    assert not slow_stretches(called)
    assert not finish_window(called)


def test_a_race_of_one_lap_has_no_white_flag() -> None:
    laps = tuple(replace(record, crossings=record.crossings[:1]) for record in TINY.laps)
    assert not slow_stretches(Timeline(replace(TINY, laps=laps, events=(), stops=(), remarks=())))


def test_in_the_shortest_lap_it_does_not_begin_before_the_gap_is_known() -> None:
    laps = tuple(
        replace(record, crossings=(at, at + 9_000))
        for record, at in zip(TINY.laps[:2], (100_000, 103_000), strict=True)
    )
    header = replace(TINY.header, scheduled_laps=2, stages=())
    race = replace(TINY, header=header, laps=laps, events=(), stops=(), remarks=())
    slow = slow_stretches(Timeline(race))
    assert slow[0] == SlowStretch(103_000, 107_000, Fraction(1, 5))


@given(races())
def test_it_lies_in_the_last_lap_and_makes_limits_for_the_clock(race: Race) -> None:
    timeline = Timeline(race)
    stretches = slow_stretches(timeline)
    PlaybackClock(timeline.end, lambda: 0, limits=[Limit(*slow) for slow in stretches])
    for slow in stretches:
        assert timeline.lap_at(slow.start) >= timeline.laps - 1
        assert slow.end <= timeline.end
        assert slow.rate < 1


@given(st.integers(1, 300_000), st.integers(1, 300_000))
def test_the_pace_does_not_tell_the_margin(behind: int, other: int) -> None:
    def won_by(margin: int) -> tuple[SlowStretch, ...]:
        first, second, *_ = TINY.laps
        laps: tuple[CarLaps, ...] = (
            first,
            replace(second, crossings=(*second.crossings[:9], first.crossings[9] + margin)),
        )
        flags = tuple(event for event in TINY.events if not isinstance(event, Ruling))
        # The record goes on as long after either, so that its end cuts nothing off.
        ruling = replace(TINY.events[-1], at=4_000_000, provisional=())
        return slow_stretches(Timeline(replace(TINY, laps=laps, events=(*flags, ruling))))

    assert won_by(behind) == won_by(other)


@given(finish_only_races())
def test_a_race_known_by_its_finish_is_slow_from_beginning_to_end(race: Race) -> None:
    timeline = Timeline(race)
    stretches = slow_stretches(timeline)
    assert (stretches[0].start, stretches[-1].end) == (0, timeline.end)
    assert all(a.end == b.start for a, b in pairwise(stretches))
    nose = timeline.finish_crossings[0].at
    for slow in stretches:
        at_the_line = slow.end == nose + 1_560
        assert slow.rate == (Fraction(1, 100) if at_the_line else Fraction(1, 20))


@pytest.mark.parametrize(("race", "nose"), [(TINY, 3_470_495), (KANSAS, 114_424_210)])
def test_the_line_is_looked_at_from_a_fifth_of_a_second_before_the_first_nose(
    race: Race, nose: int
) -> None:
    assert finish_window(Timeline(race)) == range(nose - 2_000, nose + 1_560)


def test_the_last_lap_begins_as_the_leader_completes_the_one_before() -> None:
    assert last_lap_start(Timeline(TINY)) == 3_167_000


@given(races())
def test_the_last_lap_begins_in_the_record_and_ends_behind_every_slow_stretch(race: Race) -> None:
    timeline = Timeline(race)
    begins = last_lap_start(timeline)
    assert 0 <= begins <= timeline.end
    if timeline.laps > 1:
        assert timeline.lap_at(begins) >= timeline.laps - 1
        assert timeline.lap_at(begins - 1) < timeline.laps
    assert all(begins <= slow.start for slow in slow_stretches(timeline))


@given(finish_only_races())
def test_all_of_a_record_of_the_finish_alone_is_its_last_lap(race: Race) -> None:
    assert last_lap_start(Timeline(race)) == 0


@given(races())
def test_the_line_is_looked_at_alike_however_close_the_finish(race: Race) -> None:
    timeline = Timeline(race)
    found = finish_window(timeline)
    first = timeline.scoring(0).lead_at[-1] if not timeline.rulings else None
    if timeline.laps and first is not None:
        assert found == range(max(first - 2_000, 0), first + 1_560)
    assert bool(found) == (timeline.laps > 0)


# -- road races: a lap in seconds, close or not


def test_a_road_race_is_slowed_so_that_its_lap_goes_by_in_twelve_seconds_or_more() -> None:
    """105 s at eight a second, 150 s too: 13 and 19 seconds at a keyboard."""
    flag, rate = 4_500_000, 8
    (slow,) = slow_stretches(Timeline(going_on(formula_race())))
    assert slow == SlowStretch(flag - rate * 10_000, flag + 1_050_000, Fraction(rate))
    (slow,) = slow_stretches(Timeline(going_on(class_race())))
    assert (slow.rate, slow.end) == (Fraction(8), 6_060_000 + 1_500_000)


def test_its_pace_is_the_same_at_any_margin() -> None:
    close, clear = (going_on(formula_race(second, None)) for second in (450.001, 480))
    assert slow_stretches(Timeline(close)) == slow_stretches(Timeline(clear))


def test_it_is_looked_at_from_the_flag_on_and_never_before() -> None:
    assert finish_window(Timeline(formula_race())) == range(4_500_000, 4_500_000 + 1_050_000)
    called = formula_race(margin=None, scheduled_laps=9)
    assert slow_stretches(Timeline(called))  # from the flag that falls at the line
    silent = replace(called, events=called.events[:1])
    assert not slow_stretches(Timeline(silent))
    assert not finish_window(Timeline(silent))


def test_before_a_flag_nobody_knows_of_no_pace_changes() -> None:
    called = Timeline(going_on(formula_race(margin=None, scheduled_laps=9)))
    (slow,) = slow_stretches(called)
    assert slow.start == 4_500_000
