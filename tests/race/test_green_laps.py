"""Laps under green from line to line, of the leader or of that of a class."""

import pytest
from tests.race.small_races import CLASSES, at, timeline_of

from replay import racefile
from replay.race.green_laps import green_laps
from replay.race.model import Caution, Event, Flag, Green, Red
from replay.race.timeline import Timeline

LINES = {"1": (30, 60, 90, 150, 180, 210)}


def caution(seconds: float, lap: int) -> Caution:
    return Caution(at=at(seconds), lap=lap, basis="timed", number=1, reason="rain")


def green(seconds: float, lap: int) -> Green:
    return Green(at=at(seconds), lap=lap, basis="timed")


def test_a_lap_that_a_yellow_touches_is_not_green() -> None:
    timeline = timeline_of(LINES, (caution(70, 2), green(160, 4)))
    assert green_laps(timeline, timeline.end) == (True, True, False, False, False, True)
    assert green_laps(timeline, at(75)) == (True, True)
    assert green_laps(timeline, at(100)) == (True, True, False)


@pytest.mark.parametrize(
    ("event", "is_green"),
    [
        (Flag(at=at(70), lap=2, basis="timed", flag="code 60", neutralises="slow"), False),
        (Flag(at=at(70), lap=2, basis="timed", flag="slow zone", neutralises="part"), True),
        (Red(at=at(70), lap=2, basis="timed", clock="stands"), False),
    ],
)
def test_what_slows_or_stops_all_ends_the_green_and_what_holds_in_a_part_does_not(
    event: Event, is_green: bool
) -> None:
    timeline = timeline_of(LINES, (event, green(80, 2)))
    assert green_laps(timeline, at(90)) == (True, True, is_green)


def test_laps_of_a_class_are_those_of_its_own_leader() -> None:
    lines = {"1": (20, 40, 60, 80, 100), "2": (30, 60, 90)}
    timeline = timeline_of(
        lines,
        (caution(25, 1), green(35, 1)),
        entries={"1": {"race_class": CLASSES[0].name}, "2": {"race_class": CLASSES[1].name}},
        classes=CLASSES,
    )
    assert green_laps(timeline, timeline.end, CLASSES[0].name) == (True, False, True, True, True)
    assert green_laps(timeline, timeline.end, CLASSES[1].name) == (False, False, True)


def test_at_kansas_all_laps_but_those_of_its_cautions_are_green() -> None:
    timeline = Timeline(racefile.load(racefile.find("kansas-2024")))
    laps = green_laps(timeline, timeline.end)
    assert len(laps) == 268
    state = timeline.at(timeline.end)
    # A lap within which the green flew is not counted as yellow, but was not green as a whole.
    assert state.caution_laps <= laps.count(False) <= state.caution_laps + state.cautions
