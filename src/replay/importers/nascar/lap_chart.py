"""`lap-times.json` as a chart: each car's own laps up to the flag, with places and times."""

import math
from dataclasses import dataclass, field
from statistics import median_low

from replay.foreign.json_document import JSONDocument
from replay.importers.nascar.feeds import CarRows, LapTimes
from replay.race.model import MAX_CARS, MAX_CROSSINGS, SECOND

GREEN, YELLOW, FINISH, WARM_UP = 1, 2, 4, 8
"""Flags as the feeds number them; the last is before the race, 9 after it."""

CAP = 9999
"""Seconds from which a lap time tells nothing: the feed writes 9999.999 for all that is longer."""

_LONGEST = 86_400
"""Seconds that a race is believed to last at most."""

SLOWEST = 4
"""How many laps at full speed a lap behind the pace car takes at most; in the feeds 2.5 to 3.3."""


@dataclass
class CarChart:
    """A car: its laps 1, 2, ... in order. `times` in ticks, None where unknown."""

    car: str
    name: str
    make: str | None
    final: int
    grid: int | None
    start: int | None
    times: list[int | None] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    speeds: list[float | None] = field(default_factory=list)

    @property
    def laps(self) -> int:
        """How many laps the car completed."""
        return len(self.places)


@dataclass
class LapChart:
    """All cars by number, the flag of each lap of the leader, and how many laps were run."""

    file: str
    cars: dict[str, CarChart]
    flags: dict[int, int]
    laps: int
    told: list[str]

    def typical(self, lap: int) -> int:
        """Return what a lap takes under the flag of that lap, in ticks; at least 1."""
        yellow = YELLOW in (self.flags.get(lap), self.flags.get(lap - 1))
        return self.yellow_lap if yellow else self.green_lap

    def __post_init__(self) -> None:
        known = [
            (self.flags.get(lap), time)
            for car in self.cars.values()
            for lap, time in enumerate(car.times, 1)
            if time is not None
        ]
        self.green_lap = median_low([time for _, time in known]) if known else 0
        slow = [time for flag, time in known if flag == YELLOW]
        # Of a race with few yellow laps those of a red flag may be the most.
        usual = SLOWEST * self.green_lap
        self.yellow_lap = min(median_low(slow), usual) if slow else usual


def lap_chart(document: JSONDocument[LapTimes]) -> LapChart:
    """Return the chart of a file; raises `ForeignFileError` where it is no whole race.

    Laps after the flag, which leak into the file, are left out and told.
    """
    feed = document.value
    if not feed.laps:
        raise document.error("no laps: the list of cars is empty", "laps")
    if len(feed.laps) > MAX_CARS:
        raise document.error(f"more than {MAX_CARS} cars", "laps", MAX_CARS)
    total = sum(len(rows.laps) for rows in feed.laps)
    if total > MAX_CROSSINGS:
        raise document.error(f"more than {MAX_CROSSINGS:,} laps in all", "laps")
    run = max((row.lap for rows in feed.laps for row in rows.laps), default=0)
    flags = {flag.laps_completed: flag.flag_state for flag in feed.flags or []}
    laps = min([lap for lap, flag in flags.items() if flag == FINISH and lap], default=0)
    laps = min(laps or max(flags, default=run) or run, run)
    cars: dict[str, CarChart] = {}
    told = []
    for index, rows in enumerate(feed.laps):
        number = rows.number.strip().upper()
        if number in cars:
            raise document.error(f"car {number} is there twice", "laps", index, "Number")
        cars[number], left_out = _car(document, rows, index, number, laps)
        if left_out:
            told.append(f"car {number}: a lap after the flag, {left_out}, is left out")
    if not any(time is not None for car in cars.values() for time in car.times):
        raise document.error("no laps: no car has a lap time", "laps")
    if not any(car.laps == laps for car in cars.values()):
        raise document.error(f"no car has completed lap {laps}, the last", "laps")
    _rank_grid(cars)
    return LapChart(document.file, cars, flags, laps, told)


def _car(
    document: JSONDocument[LapTimes], rows: CarRows, index: int, number: str, laps: int
) -> tuple[CarChart, int | None]:
    """Return a car up to the flag, and the first of its laps that is left out."""
    car = CarChart(number, rows.full_name, rows.manufacturer, rows.running_pos, None, None)
    by_lap = {}
    for at, row in enumerate(rows.laps):
        if row.lap in by_lap:
            message = f"car {number} has lap {row.lap} twice"
            raise document.error(message, "laps", index, "Laps", at)
        by_lap[row.lap] = at, row
    grid = by_lap.pop(0, None)
    if grid is not None:
        car.grid = grid[1].running_pos or None
        car.start = lap_ticks(grid[1].lap_time, least=0)
    for lap, (at, row) in sorted(by_lap.items()):
        if lap > laps:
            return car, lap
        if lap != car.laps + 1:
            missing = f"lap {car.laps + 1}" if lap == car.laps + 2 else f"laps {car.laps + 1} to"
            missing += "" if lap == car.laps + 2 else f" {lap - 1}"
            message = f"car {number} lacks {missing}, though it goes on: laps are missing here"
            raise document.error(message, "laps", index, "Laps", at)
        car.times.append(lap_ticks(row.lap_time))
        car.places.append(row.running_pos)
        car.speeds.append(_speed(row.lap_speed))
    return car, None


def lap_ticks(written: float | str | None, least: int = 1) -> int | None:
    """Return a lap time in ticks; None where there is none, or it is as long as the feed can say.

    A missing figure is written null, -1 or 0.
    """
    time = ticks(written, least)
    return None if time is None or time >= CAP * SECOND else time


def ticks(written: float | str | None, least: int = 1) -> int | None:
    """Return a time of the race in ticks; None where there is none, or fewer than `least`."""
    seconds = _number(written)
    if seconds is None or seconds > _LONGEST:
        return None
    time = round(seconds * SECOND)
    return time if time >= least else None


def _speed(written: float | str | None) -> float | None:
    speed = _number(written)
    return speed if speed is not None and 1 < speed < 500 else None


def _number(written: float | str | None) -> float | None:
    try:
        number = float(written) if written is not None else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _rank_grid(cars: dict[str, CarChart]) -> None:
    """Places on the grid are an order, not always 1 to n without gaps or twins: rank them."""
    on_it = [car for car in cars.values() if car.grid is not None]
    for place, car in enumerate(sorted(on_it, key=lambda car: (car.grid or 0, car.final)), 1):
        car.grid = place


def track_length(chart: LapChart) -> int | None:
    """Return the length of the track in thousandths of a mile, as times and speeds imply it."""
    lengths = [
        time / SECOND * speed / 3.6
        for car in chart.cars.values()
        for time, speed in zip(car.times, car.speeds, strict=True)
        if time is not None and speed is not None
    ]
    found = round(median_low(lengths)) if lengths else 0
    return found if 1 <= found <= 1_000_000 else None
