"""The crossings of the line whose time is published."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import permutations

from replay.reconstruct.read.facts import BoxScore, CarFacts

CrossingTimes = Mapping[str, tuple[int, ...]]
"""Every car's crossing times of laps 1, 2, ... in ticks."""

KnownTimes = Mapping[tuple[str, int], int]
"""Crossing times in ticks, by car and lap, of some crossings."""


def known_crossings(score: BoxScore, retired: bool = False) -> dict[tuple[str, int], int]:
    """Return the crossings whose time is published, by car and lap.

    A finisher's elapsed time is that of its last crossing, and less its last lap that of the
    one before. With `retired`, those of cars that retired instead.
    """
    known: dict[tuple[str, int], int] = {}
    winner = score.cars[0]
    for car in score.cars:
        elapsed = car.elapsed
        if elapsed is None and winner.elapsed is not None and on_lead_lap(score, car):
            elapsed = None if car.gap is None else winner.elapsed + car.gap
        if elapsed is None or car.laps == 0 or car.finished == retired:
            continue
        known[car.car, car.laps] = elapsed
        last_lap = last_lap_of(score, car)
        if last_lap is not None and 0 < last_lap < elapsed and car.laps > 1:
            known[car.car, car.laps - 1] = elapsed - last_lap
    return known


def last_lap_of(score: BoxScore, car: CarFacts) -> int | None:
    """Return a car's last lap from the results, else from the table of the white flag."""
    white = score.white
    if car.last_lap is None and white is not None and white.last_laps and car.laps == score.laps:
        return dict(zip(white.order, white.last_laps, strict=True)).get(car.car)
    return car.last_lap


def level(score: BoxScore) -> frozenset[tuple[str, str]]:
    """Return the pairs of cars, either way round, published to have ended at one time.

    Which of two is before the other was then decided more finely than they were timed.
    """
    ends: dict[tuple[int, int], list[str]] = defaultdict(list)
    laps = {car.car: car.laps for car in score.cars}
    for (car, lap), time in known_crossings(score).items():
        if lap == laps[car]:
            ends[lap, time].append(car)
    return frozenset(pair for cars in ends.values() for pair in permutations(cars, 2))


def on_lead_lap(score: BoxScore, car: CarFacts) -> bool:
    """Tell whether a car has all the laps of the winner."""
    return car.laps == score.cars[0].laps
