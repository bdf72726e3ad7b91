"""The laps that a car has led, as spans."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, timeline_of
from tests.strategies import races

from replay import racefile
from replay.race.led_spans import led_spans
from replay.race.model import Race
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


def test_spans_of_laps_led_end_at_the_lap_of_the_clock() -> None:
    tiny = Timeline(racefile.load(TINY))
    # The pole is no lap led.
    assert led_spans(tiny, 0, "24") == ()
    assert led_spans(tiny, tiny.instant(3), "24") == ((1, 1), (3, 3))
    assert led_spans(tiny, tiny.instant(6), "07") == ((5, 6),)
    assert led_spans(tiny, tiny.instant(7), "07") == ((5, 7),)


def test_in_a_race_of_classes_they_are_those_of_the_class() -> None:
    timeline = timeline_of(
        {"7": (100, 200, 300), "46": (110, 230, 340), "92": (111, 220, 341)},
        entries={car: {"race_class": CLASSES[car != "7"].name} for car in ("7", "46", "92")},
        classes=CLASSES,
    )
    assert led_spans(timeline, at(341), "46") == ((1, 1), (3, 3))
    assert led_spans(timeline, at(339), "46") == ((1, 1),)
    assert led_spans(timeline, at(339), "7") == ((1, 3),)


@given(races(), st.integers(-1_000, 8_000_000))
def test_spans_hold_as_many_laps_as_the_running_order_counts(race: Race, time: int) -> None:
    timeline = Timeline(race)
    for row in timeline.at(time).order:
        spans = led_spans(timeline, time, row.car)
        assert sum(last - first + 1 for first, last in spans) == row.led
