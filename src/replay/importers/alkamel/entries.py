"""The entry list: cars by their numbers, with crews as entered and classes by pace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from replay.importers.alkamel.analysis import Analysis, CarSheet
from replay.importers.alkamel.names import driver_of
from replay.importers.alkamel.results import Results, SheetRow
from replay.importers.alkamel.stops import starts_in_pit_lane
from replay.importers.surnames import told_apart
from replay.race.classification import classification
from replay.race.model import Driver, Entry

MAX_DRIVERS = 10
"""The most drivers that an entry can have."""

OTHER = "Other"
"""The class of cars without one, where others have theirs."""


@dataclass(frozen=True)
class EntryList:
    """The entries; `places[car]` is the place in its entry of each driver's number."""

    entries: tuple[Entry, ...]
    places: Mapping[str, Mapping[int, int]]


def class_of_cars(analysis: Analysis, results: Results | None) -> dict[str, str]:
    """Return the class of each car, of the analysis or else the results; empty without classes."""
    given = {row.car: row.race_class for row in _without_laps(analysis, results)}
    rows = {row.car: row for row in (results.rows if results else ())}
    for car in analysis.cars.values():
        row = rows.get(car.car)
        given[car.car] = car.race_class or (row.race_class if row else "")
    return {car: name or OTHER for car, name in given.items()} if any(given.values()) else {}


def entry_list(
    analysis: Analysis, results: Results | None, classes: Mapping[str, str]
) -> EntryList:
    """Return the entries in order of their numbers: their order in a result would tell it.

    `classes` are those of the cars, empty where the race has none.
    """
    rows = {row.car: row for row in (results.rows if results else ())}
    crews: dict[str, tuple[Driver, ...]] = {}
    places: dict[str, dict[int, int]] = {}
    for car in analysis.cars.values():
        row = rows.get(car.car)
        crew, numbers = _crew(car, row.drivers if row else ())
        crews[car.car] = crew[:MAX_DRIVERS]
        places[car.car] = {number: at for number, at in numbers.items() if at < MAX_DRIVERS}
    for row in _without_laps(analysis, results):
        crews[row.car] = row.drivers
    crews = dict(zip(crews, told_apart(list(crews.values())), strict=True))
    cars = sorted(crews, key=lambda car: (len(car), car))
    entries = []
    for number in cars:
        known, row = analysis.cars.get(number), rows.get(number)
        first = known.laps[0].driver if known else None
        starts = places[number].get(first) if known and first is not None else None
        entry = Entry(
            car=number,
            drivers=crews[number],
            team=(known.team if known else "") or (row.team if row else "") or None,
            make=known.make or None if known else None,
            race_class=classes.get(number),
            starts=starts if len(crews[number]) > 1 else None,
            begins="pit lane" if known and starts_in_pit_lane(known) else "grid",
        )
        entries.append(_not_started(entry) if row and not known and _stayed_away(row) else entry)
    return EntryList(tuple(entries), places)


def _without_laps(analysis: Analysis, results: Results | None) -> list[SheetRow]:
    """Return the lines of cars that completed no lap: they stand in the results alone."""
    rows = results.rows if results else ()
    return [row for row in rows if row.car not in analysis.cars and not row.laps]


def _stayed_away(row: SheetRow) -> bool:
    return classification(row.status, 0) == "not started"


def _not_started(entry: Entry) -> Entry:
    return Entry(
        car=entry.car,
        drivers=entry.drivers,
        team=entry.team,
        race_class=entry.race_class,
        begins="not started",
    )


def _crew(car: CarSheet, entered: Sequence[Driver]) -> tuple[tuple[Driver, ...], dict[int, int]]:
    """Return the drivers of a car, and the place of each number among them.

    They are those that were entered if all who drove are among them, else those who drove.
    """
    names = {number: driver_of(name) for number, name in sorted(car.drivers.items())}
    drove = {number: driver for number, driver in names.items() if driver is not None}
    keys = [_key(driver) for driver in entered]
    if entered and all(_key(driver) in keys for driver in drove.values()):
        if drove:
            return tuple(entered), {n: keys.index(_key(one)) for n, one in drove.items()}
        return tuple(entered), {number + 1: number for number in range(len(entered))}
    return tuple(drove.values()), {number: at for at, number in enumerate(drove)}


def _key(driver: Driver) -> str:
    """Return a name as two sheets have it alike: without capitals, dots and blanks."""
    return "".join(char for char in f"{driver.first}{driver.last}".casefold() if char.isalnum())
