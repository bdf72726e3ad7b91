"""Figures of a box score that no race can have, refused with their line before any solving."""

from pathlib import Path

from replay.foreign.box_score_tables import ResultRow
from replay.foreign.csv_table import CSVRow, read_table
from replay.foreign.foreign_file import ForeignFileError
from replay.race.model import MAX_LAP_SPEED, SECOND
from replay.reconstruct.read.facts import BoxScore, CarFacts

MAX_LAPS_IN_ALL = 50_000
"""Laps of all cars that a race may be rebuilt of: half a minute of work, and 170 MB.

The 24 hours of Le Mans are some 20,000; those of Daytona, with 60 cars on a lap of 1 min 40 s, some
45,000.
"""

_HOUR = 3_600


def refuse_impossible(folder: Path, score: BoxScore) -> None:
    """Raise `ForeignFileError` at the first lap that is too fast, or for too many of them."""
    laps = sum(car.laps for car in score.cars)
    if laps > MAX_LAPS_IN_ALL:
        most = f"{MAX_LAPS_IN_ALL:,}"
        raise ForeignFileError("results.csv", f"{laps:,} laps in all, more than {most} to rebuild")
    length = round(score.race.track_length_miles * 1000)
    least = length * _HOUR * SECOND // MAX_LAP_SPEED
    for car in score.cars:
        for column, time, count in (
            ("best_lap_s", car.best_lap, 1),
            ("last_lap_s", car.last_lap, 1),
            ("elapsed_s", car.elapsed, car.laps),
        ):
            if time is not None and time < least * count:
                speed = length * count * _HOUR * SECOND // time // 1000
                track = f"{score.race.track_length_miles:g} miles a lap"
                message = f"`{column}`: car {car.car} cannot have averaged {speed:,} mph ({track})"
                raise _row_of(folder, car).error(message)


def _row_of(folder: Path, car: CarFacts) -> CSVRow[ResultRow]:
    rows = read_table(folder, ResultRow) or ()
    return next(row for row in rows if row.cells.car == car.car)
