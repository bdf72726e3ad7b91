"""The order behind the pace car: who stopped, for how long and for what, and places won."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.race.small_races import CLASSES, at, race_of, timeline_of

from replay import racefile
from replay.race.caution_order import CautionOrder, caution_order, last_caution
from replay.race.model import Caution, Flag, Green, Race, Retirement, Stop
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def tiny() -> Race:
    return racefile.load(TINY)


@pytest.fixture(scope="module")
def kansas() -> Timeline:
    return Timeline(racefile.load(racefile.find("kansas-2024")))


def caution(seconds: float, lap: int, *cars: str, number: int = 1) -> Caution:
    return Caution(at=at(seconds), lap=lap, basis="timed", number=number, reason="spin", cars=cars)


def green(seconds: float, lap: int) -> Green:
    return Green(at=at(seconds), lap=lap, basis="timed")


def order(timeline: Timeline, seconds: float) -> CautionOrder:
    found = caution_order(timeline, at(seconds))
    assert found is not None
    return found


FIELD = {
    "1": (10, 20, 30, 50, 70, 80),
    "2": (11, 21, 31, 51, 71, 81),
    "3": (12, 22, 32, 52, 69, 79),
    "4": (13, 25, 38, 58, 78, 88),
}
YELLOW = (caution(31.5, 3, "2", "4"), green(65, 4))


def test_before_the_first_yellow_there_is_neither_a_caution_nor_an_order(tiny: Race) -> None:
    timeline = Timeline(tiny)
    assert last_caution(timeline, 1_217_999) is None
    assert caution_order(timeline, 1_217_999) is None


def test_the_lap_being_run_is_a_yellow_lap_until_the_green(tiny: Race) -> None:
    timeline = Timeline(tiny)
    for time, laps in ((1_218_000, 1), (1_714_999, 1), (1_715_000, 2)):
        last = last_caution(timeline, time)
        assert last is not None
        assert (last.laps, last.until, last.restart) == (laps, None, None)
    over = last_caution(timeline, 2_210_000)
    assert over is not None
    assert (over.laps, over.until, over.restart) == (2, 2_210_000, 6)


def test_a_yellow_that_goes_over_into_another_is_over_without_a_restart() -> None:
    events = (caution(31.5, 3), caution(55, 4, number=2), green(65, 4))
    timeline = timeline_of(FIELD, events)
    last = last_caution(timeline, at(60))
    assert last is not None
    assert isinstance(last.event, Caution)
    assert (last.event.number, last.until) == (2, None)


def test_a_race_that_ends_under_yellow_says_so(tiny: Race) -> None:
    events = [e for e in tiny.events if not (isinstance(e, Green) and e.at)]
    timeline = Timeline(replace(tiny, events=tuple(events)))
    last = last_caution(timeline, timeline.end)
    assert last is not None
    assert (last.to_flag, last.restart, last.laps) == (True, None, 6)


def test_a_flag_that_only_slows_the_field_has_no_queue() -> None:
    vsc = Flag(at=at(31.5), lap=3, basis="timed", flag="VSC", neutralises="slow")
    assert last_caution(timeline_of(FIELD, (vsc,)), at(40)) is None


def test_places_are_counted_from_the_order_as_the_yellow_came() -> None:
    stop = Stop(car="1", lap=4, entry=at(55), exit=at(60))
    timeline = timeline_of(FIELD, (caution(31.5, 3),), stops=(stop,), known={"stops": "timed"})
    cars = [(one.car, one.position, one.gained) for one in order(timeline, 72).order]
    assert cars == [("3", 1, 2), ("1", 2, -1), ("2", 3, -1), ("4", 4, 0)]


def test_what_was_done_in_a_stop_is_known_as_the_car_leaves() -> None:
    stop = Stop(car="1", lap=4, entry=at(55), exit=at(60), tyres=2)
    timeline = timeline_of(FIELD, YELLOW, stops=(stop,), known={"stops": "timed"})
    there, left = order(timeline, 59.9).order[0], order(timeline, 60).order[0]
    assert (there.car, there.stopped, there.in_pit) == ("1", True, True)
    assert (there.length, there.tires) == (None, None)
    assert (left.in_pit, left.length, left.tires) == (False, at(5), 2)
    assert order(timeline, 60).quickest == at(5)


def test_a_stop_before_the_yellow_is_none_under_it() -> None:
    stop = Stop(car="1", lap=2, entry=at(25), exit=at(29))
    timeline = timeline_of(FIELD, YELLOW, stops=(stop,), known={"stops": "timed"})
    assert order(timeline, 40).stopped == 0
    assert not order(timeline, 40).order[0].stopped


def test_a_car_stays_out_once_it_has_passed_the_pits_that_another_came_to() -> None:
    stop = Stop(car="1", lap=3, entry=at(48), exit=at(53))
    timeline = timeline_of(FIELD, YELLOW, stops=(stop,), known={"stops": "timed"})

    def stayed(seconds: float) -> list[str]:
        return [one.car for one in order(timeline, seconds).order if one.stayed]

    assert stayed(49) == []  # the first yellow lap
    assert stayed(51) == ["2"]
    assert stayed(58) == ["2", "3", "4"]


def test_while_nobody_has_stopped_nobody_has_stayed_out() -> None:
    timeline = timeline_of(FIELD, YELLOW, known={"stops": "timed"})
    assert not any(one.stayed for one in order(timeline, 64).order)


def test_where_nobody_knows_the_stops_nothing_is_said_of_them() -> None:
    found = order(timeline_of(FIELD, YELLOW), 60)
    assert found.stopped is None
    assert not any(one.stayed or one.stopped for one in found.order)


def test_the_restart_order_is_that_of_the_green_and_a_stop_may_still_end() -> None:
    stop = Stop(car="2", lap=4, entry=at(62), exit=at(68))
    timeline = timeline_of(FIELD, YELLOW, stops=(stop,), known={"stops": "timed"})
    cars = ["1", "2", "3", "4"]
    assert [one.car for one in order(timeline, 65).order] == cars
    assert [one.car for one in order(timeline, 80).order] == cars
    assert [order(timeline, s).order[1].length for s in (65, 68)] == [None, at(6)]


def test_a_car_that_is_out_is_in_no_queue() -> None:
    gone = Retirement(at=at(45), lap=3, basis="timed", car="4", reason="accident")
    timeline = timeline_of({**FIELD, "4": (13, 25, 38)}, (YELLOW[0], gone, YELLOW[1]))
    assert order(timeline, 44).out == ()
    assert order(timeline, 45).out == (("4", 3),)
    assert "4" not in [one.car for one in order(timeline, 45).order]


def test_who_retires_later_or_was_not_in_it_is_not_told_as_out() -> None:
    later = Retirement(at=at(75), lap=5, basis="timed", car="4", reason="engine")
    other = Retirement(at=at(45), lap=3, basis="timed", car="3", reason="engine")
    lines = {**FIELD, "3": (12, 22, 32), "4": (13, 25, 38, 58)}
    timeline = timeline_of(lines, (YELLOW[0], other, YELLOW[1], later))
    assert order(timeline, 80).out == ()


def test_laps_down_are_counted_to_the_leader() -> None:
    slow = {**FIELD, "4": (18, 36, 54, 72)}
    found = order(timeline_of(slow, YELLOW), 55)
    assert {one.car: one.laps_down for one in found.order} == {"1": 0, "2": 0, "3": 0, "4": 1}


def test_in_a_race_of_classes_places_are_those_of_the_class() -> None:
    classes = {
        "1": {"race_class": CLASSES[0].name},
        "2": {"race_class": CLASSES[1].name},
        "3": {"race_class": CLASSES[0].name},
        "4": {"race_class": CLASSES[1].name},
    }
    car = Flag(at=at(31.5), lap=3, basis="timed", flag="safety car", neutralises="bunch")
    timeline = Timeline(race_of(FIELD, (car,), entries=classes, classes=CLASSES))
    cars = {one.car: (one.position, one.gained) for one in order(timeline, 69).order}
    assert cars == {"3": (1, 1), "1": (2, -1), "2": (1, 0), "4": (2, 0)}


def test_the_last_yellow_of_kansas_2024(kansas: Timeline) -> None:
    found = caution_order(kansas, kansas.instant(264))
    assert found is not None
    assert found.stopped == 25
    assert [one.car for one in found.order[:10]] == [
        "11",
        "17",
        "5",
        "9",
        "12",
        "10",
        "48",
        "42",
        "43",
        "19",
    ]
    assert [one.tires for one in found.order[:11]] == [2] * 9 + [4, None]
    assert found.quickest == 323_450
    assert [one.car for one in found.order if one.stayed and not one.laps_down] == [
        "41", "16", "99", "71", "31", "77", "7"
    ]  # fmt: skip
