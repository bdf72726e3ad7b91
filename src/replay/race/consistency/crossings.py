"""Crossings of the line, how they are known, and stops against them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from operator import lt

from replay.race.consistency.requirement import require, require_entered
from replay.race.model import MAX_CROSSINGS, CarLaps, Entry, Race, Ruling, Stop
from replay.race.state import NEVER


class Crossings:
    """The crossings of all cars: `by_car`, and the first car's time on each lap."""

    def __init__(self, race: Race, cars: Mapping[str, Entry]) -> None:
        total = sum(len(record.crossings) for record in race.laps)
        require(total <= MAX_CROSSINGS, f"more than {MAX_CROSSINGS:,} crossings", "$.laps")
        self.has_laps = race.has_laps
        self.by_car: dict[str, Sequence[int]] = dict.fromkeys(cars, ())
        seen = set()
        for index, record in enumerate(race.laps):
            path = f"$.laps[{index}]"
            require_entered(record.car, cars, f"{path}.car")
            require(record.car not in seen, f"car {record.car} is named twice", f"{path}.car")
            seen.add(record.car)
            _verify_crossings(record, path)
            _verify_spans(record, path)
            self.by_car[record.car] = record.crossings
        columns = zip_longest(*self.by_car.values(), fillvalue=NEVER)
        self.lead_at = [min(times) for times in columns]
        # The same before any ruling: who was first then may have been there at another time.
        self.scored_at = list(self.lead_at)

    def completed(self, car: str, time: int) -> int:
        """Count the laps a car has completed at `time`."""
        return bisect_right(self.by_car[car], time)

    def laps_at(self, time: int) -> tuple[int, int]:
        """Count the laps the leader has completed at `time`: by the record, and as scored."""
        return bisect_right(self.lead_at, time), bisect_right(self.scored_at, time)

    def score(self, ruling: Ruling) -> None:
        """Take note of when the first car was scored at the line before `ruling`."""
        lap = ruling.of_lap
        times = {c: at[lap - 1] for c, at in self.by_car.items() if len(at) >= lap}
        times.update((scored.car, scored.at) for scored in ruling.provisional)
        self.scored_at[lap - 1] = min(times.values())


def _verify_crossings(record: CarLaps, path: str) -> None:
    times = record.crossings
    if times and times[0] > 0 and all(map(lt, times, times[1:])):
        return
    for lap, (before, at) in enumerate(pairwise((0, *times))):
        message = f"lap {lap + 1} ends no later than the lap before"
        require(before < at, message, f"{path}.crossings[{lap}]")


def _verify_spans(record: CarLaps, path: str) -> None:
    laps = len(record.crossings)
    require(bool(record.known) or not laps, "does not say how its laps are known", f"{path}.known")
    before = 0
    for index, span in enumerate(record.known):
        place = f"{path}.known[{index}].lap"
        require(index > 0 or span.lap == 1, "the first span starts with lap 1", place)
        require(before < span.lap, f"starts no later than lap {before}", place)
        require(span.lap <= laps, f"car {record.car} has completed {laps} laps", place)
        before = span.lap


def verify_stops(stops: Sequence[Stop], cars: Mapping[str, Entry], crossings: Crossings) -> None:
    """Require stops that fit their car's laps and do not overlap."""
    by_car: dict[str, list[tuple[int, int, Stop]]] = {}
    for index, stop in enumerate(stops):
        path = f"$.stops[{index}]"
        require_entered(stop.car, cars, f"{path}.car")
        late = stop.exit is None or stop.exit >= stop.entry
        require(late, "leaves pit road before it enters", f"{path}.exit")
        known = stop.driver is None or stop.driver < len(cars[stop.car].drivers)
        require(known, f"car {stop.car} has no such driver", f"{path}.driver")
        if crossings.has_laps:
            laps = crossings.completed(stop.car, stop.entry)
            message = f"car {stop.car} has completed {laps} laps as it enters, not {stop.lap}"
            require(laps == stop.lap, message, f"{path}.lap")
        by_car.setdefault(stop.car, []).append((stop.entry, index, stop))
    for visits in by_car.values():
        for (_, _, first), (entry, index, _) in pairwise(sorted(visits, key=lambda v: v[:2])):
            away = first.exit is not None and first.exit <= entry
            message = f"car {first.car} is still on pit road from the stop before"
            require(away, message, f"$.stops[{index}].entry")
