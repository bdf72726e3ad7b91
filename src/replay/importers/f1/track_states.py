"""States of the track over time, read off the digits that every lap of every car has seen.

A lap has the digit of each state that was shown at any time within it. So where a state is shown,
every car on the track has it on its lap: the time over which all have it is cut out by the cars'
crossings, within some seconds of when the state began and ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from replay.importers.f1.lap_chart import GrandPrixChart, TrackLap

SAFETY_CAR = "4"
RED = "5"
VIRTUAL = "67"
"""The digits of the states that neutralise a race: 6 as it is deployed, 7 as it ends."""


@dataclass(frozen=True)
class StatePeriod:
    """A state was shown about from `begin` to `end`, on the clock of the chart."""

    begin: int
    end: int


def periods(chart: GrandPrixChart, digits: str) -> list[StatePeriod]:
    """Return when the track was in a state that has one of the digits."""
    laps = [lap for car in chart.cars.values() for lap in car.track]
    return _periods(laps, digits)


def _periods(laps: Sequence[TrackLap], digits: str) -> list[StatePeriod]:
    changes: dict[int, list[int]] = {}
    for lap in laps:
        seen = any(digit in lap.states for digit in digits)
        for time, step in ((lap.begin, 1), (lap.end, -1)):
            change = changes.setdefault(time, [0, 0])
            change[0] += step
            change[1] += step * seen
    times = sorted(changes)
    found: list[StatePeriod] = []
    run: list[int] = []
    on_track = having = 0
    for at, time in enumerate(times):
        on_track += changes[time][0]
        having += changes[time][1]
        if having and having == on_track and at + 1 < len(times):
            run = run or [time]
            run.append(times[at + 1])
        elif run:
            found.append(_narrowed(run))
            run = []
    if run:
        found.append(_narrowed(run))
    return found


def _narrowed(run: Sequence[int]) -> StatePeriod:
    """Return the period of a run of crossings: it begins after the first and ends before the last.

    Between two crossings the middle is taken; within two alone, a third from each.
    """
    first, last = run[0], run[-1]
    if len(run) == 2:
        third = (last - first) // 3
        return StatePeriod(first + third, last - third)
    return StatePeriod((first + run[1]) // 2, (run[-2] + last) // 2)
