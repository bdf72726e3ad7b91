"""The race clock, which stands under a red flag: what a stop took is cut out, as one step for all.

The sources count it in. But under red nobody comes to the line, to the pits or out of them: the
longest such time, of several laps, can be nothing else. Where the source has the pits, the clock
runs on with the first car that leaves them. Where it has laps alone, what the shortest lap over the
stop took beside a usual one is cut out, to ten seconds, for it is no better known.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from replay.importers.f1.lap_chart import GrandPrixChart
from replay.race.model import SECOND

LONGER = 3
"""How many usual laps a time without any crossing must take to be a stop."""

SHORTEST = 180 * SECOND
"""The shortest stop that is told so, whatever a lap takes."""

STEP = 10 * SECOND
"""To how much the length of a stop is told that laps alone tell."""


@dataclass(frozen=True)
class RedStand:
    """The field stood from `at`, on the clock of the chart, for `length` ticks.

    `seen` tells whether the pits say so, and not laps alone.
    """

    at: int
    length: int
    seen: bool

    @property
    def end(self) -> int:
        """When the field went on, on the clock of the chart."""
        return self.at + self.length


@dataclass(frozen=True)
class StandingClock:
    """Turns times of the chart into times of the race clock."""

    stops: tuple[RedStand, ...] = ()

    @property
    def stopped(self) -> int:
        """How much was cut out in all, in ticks."""
        return sum(stop.length for stop in self.stops)

    def of(self, time: int) -> int:
        """Return the time of the race clock, ticks."""
        for stop in reversed(self.stops):
            if time > stop.at:
                time -= min(stop.length, time - stop.at)
        return time

    def stop_within(self, begin: int, end: int) -> RedStand | None:
        """Return the first stop that lies within two times of the chart, None if none does."""
        return next((one for one in self.stops if begin <= one.at and one.end <= end), None)


def standing_clock(chart: GrandPrixChart) -> StandingClock:
    """Return the clock of a race."""
    leaders = chart.leaders()
    usual = chart.usual
    crossings = sorted({end for car in chart.cars.values() for end in car.ends})
    stops = []
    for before, after in pairwise([0, *crossings]):
        if after > leaders[-1]:
            break  # laps to the garage, long after the flag
        if after - before < max(LONGER * usual, SHORTEST):
            continue
        stop = _by_pits(chart, before, after, usual) or _by_laps(chart, before, after, usual)
        if stop is not None:
            stops.append(stop)
    return StandingClock(tuple(stops))


def _by_pits(chart: GrandPrixChart, before: int, after: int, usual: int) -> RedStand | None:
    """Return the stop that ends as the first car leaves the pits, if the source has them."""
    visits = [stop for car in chart.cars.values() for stop in car.stops]
    times = {time for stop in visits for time in (stop.entry, stop.exit) if time is not None}
    outs = {stop.exit for stop in visits}
    within = sorted({before, after, *(time for time in times if before < time < after)})
    at, end = max(pairwise(within), key=lambda pair: pair[1] - pair[0])
    if end not in outs or end - at < SHORTEST:
        return None
    if at == 0:
        at = usual // 2  # nobody came round before it: when it was shown is not known
    return RedStand(at, end - at, seen=True)


def _by_laps(chart: GrandPrixChart, before: int, after: int, usual: int) -> RedStand | None:
    """Return the stop that the laps over it tell, as far as they do."""
    over = [
        (end - begin, car, lap)
        for car in chart.cars.values()
        for lap, (begin, end) in enumerate(pairwise([0, *car.ends]), 1)
        if begin <= before and end >= after
    ]
    if not over:
        return None
    shortest = min(time for time, _, _ in over)
    next_laps = [car.ends[lap] - car.ends[lap - 1] for _, car, lap in over if car.laps > lap]
    slow = min(min(next_laps, default=usual), 2 * usual)
    length = (shortest - slow + STEP // 2) // STEP * STEP
    length = min(length, after - before - SECOND)
    if length < SHORTEST // 2:
        return None
    return RedStand(before + (after - before - length) // 2, length, seen=False)


def laps_at(leaders: Sequence[int], time: int) -> int:
    """Count the laps the leader has completed at a time; `leaders[0]` is 0."""
    return bisect_right(leaders, time, 1) - 1
