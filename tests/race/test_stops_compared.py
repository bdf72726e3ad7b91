"""Stops that go together: in order, of the two cars, and what their difference is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import at, timeline_of

from replay.race.model import Stop
from replay.race.stops_compared import WITHIN, StopPair, stops_compared
from replay.race.timeline import Timeline

LAPS = 60


def race(ours: list[tuple[int, float | None]], theirs: list[tuple[int, float | None]]) -> Timeline:
    """Two cars that go 30 s a lap, and stop on laps, each for so many seconds."""
    stops = [
        Stop(car=car, lap=lap - 1, length=None if took is None else at(took))
        for car, made in (("1", ours), ("2", theirs))
        for lap, took in made
    ]
    lines = {"1": [30.0 * n for n in range(1, LAPS + 1)]}
    lines["2"] = [line + 1 for line in lines["1"]]
    return timeline_of(lines, stops=stops, known={"stops": "timed"})


def told(pairs: tuple[StopPair, ...]) -> list[tuple[int | None, int | None, int | None]]:
    return [
        (
            pair.first.lap if pair.first else None,
            pair.second.lap if pair.second else None,
            pair.difference,
        )
        for pair in pairs
    ]


def compared(
    ours: list[tuple[int, float | None]], theirs: list[tuple[int, float | None]]
) -> list[tuple[int | None, int | None, int | None]]:
    timeline = race(ours, theirs)
    return told(stops_compared(timeline, timeline.end, "1", "2"))


def test_stops_within_twelve_laps_are_compared_in_order() -> None:
    assert compared([(10, 14), (30, 13)], [(22, 13.5), (31, 13.25)]) == [
        (10, 22, at(0.5)),
        (30, 31, at(-0.25)),
    ]


@pytest.mark.parametrize("laps", [WITHIN + 1, WITHIN + 20])
def test_stops_farther_apart_stand_alone(laps: int) -> None:
    assert compared([(10, 14)], [(10 + laps, 13)]) == [(10, None, None), (None, 10 + laps, None)]
    assert compared([(10 + laps, 14)], [(10, 13)]) == [(None, 10, None), (10 + laps, None, None)]


def test_a_stop_goes_with_the_nearer_of_two() -> None:
    assert compared([(11, 14), (22, 14)], [(21, 13)]) == [(11, None, None), (22, 21, at(1))]
    assert compared([(21, 14)], [(11, 14), (22, 13)]) == [(None, 11, None), (21, 22, at(1))]


def test_a_stop_of_unknown_length_has_no_difference() -> None:
    assert compared([(10, None)], [(10, 13)]) == [(10, 10, None)]


def test_a_stop_that_is_still_to_come_is_compared_with_nothing() -> None:
    timeline = race([(10, 14)], [(14, 13)])
    pairs = stops_compared(timeline, timeline.instant(12), "1", "2")
    assert told(pairs) == [(10, None, None)]


_LAPS = st.lists(st.integers(2, LAPS - 1), max_size=6, unique=True).map(sorted)


@given(_LAPS, _LAPS)
def test_every_stop_stands_once_and_in_order(ours: list[int], theirs: list[int]) -> None:
    timeline = race([(lap, 1) for lap in ours], [(lap, 1) for lap in theirs])
    pairs = stops_compared(timeline, timeline.end, "1", "2")
    assert [pair.first.lap for pair in pairs if pair.first] == ours
    assert [pair.second.lap for pair in pairs if pair.second] == theirs
    assert all(len(pair.laps) <= WITHIN + 1 for pair in pairs)
