"""Whether an analysis was cut between two rows: sheets by car number end with the last car's end.

A sheet cut exactly between two cars looks whole, unless the results name those that follow.
"""

from itertools import pairwise

from replay.foreign.foreign_file import ForeignFileError
from replay.importers.alkamel.analysis import Analysis, CarSheet
from replay.importers.alkamel.flag_periods import FINISH
from replay.importers.alkamel.results import Results

_UNTIMED = 2
"""Laps that an official count may have beyond the timed ones; more are missing."""


def require_whole(analysis: Analysis, results: Results | None) -> str | None:
    """Tell where a sheet ends if it perhaps was cut there, None if nothing speaks for that.

    Raises `ForeignFileError` where the results are sure of it.
    """
    if len(analysis.cars) < 2 or not _is_by_number(analysis):
        return None
    car = list(analysis.cars.values())[-1]
    last = car.laps[-1]
    place = f"ends at car {car.car}, lap {last.lap}"
    counts = {row.car: row.laps or 0 for row in results.rows} if results else {}
    counted = counts.get(car.car)
    if counted is not None and counted > last.lap + _UNTIMED:
        message = f"{place}, of which the results have {counted} laps: it was cut"
        raise ForeignFileError(analysis.file, message, last.line)
    after = [it for it, laps in counts.items() if laps > _UNTIMED and _after(analysis, it)]
    if after:
        message = f"{place}, but by the results car {min(after, key=_text)} ran too: it was cut"
        raise ForeignFileError(analysis.file, message, last.line)
    if counted is None and _stops_short(analysis, car):
        return f"the sheet {place}, on the track before the end of the race: perhaps cut"
    return None


def _is_by_number(analysis: Analysis) -> bool:
    """Tell whether the rows stand car by car, the cars in the order of their numbers."""
    cars = list(analysis.cars.values())
    spans = [(min(it.line for it in car.laps), max(it.line for it in car.laps)) for car in cars]
    together = all(one[1] < other[0] for one, other in pairwise(spans))
    numbers = list(analysis.cars)
    return together and any(numbers == sorted(numbers, key=key) for key in (_text, _number))


def _after(analysis: Analysis, number: str) -> bool:
    """Tell whether the rows of a car would follow the last, had it any."""
    numbers = list(analysis.cars)
    key = _text if numbers == sorted(numbers, key=_text) else _number
    return number not in analysis.cars and key(number) > key(numbers[-1])


def _text(number: str) -> tuple[int, str]:
    return 0, number


def _number(number: str) -> tuple[int, str]:
    return (int(number) if number.isdecimal() else 0), number


def _stops_short(analysis: Analysis, car: CarSheet) -> bool:
    """Tell whether a car has neither the flag nor a last lap into the pits while others go on."""
    last = car.laps[-1]
    if last.in_pit or last.flag == FINISH:
        return False
    rows = [row for one in analysis.cars.values() for row in one.laps]
    shown = [row.elapsed for row in rows if row.flag == FINISH]
    if shown:
        return last.elapsed < min(shown)
    room = 2 * max(row.time for row in car.laps)
    return last.elapsed + room < max(row.elapsed for row in rows)
