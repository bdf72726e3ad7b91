"""The order at the marks of an axis, and on which of them a car stopped."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, flag, timeline_of
from tests.strategies import races

from replay import racefile
from replay.race.mark_orders import orders_at, stop_marks
from replay.race.model import Race, Stop
from replay.race.series import places
from replay.race.timeline import Timeline

STOPS = {"stops": "timed"}

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def tiny() -> Timeline:
    return Timeline(racefile.load(TINY))


def test_a_lap_has_the_order_of_its_instant_and_the_lap_of_the_clock_that_of_now() -> None:
    timeline = timeline_of({"1": [30, 62, 90], "2": [31, 61, 91]}, [flag(90, 3)])
    assert orders_at(timeline, at(61.5), (0, 1, 2)) == (("1", "2"), ("1", "2"), ("2", "1"))
    # Of the leader's third lap only he has come so far.
    assert orders_at(timeline, at(90), (2, 3)) == (("2", "1"), ("1", "2"))


def test_a_mark_that_is_still_ahead_has_the_order_of_now() -> None:
    timeline = timeline_of({"1": [30, 62], "2": [31, 61]}, [flag(61, 2)])
    assert orders_at(timeline, at(40), (1, 2, 99)) == (("1", "2"),) * 3


def test_over_a_time_the_marks_are_seconds() -> None:
    timeline = timeline_of({"1": [30, 62], "2": [31, 61]}, [flag(61, 2)], scheduled_time=at(60))
    assert orders_at(timeline, at(70), (0, 30, 60, 61, 62)) == (
        ("1", "2"),
        ("1", "2"),
        ("1", "2"),
        ("2", "1"),
        ("2", "1"),
    )


def test_the_order_of_a_class_is_that_of_its_cars_alone() -> None:
    entries = {"1": {"race_class": "HYPERCAR"}, "2": {"race_class": "LMGT3"}}
    entries["3"] = {"race_class": "LMGT3"}
    timeline = timeline_of(
        {"1": [30, 60], "2": [35, 72], "3": [36, 71]}, [flag(60, 2)], entries=entries,
        classes=CLASSES,
    )  # fmt: skip
    assert orders_at(timeline, at(73), (0, 2), "LMGT3") == (("2", "3"), ("3", "2"))


def test_cars_of_an_unknown_grid_have_no_place_before_their_first_crossing() -> None:
    nowhere = {"1": {"grid": None}, "2": {"grid": None}}
    timeline = timeline_of({"1": [30, 62], "2": [31, 61]}, [flag(61, 2)], entries=nowhere,
                           known={"grid": None})  # fmt: skip
    assert orders_at(timeline, at(30), (0, 1)) == ((), ("1",))


def test_a_stop_is_on_the_lap_the_leader_was_on_as_the_car_completed_its_in_lap() -> None:
    stop = Stop(car="2", lap=1, basis="timed")
    timeline = timeline_of(
        {"1": [30, 60, 90, 120], "2": [40, 95, 130]}, [flag(120, 4)], stops=[stop], known=STOPS
    )
    assert stop_marks(timeline, at(94), "2") == ()
    # It completes its second lap, and the leader has completed his third.
    assert stop_marks(timeline, at(95), "2") == (3,)
    assert stop_marks(timeline, at(95), "1") == ()


def test_a_stop_from_which_no_car_comes_back_stays_where_it_was_seen() -> None:
    stop = Stop(car="2", lap=1, entry=at(58), left=False, basis="timed")
    timeline = timeline_of(
        {"1": [30, 60, 90, 120], "2": [31]}, [flag(120, 4)], stops=[stop], known=STOPS
    )
    assert stop_marks(timeline, at(59), "2") == (1,)
    assert stop_marks(timeline, at(61), "2") == (2,)
    assert stop_marks(timeline, at(119), "2") == (2,)


def test_over_a_time_a_stop_is_on_the_second_in_which_it_is_seen() -> None:
    stop = Stop(car="2", lap=1, entry=at(58.5), basis="timed")
    timeline = timeline_of(
        {"1": [30, 60], "2": [31, 64]},
        [flag(60, 2)],
        stops=[stop],
        known=STOPS,
        scheduled_time=at(60),
    )
    assert stop_marks(timeline, at(59), "2") == (59,)


@given(races(), st.integers(-1_000, 8_000_000))
def test_the_order_at_a_lap_has_each_car_at_its_place(race: Race, time: int) -> None:
    timeline = Timeline(race)
    laps = timeline.lap_at(min(max(time, 0), timeline.end))
    orders = orders_at(timeline, time, tuple(range(laps + 1)))
    for entry in race.entries:
        held = places(timeline, time, entry.car)
        for order, place in zip(orders, held, strict=True):
            assert place == (order.index(entry.car) + 1 if entry.car in order else None)
