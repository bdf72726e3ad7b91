"""What is known of a car beside its place: driver, tyres, incidents, when it was last seen."""

from typing import Any

import pytest
from tests.race.small_races import at, flag, race_of, timeline_of

from replay.race.cars_now import CarNow, cars_now
from replay.race.model import Driver, Stop
from replay.race.timeline import Timeline

CREW = (Driver(first="", last="Nielsen"), Driver(first="", last="Fuoco"))


def crewed(stop: Stop, **entry: Any) -> Timeline:
    return timeline_of(
        {"50": (100, 200, 330, 430, 530), "7": (101, 201, 301, 401, 501)},
        (flag(501, 5),),
        entries={"50": {"drivers": CREW, "starts": 0, **entry}},
        stops=(stop,),
        known={"drivers": "timed", "stops": "timed", "tyres": "timed"},
    )


def now(timeline: Timeline, seconds: float, car: str = "50") -> CarNow:
    return cars_now(timeline, at(seconds))[car]


def test_a_new_driver_shows_as_he_leaves_the_pits() -> None:
    timeline = crewed(Stop(car="50", lap=2, entry=at(210), exit=at(240), driver=1))
    before, after = now(timeline, 239.9), now(timeline, 240)
    assert (before.driver, before.driving_since, before.in_pit_since) == (0, 0, at(210))
    assert (after.driver, after.driving_since, after.in_pit_since) == (1, at(240), None)


@pytest.mark.parametrize(
    ("entry", "exit_", "of_the_lap"),
    [(210, 240, (at(200), at(130))), (290, 320, (at(330), 0))],
)
def test_a_lap_with_a_change_counts_for_who_drove_the_longer_part(
    entry: int, exit_: int, of_the_lap: tuple[int, int]
) -> None:
    timeline = crewed(Stop(car="50", lap=2, entry=at(entry), exit=at(exit_), driver=1))
    assert now(timeline, 329.9).driven == (at(200), 0)
    assert now(timeline, 330).driven == of_the_lap


def test_a_driver_of_a_stop_that_was_never_left_never_shows() -> None:
    timeline = crewed(Stop(car="50", lap=5, entry=at(530), left=False, driver=1))
    assert now(timeline, 530).driver == 0
    assert now(timeline, 530).in_pit_since == at(530)


def test_who_starts_is_unknown_without_a_word_of_it_and_certain_of_one_driver() -> None:
    timeline = crewed(Stop(car="50", lap=2, length=at(30)), starts=None)
    assert (now(timeline, 50).driver, now(timeline, 50).driven) == (None, ())
    assert (now(timeline, 450, "7").driver, now(timeline, 450, "7").driven) == (0, (at(401),))


def test_tyres_have_the_laps_they_had_when_fitted_and_the_car_s_own_since() -> None:
    stop = Stop(car="50", lap=2, entry=at(290), exit=at(335), compound="hard", tyre_age=3)
    timeline = crewed(stop, compound="soft", tyre_age=2)
    tyres = {s: (now(timeline, s).compound, now(timeline, s).tyre_age) for s in (0, 200, 334, 335)}
    # The in-lap, the third, ends at 330 s on the old set; the out-lap is the first on the new one.
    assert tyres == {0: ("soft", 2), 200: ("soft", 4), 334: ("soft", 5), 335: ("hard", 3)}
    assert now(timeline, 430).tyre_age == 4


def test_tyres_of_which_nobody_knows_the_age_have_none() -> None:
    timeline = crewed(Stop(car="50", lap=2, entry=at(290), exit=at(310), compound="hard"))
    assert (now(timeline, 100).compound, now(timeline, 100).tyre_age) == (None, None)
    assert (now(timeline, 430).compound, now(timeline, 430).tyre_age) == ("hard", None)


def test_incidents_count_laps_so_far_and_are_unknown_where_the_file_knows_none() -> None:
    lines = {"50": (100, 200, 300), "7": (101, 201, 301)}
    race = race_of(lines, incidents={"50": (1, 3)}, known={"incidents": "timed"})
    assert [now(Timeline(race), s).incidents for s in (0, 100, 299, 300)] == [0, 1, 1, 2]
    assert now(timeline_of(lines), 300).incidents is None


def test_a_car_is_unseen_once_it_is_overdue_by_its_own_pace_and_the_field_s() -> None:
    field = {str(n): [100 * k + n for k in range(1, 11)] for n in (1, 2, 3)}
    timeline = timeline_of({**field, "54": (104, 204)}, (flag(1001, 10),))
    assert now(timeline, 204 + 219, "54").unseen_since is None
    assert now(timeline, 204 + 221, "54").unseen_since == at(204)
    assert now(timeline, 1003, "1").unseen_since is None


def test_no_car_is_unseen_in_a_file_that_knows_of_retirements() -> None:
    lines = {"1": [100 * k for k in range(1, 11)], "54": [104]}
    timeline = timeline_of(lines, (flag(1000, 10),), known={"retirements": "official"})
    assert now(timeline, 900, "54").unseen_since is None


def test_no_car_is_unseen_while_nobody_comes_round_or_while_it_is_in_the_pits() -> None:
    stopped = timeline_of(
        {"1": (100, 200, 900), "2": (101, 201, 901), "54": (102, 202, 902)}, (flag(900, 3),)
    )
    assert {one.unseen_since for one in cars_now(stopped, at(800)).values()} == {None}
    lines = {"1": [100 * k for k in range(1, 11)], "54": [104]}
    inside = timeline_of(
        lines,
        (flag(1000, 10),),
        stops=(Stop(car="54", lap=1, entry=at(190), left=False),),
        known={"stops": "timed"},
    )
    assert now(inside, 900, "54").unseen_since is None
    assert now(inside, 900, "54").in_pit_since == at(190)
