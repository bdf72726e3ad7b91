"""What must hold between line crossings, as a system of differences: `later >= earlier + gap`.

Every hard fact of a box score has this shape, the start of the race being one more variable
fixed at 0. Such systems can be solved exactly in integers, and a contradiction shows as a
cycle of facts, of which the least trusted is given up and reported.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter

from msgspec import Struct

from replay.reconstruct.solve.record_fact import RecordFact


class Trust(IntEnum):
    """Where a demand comes from, the most trusted first: the order of trust in contradictions.

    `FLAG` that a car running at the end takes the flag; `FINISH` elapsed times and last laps of
    cars that finished; `GAP` gaps at the finish and at
    the white flag, margin, race time, average speed; `LEADER` the official leader of
    each lap; `STOP` a stop's clock with the car's own laps; `ORDER` whole-field orders, the
    official place at a stage end; `BEST` best lap and its number; `BRACKET` the leader's laps
    at a stop and the lap down of a free pass; `LAST_SEEN` the elapsed time of a car that
    retired, which is not always on the race clock. What follows nobody published, and it is
    given up without a word: `RECKONED` laps down, leaders and best laps as reckoned; `APART` no
    dead heat; `DAYLIGHT` a visible lead.
    """

    MOTION = 0
    FLAG = 1
    FINISH = 2
    GAP = 3
    LEADER = 4
    STOP = 5
    ORDER = 6
    BEST = 7
    BRACKET = 8
    LAST_SEEN = 9
    RECKONED = 10
    APART = 11
    DAYLIGHT = 12


@dataclass(frozen=True)
class GivenUp:
    """A published fact that does not hold, for it contradicts more trusted ones.

    These are `against` it, or what else is, in words.
    """

    fact: RecordFact
    against: tuple[RecordFact | str, ...]

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.fact} (against: {'; '.join(map(str, self.against))})"


class Demand(Struct, frozen=True):
    """Crossing `later` is at least `gap` ticks after crossing `earlier` (indexes).

    `fact` groups the demands that one published fact makes: they are given up together.
    """

    earlier: int
    later: int
    gap: int
    trust: Trust
    fact: RecordFact


_LATER = attrgetter("later")


class CrossingNumbers:
    """The numbering of all crossings of a race: index 0 is the start, then car by car."""

    def __init__(self, laps: dict[str, int]) -> None:
        self.laps = laps
        self._first: dict[str, int] = {}
        size = 1
        for car, count in laps.items():
            self._first[car] = size
            size += count
        self.size = size

    def index(self, car: str, lap: int) -> int:
        """Return the index of a car's crossing of `lap`; lap 0 is the start."""
        if not 0 <= lap <= self.laps[car]:
            raise ValueError(f"car {car} did not complete lap {lap}")
        return 0 if lap == 0 else self._first[car] + lap - 1

    def has(self, car: str, lap: int) -> bool:
        """Return whether the car completed `lap`."""
        return lap <= self.laps[car]

    def lap_numbers(self) -> list[int]:
        """Return the lap of every crossing, in the order of the indexes."""
        return [0, *(lap for count in self.laps.values() for lap in range(1, count + 1))]


class System:
    """Demands on the crossings of one race, collected fact by fact.

    `misreckoned` are things reckoned that had to be given up.
    """

    def __init__(self, crossings: CrossingNumbers, demands: Iterable[Demand] = ()) -> None:
        self.crossings = crossings
        self.demands = list(demands)
        self.misreckoned: set[RecordFact] = set()
        self._leaving: list[list[Demand]] | None = None
        self._arriving: list[list[Demand]] | None = None

    def leaving(self) -> Sequence[Sequence[Demand]]:
        """Return the demands by their earlier crossing, and of each by the later one."""
        if self._leaving is None:
            self._leaving = [[] for _ in range(self.crossings.size)]
            for demand in self.demands:
                self._leaving[demand.earlier].append(demand)
            for demands in self._leaving:
                demands.sort(key=_LATER)
        return self._leaving

    def arriving(self) -> Sequence[Sequence[Demand]]:
        """Return the demands by their later crossing."""
        if self._arriving is None:
            self._arriving = [[] for _ in range(self.crossings.size)]
            for demand in self.demands:
                self._arriving[demand.later].append(demand)
        return self._arriving

    def after(self, earlier: int, later: int, gap: int, trust: Trust, fact: RecordFact) -> None:
        """Demand that `later` comes at least `gap` ticks after `earlier`."""
        demand = Demand(earlier, later, gap, trust, fact)
        self.demands.append(demand)
        if self._leaving is not None:
            insort(self._leaving[earlier], demand, key=_LATER)
        if self._arriving is not None:
            self._arriving[later].append(demand)

    def apart(self, earlier: int, later: int, gap: int, trust: Trust, fact: RecordFact) -> None:
        """Demand that `later` comes exactly `gap` ticks after `earlier`."""
        self.after(earlier, later, gap, trust, fact)
        self.after(later, earlier, -gap, trust, fact)

    def at(self, crossing: int, time: int, trust: Trust, fact: RecordFact) -> None:
        """Demand a crossing at exactly `time`."""
        self.apart(0, crossing, time, trust, fact)

    def by(self, crossing: int, time: int, trust: Trust, fact: RecordFact) -> None:
        """Demand a crossing no later than `time`."""
        self.after(crossing, 0, -time, trust, fact)

    def since(self, crossing: int, time: int, trust: Trust, fact: RecordFact) -> None:
        """Demand a crossing no earlier than `time`."""
        self.after(0, crossing, time, trust, fact)

    def give_up(self, fact: RecordFact) -> None:
        """Forget every demand that `fact` makes."""
        gone = [demand for demand in self.demands if demand.fact == fact]
        if any(demand.trust == Trust.RECKONED for demand in gone):
            self.misreckoned.add(fact)
        self.demands = [demand for demand in self.demands if demand.fact != fact]
        if self._leaving is not None:
            _without(fact, self._leaving, {demand.earlier for demand in gone})
        if self._arriving is not None:
            _without(fact, self._arriving, {demand.later for demand in gone})

    def in_steps(self, step: int) -> "System":
        """Return the same demands on times counted in steps of `step` ticks.

        A gap between two steps becomes the longer: what comes a tick later comes a step later.
        """
        return System(
            self.crossings,
            (Demand(d.earlier, d.later, -(-d.gap // step), d.trust, d.fact) for d in self.demands),
        )


def _without(fact: RecordFact, demands: list[list[Demand]], crossings: Iterable[int]) -> None:
    """Take the demands that a fact makes out of those of some crossings."""
    for crossing in crossings:
        demands[crossing] = [demand for demand in demands[crossing] if demand.fact != fact]
