"""The lap chart: each car's own laps with their times on the clock of the session.

It comes in chunks of 500 rows, in any order. The race begins at the smallest time of lap 0.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.iracing.payloads import CHEQUERED, PITTED, ChartRow, Payload, payload
from replay.race.model import MAX_CARS, MAX_CROSSINGS

_CAR = re.compile(r"[0-9A-Z]{1,3}\Z")


@dataclass
class CarChart:
    """A car: its grid row and its laps 1, 2, ... in order. A negative `group` is a team's."""

    car: str
    group: int
    grid: ChartRow
    rows: list[ChartRow] = field(default_factory=list)

    @property
    def laps(self) -> int:
        """How many laps the car completed."""
        return len(self.rows)

    @property
    def started(self) -> bool:
        """Whether it took the start: a car that did not is on lap 0 alone, and in no place."""
        return bool(self.rows) or self.grid.lap_position > 0

    @property
    def from_the_pits(self) -> bool:
        """Whether it was in the pits as the race began."""
        return bool(self.grid.flags & PITTED)

    @property
    def took_the_flag(self) -> bool:
        """Whether its last lap ended under the chequered flag."""
        return bool(self.rows) and bool(self.rows[-1].flags & CHEQUERED)


@dataclass
class LapChart:
    """All cars by number, in the order of the grid; the session's time as the race began."""

    file: str
    cars: dict[str, CarChart]
    begin: int
    told: list[str] = field(default_factory=list)

    @property
    def laps(self) -> int:
        """How many laps the race had."""
        return max(car.laps for car in self.cars.values())


def lap_chart(files: Sequence[SourceFile], stated: int | None) -> LapChart:
    """Return the chart of a race; raises `ForeignFileError` where it is no whole race.

    `stated` is how many rows its header says it has.
    """
    by_car: dict[str, dict[int, ChartRow]] = {}
    total = 0
    for file in files:
        chunk = payload(file, list[ChartRow])
        total += len(chunk.value)
        if total > MAX_CROSSINGS + MAX_CARS:
            raise ForeignFileError(file.name, f"more than {MAX_CROSSINGS:,} laps in all")
        _take(chunk, by_car)
    where = files[0].name if len(files) == 1 else str(files[0].path.parent)
    if stated is not None and total != stated:
        message = f"{total} laps of the {stated} that the header tells of: a chunk is missing"
        if total > stated:
            message = f"{total} laps, and the header tells of {stated}: a chunk of another race?"
        raise ForeignFileError(where, message)
    told: list[str] = []
    cars = {number: _car(where, number, rows, told) for number, rows in by_car.items()}
    if not any(car.laps for car in cars.values()):
        raise ForeignFileError(where, "no laps: no car has completed one")
    if len(cars) == 1:
        raise ForeignFileError(where, f"laps of one car, {next(iter(cars))}: that is no race")
    if not any(car.took_the_flag for car in cars.values()):
        last = max(car.laps for car in cars.values())
        message = (
            f"no lap under the chequered flag: it breaks off on lap {last}, a chunk is missing"
        )
        raise ForeignFileError(where, message)
    begin = min(car.grid.session_time for car in cars.values())
    for car in cars.values():
        _verify(where, car, begin)
    order = sorted(cars.values(), key=lambda car: (not car.started, car.grid.lap_position, car.car))
    return LapChart(where, {car.car: car for car in order}, begin, told)


def _take(chunk: Payload[list[ChartRow]], by_car: dict[str, dict[int, ChartRow]]) -> None:
    for index, row in enumerate(chunk.value):
        number = row.car_number.strip().upper()
        if not _CAR.match(number):
            raise chunk.error(f"no car number: {row.car_number[:40]!r}", index, "car_number")
        if number not in by_car and len(by_car) == MAX_CARS:
            raise chunk.error(f"more than {MAX_CARS} cars", index)
        laps = by_car.setdefault(number, {})
        if row.lap_number in laps:
            message = f"car {number} has lap {row.lap_number} twice: are these two races?"
            raise chunk.error(message, index, "lap_number")
        other = next(iter(laps.values()), row)
        if other.group_id != row.group_id:
            message = f"car {number} is that of {other.group_id} and of {row.group_id}"
            raise chunk.error(message, index, "group_id")
        laps[row.lap_number] = row


def _car(where: str, number: str, rows: dict[int, ChartRow], told: list[str]) -> CarChart:
    grid = rows.pop(0, None)
    if grid is None:
        message = f"car {number} has no lap 0, which tells when the race began: a chunk is missing"
        raise ForeignFileError(where, message)
    car = CarChart(number, grid.group_id, grid)
    for lap, row in sorted(rows.items()):
        if lap != car.laps + 1:
            message = f"car {number} has lap {lap} after lap {car.laps}: a chunk is missing"
            raise ForeignFileError(where, message)
        if car.took_the_flag:
            told.append(f"car {number}: a lap after the flag, {lap}, is left out")
            break
        car.rows.append(row)
    return car


def _verify(where: str, car: CarChart, begin: int) -> None:
    """Refuse laps that no clock can have; a lap time may be missing, the session's time not."""
    before = begin
    for row in car.rows:
        if row.session_time <= before:
            message = f"car {car.car} ends lap {row.lap_number} no later than the lap before"
            raise ForeignFileError(where, message)
        before = row.session_time
