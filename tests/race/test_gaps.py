"""Gaps at the line between two cars, and to the leader of each lap."""

from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, timeline_of
from tests.series_strategies import series_races
from tests.strategies import races

from replay.race.gaps import gaps_between, gaps_to_leader, leader_laps
from replay.race.model import SECOND, Race
from replay.race.timeline import Timeline

LINES = {"1": (30, 60, 91, 121), "2": (31, 59.5, 90, 120), "3": (40, 75, 125)}


def seconds(gaps: tuple[int | None, ...]) -> list[float | None]:
    return [None if gap is None else gap / SECOND for gap in gaps]


def test_a_gap_is_positive_behind_and_negative_ahead() -> None:
    timeline = timeline_of(LINES)
    assert seconds(gaps_between(timeline, timeline.end, "2", "1")) == [1, -0.5, -1, -1]
    assert seconds(gaps_between(timeline, timeline.end, "1", "2")) == [-1, 0.5, 1, 1]


def test_cars_that_are_not_on_one_lap_have_no_gap() -> None:
    # Car 3 ends its lap 3 when the others have ended their lap 4: they have lapped it.
    timeline = timeline_of(LINES)
    assert seconds(gaps_between(timeline, timeline.end, "3", "1")) == [10, 15, None]
    assert seconds(gaps_between(timeline, timeline.end, "1", "3")) == [-10, -15, None]
    assert seconds(gaps_to_leader(timeline, timeline.end, "3")) == [10, 15.5, None]


def test_two_cars_that_were_lapped_have_a_gap_between_them() -> None:
    lines = {"1": (30, 60, 90, 120), "2": (65, 130), "3": (67, 133)}
    timeline = timeline_of(lines)
    assert seconds(gaps_between(timeline, timeline.end, "3", "2")) == [2, 3]
    assert seconds(gaps_to_leader(timeline, timeline.end, "3")) == [None, None]


def test_a_lap_counts_once_both_have_completed_it() -> None:
    timeline = timeline_of(LINES)
    assert seconds(gaps_between(timeline, at(30.9), "2", "1")) == []
    assert seconds(gaps_between(timeline, at(31), "2", "1")) == [1]
    assert seconds(gaps_to_leader(timeline, at(30.9), "2")) == []


def test_the_leader_is_whoever_led_the_lap() -> None:
    timeline = timeline_of(LINES)
    assert seconds(gaps_to_leader(timeline, timeline.end, "1")) == [0, 0.5, 1, 1]
    assert seconds(gaps_to_leader(timeline, timeline.end, "2")) == [1, 0, 0, 0]


def test_gaps_of_a_class_are_to_its_own_leader() -> None:
    lines = {"1": (20, 40, 60, 80), "2": (30, 60, 90), "3": (32, 61, 95)}
    of = {"1": CLASSES[0].name, "2": CLASSES[1].name, "3": CLASSES[1].name}
    timeline = timeline_of(
        lines,
        entries={car: {"race_class": name} for car, name in of.items()},
        classes=CLASSES,
    )
    assert seconds(gaps_to_leader(timeline, timeline.end, "3")) == [2, 1, 5]
    assert leader_laps(timeline, at(60), CLASSES[1].name) == (at(30), at(60))
    assert leader_laps(timeline, at(60)) == (at(20), at(40), at(60))


@given(races() | series_races(), st.integers(0, 9_000_000))
def test_a_gap_seen_from_the_other_car_is_the_same_the_other_way(race: Race, time: int) -> None:
    timeline = Timeline(race)
    cars = [entry.car for entry in race.entries]
    for car, other in zip(cars, (*cars[1:], cars[0]), strict=True):
        ours = gaps_between(timeline, time, car, other)
        theirs = gaps_between(timeline, time, other, car)
        assert ours == tuple(None if gap is None else -gap for gap in theirs)


@given(races() | series_races(), st.integers(0, 9_000_000))
def test_the_last_gap_to_the_leader_is_that_of_the_running_order(race: Race, time: int) -> None:
    timeline = Timeline(race)
    if any(entry.race_class for entry in race.entries) or timeline.rulings:
        return
    state = timeline.at(time)
    for row in state.order:
        gaps = gaps_to_leader(timeline, time, row.car)
        assert len(gaps) == row.laps
        if row.gap is not None and row.laps == state.lap:
            assert gaps[-1] == row.gap
