"""The analysis: every lap of every car, with its driver, its stops and the flag at the line.

`ELAPSED` is one clock for all cars, so crossings are as it has them. Rows may stand in any order.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from replay.foreign.clock_time import clock_ticks
from replay.importers import SourceFile
from replay.importers.alkamel.sheet import Sheet
from replay.race.model import MAX_CARS, MAX_CROSSINGS, MAX_LAPS, SECOND
from replay.race.text import clean

REQUIRED: Final = (
    "NUMBER",
    "DRIVER_NUMBER",
    "LAP_NUMBER",
    "LAP_TIME",
    "CROSSING_FINISH_LINE_IN_PIT",
    "ELAPSED",
    "HOUR",
    "PIT_TIME",
)
OPTIONAL: Final = ("DRIVER_NAME", "CLASS", "TEAM", "MANUFACTURER", "FLAG_AT_FL")
"""Columns that some series leave out: without them it is not known."""

IN_PIT: Final = "B"
DAY: Final = 86_400 * SECOND

_NUMBER = re.compile(r"[0-9A-Z]{1,3}")
_WHOLE = re.compile(r"[0-9]{1,6}")
_UNKNOWN = -1
"""The time of a lap that has none, until ELAPSED tells."""

_SAME = 20
"""Ticks by which two readings of one clock may differ: sheets are written in 0.001 s."""


@dataclass(slots=True)
class LapRow:
    """A lap of a car: times in ticks, `in_pit` where it ended in the pit lane.

    `pit_time` was spent in the pit lane about its beginning. `driver` is the number that the car
    gives him, `flag` the one at the line as its car crossed it, empty where it is not known.
    """

    line: int
    lap: int
    driver: int | None
    time: int
    elapsed: int
    in_pit: bool
    pit_time: int | None
    flag: str


@dataclass(slots=True)
class CarSheet:
    """A car and its laps, from lap 1 on without a hole."""

    car: str
    race_class: str = ""
    team: str = ""
    make: str = ""
    drivers: dict[int, str] = field(default_factory=dict)
    laps: list[LapRow] = field(default_factory=list)


@dataclass(frozen=True)
class Analysis:
    """A whole sheet. `time_of_day` is the local time at its ELAPSED 0, None where cars differ."""

    file: str
    cars: dict[str, CarSheet]
    has_flags: bool
    has_drivers: bool
    time_of_day: int | None
    told: tuple[str, ...]

    def row_of(self, car: str, lap: int) -> LapRow | None:
        """Return a lap of a car, None where it has none of that number."""
        laps = self.cars[car].laps if car in self.cars else []
        return laps[lap - 1] if 1 <= lap <= len(laps) else None


def read_analysis(file: SourceFile) -> Analysis:
    """Return the laps of a sheet; raises `ForeignFileError` with the line of what is wrong."""
    sheet = Sheet(file, REQUIRED, OPTIONAL)
    cars: dict[str, CarSheet] = {}
    starts: Counter[int] = Counter()
    for count, (line, cells) in enumerate(sheet.rows(), 1):
        if count > MAX_CROSSINGS:
            raise sheet.error(f"more than {MAX_CROSSINGS:,} laps", line)
        _add(sheet, cars, line, cells)
        start = _start(sheet, line, cells)
        if start is not None:
            starts[start] += 1
    if not cars:
        raise sheet.error("no lap of any car")
    for car in cars.values():
        _put_in_order(sheet, car)
    told = [f"no column {column}" for column in OPTIONAL if not sheet.has(column)]
    odd = sum(_odd_times(car) for car in cars.values())
    if odd:
        told.append(f"{odd:,} lap times are not what ELAPSED gives, which is followed")
    time_of_day = _agreed(starts)
    if starts and time_of_day is None:
        told.append("HOUR and ELAPSED are not one clock: the time of day is left out")
    return Analysis(
        file=sheet.file,
        cars=cars,
        has_flags=any(row.flag for car in cars.values() for row in car.laps),
        has_drivers=any(car.drivers for car in cars.values()),
        time_of_day=time_of_day,
        told=tuple(told),
    )


def _add(sheet: Sheet, cars: dict[str, CarSheet], line: int, cells: dict[str, str]) -> None:
    number = cells["NUMBER"].upper()
    if not _NUMBER.fullmatch(number):
        if number == "NUMBER":
            raise sheet.error("a second header: two sheets in one file", line)
        raise sheet.error(f"`NUMBER`: no car number: {number[:40]!r}", line)
    car = cars.get(number)
    if car is None:
        if len(cars) == MAX_CARS:
            raise sheet.error(f"more than {MAX_CARS} cars", line)
        car = cars[number] = CarSheet(number)
    number_given = cells["DRIVER_NUMBER"]
    driver = _whole(sheet, "DRIVER_NUMBER", cells, line, 0, 99) or None if number_given else None
    lap_time, pit_time = cells["LAP_TIME"], cells["PIT_TIME"]
    car.laps.append(
        LapRow(
            line=line,
            lap=_whole(sheet, "LAP_NUMBER", cells, line, 1, MAX_LAPS),
            driver=driver,
            time=_time(sheet, "LAP_TIME", cells, line) if lap_time else _UNKNOWN,
            elapsed=_time(sheet, "ELAPSED", cells, line),
            in_pit=cells["CROSSING_FINISH_LINE_IN_PIT"].upper() == IN_PIT,
            pit_time=(_time(sheet, "PIT_TIME", cells, line) or None) if pit_time else None,
            flag=_words(cells.get("FLAG_AT_FL", "")).upper()[:40],
        )
    )
    car.race_class = car.race_class or _words(cells.get("CLASS", ""))[:80]
    car.team = car.team or _words(cells.get("TEAM", ""))
    car.make = car.make or _words(cells.get("MANUFACTURER", ""))
    if driver is not None and driver not in car.drivers:
        name = _words(cells.get("DRIVER_NAME", ""))
        if name:
            car.drivers[driver] = name


def _words(text: str) -> str:
    return " ".join(clean(text).split())[:300] if text else ""


def _whole(sheet: Sheet, column: str, cells: dict[str, str], line: int, low: int, high: int) -> int:
    cell = cells[column]
    if not _WHOLE.fullmatch(cell):
        raise sheet.error(f"`{column}` is no whole number: {cell[:40]!r}", line)
    if not low <= int(cell) <= high:
        raise sheet.error(f"`{column}` must lie between {low} and {high}, not {cell}", line)
    return int(cell)


def _time(sheet: Sheet, column: str, cells: dict[str, str], line: int) -> int:
    time = clock_ticks(cells[column])
    if time is None:
        raise sheet.error(f"`{column}` is no time: {cells[column][:40]!r}", line)
    if time > 10 * DAY:
        raise sheet.error(f"`{column}` is longer than ten days: {cells[column]}", line)
    return time


def _start(sheet: Sheet, line: int, cells: dict[str, str]) -> int | None:
    """Return the time of day at ELAPSED 0 by a row: HOUR goes on from 0 at midnight."""
    if not cells["HOUR"]:
        return None
    return (_time(sheet, "HOUR", cells, line) - _time(sheet, "ELAPSED", cells, line)) % DAY


def _agreed(starts: Counter[int]) -> int | None:
    """Return the start that all rows give, None where they differ by more than their last digit."""
    start = starts.most_common(1)[0][0] if starts else None
    if start is None or any(_SAME < abs(one - start) < DAY - _SAME for one in starts):
        return None
    return start


def _put_in_order(sheet: Sheet, car: CarSheet) -> None:
    """Sort the laps of a car, and require each once and later than the one before."""
    car.laps.sort(key=lambda row: row.lap)
    for lap, row in enumerate(car.laps, 1):
        before = car.laps[lap - 2] if lap > 1 else None
        if before and row.lap == before.lap:
            message = f"car {car.car} has lap {row.lap} twice, also on line {before.line}"
            raise sheet.error(f"{message}: two races in one file?", row.line)
        if row.lap != lap:
            raise sheet.error(f"car {car.car} has lap {row.lap}, but no lap {lap}", row.line)
        if row.elapsed <= (before.elapsed if before else 0):
            message = f"car {car.car}: `ELAPSED` is no later than at the lap before"
            raise sheet.error(message, row.line)
        if row.time == _UNKNOWN:
            row.time = row.elapsed - (before.elapsed if before else 0)


def _odd_times(car: CarSheet) -> int:
    """Count the lap times of a car that ELAPSED has otherwise."""
    return sum(abs(time - row.time) > _SAME for time, row in _lap_times(car))


def _lap_times(car: CarSheet) -> Iterator[tuple[int, LapRow]]:
    yield car.laps[0].elapsed, car.laps[0]
    for before, row in pairwise(car.laps):
        yield row.elapsed - before.elapsed, row
