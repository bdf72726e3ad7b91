"""Starts and restarts of rebuilt races look like real ones.

All figures: measured on 35 Cup races 2023 to 2025 with all laps known, 257 restarts. Lap b is the
last yellow lap of cautions.csv, b + 1 ends at the first crossing under green.
"""

import csv
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.accuracy.boxscore import SHARED
from tests.reconstruct.real_races import KANSAS, RACES, rebuilt

from replay.race.model import SECOND, Green, Race
from replay.reconstruct.reckon.race_kind import RaceKind
from replay.reconstruct.reckon.spacing import Spacing

Limits = tuple[tuple[float, float], ...]

PLACES = (5, 10, 20, 30)
"""The places at which gaps to the first across the line were measured."""

LIMITS: dict[tuple[str, str], Limits] = {
    ("oval", "lap 1"): ((0.32, 1.31), (0.64, 2.53), (1.23, 3.68), (1.90, 4.73)),
    ("oval", "b+1"): ((0.10, 3.60), (0.33, 9.92), (0.89, 2.04), (1.48, 3.73)),
    ("oval", "b+2"): ((0.27, 2.62), (0.61, 3.42), (1.15, 4.55), (1.73, 6.69)),
    ("short", "lap 1"): ((0.36, 1.12), (0.88, 1.93), (1.53, 3.45), (2.35, 4.90)),
    ("short", "b+1"): ((0.13, 5.51), (0.38, 14.75), (0.87, 2.45), (1.57, 3.83)),
    ("short", "b+2"): ((0.23, 5.42), (0.77, 13.13), (1.51, 3.64), (2.07, 6.44)),
    ("pack", "lap 1"): ((0.12, 2.90), (0.25, 3.05), (0.50, 3.42), (0.70, 3.97)),
    ("pack", "b+1"): ((0.14, 5.59), (0.34, 13.40), (0.87, 25.69), (1.45, 7.41)),
    ("pack", "b+2"): ((0.11, 10.87), (0.24, 11.82), (0.51, 5.52), (0.97, 8.10)),
    ("road", "lap 1"): ((1.05, 2.62), (2.15, 4.49), (3.83, 10.93), (5.95, 15.82)),
    ("road", "b+1"): ((0.23, 2.25), (0.44, 5.47), (0.92, 11.93), (1.52, 21.02)),
    ("road", "b+2"): ((0.91, 6.32), (2.59, 9.58), (5.25, 11.70), (6.72, 21.40)),
}
"""Outer limits of the gap in seconds at those places: 8 real gaps in 1,000 lie outside."""

BANDS: dict[tuple[str, str], Limits] = {
    ("oval", "lap 1"): ((0.4, 1.3), (0.9, 2.5), (1.6, 3.7), (2.5, 4.6)),
    ("oval", "b+1"): ((0.2, 0.4), (0.5, 0.7), (1.1, 1.6), (1.9, 2.7)),
    ("oval", "b+2"): ((0.4, 1.1), (0.9, 2.1), (1.6, 3.1), (2.4, 4.6)),
    ("short", "lap 1"): ((0.5, 0.8), (1.3, 1.5), (2.1, 2.6), (3.1, 4.0)),
    ("short", "b+1"): ((0.2, 0.4), (0.5, 0.9), (1.3, 2.0), (2.2, 3.1)),
    ("short", "b+2"): ((0.5, 1.0), (1.1, 1.7), (1.9, 2.7), (2.9, 3.7)),
    ("pack", "lap 1"): ((0.2, 0.6), (0.4, 1.4), (1.0, 2.3), (1.3, 2.4)),
    ("pack", "b+1"): ((0.2, 0.6), (0.5, 1.2), (1.2, 2.0), (2.0, 5.0)),
    ("pack", "b+2"): ((0.1, 0.5), (0.3, 0.8), (0.8, 1.6), (1.5, 5.4)),
}
"""The 10 and 90 percentiles of the same; of packs at b+1 the upper ones are our own."""

PACK_TRACKS = ("Atlanta", "Daytona", "Talladega")

SLOWEST_RESTART = {"oval": 1.01, "short": 1.24}
"""The restart lap at most, against the mean of the pace laps of its yellow."""

FAR_DOWN = 10
"""Cars so many laps down are left out: fresh from the garage, they are where their stops say."""


class Restart(NamedTuple):
    """A caution that ended: its first and last yellow lap, and when the green flew."""

    first: int
    last: int
    green: Green


def kind(race: Race) -> str:
    track, length = race.header.track, race.header.lap_length
    assert track is not None, "a box score names its track"
    assert length is not None, "a box score gives the length of a lap"
    if any(name in track.name for name in PACK_TRACKS):
        return "pack"
    return "short" if length < 1200 else "oval"


def restarts(name: str) -> list[Restart]:
    folder: Path = KANSAS if name == "kansas-2024" else SHARED / name
    greens = [e for e in rebuilt(name).events if isinstance(e, Green)][1:]
    with (folder / "cautions.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Restart(int(row["first_yellow_lap"]), int(row["last_yellow_lap"]), green)
        for row, green in zip(rows, greens, strict=False)
    ]


def lead(race: Race) -> list[int]:
    """When each lap was first completed; lap 0 is the green flag."""
    laps = max(len(line.crossings) for line in race.laps)
    there = ([ln.crossings[n] for ln in race.laps if len(ln.crossings) > n] for n in range(laps))
    return [0, *(min(times) for times in there)]


def queue(race: Race, lap: int) -> list[float]:
    """Seconds behind the first of all cars as they cross the line at the end of his lap."""
    times = [*lead(race), 1 << 60]
    gaps = []
    for line in race.laps:
        crossed = [
            (at, own)
            for own, at in enumerate(line.crossings, 1)
            if times[lap] <= at < times[lap + 1] and own > lap - FAR_DOWN
        ]
        gaps += [(at - times[lap]) / SECOND for at, _ in crossed[:1]]
    return sorted(gaps)


def gaps(name: str) -> list[tuple[str, str, int, float]]:
    """(kind, lap, index of the place, gap) at the start and at every restart of a race."""
    race = rebuilt(name)
    laps = [("lap 1", 1)]
    for restart in restarts(name):
        laps += [("b+1", restart.last + 1), ("b+2", restart.last + 2)]
    return [
        (kind(race), label, at, cars[place - 1])
        for label, lap in laps
        if lap < len(lead(race)) and (cars := queue(race, lap))
        for at, place in enumerate(PLACES)
        if place <= len(cars)
    ]


@pytest.mark.parametrize("name", RACES)
def test_no_field_is_closer_or_further_apart_than_real_ones_ever_are(name: str) -> None:
    found = gaps(name)
    assert len(found) > 40
    outside = [
        (label, PLACES[at], gap)
        for kind_, label, at, gap in found
        if not LIMITS[kind_, label][at][0] <= gap <= LIMITS[kind_, label][at][1]
    ]
    assert outside == []


@given(st.integers(), st.sampled_from(get_args(RaceKind)))
def test_any_field_is_spaced_within_the_limits_whatever_its_cars(seed: int, of: RaceKind) -> None:
    cars = [f"{seed} {number}" for number in range(40)]
    for label, lap in (("lap 1", 1), ("b+1", 1), ("b+2", 2)):
        found = Spacing(of, lap, start=label == "lap 1").usual(cars)
        assert len(found) == len(cars)
        assert found == sorted(found)
        for place, (low, high) in zip(PLACES, LIMITS[of, label], strict=True):
            assert low <= found[place - 1] / SECOND <= high


@pytest.mark.parametrize("name", RACES)
def test_most_gaps_are_such_as_eight_in_ten_real_ones_are(name: str) -> None:
    found = gaps(name)
    usual = [
        BANDS[kind_, label][at][0] - 0.05 <= gap <= BANDS[kind_, label][at][1] + 0.05
        for kind_, label, at, gap in found
    ]
    assert sum(usual) >= 0.8 * len(found)


@pytest.mark.parametrize("name", RACES)
def test_green_flies_as_the_leader_completes_the_lap_after_the_last_yellow_one(name: str) -> None:
    times = lead(rebuilt(name))
    for restart in restarts(name):
        assert restart.green.lap == restart.last
        before = (times[restart.last + 1] - restart.green.at) / SECOND
        assert 0.4 <= before <= 1.0


@pytest.mark.parametrize("name", RACES)
def test_the_restart_lap_is_run_at_the_pace_of_the_pace_laps(name: str) -> None:
    most = SLOWEST_RESTART.get(kind(rebuilt(name)))
    if most is None:
        pytest.skip("of packs it is not known how slow a restart lap may be")
    times = lead(rebuilt(name))
    for first, last, _ in restarts(name):
        # The first two yellow laps are no pace laps: the field still closes up.
        if last > first + 1:
            pace = (times[last] - times[first + 1]) / (last - first - 1)
            assert times[last + 1] - times[last] <= most * pace


@pytest.mark.parametrize("name", RACES)
def test_a_queue_behind_the_pace_car_is_not_evenly_spaced(name: str) -> None:
    race = rebuilt(name)
    for _, last, _ in restarts(name):
        steps = sorted(after - before for before, after in pairwise(queue(race, last)[:25]))
        tenth = len(steps) // 10
        assert steps[tenth] < 0.85 < steps[-tenth - 1]
        assert steps[-tenth - 1] - steps[tenth] > 0.4
