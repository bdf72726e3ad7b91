"""The records of one race made a `Race`."""

from bisect import bisect_right
from collections import Counter
from itertools import groupby

from replay.importers import Imported, verified
from replay.importers.indycar.flags import GREEN_BEFORE_LINE, LapFlags
from replay.importers.indycar.official import record_official
from replay.importers.indycar.records import (
    ACTIVE,
    GREEN,
    YELLOW,
    CarRecord,
    RaceRecords,
)
from replay.race.model import (
    SECOND,
    VERSION,
    Basis,
    CarLaps,
    Caution,
    Chequered,
    Entry,
    Event,
    Finish,
    Green,
    Header,
    Known,
    Race,
    Retirement,
    Source,
    Span,
    Stop,
    White,
)

UNNAMED = "IndyCar race"
"""The name of a race: its records do not say which it is."""

SAME = 1
"""Ticks by which two ways of writing one time may differ: the records have 0.0001 s."""

STOPPED = 60 * SECOND
"""From how much longer than by the race clock several lap times tell of a stopped race."""

_TABLE = "IndyCar timing records ($C)"


def race_of(records: RaceRecords, flags: LapFlags) -> Imported:
    """Return the race, and what of the records was left out; raises `ForeignFileError`."""
    told = [*records.told, *flags.told, *_misplaced(records), *_other_times(records)]
    stops = _stops(records, told)
    race = Race(
        replay=VERSION,
        header=_header(records),
        entries=_entries(records),
        events=_Events(records, flags).events(),
        stops=stops,
        finish=Finish(resolution=1, outline="open wheel"),
        official=record_official(records, told),
        laps=tuple(
            CarLaps(car=car.car, known=_spans(car), crossings=tuple(lap.at for lap in car.laps))
            for car in records.cars.values()
        ),
    )
    return Imported(verified(race, records.file), tuple(told))


def _header(records: RaceRecords) -> Header:
    return Header(
        name=UNNAMED,
        short=UNNAMED,
        series="IndyCar",
        series_short="IndyCar",
        discipline="indycar",
        cars=len(records.cars),
        known=Known(
            grid="official" if any(car.grid for car in records.cars.values()) else None,
            laps="timed",
            leaders="timed",
            flags="reconstructed",
            stops="timed",
            retirements="reconstructed",
            finish="timed",
        ),
        sources=(
            Source(of="laps", text=f"{_TABLE}: the time of each lap on the race clock"),
            Source(of="grid", text=f"{_TABLE}: start_position"),
            Source(
                of="flags",
                text=f"{_TABLE}: the flag at each crossing; a yellow is put in the middle between "
                "the crossings before and after it was shown, a green "
                f"{GREEN_BEFORE_LINE // SECOND} s before the leader's",
            ),
            Source(of="stops", text=f"{_TABLE}: laps that ended in the pits; no times"),
            Source(of="retirements", text=f"{_TABLE}: when the status of a car was changed"),
            Source(of="laps, laps led and best lap of each car", text=f"{_TABLE}: its last record"),
        ),
    )


def _entries(records: RaceRecords) -> tuple[Entry, ...]:
    # Two cars in one place of the grid stand one after the other.
    placed = [car for car in records.cars.values() if car.grid]
    grid = {car.car: place for place, car in enumerate(placed, 1)}
    return tuple(Entry(car=car, grid=grid.get(car)) for car in records.cars)


def _spans(car: CarRecord) -> tuple[Span, ...]:
    """Return how each lap is known: its time is `timed` where it is the one that was given."""
    bases: list[Basis] = []
    before = 0
    for lap in car.laps:
        bases.append("timed" if abs(lap.at - before - lap.time) <= SAME else "reconstructed")
        before = lap.at
    spans, number = [], 1
    for basis, run in groupby(bases):
        spans.append(Span(lap=number, crossing="timed", lap_time=basis, place="sure"))
        number += len(list(run))
    return tuple(spans)


def _stops(records: RaceRecords, told: list[str]) -> tuple[Stop, ...]:
    """Return a stop for each lap that ended in the pits, in order of the laps' ends."""
    found = []
    for car in records.cars.values():
        made = [number for number, lap in enumerate(car.laps) if lap.pitted]
        found += [(car.laps[number].at, Stop(car=car.car, lap=number)) for number in made]
        if car.stops != len(made):
            told.append(f"car {car.car}: {len(made)} laps ended in the pits, {car.stops} counted")
    return tuple(stop for _, stop in sorted(found, key=lambda one: one[0]))


def _misplaced(records: RaceRecords) -> list[str]:
    """Tell of the cars whose place on a lap is not that of their time, which stands."""
    told = []
    cars = list(records.cars.values())
    for lap in range(records.laps):
        on_it = [car for car in cars if len(car.laps) > lap]
        by_time = sorted(on_it, key=lambda car: car.laps[lap].at)
        by_rank = sorted(by_time, key=lambda car: car.laps[lap].rank)
        told += [
            f"place not held: car {car.car}, lap {lap + 1}: rank {car.laps[lap].rank}, "
            f"but place {place} by its time"
            for place, (car, other) in enumerate(zip(by_time, by_rank, strict=True), 1)
            if car is not other
        ]
    return told


def _other_times(records: RaceRecords) -> list[str]:
    """Tell of lap times that are not the time which passed on the race clock."""
    longer: Counter[int] = Counter()
    laps: dict[int, list[int]] = {}
    other = 0
    for car in records.cars.values():
        before = car.start
        for number, lap in enumerate(car.laps, 1):
            more = 0 if before is None else lap.time - (lap.at - before)
            before = lap.at
            if more >= STOPPED:
                longer[more] += 1
                laps.setdefault(more, []).append(number)
            elif abs(more) > SAME:
                other += 1
    told = [
        f"the race clock stood still for {more / SECOND:,.4f} s, by the lap times of {count} cars "
        f"on their laps {min(laps[more])} to {max(laps[more])}: a red flag, which the records do "
        "not show and no other source times"
        for more, count in longer.items()
        if count > 1
    ]
    other += sum(count for count in longer.values() if count == 1)
    if other:
        told.append(f"{other:,} lap times are not those of the race clock, which stands")
    return told


class _Events:
    """What happened, each at its time on the race clock."""

    def __init__(self, records: RaceRecords, flags: LapFlags) -> None:
        self.records = records
        self.flags = flags
        # A leader may have fallen out on the lap before the flag.
        took = [car.laps[-1].at for car in records.cars.values() if car.took_the_flag]
        self.finish = max(min(took), flags.lead[-1])

    def laps_at(self, time: int) -> int:
        """Count the laps the leader has completed at a time."""
        return bisect_right(self.flags.lead, time, 1) - 1

    def events(self) -> tuple[Event, ...]:
        """Return every event in order of time."""
        last = self.records.laps
        events: list[Event] = [*self._flags(), *self._retirements()]
        # Of a race that ends behind the pace car nobody can tell whether it was called.
        if last > 1 and self._shown_at(self.finish) == GREEN:
            events.append(White(at=self.flags.lead[last - 1], lap=last - 1, basis="reconstructed"))
        events.append(Chequered(at=self.finish, lap=last, basis="timed"))
        return tuple(sorted(events, key=lambda event: event.at))

    def _shown_at(self, time: int) -> str:
        shown = [change.flag for change in self.flags.changes if change.at <= time]
        return shown[-1] if shown else GREEN

    def _flags(self) -> list[Event]:
        events: list[Event] = []
        changes = [change for change in self.flags.changes if change.at < self.finish]
        if not changes or changes[0].at > 0:
            events.append(Green(at=0, lap=0, basis="timed"))
        number = 0
        ends = [*(change.at for change in changes[1:]), self.finish]
        for change, end in zip(changes, ends, strict=False):
            lap = self.laps_at(change.at)
            if change.flag == YELLOW and number < 100:
                number += 1
                events.append(
                    Caution(
                        at=change.at,
                        lap=lap,
                        basis="estimated",
                        number=number,
                        reason="",
                        cars=self._in_contact(change.at, end),
                    )
                )
            elif change.flag == GREEN:
                events.append(Green(at=change.at, lap=lap, basis="estimated"))
        return events

    def _in_contact(self, begin: int, end: int) -> tuple[str, ...]:
        """Return the cars that were out by contact under a yellow, and came no more to the line."""
        cars = [
            car
            for car in self.records.cars.values()
            if car.status.casefold() == "contact"
            and begin <= car.changed < end
            and (not car.laps or car.laps[-1].at <= begin)
        ]
        return tuple(car.car for car in sorted(cars, key=lambda car: car.rank))

    def _retirements(self) -> list[Event]:
        """A car is out when its last status was first written, which is no lap that it completed.

        One that took the chequered flag was running, whatever its status says.
        """
        events: list[Event] = []
        for car in self.records.cars.values():
            if car.status.casefold() == ACTIVE or car.took_the_flag:
                continue
            at = max(car.changed, car.laps[-1].at if car.laps else 0)
            events.append(
                Retirement(
                    at=at,
                    lap=self.laps_at(at),
                    basis="reconstructed",
                    car=car.car,
                    reason=car.status.lower(),
                )
            )
        return events
