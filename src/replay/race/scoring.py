"""The ranking rule, and the index of line crossings it is read from.

Order: more laps first, then the earlier last crossing; before the first crossing the grid; a
retired car keeps the place its laps give it. Nobody moves between crossings. Where nobody knows
the grid cars stand by their numbers before their first crossing, and have no place.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import groupby, zip_longest
from typing import Self

from msgspec import structs

from replay.race.car_index import CarIndex
from replay.race.class_leads import ClassLeads, leads_by_class
from replay.race.model import MAX_CARS, CarLaps, Entry, Retirement, Ruling, Stop
from replay.race.pit_visits import PitVisits
from replay.race.ruled_order import NO_RULING, RuledOrder
from replay.race.state import NEVER, Crossing, Running, Status, Stint


class Scoring:
    """The crossings of all cars as scored over one period, and every order they give."""

    arrivals: list[list[CarIndex]]
    lead_at: list[int]

    def __init__(
        self,
        entries: Sequence[Entry],
        laps: Mapping[str, CarLaps],
        stops: Sequence[Stop],
        retirements: Mapping[str, Retirement],
        template: "Scoring | None" = None,
        seen: Mapping[str, CarLaps] | None = None,
    ) -> None:
        """Index the crossings; what they have in common with `template` is shared with it.

        Stops are laid on the crossings as they were `seen` at first, if those are others.
        """
        by_car: dict[str, list[Stop]] = {}
        for stop in () if template else stops:
            by_car.setdefault(stop.car, []).append(stop)
        indexed = template.by_car if template else {}
        self.grid_known = any(entry.grid is not None for entry in entries)
        starters = sorted(entries, key=_start_order)
        if not self.grid_known:
            # Many sources list the entries in the order of the result, which would tell.
            starters.sort(key=lambda entry: (len(entry.car), entry.car))
        self.cars = [
            CarIndex(
                entry,
                place,
                laps.get(entry.car),
                indexed[entry.car].pits if template else _pits(entry.car, by_car, seen or laps),
                _out_at(entry, retirements),
                indexed.get(entry.car),
                on_grid=self.grid_known,
            )
            for place, entry in enumerate(starters, 1)
        ]
        self.by_car: dict[str, CarIndex] = {index.car: index for index in self.cars}
        self.ruled: RuledOrder = NO_RULING
        self._class_leads: dict[str, ClassLeads] | None = None
        self._arrive()
        self._lead()

    def with_rulings(self, rulings: Sequence[Ruling], ruled: RuledOrder) -> Self:
        """Give the same scoring with what rulings made of it, which `ruled` sums up.

        Cars level at the line on the lap of the latest that gave places came there in that order.
        """
        other = copy(self)
        other.ruled = ruled
        other._class_leads = None
        ruling = next((r for r in reversed(rulings) if r.order), None)
        if ruling is not None and 1 <= ruling.of_lap <= len(self.arrivals):
            arrived = _ordered_by_ruling(self.arrivals[ruling.of_lap - 1], ruling)
            if arrived != self.arrivals[ruling.of_lap - 1]:
                other._arrive_anew(ruling.of_lap, arrived)
        return other

    def _arrive_anew(self, lap: int, arrived: list[CarIndex]) -> None:
        """Take another order at the end of a lap; what another scoring shares stays as it is."""
        moved = {}
        for rank, index in enumerate(arrived, 1):
            if index.ranks[lap] != rank:
                moved[index.car] = copy(index)
                moved[index.car].ranks = index.ranks[:]
                moved[index.car].ranks[lap] = rank
        self.cars = [moved.get(index.car, index) for index in self.cars]
        self.by_car = {index.car: index for index in self.cars}
        anew = [self.by_car[index.car] for index in arrived]
        self.arrivals = [*self.arrivals[: lap - 1], anew, *self.arrivals[lap:]]
        self._lead()

    def _arrive(self) -> None:
        """Rank the arrivals on every lap, and note when the leader came."""
        self.arrivals, self.lead_at = [], []
        cars = self.cars  # in the order of the grid, which a stable sort keeps at a dead heat
        ranked = [index.ranks.append for index in cars]
        ends = {len(index.crossings) for index in cars}
        places: Sequence[int] = range(len(cars))
        # In columns, each sorted without a call: this is the longest part of opening a race.
        for lap, times in enumerate(zip_longest(*(index.crossings for index in cars))):
            if lap in ends:
                places = [place for place in places if times[place] is not None]
            arrived = sorted(places, key=times.__getitem__)
            self.lead_at.append(times[arrived[0]])
            self.arrivals.append([cars[place] for place in arrived])
            for rank, place in enumerate(arrived, 1):
                ranked[place](rank)

    def _lead(self) -> None:
        """Find who led each lap at the line; lap 0 is the pole, which an unknown grid has not."""
        self.stints: list[Stint] = []
        self.stint_of_lap: list[int] = []
        self.leaders_of_stint: list[int] = []
        leaders: set[str] = set()
        led: dict[str, list[int]] = {}
        if not self.grid_known:
            self.stint_of_lap.append(0)
        for lap in range(len(self.stint_of_lap), len(self.lead_at) + 1):
            leader = self.arrivals[lap - 1][0] if lap else self.cars[0]
            if lap:
                led.setdefault(leader.car, []).append(lap)
            if self.stints and self.stints[-1].car == leader.car:
                self.stints[-1] = Stint(self.stints[-1].first, lap, leader.car)
            else:
                self.stints.append(Stint(lap, lap, leader.car))
                leaders.add(leader.car)
                self.leaders_of_stint.append(len(leaders))
            self.stint_of_lap.append(len(self.stints) - 1)
        for index in self.cars:
            index.led = led.get(index.car, [])

    def lap_at(self, time: int) -> int:
        """Count the laps the leader has completed at `time`."""
        return bisect_right(self.lead_at, time)

    def instant(self, lap: int) -> int:
        """Give the crossing of the last car to complete `lap` before the leader's next lap."""
        if lap == 0:
            return 0
        times = [index.crossings[lap - 1] for index in self.arrivals[lap - 1]]
        if lap < len(self.lead_at):
            limit = self.lead_at[lap]
            times = [at for at in times if at < limit]
        return times[-1]

    def lead_at_lap(self, lap: int) -> tuple[int, int, int]:
        """Give the lap since which the leader of a lap leads, the lead changes and the leaders."""
        if not (lap or self.grid_known):
            return 0, 0, 0
        stint = self.stint_of_lap[lap]
        return self.stints[stint].first, stint, self.leaders_of_stint[stint]

    def stints_at(self, lap: int) -> tuple[Stint, ...]:
        """Give the lead stints up to the leader's lap, the last one cut there."""
        if not (lap or self.grid_known):
            return ()
        last = self.stint_of_lap[lap]
        stint = self.stints[last]
        return (*self.stints[:last], Stint(stint.first, lap, stint.car))

    def crossings_of(self, lap: int, time: int) -> tuple[Crossing, ...]:
        """Give the cars that have completed `lap` by `time`, in the order of the line."""
        if not 1 <= lap <= len(self.arrivals):
            return ()
        found = []
        for index in self.arrivals[lap - 1]:
            at = index.crossings[lap - 1]
            if at > time:
                break
            found.append(Crossing(index.car, at, index.known[lap][1]))
        return tuple(found)

    def standings(self, time: int) -> list[tuple[int, CarIndex]]:
        """Rank all cars at `time` by laps, then the time at the last line; give laps and car."""
        keys = []
        for index in self.cars:
            laps = bisect_right(index.crossings, time)
            keys.append((-laps, index.crossings[laps - 1] if laps else 0, index.grid, index))
        if self.ruled.added:
            time_of = self.ruled.time_of
            keys = [(done, time_of(car.car, at), place, car) for done, at, place, car in keys]
        keys.sort()
        standings = [(-key[0], key[3]) for key in keys]
        return self._dealt(standings) if self.ruled is not NO_RULING else standings

    def _dealt(self, standings: list[tuple[int, CarIndex]]) -> list[tuple[int, CarIndex]]:
        """Give the standings with the places that rulings gave."""
        return self.ruled.dealt(standings, lambda standing: standing[1].car)

    @property
    def class_leads(self) -> Mapping[str, ClassLeads]:
        """Who led each class at the line; found at first use."""
        if self._class_leads is None:
            self._class_leads = leads_by_class(self.arrivals, self.cars, self.grid_known)
        return self._class_leads

    def rows(self, time: int, points: Mapping[str, int | None]) -> tuple[Running, ...]:
        """Build the running order at `time`; `points` stands once the result is official.

        A gap stays unknown while the car in question was the one ahead at the lap they share: it
        has been passed and has yet to cross. This is what a frame costs: one pass, no call but
        bisections.
        """
        lap = self.lap_at(time)
        before = lap - 1
        standings = self.standings(time)
        first = ahead = standings[0][1].crossings
        # A car that has crossed since the leader began this lap had seen all his laps.
        led = self.lead_at[before] if before >= 0 else NEVER
        if self.ruled.excluded and standings[0][0]:
            # Of cars that are excluded nobody is laps behind.
            before = standings[0][0] - 1
            led = first[before]
        find, row, grid_known = bisect_right, Running, self.grid_known
        rows = []
        for position, (laps, index) in enumerate(standings, 1):
            crossings = index.crossings
            at = crossings[laps - 1] if laps else 0
            down = (before + 1 if at >= led else before) - laps
            gap = interval = last = None
            change = 0
            if laps:
                last = at - crossings[laps - 2] if laps > 1 else at
                change = index.ranks[laps - 1] - position if laps > 1 or grid_known else 0
                if down <= 0:
                    gap = ticks_behind(first, laps, at)
                    if position > 1:
                        interval = ticks_behind(ahead, laps, at)
            ahead = crossings
            best, number, best_exact = index.best[laps]
            last_exact, basis, place = index.known[laps]
            stops, pit_lap, pit_time, left = index.pits.visits[find(index.pits.entries, time)]
            status: Status = "running"
            if time < left:
                status, pit_time = "pit", None
            if time >= index.out:
                status = "out"
            rows.append(
                row(
                    position,
                    index.car,
                    laps,
                    down if down > 0 else 0,
                    gap,
                    interval,
                    last,
                    last_exact,
                    best,
                    number,
                    best_exact,
                    find(index.led, lap) if index.led else 0,
                    stops,
                    pit_lap,
                    pit_time,
                    change,
                    index.grid - position if grid_known else None,
                    status,
                    at,
                    basis,
                    place,
                    points.get(index.car) if points else None,
                    grid_known or laps > 0,
                )
            )
        if self.ruled.retimes:
            return self.ruled.rows(rows, lambda car: self.by_car[car].crossings, time)
        return tuple(rows)


def _start_order(entry: Entry) -> tuple[bool, int]:
    """Give where a car stands before its first crossing: on the grid, behind it, or not at all."""
    return entry.begins == "not started", entry.grid or MAX_CARS + 1


def _out_at(entry: Entry, retirements: Mapping[str, Retirement]) -> int:
    """Give when a car is out; that one does not start is seen as the others do."""
    if entry.car in retirements:
        return retirements[entry.car].at
    return 1 if entry.begins == "not started" else NEVER


def _pits(car: str, stops: Mapping[str, Sequence[Stop]], laps: Mapping[str, CarLaps]) -> PitVisits:
    return PitVisits(stops.get(car, ()), laps[car].crossings if car in laps else ())


def _ordered_by_ruling(arrived: Sequence[CarIndex], ruling: Ruling) -> list[CarIndex]:
    """Put cars level at the line in the order that a ruling of this lap gave them."""
    places = {car: place for place, car in enumerate(ruling.order)}
    ordered: list[CarIndex] = []
    for _, level in groupby(arrived, key=lambda index: index.crossings[ruling.of_lap - 1]):
        cars = list(level)
        ruled = iter(sorted((i for i in cars if i.car in places), key=lambda i: places[i.car]))
        ordered += [next(ruled) if index.car in places else index for index in cars]
    return ordered


def ticks_behind(crossings: Sequence[int], laps: int, at: int) -> int | None:
    """Ticks after another car's crossing of the same lap; None where that lies ahead of it."""
    if laps > len(crossings) or crossings[laps - 1] > at:
        return None
    return at - crossings[laps - 1]


def provisional_laps(laps: Mapping[str, CarLaps], ruling: Ruling) -> dict[str, CarLaps]:
    """Give the crossings as they were scored before `ruling`."""
    scored = dict(laps)
    for crossing in ruling.provisional:
        record = scored[crossing.car]
        crossings = list(record.crossings)
        crossings[ruling.of_lap - 1] = crossing.at
        scored[crossing.car] = structs.replace(record, crossings=tuple(crossings))
    return scored
