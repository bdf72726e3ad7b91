"""Which sheet a file is, by its header, and which sheets belong to one race, by what they hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from replay.foreign.csv_dialect import SEPARATORS
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.alkamel.analysis import Analysis, read_analysis
from replay.importers.alkamel.results import Results, difference, read_results
from replay.importers.alkamel.weather import Weather, date_of, read_weather
from replay.race.text import printable

Kind = Literal["analysis", "results", "weather"]

_COLUMNS: dict[Kind, tuple[str, ...]] = {
    "analysis": (
        "NUMBER",
        "DRIVER_NUMBER",
        "LAP_NUMBER",
        "LAP_TIME",
        "LAP_IMPROVEMENT",
        "CROSSING_FINISH_LINE_IN_PIT",
        "ELAPSED",
        "HOUR",
        "FLAG_AT_FL",
    ),
    "results": ("POSITION", "NUMBER", "STATUS", "LAPS", "TOTAL_TIME", "GAP_FIRST", "GAP_PREVIOUS"),
    "weather": ("TIME_UTC_SECONDS", "TIME_UTC_STR", "AIR_TEMP", "TRACK_TEMP", "HUMIDITY"),
}
"""Kind -> columns of which the header of such a sheet has most."""

_ENOUGH = 4
"""How many of them a header must have: a sheet with a column renamed is to be told as such."""

SheetT = TypeVar("SheetT", Results, Weather)


def file_kind(head: str) -> Kind | None:
    """Return the sheet that a text begins as, None for another text."""
    first = next((line for line in head[:8_000].splitlines() if line.strip()), "")
    found = {
        cell.strip().strip('"').upper() for part in SEPARATORS[:2] for cell in first.split(part)
    }
    fits = {kind: len(found.intersection(columns)) for kind, columns in _COLUMNS.items()}
    best = max(fits, key=lambda kind: fits[kind])
    return best if fits[best] >= _ENOUGH else None


@dataclass
class RaceFiles:
    """The sheets of one race; without an analysis there is none."""

    analysis: SourceFile | None
    beside: dict[Kind, SourceFile] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The race in a line, by its files: the sheets do not say which race it is."""
        kinds = (["analysis"] if self.analysis else []) + sorted(self.beside)
        first = self.analysis or next(iter(self.beside.values()))
        return printable(f"{first.name}: {', '.join(kinds)}")

    def refusal(self) -> ForeignFileError:
        """Return the error of files without an analysis."""
        there = " and ".join(sorted(self.beside))
        first = next(iter(self.beside.values()))
        message = f"no laps of any car: there is {there}, but no analysis to say who was where"
        return ForeignFileError(first.name, message)


@dataclass(frozen=True)
class Sheets:
    """What the sheets of one race hold; `date` follows from the weather."""

    analysis: Analysis
    results: Results | None
    date: str | None


def races_of(files: Sequence[SourceFile]) -> list[RaceFiles]:
    """Put sheets together that belong to one race.

    Where there is one analysis in all, every other sheet is taken to belong to it, else those of
    its folder; of several in a folder the one whose laps a sheet is of. Raises `ForeignFileError`
    where there are two sheets of a kind for one race, or a sheet of none of them.
    """
    kinds = [(file_kind(file.head), file) for file in files]
    races = [RaceFiles(file) for kind, file in kinds if kind == "analysis"]
    lone: dict[Path, RaceFiles] = {}
    for kind, file in kinds:
        if kind is None or kind == "analysis":
            continue
        race = _race_of(kind, file, races, lone)
        if kind in race.beside:
            other = race.beside[kind].name
            raise ForeignFileError(file.name, f"{kind} twice for one race, also in {other}")
        race.beside[kind] = file
    return [*races, *lone.values()]


def _race_of(
    kind: Kind, file: SourceFile, races: Sequence[RaceFiles], lone: dict[Path, RaceFiles]
) -> RaceFiles:
    folder = file.path.parent
    near = [one for one in races if one.analysis and one.analysis.path.parent == folder]
    if len(races) == 1:
        return races[0]
    if not near:
        return lone.setdefault(folder, RaceFiles(None))
    if len(near) == 1:
        return near[0]
    fitting = [one for one in near if one.analysis and _fits(kind, file, one.analysis)]
    if len(fitting) != 1:
        what = "none" if not fitting else f"{len(fitting)}"
        message = f"{kind} of {what} of the {len(near)} races beside it"
        raise ForeignFileError(file.name, message)
    return fitting[0]


def _fits(kind: Kind, file: SourceFile, analysis: SourceFile) -> bool:
    """Tell whether a sheet is of the race of an analysis."""
    laps = read_analysis(analysis)
    if kind == "results":
        return difference(read_results(file), laps) is None
    weather = read_weather(file)
    try:
        return date_of(weather, laps) is not None
    except ForeignFileError:
        return False


def read_sheets(files: RaceFiles) -> Sheets:
    """Return what the sheets of a race hold; raises `ForeignFileError` for one of another race."""
    if files.analysis is None:
        raise files.refusal()
    analysis = read_analysis(files.analysis)
    results = _read(files.beside.get("results"), read_results)
    if results is not None:
        error = difference(results, analysis)
        if error is not None:
            raise error
    weather = _read(files.beside.get("weather"), read_weather)
    return Sheets(analysis, results, date_of(weather, analysis) if weather else None)


def _read(file: SourceFile | None, reader: Callable[[SourceFile], SheetT]) -> SheetT | None:
    return None if file is None else reader(file)
