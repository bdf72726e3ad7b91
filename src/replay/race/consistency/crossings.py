"""Crossings of the line, how they are known, and stops against them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from operator import lt

from replay.race.consistency.requirement import require, require_entered
from replay.race.model import MAX_CROSSINGS, CarLaps, Entry, Race, Ruling, Stop
from replay.race.pit_visits import pit_visits
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
            for at, (before, lap) in enumerate(pairwise((0, *record.incidents))):
                place = f"{path}.incidents[{at}]"
                require(before < lap, f"no later than lap {before}", place)
                laps = len(record.crossings) + 1
                require(lap <= laps, f"car {record.car} was on {laps} laps", place)
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
        first = "lap 1 ends at 0, which is the start" if not lap else ""
        rule = f"lap {lap + 1} ends at {at}, no later than the lap before at {before}"
        message = f"{first or rule}: crossings are times on the race clock, and rise"
        require(before < at, message, f"{path}.crossings[{lap}]")


def _verify_spans(record: CarLaps, path: str) -> None:
    laps = len(record.crossings)
    such = '{"lap": 1, "crossing": "timed", "lap_time": "timed", "place": "sure"}'
    message = f"does not say how its laps are known: it begins with a span such as {such}"
    require(bool(record.known) or not laps, message, f"{path}.known")
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
        known = stop.driver is None or stop.driver < len(cars[stop.car].drivers)
        require(known, f"car {stop.car} has no such driver", f"{path}.driver")
        _verify_ends(stop, path)
        if crossings.has_laps:
            _verify_lap(stop, path, crossings)
        seen = pit_visits([stop], crossings.by_car[stop.car])[0].since
        by_car.setdefault(stop.car, []).append((seen, index, stop))
    for visits in by_car.values():
        for (_, _, first), (seen, index, then) in pairwise(sorted(visits, key=lambda v: v[:2])):
            # Where no entry is known the laps alone part two stops.
            apart = first.lap < then.lap if then.entry is None else (first.entry or 0) < seen
            exit_ = first.exit if then.entry is not None else None
            away = first.left and (apart if exit_ is None else exit_ <= seen)
            message = f"car {first.car} is still on pit road from the stop before"
            place = "lap" if then.entry is None else "entry"
            require(away, message, f"$.stops[{index}].{place}")


def _verify_ends(stop: Stop, path: str) -> None:
    """Require that what is known of a stop's ends and length fits together."""
    late = stop.exit is None or stop.entry is None or stop.exit >= stop.entry
    require(
        late, f"leaves pit road at {stop.exit}, before it enters at {stop.entry}", f"{path}.exit"
    )
    never = stop.left or (stop.exit is None and stop.length is None)
    require(never, "`left` is false, so there is no `exit` and no `length`", f"{path}.left")
    spare = stop.length is None or stop.entry is None or stop.exit is None
    require(spare, "`entry` and `exit` give its length: leave `length` out", f"{path}.length")


def _verify_lap(stop: Stop, path: str, crossings: Crossings) -> None:
    """Require that a car enters pit road on the lap it is on, and leaves it no earlier."""
    if stop.entry is not None:
        laps = crossings.completed(stop.car, stop.entry)
        message = f"car {stop.car} has completed {laps} laps as it enters, not {stop.lap}"
        require(laps == stop.lap, message, f"{path}.lap")
        return
    laps = len(crossings.by_car[stop.car])
    require(stop.lap <= laps, f"car {stop.car} completes {laps} laps", f"{path}.lap")
    if stop.exit is not None:
        left = crossings.completed(stop.car, stop.exit)
        message = f"car {stop.car} has completed {left} laps as it leaves"
        require(stop.lap <= left, message, f"{path}.lap")
