"""The exported laps of every shipped race: the file's crossings, and what the order says."""

from decimal import Decimal
from itertools import pairwise

import pytest
from tests.tables.shipped import (
    NAMES,
    WITH_LAPS,
    maybe_ticks,
    of_car,
    race_named,
    rows_of,
    ticks,
    timeline_named,
)

import replay
from replay.race.class_order import class_places
from replay.race.export import order_rows_at
from replay.race.model import Ruling
from replay.race.timeline import Timeline

each_with_laps = pytest.mark.parametrize("name", WITH_LAPS)


@pytest.mark.parametrize("name", NAMES)
def test_every_crossing_of_the_file_is_a_lap_and_nothing_else_is(name: str) -> None:
    race = race_named(name)
    rows = rows_of(replay.laps(race))
    assert len(rows) == sum(len(record.crossings) for record in race.laps)
    for record in race.laps:
        own = of_car(rows, record.car)
        assert [row["LapNumber"] for row in own] == list(range(1, len(record.crossings) + 1))
        assert [ticks(row["Time"]) for row in own] == list(record.crossings)
        times = [later - before for before, later in pairwise((0, *record.crossings))]
        assert [ticks(row["LapTime"]) for row in own] == times


@each_with_laps
def test_laps_come_in_the_order_in_which_they_were_completed(name: str) -> None:
    times = replay.laps(race_named(name))["Time"]
    assert times == sorted(times)


@each_with_laps
def test_place_and_gaps_are_those_of_the_order_at_the_cars_own_crossing(name: str) -> None:
    """But for crossings that a ruling has moved since: there the order had not heard of it."""
    race, timeline = race_named(name), timeline_named(name)
    rulings = [event for event in race.events if isinstance(event, Ruling)]
    first = min((ruling.at for ruling in rulings), default=timeline.end + 1)
    moved = {ruling.of_lap for ruling in rulings if ruling.provisional}
    compared = 0
    for row in rows_of(replay.laps(race)):
        at = ticks(row["Time"])
        if at >= first or row["LapNumber"] in moved:
            continue
        standing = _standing(timeline, at, row["Position"])
        assert standing.car == row["DriverNumber"]
        assert (standing.laps, standing.laps_down) == (row["LapNumber"], row["LapsDown"])
        assert standing.gap == maybe_ticks(row["Gap"])
        assert standing.interval == maybe_ticks(row["Interval"])
        assert standing.basis == row["Basis"]
        assert (standing.place == "sure") is row["PlaceSure"]
        assert standing.last_lap == ticks(row["LapTime"])
        assert standing.last_lap_exact is not row["Generated"]
        compared += 1
    assert compared > 0.98 * sum(len(record.crossings) for record in race.laps)


def _standing(timeline: Timeline, at: int, place: int):  # type: ignore[no-untyped-def]
    return timeline.at(at).order[place - 1]


@each_with_laps
def test_of_cars_on_the_lead_lap_the_laps_say_what_replay_order_says(name: str) -> None:
    """The order after lap N stands at the instant of the lap, when all of them have completed it.

    A car that is laps down completed its last lap at another time, from which it may have lost a
    place to those that came by since: `Position` is that of its own crossing.
    """
    timeline = timeline_named(name)
    laps = {
        (row["DriverNumber"], row["LapNumber"]): row for row in rows_of(replay.laps(timeline.race))
    }
    ruled = bool(timeline.rulings)
    for lap in range(1, timeline.laps + (not ruled)):
        for order in order_rows_at(timeline, timeline.instant(lap)):
            if not order.laps:
                continue
            row = laps[order.car, order.laps]
            assert row["Basis"] == order.basis
            assert row["PlaceSure"] is (order.place == "sure")
            if order.laps == lap:
                assert row["Position"] == order.position
                assert _near(row["Gap"], order.gap_s)
                assert _near(row["Interval"], order.interval_s)


def _near(seconds: float | None, exact: Decimal | None) -> bool:
    """Tell whether a time is another; the order writes rebuilt ones to 0.001 s."""
    if seconds is None or exact is None:
        return seconds is None and exact is None
    return abs(Decimal(repr(seconds)) - exact) <= Decimal("0.0005")


@pytest.mark.parametrize("name", ["le-mans-2024", "lime-rock-2023"])
def test_the_place_in_class_is_that_at_the_cars_own_crossing(name: str) -> None:
    timeline = timeline_named(name)
    for row in rows_of(replay.laps(timeline.race))[::23]:
        place = class_places(timeline, ticks(row["Time"]))[row["DriverNumber"]]
        assert (place.race_class, place.position) == (row["Class"], row["ClassPosition"])


@each_with_laps
def test_one_car_leads_every_lap_and_those_led_add_up_to_those_of_the_order(name: str) -> None:
    timeline = timeline_named(name)
    rows = rows_of(replay.laps(timeline.race))
    led = [row for row in rows if row["Led"]]
    assert sorted(row["LapNumber"] for row in led) == list(range(1, timeline.laps + 1))
    counted = {row.car: row.led for row in timeline.at(timeline.end).order if row.led}
    assert counted == {car: len(of_car(led, car)) for car in counted}


@each_with_laps
def test_a_table_until_a_moment_is_the_beginning_of_the_whole(name: str) -> None:
    """What stands in a row is known as the car completes the lap, so long as nobody rules."""
    race, timeline = race_named(name), timeline_named(name)
    whole = rows_of(replay.laps(race))
    for lap in (0, 1, timeline.laps // 3, timeline.laps // 2, timeline.laps - 2):
        until = timeline.instant(lap)
        part = rows_of(replay.laps(race, until=until / 10_000))
        assert part == whole[: len(part)]
        assert len(part) == sum(at <= until for r in race.laps for at in r.crossings)
        assert part == rows_of(replay.laps(race, until=f"L{lap}"))


def test_until_the_camera_rules_another_car_has_won_kansas() -> None:
    race = race_named("kansas-2024")
    ruling = next(event for event in race.events if isinstance(event, Ruling))
    before = rows_of(replay.laps(race, until=(ruling.at - 1) / 10_000))
    after = rows_of(replay.laps(race, until=ruling.at / 10_000))
    winners = [
        next(row["Driver"] for row in rows if row["Led"] and row["LapNumber"] == 268)
        for rows in (before, after)
    ]
    assert winners == ["Buescher", "Larson"]
