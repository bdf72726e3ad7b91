"""The stints of a car: from when on each is known, by whom and on which tyres."""

from tests.race.small_races import at, timeline_of

from replay.race.car_stints import CarStint, car_stints
from replay.race.model import Driver, Stop
from replay.race.timeline import Timeline

CREW = (Driver(first="", last="Nielsen"), Driver(first="", last="Fuoco"))


def driven(**header: object) -> Timeline:
    return timeline_of(
        {"7": (100, 200, 300, 400), "50": (101, 201, 330, 430)},
        entries={"50": {"drivers": CREW, "starts": 0, "compound": "SOFT"}},
        stops=(
            Stop(car="50", lap=2, entry=at(210), exit=at(240), driver=1, compound="HARD"),
            Stop(car="50", lap=4, entry=at(440), left=False, driver=0),
        ),
        known={"drivers": "timed", "stops": "timed", "tyres": "timed"},
        **header,
    )


def test_a_stint_begins_as_the_car_leaves_the_pits() -> None:
    first, second = CarStint(0, 0, "SOFT"), CarStint(2, 1, "HARD")
    assert car_stints(driven(), at(239.9), "50") == (first,)
    assert car_stints(driven(), at(240), "50") == (first, second)


def test_a_stop_that_is_not_left_begins_none() -> None:
    timeline = driven()
    assert len(car_stints(timeline, timeline.end, "50")) == 2


def test_over_a_time_marks_are_seconds_and_of_an_unknown_car_nothing_is_told() -> None:
    timeline = driven(scheduled_time=at(1_000))
    assert [one.begins for one in car_stints(timeline, at(300), "50")] == [0, 240]
    assert car_stints(timeline, at(300), "7") == (CarStint(0, 0, None),)
