"""The tables of Ergast, as Kaggle has them: one of laps, and whichever others lie beside it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from replay.foreign.clock_time import clock_ticks
from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.long_table import Extent, LongTable
from replay.importers.f1.files import TITLES, F1Files, Kind, f1_table
from replay.importers.f1.lap_chart import GrandPrixCar, GrandPrixChart, SourceStop
from replay.importers.f1.published import (
    Finisher,
    Meeting,
    Person,
    Published,
    RedFlag,
    SafetyCar,
    code_of,
)
from replay.importers.f1.tables import (
    CircuitRow,
    ConstructorRow,
    ErgastDriverRow,
    ErgastLapRow,
    ErgastRedFlagRow,
    ErgastResultRow,
    ErgastStopRow,
    RaceRow,
    SafetyCarRow,
    StatusRow,
)

FIRST_YEAR = 1996
"""The first year of which the source has laps."""

A_MILLISECOND = 10
"""Ticks."""


class ErgastTables:
    """The tables of one call; each is read when something of it is wanted."""

    def __init__(self, files: F1Files) -> None:
        self.files = files

    def table(self, kind: Kind) -> LongTable[Any] | None:
        """Return a table, None where it is not there."""
        file = self.files.tables.get(kind)
        return None if file is None else f1_table(file, kind)

    def rows(self, kind: Kind, race: int | None = None) -> Iterator[tuple[int, Any]]:
        """Yield the rows of a table, of one race or all; none where it is not there."""
        table = self.table(kind)
        if table is not None:
            yield from table.rows({} if race is None else _of(race))

    @cached_property
    def with_laps(self) -> dict[int, Extent]:
        """The races of which there are laps, by number, with the lines that they stand in."""
        return self._numbers("laps")

    @cached_property
    def with_results(self) -> dict[int, Extent]:
        """The races of which there is a result, by number, with the lines that it stands in."""
        return self._numbers("results")

    def _numbers(self, kind: Kind) -> dict[int, Extent]:
        table = self.table(kind)
        found = {}
        for (cell,), lines in table.written("raceid").items() if table else ():
            if not (cell.isascii() and cell.isdigit() and len(cell) < 9):
                assert table is not None
                raise table.error(f"`raceid` is no number: {cell[:40]!r}", lines.first)
            found[int(cell)] = lines
        return dict(sorted(found.items()))

    @cached_property
    def meetings(self) -> dict[int, Meeting]:
        """What each race is called, by its number."""
        circuits: dict[int, CircuitRow] = {row.circuit: row for _, row in self.rows("circuits")}
        found = {}
        row: RaceRow
        for _, row in self.rows("races"):
            circuit = circuits.get(row.circuit) if row.circuit is not None else None
            found[row.race] = Meeting(
                year=str(row.year),
                round=str(row.round),
                name=row.name,
                date=row.date,
                circuit=circuit.name if circuit else "",
                place=circuit.location if circuit else "",
            )
        return found

    def meeting(self, race: int) -> Meeting:
        """Return what a race is called: by its number alone where no table says."""
        return self.meetings.get(race) or Meeting(name=f"Race {race}")

    @cached_property
    def _people(self) -> dict[int, Person]:
        rows: Iterator[tuple[int, ErgastDriverRow]] = self.rows("drivers")
        return {row.driver: Person(row.forename, row.surname, row.code) for _, row in rows}

    @cached_property
    def _teams(self) -> dict[int, str]:
        rows: Iterator[tuple[int, ConstructorRow]] = self.rows("constructors")
        return {row.constructor: row.name for _, row in rows}

    @cached_property
    def _statuses(self) -> dict[int, str]:
        rows: Iterator[tuple[int, StatusRow]] = self.rows("status")
        return {row.number: row.status for _, row in rows}

    def person(self, driver: int) -> Person:
        """Return a driver's name: his number in the source where no table says."""
        return self._people.get(driver) or Person("", f"Driver {driver}")

    def result(self, race: int) -> tuple[tuple[Finisher, ...], dict[int, str]]:
        """Return the result of a race, and the car of each driver, both empty without a table.

        Those who did not qualify are left out. Raises `ForeignFileError`.
        """
        found: list[Finisher] = []
        cars: dict[int, str] = {}
        table = self.table("results")
        row: ErgastResultRow
        lines = self.with_results.get(race)
        for line, row in table.rows(_of(race), lines) if table and lines else ():
            assert table is not None
            if row.text == "F":
                continue
            car = row.number.strip().upper() or _car_of(row.driver)
            if car in cars.values() or row.driver in cars:
                raise table.error(f"car {car} or its driver is twice in race {race}", line)
            cars[row.driver] = car
            found.append(self._finisher(row, car))
        found.sort(key=lambda one: one.place)
        return tuple(found), cars

    def _finisher(self, row: ErgastResultRow, car: str) -> Finisher:
        team = self._teams.get(row.constructor) if row.constructor is not None else None
        status = self._statuses.get(row.status) if row.status is not None else None
        return Finisher(
            car=car,
            person=self.person(row.driver),
            team=team or "",
            grid=row.grid,
            place=row.order,
            classified=row.text,
            laps=row.laps,
            status=status or "",
            points=row.points,
            elapsed=None if row.milliseconds is None else row.milliseconds * A_MILLISECOND,
            best_lap=clock_ticks(row.best_time),
            best_lap_number=row.best_lap or None,
        )

    def published(self, race: int) -> Published:
        """Return all that the tables say of a race besides its laps."""
        return self._published(race, *self.result(race))

    def _published(
        self, race: int, result: tuple[Finisher, ...], cars: dict[int, str]
    ) -> Published:
        meeting = self.meeting(race)
        title = f"{meeting.year} {meeting.name}".casefold()
        file = self.files.tables.get("results")
        people = self._people
        return Published(
            meeting=meeting,
            result=result,
            people={car: people[driver] for driver, car in cars.items() if driver in people},
            stops=self._stops(race, cars),
            safety_cars=tuple(self._safety_cars(title)),
            red_flags=tuple(self._red_flags(title)),
            has_stops="pit stops" in self.files.tables,
            has_flags="safety cars" in self.files.tables and bool(meeting.year),
            source="Ergast",
            result_file=file.name if file else "",
        )

    def _stops(self, race: int, cars: dict[int, str]) -> dict[str, list[SourceStop]]:
        found: dict[str, list[SourceStop]] = {}
        row: ErgastStopRow
        for _, row in self.rows("pit stops", race):
            length = None if row.milliseconds is None else row.milliseconds * A_MILLISECOND
            day = clock_ticks(row.time)
            stop = SourceStop(max(row.lap - 1, 0), length=length, official=True, day=day)
            found.setdefault(cars.get(row.driver, ""), []).append(stop)
        return found

    def _safety_cars(self, title: str) -> Iterator[SafetyCar]:
        row: SafetyCarRow
        for _, row in self.rows("safety cars"):
            if row.race.casefold() == title and row.deployed is not None:
                yield SafetyCar(row.deployed, row.retreated, row.full_laps or 0, row.cause)

    def _red_flags(self, title: str) -> Iterator[RedFlag]:
        row: ErgastRedFlagRow
        for _, row in self.rows("red flags"):
            if row.race.casefold() == title and row.lap is not None:
                yield RedFlag(row.lap, row.incident)

    def chart(self, race: int) -> tuple[GrandPrixChart, Published]:
        """Return the laps of a race, and what is published beside them; raises."""
        table = self.table("laps")
        if table is None or race not in self.with_laps:
            raise self.no_laps(race)
        result, cars = self.result(race)
        chart = GrandPrixChart(table.file, {})
        for driver, own in self._laps(table, race).items():
            if driver not in cars:
                if result:
                    message = f"driver {driver} has laps in race {race}, but is not in its result"
                    raise ForeignFileError(self.files.tables["results"].name, message)
                cars[driver] = self._called(driver, chart)
            car = self._car(table, cars[driver], own)
            chart.cars[car.car] = car
        if not result:
            chart.told.append("no result: cars are called by the codes or numbers of their drivers")
        return chart, self._published(race, result, cars)

    def _laps(self, table: LongTable[Any], race: int) -> dict[int, dict[int, ErgastLapRow]]:
        """Return the rows of a race by driver and lap."""
        laps: dict[int, dict[int, ErgastLapRow]] = {}
        row: ErgastLapRow
        for line, row in table.rows(_of(race), self.with_laps[race]):
            own = laps.setdefault(row.driver, {})
            written = clock_ticks(row.time)
            if written is not None and written != row.milliseconds * A_MILLISECOND:
                message = f"`time` {row.time} is not {row.milliseconds} milliseconds"
                raise table.error(message, line)
            if row.lap in own:
                raise table.error(f"driver {row.driver} has lap {row.lap} twice", line)
            own[row.lap] = row
        return laps

    def _called(self, driver: int, chart: GrandPrixChart) -> str:
        """Return what a car without a number is called: its driver's code, else his number."""
        person = self._people.get(driver)
        code = code_of(person.code) if person else ""
        return code if code and code not in chart.cars else _car_of(driver)

    def _car(self, table: LongTable[Any], name: str, own: dict[int, ErgastLapRow]) -> GrandPrixCar:
        car = GrandPrixCar(name)
        clock = 0
        for lap in range(1, max(own) + 1):
            row = own.get(lap)
            if row is None:
                message = f"car {name} lacks lap {lap}, though it goes on: laps are missing here"
                raise table.error(message)
            clock += row.milliseconds * A_MILLISECOND
            car.ends.append(clock)
            car.places.append(row.position or None)
        return car

    def no_laps(self, race: int | None = None) -> ForeignFileError:
        """Return the error of a race without laps, of all tables where none is meant."""
        known = self.meetings.get(race) if race is not None else None
        title = f" ({known.year} {known.name})" if known else ""
        of = f" of race {race}{title}" if race is not None else ""
        laps = self.files.tables.get("laps")
        why = f"there is no {TITLES['laps']}"
        if laps is not None:
            why = f"{TITLES['laps']} has not one row" + (" of it" if of else "")
        file = laps or next(iter(self.files.tables.values()))
        return ForeignFileError(file.name, f"no laps{of}: {why}")


def _of(race: int) -> dict[str, set[str]]:
    return {"raceid": {str(race)}}


def _car_of(driver: int) -> str:
    return str(driver)[-3:]
