"""What the running order asks of every car: intervals anywhere, tyre stints, best drivers, pits."""

from typing import Any

from tests.race.small_races import CLASSES, at, flag, timeline_of

from replay.race.board import (
    Interval,
    TyreStint,
    best_lap_drivers,
    intervals,
    pit_entries,
    tyre_stints,
)
from replay.race.model import Driver, Retirement, Stop

NONE = Interval(None, 0)


def laps(first: float, each: float, count: int) -> list[float]:
    return [first + each * n for n in range(count)]


def test_an_interval_is_told_off_the_lead_lap_too() -> None:
    timeline = timeline_of(
        {"1": laps(90, 90, 6), "2": laps(91, 90, 6), "3": laps(150, 110, 4), "4": laps(151, 110, 4)}
    )
    assert intervals(timeline, at(482)) == {
        "1": NONE,
        "2": Interval(at(1), 0),
        "3": Interval(at(480 - 361), 1),  # the car ahead had completed a lap more by then
        "4": Interval(at(1), 0),
    }


def test_a_car_that_has_been_passed_and_has_gone_on_since_gives_no_interval() -> None:
    timeline = timeline_of({"1": [100, 190], "2": [99, 195]})
    assert intervals(timeline, at(192))["2"] == NONE
    assert intervals(timeline, at(196))["2"] == Interval(at(5), 0)


def test_a_car_that_stands_still_falls_behind_lap_by_lap() -> None:
    timeline = timeline_of({"1": laps(90, 90, 9), "2": [91, 181]})
    assert intervals(timeline, at(300))["2"] == Interval(at(1), 0)
    assert intervals(timeline, at(700))["2"].laps == 4


def test_the_car_ahead_is_that_of_the_class_and_one_that_is_still_in_the_race() -> None:
    hyp, gt3 = {"race_class": "HYPERCAR"}, {"race_class": "LMGT3"}
    out = Retirement(at=at(195), lap=2, basis="official", car="8", reason="engine")
    timeline = timeline_of(
        {"6": laps(90, 90, 3), "91": laps(91, 90, 3), "8": [92, 182], "27": laps(95, 90, 3),
         "7": laps(97, 90, 3)},
        [out, flag(270, 3)],
        entries={"6": hyp, "91": gt3, "8": hyp, "27": gt3, "7": hyp},
        classes=CLASSES,
    )  # fmt: skip
    now = intervals(timeline, at(188))
    assert (now["91"], now["27"]) == (NONE, Interval(at(4), 0))
    assert (now["8"], now["7"]) == (Interval(at(2), 0), Interval(at(5), 0))
    assert intervals(timeline, at(280))["7"] == Interval(at(7), 0)


def stops_of() -> list[Stop]:
    return [
        Stop(car="1", lap=1, entry=at(95), exit=at(120), compound="HARD", driver=1),
        Stop(car="1", lap=3, entry=at(320), exit=at(345), compound="SOFT", driver=0),
    ]


def stopping(**more: Any) -> Any:
    crew = (Driver(first="A", last="One"), Driver(first="B", last="Two"))
    known = {"stops": "timed", "tyres": "timed", "drivers": "timed"}
    return timeline_of(
        {"1": [90, 200, 285, 420, 512], "2": laps(91, 100, 5)},
        entries={"1": {"drivers": crew, "starts": 0, "compound": "MEDIUM"}},
        stops=stops_of(),
        known=known,
        **more,
    )


def test_tyre_stints_begin_on_the_lap_after_that_of_the_stop_once_the_car_has_left() -> None:
    timeline = stopping()
    first, second, third = TyreStint(1, "MEDIUM"), TyreStint(3, "HARD"), TyreStint(5, "SOFT")
    assert tyre_stints(timeline, at(119))["1"] == (first,)
    assert tyre_stints(timeline, at(120))["1"] == (first, second)
    assert tyre_stints(timeline, at(1_000))["1"] == (first, second, third)
    assert tyre_stints(timeline, at(1_000))["2"] == (TyreStint(1, None),)


def test_the_best_lap_is_that_of_the_one_who_was_in_the_car() -> None:
    timeline = stopping()
    assert best_lap_drivers(timeline, 0)["1"] is None
    assert best_lap_drivers(timeline, at(100))["1"] == 0  # 90 s, before the stop
    assert best_lap_drivers(timeline, at(300))["1"] == 1  # 85 s
    assert best_lap_drivers(timeline, at(600))["1"] == 1


def test_pit_entries_are_told_as_they_come_to_pass() -> None:
    timeline = stopping()
    assert pit_entries(timeline, at(94)) == {}
    assert pit_entries(timeline, at(95)) == {"1": at(95)}
    assert pit_entries(timeline, at(600)) == {"1": at(320)}
