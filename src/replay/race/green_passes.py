"""Places gained and lost from one end of a lap to the next, under green and without a stop."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from replay.race.car_index import CarIndex
from replay.race.pit_visits import PitVisit
from replay.race.place_sums import spread_of

Passes = tuple[int, int, int, int]
"""Places gained, places lost, by how much each may be off, and the laps whose place is unrated."""


class GreenPasses(NamedTuple):
    """The passes of a car up to the end of each of its laps: `sums[n]` is after n laps."""

    sums: Sequence[Passes]

    @classmethod
    def of(
        cls,
        index: CarIndex,
        ranks: Sequence[int],
        slow: Sequence[tuple[int, int]],
        visits: Sequence[PitVisit],
    ) -> "GreenPasses":
        """Count the passes of a car; `ranks[n]` is its place after n laps, in its class.

        `slow` are the times from and to which the course was neutralised, `visits` its stops.
        """
        racing = _racing(index.crossings, slow, visits)
        steps: list[Passes] = [(0, 0, 0, 0)] * (len(index.crossings) + 1)
        for lap in range(2, len(steps)):
            if racing[lap]:
                gained = ranks[lap - 1] - ranks[lap]
                spreads = spread_of(index.known[lap - 1][2]), spread_of(index.known[lap][2])
                off = sum(spread or 0 for spread in spreads)
                steps[lap] = max(gained, 0), max(-gained, 0), off, None in spreads
        return cls(tuple(accumulate(steps, _added)))


def _added(one: Passes, other: Passes) -> Passes:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def class_ranks(
    arrivals: Sequence[Sequence[CarIndex]], cars: Sequence[CarIndex]
) -> Mapping[str, Sequence[int]]:
    """Give the places in its class of every car as it completed its own laps, lap 1 at index 1."""
    if all(index.race_class is None for index in cars):
        return {index.car: index.ranks for index in cars}
    ranks = {index.car: [0] for index in cars}
    for arrived in arrivals:
        count: dict[str | None, int] = {}
        for index in arrived:
            place = count[index.race_class] = count.get(index.race_class, 0) + 1
            ranks[index.car].append(place)
    return ranks


def _racing(
    crossings: Sequence[int], slow: Sequence[tuple[int, int]], visits: Sequence[PitVisit]
) -> bytearray:
    """Mark the laps of a car, from its second on, that were all green and had no stop in them.

    Nor is the lap after a stop one of them, on which it leaves pit road.
    """
    racing = bytearray(b"\1" * (len(crossings) + 1))
    for since, until in slow:
        first, last = bisect_right(crossings, since) + 1, bisect_left(crossings, until) + 1
        for lap in range(first, min(last, len(crossings)) + 1):
            racing[lap] = 0
    for visit in visits:
        for lap in (visit.stop.lap + 1, visit.stop.lap + 2):
            if lap < len(racing):
                racing[lap] = 0
    return racing
