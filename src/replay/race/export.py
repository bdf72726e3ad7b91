"""The record as rows: the running order after every lap, and the events in order of time.

Times are decimals of a second: three places, four where the source has a fourth. What was rebuilt
between a source's times has no finer ones than they have.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from replay.race.cars_now import CarNow, cars_now
from replay.race.class_order import ClassPlace, class_places
from replay.race.log import RaceLog
from replay.race.model import MEASURED, Basis, Chequered, Confidence, Entry, Race, Ruling
from replay.race.seconds import exact_seconds
from replay.race.state import LogEntry, LogKind, Running, Status
from replay.race.timeline import Timeline

_Known = tuple[Basis, Confidence]
"""How a car's last crossing is known, or the grid: its basis, and its place."""

_AT_THE_LINE: frozenset[LogKind] = frozenset(("lead change", "fastest lap", "stage"))


class OrderRow(Struct, frozen=True):
    """A car in the running order at the instant of `lap`, the leader's; `laps` are its own.

    `gap_s` and `interval_s` are None off the lead lap, on lap 0 and where unknown; the leader
    has a gap of 0.000 and no interval. `basis` is that of the car's last crossing and `place`
    how far its place there can be trusted; on lap 0 they are those of the grid. `position` is None
    before a car's first crossing where nobody knows the grid, `driver` where it is unknown.
    What follows is there for races of which the file knows it (`order_columns`), and else None:
    place, gap and laps down in the class, who is in the car, its tyres and the laps they have run,
    laps with an incident, and penalty time and exclusion once they are ruled.
    """

    lap: int
    position: int | None
    car: str
    driver: str | None
    laps: int
    gap_s: Decimal | None
    interval_s: Decimal | None
    status: Status
    basis: Basis
    place: Confidence
    race_class: str | None = None
    class_position: int | None = None
    class_gap_s: Decimal | None = None
    class_laps_down: int | None = None
    driver_now: str | None = None
    tyre: str | None = None
    tyre_age: int | None = None
    incidents: int | None = None
    penalty_s: Decimal | None = None
    excluded: bool | None = None


_ALWAYS = OrderRow.__struct_fields__[:10]
_OF_CLASSES = OrderRow.__struct_fields__[10:14]


class EventRow(Struct, frozen=True):
    """An event: `lap` is the one being run, or the one just completed if scored at the line.

    `basis` says how `time_s` is known.
    """

    time_s: Decimal
    lap: int
    kind: LogKind
    car: str | None
    basis: Basis
    text: str


def _timed_finer(race: Race) -> bool:
    """Tell whether a source of the crossings gave them to 0.0001 s, some not a whole 0.001 s."""
    if race.finish is not None and any(nose.gap % 10 for nose in race.finish.times):
        return True
    for record in race.laps:
        starts = [span.lap - 1 for span in record.known]
        for span, (start, stop) in zip(record.known, pairwise((*starts, None)), strict=True):
            given = span.crossing in MEASURED
            if given and any(at % 10 for at in record.crossings[start:stop]):
                return True
    return False


class _Times:
    """Writes times as finely as the sources of a race give them."""

    def __init__(self, race: Race) -> None:
        self.finer = _timed_finer(race)
        # The gaps of a finish alone have the decimals that were published.
        alone = race.finish if not race.has_laps else None
        self._published = alone.decimals if alone else None

    def seconds(self, ticks: int | None) -> Decimal | None:
        """Give a gap as seconds."""
        if ticks is None or self._published is None:
            return None if ticks is None else self.time(ticks)
        return Decimal(ticks).scaleb(-4).quantize(Decimal(1).scaleb(-self._published))

    def time(self, ticks: int) -> Decimal:
        return exact_seconds(ticks if self.finer else (ticks + 5) // 10 * 10)


def order_rows(timeline: Timeline, lap: int | None = None) -> Iterator[OrderRow]:
    """Give one row for every entry at the instant of `lap`, or of every lap from 0.

    The rows are made one lap at a time: all of a long race at once would be a million. Of a race
    known by its finish alone they are those of its last lap. Raises ValueError for a lap that is
    not one of `laps_with_order`.
    """
    laps = laps_with_order(timeline)
    if lap is not None and lap not in laps:
        raise ValueError(f"lap {lap} is outside {laps[0]} to {laps[-1]}")
    if timeline.finish_crossings:
        return _finish_rows(timeline, laps[0], timeline.end)
    return _order_rows(timeline, laps if lap is None else (lap,))


def order_rows_at(timeline: Timeline, time: int) -> tuple[OrderRow, ...]:
    """Give one row for every entry as the order stands at a time, `lap` being the leader's.

    Of a race known by its finish alone, those who have come by then have a place at the line.
    """
    time = min(max(time, 0), timeline.end)
    if timeline.finish_crossings:
        return tuple(_finish_rows(timeline, laps_with_order(timeline)[0], time))
    return tuple(_rows_at(timeline, timeline.lap_at(time), time))


def laps_with_order(timeline: Timeline) -> Sequence[int]:
    """Give the laps of which an order is known: from 0, or the last where only its finish is."""
    if timeline.finish_crossings:
        return tuple(event.lap for event in timeline.race.events if isinstance(event, Chequered))
    return range(timeline.laps + 1)


def order_columns(race: Race) -> tuple[str, ...]:
    """Name the columns of the order of which the file of a race knows something."""
    known = race.header.known
    rulings = [event for event in race.events if isinstance(event, Ruling)]
    there = {
        "driver_now": known.drivers and any(len(entry.drivers) > 1 for entry in race.entries),
        "tyre": known.tyres,
        "tyre_age": known.tyres,
        "incidents": known.incidents,
        "penalty_s": any(ruling.added for ruling in rulings),
        "excluded": any(ruling.excluded for ruling in rulings),
    }
    classes = _OF_CLASSES if race.header.classes else ()
    return (*_ALWAYS, *classes, *(name for name, known_ in there.items() if known_))


def _finish_rows(timeline: Timeline, lap: int, time: int) -> Iterator[OrderRow]:
    """Give the cars at the line, which have completed `lap`; of any others nothing is known."""
    writer = _OrderWriter(timeline)
    arrived = {nose.car for nose in timeline.finish_crossings if nose.at <= time}
    about = writer.about(time)
    for row in timeline.at(time).order:
        known: _Known = ("estimated", "unknown")
        if row.car in arrived:
            row = replace(row, laps=lap)
            known = (row.basis, "sure" if row.basis == "official" else "unknown")
        yield writer.row(lap, row, known, about)


def _order_rows(timeline: Timeline, laps: Iterable[int]) -> Iterator[OrderRow]:
    writer = _OrderWriter(timeline)
    for lap in laps:
        yield from _rows_at(timeline, lap, timeline.instant(lap), writer)


def _rows_at(
    timeline: Timeline, lap: int, time: int, writer: "_OrderWriter | None" = None
) -> Iterator[OrderRow]:
    basis = timeline.race.header.known.grid or "estimated"
    grid: _Known = (basis, "sure" if basis == "official" else "unknown")
    writer = writer or _OrderWriter(timeline)
    about = writer.about(time)
    for row in timeline.at(time).order:
        known = (row.basis, row.place) if row.laps else grid
        yield writer.row(lap, row, known, about)


_About = tuple[dict[str, ClassPlace], dict[str, CarNow]]
"""What is known of the cars beside their places, at one time."""


class _OrderWriter:
    """Writes rows of the order of one race, with the columns of which its file knows something."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._entries = {entry.car: entry for entry in timeline.race.entries}
        self._drivers = {car: driver_name(entry) for car, entry in self._entries.items()}
        self._times = _Times(timeline.race)
        self._columns = frozenset(order_columns(timeline.race)) - set(_ALWAYS)

    def about(self, time: int) -> _About:
        """Ask what is known of the cars at a time beside their places."""
        if not self._columns:
            return {}, {}
        return class_places(self._timeline, time), cars_now(self._timeline, time)

    def row(self, lap: int, row: Running, known: _Known, about: _About) -> OrderRow:
        """Write a row."""
        basis, place = known
        seconds = self._times.seconds
        base = OrderRow(
            lap=lap,
            position=row.position if row.placed else None,
            car=row.car,
            driver=self._drivers[row.car] or None,
            laps=row.laps,
            gap_s=seconds(row.gap),
            interval_s=seconds(row.interval),
            status=row.status,
            basis=basis,
            place=place,
        )
        return replace(base, **self._also(row, *about)) if self._columns else base

    def _also(
        self, row: Running, places: dict[str, ClassPlace], cars: dict[str, CarNow]
    ) -> dict[str, object]:
        of_class, now = places.get(row.car), cars[row.car]
        found: dict[str, object] = {
            "driver_now": self._driver_now(row.car, now.driver),
            "tyre": now.compound,
            "tyre_age": now.tyre_age,
            "incidents": now.incidents,
            "penalty_s": self._times.seconds(now.added or None),
            "excluded": now.excluded,
        }
        if of_class is not None:
            found["race_class"] = of_class.race_class
            found["class_position"] = of_class.position if row.placed else None
            found["class_gap_s"] = self._times.seconds(of_class.gap)
            found["class_laps_down"] = of_class.laps_down
        return {name: value for name, value in found.items() if name in self._columns}

    def _driver_now(self, car: str, driver: int | None) -> str | None:
        return None if driver is None else self._entries[car].drivers[driver].name


def driver_name(entry: Entry) -> str:
    """Name the drivers of a car in full, several of them with a stroke between."""
    return " / ".join(f"{driver.first} {driver.last}".strip() for driver in entry.drivers)


def event_rows(
    timeline: Timeline, since: int = 0, until: int | None = None
) -> tuple[EventRow, ...]:
    """Give every event of the record in order of time, or those between two times (ticks).

    All is as it is known at the second of these.
    """
    times = _Times(timeline.race)
    return tuple(_event_row(entry, times, basis) for entry, basis in logged(timeline, since, until))


def logged(
    timeline: Timeline, since: int = 0, until: int | None = None
) -> Iterator[tuple[LogEntry, Basis]]:
    """Give the entries of the log between two times (ticks), and how the time of each is known."""
    bases: dict[int, Basis] = {}
    for event in timeline.race.events:
        # Where two fall at one time, that is as well known as the one of them known worse.
        if bases.get(event.at, "official") in MEASURED:
            bases[event.at] = event.basis
    for entry in RaceLog(timeline).through(timeline.end if until is None else until):
        if entry.at >= since:
            yield entry, _basis(entry, timeline, bases)


def event_text(entry: LogEntry) -> str:
    """Give the words of an entry, with what was published of it by then."""
    return entry.text if entry.detail is None else f"{entry.text}, {entry.detail}"


def _basis(entry: LogEntry, timeline: Timeline, bases: Mapping[int, Basis]) -> Basis:
    """Tell how the time of an entry is known: a stop's, its car's crossing, or its event's."""
    if entry.kind == "pit stop" and entry.car is not None:
        visits = timeline.stops[entry.car]
        first = bisect_left(visits, entry.at, key=lambda visit: visit.since)
        seen = first < len(visits) and visits[first].since == entry.at
        own = visits[first].stop.basis if seen else None
        return own or timeline.race.header.known.stops or "estimated"
    if entry.kind == "white flag" and entry.at == timeline.flags.time_up:
        return "official"
    if entry.car is not None and (entry.kind in _AT_THE_LINE or entry.race_class is not None):
        index = timeline.scoring_at(entry.at).by_car[entry.car]
        laps = bisect_right(index.crossings, entry.at)
        if laps and index.crossings[laps - 1] == entry.at:
            return index.known[laps][1]
    # What follows a red flag of its own tick shows one tick later.
    return bases.get(entry.at) or bases.get(entry.at - 1, "estimated")


def _event_row(entry: LogEntry, times: _Times, basis: Basis) -> EventRow:
    return EventRow(
        time_s=times.time(entry.at),
        lap=entry.lap,
        kind=entry.kind,
        car=entry.car,
        basis=basis,
        text=event_text(entry),
    )
