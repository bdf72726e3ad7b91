"""The places of a car in its class, lap by lap."""

from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, timeline_of
from tests.series_strategies import series_races

from replay.race.class_order import class_places
from replay.race.model import Race
from replay.race.places_in_class import places_in_class
from replay.race.series import places
from replay.race.timeline import Timeline


def test_the_laps_are_those_of_the_leader_and_the_places_those_of_the_class() -> None:
    timeline = timeline_of(
        {"7": (100, 200, 300), "46": (110, 230, 340), "92": (111, 220, 341)},
        entries={car: {"race_class": CLASSES[car != "7"].name} for car in ("7", "46", "92")},
        classes=CLASSES,
    )
    assert places(timeline, at(341), "46") == (2, 2, 3, 2)
    assert places_in_class(timeline, at(341), "46") == (1, 1, 2, 1)
    assert places_in_class(timeline, at(225), "46") == (1, 1, 2)
    assert places_in_class(timeline, at(341), "7") == (1, 1, 1, 1)


def test_without_classes_they_are_the_places_in_the_race() -> None:
    timeline = timeline_of({"7": (100, 200, 300), "46": (110, 190, 340)})
    assert places_in_class(timeline, at(300), "46") == places(timeline, at(300), "46")


@given(series_races(), st.integers(-1_000, 8_000_000))
def test_the_last_one_is_the_place_of_now_in_the_class(race: Race, time: int) -> None:
    timeline = Timeline(race)
    now = class_places(timeline, time)
    for entry in race.entries:
        found = places_in_class(timeline, time, entry.car)
        assert len(found) == len(places(timeline, time, entry.car))
        if entry.race_class is not None and found and found[-1] is not None:
            assert found[-1] == now[entry.car].position
