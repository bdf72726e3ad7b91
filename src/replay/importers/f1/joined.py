"""Laps of FastF1 with the result of the tables: those of one race, by its name and its drivers."""

from collections.abc import Sequence
from dataclasses import dataclass

from replay.foreign.foreign_file import ForeignFileError
from replay.importers.f1.ergast import ErgastTables
from replay.importers.f1.fastf1 import FastF1Race
from replay.importers.f1.lap_chart import GrandPrixChart
from replay.importers.f1.published import Finisher, Meeting, Published

_MOST_LAPS_OFF = 1
_SHARE = 3, 4
"""The share of the cars whose drivers, and whose laps, must be those of the result."""


@dataclass(frozen=True)
class Pairing:
    """A race of FastF1, and the number of the race of the tables that may be it."""

    race: FastF1Race
    tables: ErgastTables | None = None
    number: int | None = None

    @property
    def meeting(self) -> Meeting:
        """What the race is called by both."""
        race = self.race
        own = Meeting(year=race.year, round=race.round, name=race.event)
        if self.tables is None or self.number is None:
            return own
        return self.tables.meeting(self.number)

    def read(self) -> tuple[GrandPrixChart, Published]:
        """Return the laps and what is published; raises where the result is of another race."""
        chart = self.race.chart()
        if self.tables is None or self.number is None:
            return chart, Published(meeting=self.meeting)
        published = self.tables.published(self.number)
        verify_same_race(chart, published.result, published.result_file)
        return chart, published


def verify_same_race(chart: GrandPrixChart, result: Sequence[Finisher], file: str) -> None:
    """Refuse a result of which more than a quarter of the cars, drivers or laps are others."""
    rows = {row.car: row for row in result}
    drivers = {}
    for name, car in chart.cars.items():
        row = rows.get(name)
        code = row.person.code if row else ""
        drivers[name] = row is not None and (not code or not car.code or code == car.code)
    wrong = [car for car, fits in drivers.items() if not fits]
    if len(wrong) * _SHARE[1] > len(drivers) * (_SHARE[1] - _SHARE[0]):
        message = f"of another race than {chart.file}: cars or drivers differ"
        raise ForeignFileError(file, f"{message} ({', '.join(wrong[:5])})")
    both = [car for car in chart.cars.values() if car.car in rows]
    far = [car.car for car in both if abs(car.laps - rows[car.car].laps) > _MOST_LAPS_OFF]
    if len(far) * _SHARE[1] > len(both) * (_SHARE[1] - _SHARE[0]):
        message = f"of another race than {chart.file}: cars completed other numbers of laps"
        raise ForeignFileError(file, message)


def pairings(races: list[FastF1Race], tables: ErgastTables) -> list[Pairing]:
    """Return each race of FastF1 with the race of the tables that has its name and a result.

    Year and round have to agree where both say them, and so have drivers and laps; a single result
    that does not is refused as it is read.
    """
    return [Pairing(race, *_partner(race, tables)) for race in races]


def _partner(race: FastF1Race, tables: ErgastTables) -> tuple[ErgastTables | None, int | None]:
    numbers = [number for number in tables.with_results if _could_be(race, tables.meeting(number))]
    if len(tables.with_results) > 1 and numbers:
        chart = race.chart()
        numbers = [number for number in numbers if _fits(chart, tables, number)]
    if len(numbers) != 1:
        return None, None
    return tables, numbers[0]


def _could_be(race: FastF1Race, meeting: Meeting) -> bool:
    same_name = not race.event or meeting.name.casefold() == race.event.casefold()
    same_year = not race.year or not meeting.year or meeting.year == race.year
    same_round = not race.round or not meeting.round or meeting.round == race.round
    return same_name and same_year and same_round


def _fits(chart: GrandPrixChart, tables: ErgastTables, number: int) -> bool:
    try:
        verify_same_race(chart, tables.result(number)[0], "")
    except ForeignFileError:
        return False
    return True
