"""The weather: readings at times in UTC, which tell the day of the race."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.alkamel.analysis import DAY, Analysis
from replay.importers.alkamel.sheet import Sheet
from replay.race.model import SECOND

REQUIRED: Final = ("TIME_UTC_SECONDS",)

_WHOLE = re.compile(r"[0-9]{1,10}")
_QUARTER = 900
_SHORTER, _LONGER = 600, 7200
"""Seconds by which the readings may be over before the race is, or go on beside it."""
_WESTERNMOST = 10 * 3600
"""The time zone most seconds behind UTC in which races are held; the first ahead is 14 hours on."""


@dataclass(frozen=True)
class Weather:
    """The first and the last reading, in seconds of Unix time."""

    file: str
    first: int
    last: int


def read_weather(file: SourceFile) -> Weather:
    """Return when the readings were; raises `ForeignFileError` with the line of what is wrong."""
    sheet = Sheet(file, REQUIRED)
    times = []
    for line, cells in sheet.rows():
        cell = cells["TIME_UTC_SECONDS"]
        if not _WHOLE.fullmatch(cell):
            raise sheet.error(f"`TIME_UTC_SECONDS` is no time: {cell[:40]!r}", line)
        times.append(int(cell))
    if not times:
        raise sheet.error("no reading")
    return Weather(sheet.file, min(times), max(times))


def date_of(weather: Weather, analysis: Analysis) -> str | None:
    """Return the local date at the start, None where the time of day is unknown.

    Zones are whole quarters of an hour off UTC. Raises `ForeignFileError` where the readings are
    over another time than the race took: they are of another one.
    """
    if analysis.time_of_day is None:
        return None
    start = analysis.time_of_day // SECOND
    run = max(car.laps[-1].elapsed for car in analysis.cars.values()) // SECOND
    # How far the first reading is off the start, less the zone, which is a number of quarters.
    late = (weather.first - start + _QUARTER // 2) % _QUARTER - _QUARTER // 2
    begun = weather.first - late
    if not run - _SHORTER <= weather.last - begun <= run + _LONGER:
        message = (
            f"readings over {timedelta(seconds=weather.last - weather.first)}: of another race "
            f"than {analysis.file}, which took {timedelta(seconds=run)}"
        )
        raise ForeignFileError(weather.file, message)
    utc = datetime.fromtimestamp(begun, UTC)
    ahead = (start - begun + _WESTERNMOST) % (DAY // SECOND) - _WESTERNMOST
    return (utc + timedelta(seconds=ahead)).date().isoformat()
