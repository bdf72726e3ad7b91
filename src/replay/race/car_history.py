"""Who drove a car when, on which tyres, and with how many incidents: one car over the race."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from replay.race.model import CarLaps, Entry
from replay.race.pit_visits import PitVisit
from replay.race.state import NEVER


class TyreSet(NamedTuple):
    """A set of tyres: its compound, the laps it had run before, and the car's own laps by then."""

    compound: str | None
    age: int | None
    laps: int


class CarHistory:
    """One car over the race, to be found by time or by its own laps completed.

    What is done in a stop is known from when the car has left: a change of drivers shows at the
    pit exit, and so do tyres.
    """

    __slots__ = (
        "_driven", "_entered", "changed_at", "crossings", "drivers", "fitted_at", "incidents",
        "tyres", "visits", "visits_at",
    )  # fmt: skip

    def __init__(
        self,
        entry: Entry,
        visits: Sequence[PitVisit],
        crossings: Sequence[int],
        laps: CarLaps | None,
    ) -> None:
        self.crossings = crossings
        self.visits = visits
        self.visits_at = [visit.since for visit in visits]
        first = entry.starts
        if first is None and len(entry.drivers) == 1:
            first = 0
        self.drivers = [first]
        self.changed_at = [0]
        self.tyres = [TyreSet(entry.compound, entry.tyre_age, 0)]
        self.fitted_at = [0]
        for visit in visits:
            if visit.until < NEVER:
                self._leave(visit)
        self._entered = len(entry.drivers)
        self._driven: list[tuple[int, ...]] = []
        self.incidents = sorted(laps.incidents) if laps else []

    def _leave(self, visit: PitVisit) -> None:
        stop = visit.stop
        if stop.driver is not None and stop.driver != self.drivers[-1]:
            self.drivers.append(stop.driver)
            self.changed_at.append(visit.until)
        if stop.compound is not None or stop.tyre_age is not None or stop.tyres:
            self.tyres.append(TyreSet(stop.compound, stop.tyre_age, stop.lap + 1))
            self.fitted_at.append(visit.until)

    @property
    def driven(self) -> Sequence[tuple[int, ...]]:
        """Give the ticks of each driver after `n` laps at `[n]`, made when first asked for.

        A lap with a change in it counts whole for the one who was in the car for the longer part.
        """
        if not self._driven:
            so_far = [0] * self._entered
            self._driven.append(tuple(so_far))
            before = 0
            for at in self.crossings:
                driver = self._driver_of_lap(before, at)
                if driver is not None and driver < self._entered:
                    so_far[driver] += at - before
                self._driven.append(tuple(so_far))
                before = at
        return self._driven

    def _driver_of_lap(self, begun: int, ended: int) -> int | None:
        """Give who was in the car for the longer part of a lap, None where nobody knows."""
        first = bisect_right(self.changed_at, begun) - 1
        last = bisect_left(self.changed_at, ended) - 1
        if first == last:
            return self.drivers[first]
        edges = [begun, *self.changed_at[first + 1 : last + 1], ended]
        longest = max(range(last - first + 1), key=lambda n: edges[n + 1] - edges[n])
        return self.drivers[first + longest]

    def driver_at(self, time: int) -> tuple[int | None, int]:
        """Give who is in the car at `time`, and since when; the index None where nobody knows."""
        place = bisect_right(self.changed_at, time) - 1
        return self.drivers[max(place, 0)], self.changed_at[max(place, 0)]

    def tyres_at(self, time: int, laps: int) -> tuple[str | None, int | None]:
        """Give the compound at `time`, and the laps it has run after so many of the car."""
        fitted = self.tyres[max(bisect_right(self.fitted_at, time) - 1, 0)]
        age = None if fitted.age is None else fitted.age + max(laps - fitted.laps, 0)
        return fitted.compound, age

    def stopped_by(self, time: int) -> set[int]:
        """Give the laps in and out of the stops begun by `time`.

        As a lap was scored before a ruling, an in-lap may end before its stop begins.
        """
        begun = self.visits[: bisect_right(self.visits_at, time)]
        return {visit.stop.lap + more for visit in begun for more in (1, 2)}

    def incidents_after(self, laps: int) -> int:
        """Count the laps with an incident among so many."""
        return bisect_right(self.incidents, laps)

    def visit_at(self, time: int) -> PitVisit | None:
        """Give the last visit to pit road that has begun, None before the first."""
        place = bisect_right(self.visits_at, time)
        return self.visits[place - 1] if place else None
