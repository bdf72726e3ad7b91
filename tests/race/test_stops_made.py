"""A car's stops as a table tells them: what each row says, and from when on."""

from pathlib import Path

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, flag, timeline_of

from replay import racefile
from replay.race.model import Red, Remark, Stop
from replay.race.stops_made import StopMade, stops_made
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def tiny() -> Timeline:
    return Timeline(racefile.load(TINY))


def only(made: tuple[StopMade, ...]) -> StopMade:
    (stop,) = made
    return stop


def test_a_stop_has_its_lap_its_run_its_place_before_it_and_the_flag(tiny: Timeline) -> None:
    assert stops_made(tiny, 1_602_999, "24") == ()
    stop = only(stops_made(tiny, 1_603_000, "24"))
    assert (stop.lap, stop.run, stop.place_in) == (5, 5, 2)
    assert (stop.under.word, stop.under.caution) == ("yellow", 1)


def test_seconds_and_words_are_told_as_the_car_leaves(tiny: Timeline) -> None:
    before, after = (only(stops_made(tiny, time, "24")) for time in (1_909_999, 1_910_000))
    assert (before.visit.length, before.words) == (None, None)
    assert (after.visit.length, after.words) == (307_000, "two tyres")


def test_the_place_out_is_that_two_laps_later_and_unknown_until_then(tiny: Timeline) -> None:
    before, after = (only(stops_made(tiny, time, "24")) for time in (2_219_999, 2_220_000))
    assert (before.place_out, after.place_out) == (None, 2)


def test_a_run_counts_from_the_stop_before() -> None:
    line = tuple(100.0 * lap for lap in range(1, 11))
    timeline = timeline_of(
        {"1": line},
        stops=(Stop(car="1", lap=2, length=at(30)), Stop(car="1", lap=7, length=at(30))),
        known={"stops": "timed"},
    )
    made = stops_made(timeline, timeline.end, "1")
    assert [(stop.lap, stop.run, stop.place_in, stop.place_out) for stop in made] == [
        (3, 3, 1, 1),
        (8, 5, 1, 1),
    ]


def test_in_a_race_of_classes_places_are_those_in_the_class() -> None:
    timeline = timeline_of(
        {"7": (100, 200, 300), "50": (101, 201, 301), "46": (110, 220, 340), "92": (111, 230, 335)},
        entries={
            car: {"race_class": CLASSES[car in ("46", "92")].name}
            for car in ("7", "50", "46", "92")
        },
        classes=CLASSES,
        stops=(Stop(car="46", lap=1, length=at(20)), Stop(car="92", lap=0, length=at(20))),
        known={"stops": "timed"},
    )
    stop = only(stops_made(timeline, timeline.end, "46"))
    assert (stop.place_in, stop.place_out) == (1, 2)
    # On its first lap a car comes from its place on the grid.
    stop = only(stops_made(timeline, timeline.end, "92"))
    assert (stop.place_in, stop.place_out) == (2, 2)


def test_without_a_grid_nobody_knows_the_place_before_the_first_lap() -> None:
    timeline = timeline_of(
        {"1": (100, 200, 300), "2": (101, 201, 301)},
        entries={"1": {"grid": None}, "2": {"grid": None}},
        stops=(Stop(car="2", lap=0, length=at(10)),),
        known={"grid": None, "stops": "timed"},
    )
    stop = only(stops_made(timeline, timeline.end, "2"))
    assert (stop.place_in, stop.place_out) == (None, 2)


def test_a_stop_made_while_the_race_stood_still_is_one_under_red() -> None:
    timeline = timeline_of(
        {"1": (100, 200, 300)},
        (Red(at=at(150), lap=1, basis="timed"), flag(300, 3)),
        stops=(Stop(car="1", lap=1, entry=at(150), exit=at(150), under_red=True),),
        known={"stops": "timed"},
    )
    assert only(stops_made(timeline, at(180), "1")).under.word == "red"


def test_of_a_car_that_stays_there_the_words_are_told_once_it_is_out(tiny: Timeline) -> None:
    remark = Remark(on="stop", car="99", lap=4, text="smoke")
    timeline = Timeline(structs.replace(tiny.race, remarks=(remark,)))
    told = [only(stops_made(timeline, time, "99")).words for time in (1_999_999, 2_000_000)]
    assert told == [None, "smoke"]
