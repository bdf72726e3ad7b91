"""The sheets of one race made a `Race`."""

from collections.abc import Iterable, Sequence

from replay.importers import Imported, verified
from replay.importers.alkamel.analysis import Analysis, CarSheet
from replay.importers.alkamel.classes import race_classes
from replay.importers.alkamel.cut_sheet import require_whole
from replay.importers.alkamel.entries import class_of_cars, entry_list
from replay.importers.alkamel.files import Sheets
from replay.importers.alkamel.flag_periods import FINISH, FlagEvents
from replay.importers.alkamel.official import official_result, ruling
from replay.importers.alkamel.results import Results
from replay.importers.alkamel.stops import car_stops
from replay.race.model import VERSION, Basis, CarLaps, Event, Header, Known, Race, Source, Span

UNNAMED = "Endurance race"
"""The name of a race: no sheet says which it is."""

_TOO_MANY = 2
"""How many laps beyond the official count may have been taken from a car."""


def race_of(sheets: Sheets) -> Imported:
    """Return the race, and what of the sheets was left out; raises `ForeignFileError`."""
    analysis, results = sheets.analysis, sheets.results
    cut = require_whole(analysis, results)
    told = [*analysis.told, *([cut] if cut else [])]
    _trim(analysis, results, told)
    lead = _lead(analysis.cars.values())
    chequered = _chequered(analysis, results, told)
    flags = FlagEvents(analysis, lead, chequered, True if results and results.by_imsa else None)
    of_cars = class_of_cars(analysis, results)
    classes = race_classes(analysis.cars, of_cars)
    listed = entry_list(analysis, results, of_cars if classes else {})
    stops = [
        stop
        for car in analysis.cars.values()
        for stop in car_stops(car, listed.places[car.car], told)
    ]
    header = Header(
        name=UNNAMED,
        short=UNNAMED,
        series="IMSA" if results and results.by_imsa else "Endurance racing",
        discipline="endurance",
        date=sheets.date,
        cars=len(listed.entries),
        time_of_day=analysis.time_of_day,
        classes=classes,
        known=Known(
            laps="timed",
            leaders="timed",
            flags="estimated" if analysis.has_flags else None,
            stops="estimated" if stops else None,
            stop_lengths="timed" if any(stop.length for stop in stops) else None,
            drivers="timed" if any(one.starts is not None for one in listed.entries) else None,
        ),
        sources=_sources(sheets, flags),
    )
    race = Race(
        replay=VERSION,
        header=header,
        entries=listed.entries,
        events=_events(analysis, results, flags, lead, told),
        stops=tuple(stops),
        official=official_result(results, analysis.cars, told) if results else None,
        laps=tuple(_car_laps(car) for car in analysis.cars.values()),
    )
    return Imported(verified(race, analysis.file), tuple(told))


def _trim(analysis: Analysis, results: Results | None, told: list[str]) -> None:
    """Take laps from a car that the official count lacks: too slow a last one, or counted back."""
    for row in results.rows if results else ():
        car = analysis.cars.get(row.car)
        if car is None or row.laps is None or row.laps == len(car.laps):
            continue
        told.append(
            f"car {row.car}: {len(car.laps)} laps, of which the official count has {row.laps}"
        )
        if 0 < row.laps < len(car.laps) <= row.laps + _TOO_MANY:
            del car.laps[row.laps :]


def _lead(cars: Iterable[CarSheet]) -> list[int]:
    """Return when each lap was first completed, from lap 1 on."""
    lead: list[int] = []
    for car in cars:
        for at, row in enumerate(car.laps):
            if at == len(lead):
                lead.append(row.elapsed)
            else:
                lead[at] = min(lead[at], row.elapsed)
    return lead


def _chequered(
    analysis: Analysis, results: Results | None, told: list[str]
) -> tuple[int, Basis] | None:
    """Return when the chequered flag fell: for the leader, or the first car it was shown to.

    The leader has the most laps, then the earlier last crossing. Where no sheet has the flag it
    fell as he crossed last, if the race was over then: it has a result, or nobody crossed twice
    after him.
    """
    leader = min(analysis.cars.values(), key=lambda car: (-len(car.laps), car.laps[-1].elapsed))
    last = leader.laps[-1]
    shown = [
        row.elapsed for car in analysis.cars.values() for row in car.laps if row.flag == FINISH
    ]
    if shown:
        return (last.elapsed if last.flag == FINISH else min(shown)), "timed"
    later = (sum(row.elapsed > last.elapsed for row in car.laps) for car in analysis.cars.values())
    if results is not None or (not analysis.has_flags and max(later) < 2):
        return last.elapsed, "reconstructed"
    told.append("no car has the chequered flag: the sheet ends before the race did")
    return None


def _events(
    analysis: Analysis,
    results: Results | None,
    flags: FlagEvents,
    lead: Sequence[int],
    told: list[str],
) -> tuple[Event, ...]:
    """Return the flags, and after them the ruling of the result, if there was one."""
    events = list(flags.events())
    told += [f"flag {word}: what it means is not known" for word in flags.unknown]
    if results is not None:
        end = max(car.laps[-1].elapsed for car in analysis.cars.values())
        found = ruling(results, analysis.cars, end, len(lead))
        if found is not None:
            events.append(found)
    return tuple(events)


def _sources(sheets: Sheets, flags: FlagEvents) -> tuple[Source, ...]:
    analysis = sheets.analysis
    sheet = "Al Kamel analysis"
    found = [Source(of="laps", text=f"{sheet}: ELAPSED, one clock for all cars")]
    if analysis.has_flags:
        yellow = "bunches the field" if flags.yellow_bunches else "slows all cars"
        why = f"; FCY {yellow}: {flags.why}" if flags.why else ""
        text = f"{sheet}: the flag at each crossing of any car; moments between two estimated{why}"
        found.append(Source(of="flags", text=text))
    found.append(Source(of="stops", text=f"{sheet}: PIT_TIME; when in its two laps is estimated"))
    if analysis.has_drivers:
        found.append(Source(of="drivers", text=f"{sheet}: the driver of each lap"))
    if sheets.results is not None:
        found.append(Source(of="result", text="Al Kamel results"))
    if sheets.date is not None:
        found.append(Source(of="date", text="Al Kamel weather"))
    return tuple(found)


def _car_laps(car: CarSheet) -> CarLaps:
    known = Span(lap=1, crossing="timed", lap_time="timed", place="sure")
    return CarLaps(car=car.car, known=(known,), crossings=tuple(row.elapsed for row in car.laps))
