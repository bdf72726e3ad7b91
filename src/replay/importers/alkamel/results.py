"""The results: places, laps, times and gaps as published, and the crews that were entered."""

import re
from dataclasses import dataclass
from typing import Final

from replay.foreign.clock_time import clock_ticks
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.alkamel.analysis import Analysis
from replay.importers.alkamel.names import named
from replay.importers.alkamel.sheet import Sheet
from replay.race.model import MAX_CARS, MAX_LAPS, Driver
from replay.race.text import clean

REQUIRED: Final = ("POSITION", "NUMBER", "STATUS", "LAPS", "TOTAL_TIME", "GAP_FIRST")
MAX_DRIVERS: Final = 6
"""Drivers of a car for which the sheets have columns."""

_DRIVER: Final = ("FIRSTNAME", "SECONDNAME", "SHORTNAME")
_OPTIONAL: Final = (
    "FL_LAPNUM",
    "FL_TIME",
    "TEAM",
    "CLASS",
    "IMSA_CARID",
    *(f"DRIVER{number}_{of}" for number in range(1, MAX_DRIVERS + 1) for of in _DRIVER),
)
_NUMBER = re.compile(r"[0-9A-Z]{1,3}")
_LAPS = re.compile(r"[0-9]{1,4}")
_CODE = re.compile(r"[A-Z]{3}")
_SAME = 20


@dataclass(frozen=True)
class SheetRow:
    """A car's line: times in ticks, `gap` behind the first of cars on his lap, None elsewhere."""

    line: int
    position: int | None
    car: str
    status: str
    laps: int | None
    total: int | None
    gap: int | None
    best_lap: int | None
    best_time: int | None
    race_class: str
    team: str
    drivers: tuple[Driver, ...]


@dataclass(frozen=True)
class Results:
    """A whole sheet in its order; `by_imsa` where its columns name IMSA's own numbers."""

    file: str
    rows: tuple[SheetRow, ...]
    by_imsa: bool

    def error(self, message: str, line: int | None = None) -> ForeignFileError:
        """Return an error that names the sheet and the line."""
        return ForeignFileError(self.file, message, line)


def read_results(file: SourceFile) -> Results:
    """Return the lines of a sheet; raises `ForeignFileError` with the line of what is wrong."""
    sheet = Sheet(file, REQUIRED, _OPTIONAL)
    rows: dict[str, SheetRow] = {}
    for line, cells in sheet.rows():
        row = _row(sheet, line, cells)
        if row.car in rows:
            raise sheet.error(f"car {row.car} twice, also on line {rows[row.car].line}", line)
        if len(rows) == MAX_CARS:
            raise sheet.error(f"more than {MAX_CARS} cars", line)
        rows[row.car] = row
    if not rows:
        raise sheet.error("no car")
    # Cars without a place, `DSQ` or nothing, come last, as the sheet has them.
    ranked = sorted(rows.values(), key=lambda row: (row.position is None, row.position or 0))
    return Results(sheet.file, tuple(ranked), by_imsa=sheet.has("IMSA_CARID"))


def _row(sheet: Sheet, line: int, cells: dict[str, str]) -> SheetRow:
    car = cells["NUMBER"].upper()
    if not _NUMBER.fullmatch(car):
        raise sheet.error(f"`NUMBER`: no car number: {car[:40]!r}", line)
    laps, gap = cells["LAPS"], cells["GAP_FIRST"]
    if laps and not (_LAPS.fullmatch(laps) and int(laps) <= MAX_LAPS):
        raise sheet.error(f"`LAPS` is no number of laps: {laps[:40]!r}", line)
    total = cells["TOTAL_TIME"]
    if total.strip("-") and clock_ticks(total) is None:
        raise sheet.error(f"`TOTAL_TIME` is no time: {total[:40]!r}", line)
    best, place = cells.get("FL_LAPNUM", ""), cells["POSITION"]
    return SheetRow(
        line=line,
        position=int(place) if _LAPS.fullmatch(place) else None,
        car=car,
        status=_words(cells["STATUS"])[:80],
        laps=int(laps) if laps else None,
        total=clock_ticks(total),
        gap=clock_ticks(gap.removeprefix("+")) if gap.startswith("+") else None,
        best_lap=int(best) if _LAPS.fullmatch(best) and 0 < int(best) <= MAX_LAPS else None,
        best_time=clock_ticks(cells.get("FL_TIME", "")),
        race_class=_words(cells.get("CLASS", ""))[:80],
        team=_words(cells.get("TEAM", "")),
        drivers=tuple(_drivers(cells)),
    )


def _words(text: str) -> str:
    return " ".join(clean(text).split())[:300]


def _drivers(cells: dict[str, str]) -> list[Driver]:
    found = []
    for number in range(1, MAX_DRIVERS + 1):
        first, last, code = (cells.get(f"DRIVER{number}_{of}", "") for of in _DRIVER)
        if _words(first) or _words(last):
            found.append(named(first, last, code if _CODE.fullmatch(code) else None))
    return found


def difference(results: Results, analysis: Analysis) -> ForeignFileError | None:
    """Return why results are of another race than an analysis, None where they are of the same.

    Best laps tell, which both sheets have to the millisecond, or laps where a sheet has no best:
    of the cars that both know, half must be as the analysis has them.
    """
    unknown = [row for row in results.rows if row.car not in analysis.cars and row.laps]
    compared = [row for row in results.rows if row.car in analysis.cars and row.laps]
    differing = [row for row in compared if not _same(row, analysis)]
    named = {row.car for row in results.rows}
    missing = [car for car in analysis.cars if car not in named]
    wrong = len(differing) + len(unknown) + len(missing)
    if 2 * wrong < len(compared) + len(unknown) + len(missing):
        return None
    first = differing[0] if differing else unknown[0] if unknown else None
    if first is None:
        why = f"car {missing[0]} is not in it" if missing else "no car completed a lap in it"
        return results.error(f"results of another race than {analysis.file}: {why}")
    if first.car not in analysis.cars:
        why = f"there is no car {first.car} in that one"
    else:
        why = f"car {first.car} has {_said(first, analysis)}"
    return results.error(f"results of another race than {analysis.file}: {why}", first.line)


def _same(row: SheetRow, analysis: Analysis) -> bool:
    if row.best_lap is not None and row.best_time is not None:
        lap = analysis.row_of(row.car, row.best_lap)
        return lap is not None and abs(lap.time - row.best_time) <= _SAME
    return row.laps == len(analysis.cars[row.car].laps)


def _said(row: SheetRow, analysis: Analysis) -> str:
    laps = len(analysis.cars[row.car].laps)
    if row.laps != laps:
        return f"{row.laps} laps here, {laps} there"
    return f"its best lap, {row.best_lap}, in another time there"
