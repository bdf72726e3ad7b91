"""Who led each class at the line, lap by lap of its own leader."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from replay.race.state import Stint

if TYPE_CHECKING:
    from replay.race.car_index import CarIndex


class ClassLeads:
    """The leaders of a class: `lead_at[n - 1]` is when the first of it completed its lap n.

    Stints count the laps of whoever leads the class; lap 0 is its first car on the grid, of which
    there is none where nobody knows the grid. `led` are the laps that each car led, in order.
    """

    __slots__ = ("lead_at", "led", "stints")

    def __init__(self, pole: str | None) -> None:
        self.lead_at: list[int] = []
        self.stints: list[Stint] = [] if pole is None else [Stint(0, 0, pole)]
        self.led: dict[str, list[int]] = {}

    def add(self, car: str, at: int) -> None:
        """Add the leader of the next lap, and when it completed that."""
        self.lead_at.append(at)
        lap = len(self.lead_at)
        self.led.setdefault(car, []).append(lap)
        if self.stints and self.stints[-1].car == car:
            self.stints[-1] = Stint(self.stints[-1].first, lap, car)
        else:
            self.stints.append(Stint(lap, lap, car))

    def lap_at(self, time: int) -> int:
        """Count the laps that the leader of the class has completed at `time`."""
        return bisect_right(self.lead_at, time)

    def stints_at(self, time: int) -> tuple[Stint, ...]:
        """Give the stints up to the lap of the leader at `time`, the last one cut there."""
        lap = self.lap_at(time)
        count = bisect_right(self.stints, lap, key=lambda stint: stint.first)
        if not count:
            return ()
        last = self.stints[count - 1]
        return (*self.stints[: count - 1], Stint(last.first, min(last.last, lap), last.car))


def leads_by_class(
    arrivals: Sequence[Sequence["CarIndex"]], cars: Sequence["CarIndex"], grid_known: bool
) -> dict[str, ClassLeads]:
    """Find the leaders of every class; `cars` are in the order of the grid."""
    classes = dict.fromkeys(index.race_class for index in cars if index.race_class is not None)
    found = {}
    for name in classes:
        pole = next(index.car for index in cars if index.race_class == name)
        found[name] = ClassLeads(pole if grid_known else None)
    for lap, arrived in enumerate(arrivals):
        missing = len(found)
        for index in arrived:
            leads = found.get(index.race_class) if index.race_class is not None else None
            if leads is not None and len(leads.lead_at) == lap:
                leads.add(index.car, index.crossings[lap])
                missing -= 1
                if not missing:
                    break
    return found
