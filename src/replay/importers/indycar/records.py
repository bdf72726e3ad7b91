"""The records of a race as each car's own laps.

A record is written at each change and repeated later: within one car and lap time and lap time
never differ, but the rank does. The first record of a lap has the place at the line, the last one
of a car how it ended. Counts beside the rank and the laps are hexadecimal.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Annotated

from msgspec import Meta, Struct

from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.plain_table import plain_rows
from replay.race.model import MAX_CARS, MAX_CROSSINGS, MAX_LAPS, SECOND

GREEN, YELLOW, CHEQUERED = "G", "Y", "K"
"""Flags as the records write them."""

ACTIVE = "active"
"""The status of a car that is running, in small letters."""

_CAR = re.compile(r"[0-9A-Z]{1,3}\Z")
_HEX = re.compile(r"[0-9A-Fa-f]{1,6}\Z")

_Lap = Annotated[int, Meta(ge=0, le=MAX_LAPS)]
_Word = Annotated[str, Meta(max_length=40)]
_Seconds = Annotated[float, Meta(ge=0, le=10 * 86_400)]


class RecordRow(Struct, frozen=True):
    """A record. Seconds; `pit_stop_count`, `start_position` and the like are hexadecimal."""

    rank: Annotated[int, Meta(ge=1, le=10_000)]
    car_number: _Word
    completed_laps: _Lap
    elapsed_time: _Seconds
    last_laptime: _Seconds
    lap_status: _Word
    current_status: _Word
    track_status: _Word
    pit_stop_count: _Word
    start_position: _Word
    laps_led: _Word
    best_laptime: _Seconds = 0
    best_lap: _Word = "0"
    time_behind_leader: _Seconds = 0


@dataclass(frozen=True)
class OwnLap:
    """A lap of a car as its first record has it; `at` on the race clock and `time` in ticks."""

    at: int
    time: int
    rank: int
    flag: str
    pitted: bool


@dataclass
class CarRecord:
    """A car: its laps 1, 2, ... in order, its start, and how its last record has it.

    `start` is when it passed the start line, ticks, None where no record of lap 0 tells. `changed`
    is the race clock as the last status was first written.
    """

    car: str
    grid: int
    start: int | None = None
    laps: list[OwnLap] = field(default_factory=list)
    status: str = ACTIVE
    changed: int = 0
    rank: int = 0
    led: int = 0
    stops: int = 0
    best: int = 0
    best_lap: int = 0
    behind: int = 0

    @property
    def took_the_flag(self) -> bool:
        """Whether its last lap ended under the chequered flag."""
        return bool(self.laps) and self.laps[-1].flag == CHEQUERED


@dataclass
class RaceRecords:
    """All cars by number, in the order of the grid; `told` is what was left out."""

    file: str
    cars: dict[str, CarRecord]
    told: list[str] = field(default_factory=list)

    @property
    def laps(self) -> int:
        """How many laps the race had."""
        return max(len(car.laps) for car in self.cars.values())


def car_records(file: str, text: str) -> RaceRecords:
    """Return the laps of all cars; raises `ForeignFileError` where they are no whole race."""
    cars: dict[str, CarRecord] = {}
    late: dict[str, int] = {}
    clock = total = 0
    for line, row in plain_rows(file, text, RecordRow):
        number = row.car_number.strip().upper()
        if not _CAR.match(number):
            raise ForeignFileError(file, f"no car number: {row.car_number[:40]!r}", line)
        car = cars.get(number)
        if car is None:
            if len(cars) == MAX_CARS:
                raise ForeignFileError(file, f"more than {MAX_CARS} cars", line)
            grid = _hexadecimal(file, line, "start_position", row.start_position)
            car = cars[number] = CarRecord(number, grid)
        if car.took_the_flag and row.completed_laps > len(car.laps):
            late.setdefault(number, row.completed_laps)
            continue
        if _is_new(car, row, file, line):
            total += 1
            clock = max(clock, ticks(row.elapsed_time))
        if total > MAX_CROSSINGS:
            raise ForeignFileError(file, f"more than {MAX_CROSSINGS:,} laps in all", line)
        _end(car, row, clock, file, line)
    _refuse_unfinished(file, cars)
    ordered = sorted(cars.values(), key=lambda car: (car.grid == 0, car.grid, car.car))
    told = [f"car {car}: a lap after the flag, {lap}, is left out" for car, lap in late.items()]
    return RaceRecords(file, {car.car: car for car in ordered}, told)


def _is_new(car: CarRecord, row: RecordRow, file: str, line: int) -> bool:
    """Take the first record of a lap; refuse one that contradicts those before it."""
    at, done = ticks(row.elapsed_time), row.completed_laps
    if done > len(car.laps) + 1:
        before = f"after lap {len(car.laps)}" if car.laps else "as its first"
        message = f"car {car.car} has lap {done} {before}: laps are missing here"
        raise ForeignFileError(file, message, line)
    known = car.start if done == 0 else car.laps[done - 1].at if done <= len(car.laps) else None
    if known is not None:
        if known != at:
            message = f"car {car.car} has two times for lap {done}: are these two races?"
            raise ForeignFileError(file, message, line)
        return False
    if done == 0:
        if car.laps:
            raise ForeignFileError(file, f"car {car.car} has lap 0 after lap {len(car.laps)}", line)
        car.start = at
        return True
    before_it = car.laps[-1].at if car.laps else car.start or 0
    if at <= before_it:
        message = f"car {car.car} ends lap {done} no later than the lap before"
        raise ForeignFileError(file, message, line)
    flag = row.track_status.strip().upper()
    pitted = row.lap_status.strip().upper() == "P"
    car.laps.append(OwnLap(at, ticks(row.last_laptime), row.rank, flag, pitted))
    return True


def _end(car: CarRecord, row: RecordRow, clock: int, file: str, line: int) -> None:
    """Take what the record says of the car as it stands; the last one counts."""
    status = " ".join(row.current_status.split())
    if status.casefold() != car.status.casefold():
        car.changed = clock
    car.status = status or car.status
    car.rank = row.rank
    car.led = _hexadecimal(file, line, "laps_led", row.laps_led)
    car.stops = _hexadecimal(file, line, "pit_stop_count", row.pit_stop_count)
    car.best_lap = _hexadecimal(file, line, "best_lap", row.best_lap)
    car.best = ticks(row.best_laptime)
    car.behind = ticks(row.time_behind_leader)


def _hexadecimal(file: str, line: int, column: str, written: str) -> int:
    if not _HEX.match(written.strip()):
        message = f"`{column}` is no hexadecimal number: {written[:40]!r}"
        raise ForeignFileError(file, message, line)
    return int(written.strip(), 16)


def ticks(seconds: float) -> int:
    """Return seconds in ticks, to the nearest."""
    return round(seconds * SECOND) if math.isfinite(seconds) else 0


def _refuse_unfinished(file: str, cars: dict[str, CarRecord]) -> None:
    if not any(car.laps for car in cars.values()):
        raise ForeignFileError(file, "no laps: no car has completed one")
    if not any(car.took_the_flag for car in cars.values()):
        last = max(len(car.laps) for car in cars.values())
        message = f"no record under the chequered flag (K): the table breaks off on lap {last}"
        raise ForeignFileError(file, message)
