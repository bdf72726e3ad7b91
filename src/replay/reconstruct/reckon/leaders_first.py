"""The official leader first at the line, with daylight behind him."""

from collections.abc import Mapping

from replay.race.model import SECOND
from replay.reconstruct.read.facts import BoxScore

DAYLIGHT = SECOND // 10
"""On nineteen laps of twenty the leader led by more than this in three of three oval races whose
laps are known; assumed where the record leaves it open, lest a rebuilt lap show a dead heat."""


def with_leaders_first(score: BoxScore, targets: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return the targets with the times of each lap assigned so that its official leader leads.

    The cars that were placed before him follow him in the order that they had.
    """
    led = {car: list(times) for car, times in targets.items()}
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is None or len(led[leader]) < lap:
            continue
        there = sorted((times[lap - 1], car) for car, times in led.items() if len(times) >= lap)
        times = [time for time, _ in there]
        if len(times) > 1:
            times[0] = min(times[0], times[1] - DAYLIGHT)
        cars = [leader, *(car for _, car in there if car != leader)]
        for car, time in zip(cars, times, strict=True):
            led[car][lap - 1] = time
    return led
