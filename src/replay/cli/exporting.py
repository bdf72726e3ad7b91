"""`replay export`: laps, stops, events and results of many races as tables."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast

from msgspec.structs import astuple

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.output_folder import is_folder, make_folder
from replay.cli.progress import Progress
from replay.cli.race_at import race_at
from replay.cli.table_forms import Rows, form_of_ending, require_form, table_form
from replay.cli.whole_file import whole_file
from replay.race.library import season_of
from replay.race.moment_words import NoSuchMoment
from replay.race.text import printable
from replay.tables.moment_until import time_until
from replay.tables.race_read import read_source, told_of
from replay.tables.race_tables import TABLES, TableKind
from replay.tables.table_column import TableColumn

RACE_COLUMNS = (
    TableColumn("Race", str, False, None, "Name of the race: that of its file."),
    TableColumn("Series", str, False, None, "Series of the race."),
    TableColumn("Season", str, True, None, "Season by which the series calls it, or its year."),
    TableColumn("Date", str, True, None, "Day of the race: year, month, day."),
)
"""What stands before the columns of a table where many races share a file."""

_IN_MEMORY = 8 * 1024 * 1024
"""Bytes for standard output that are held in memory before they go to a temporary file."""


class _Asked(NamedTuple):
    """A race that is asked for: its file, how its rows call it, and up to which moment."""

    path: Path
    name: str
    until: str | None


class _Exported(NamedTuple):
    """The rows of a race, and what is told of it."""

    rows: Rows
    told: dict[str, object]


def export_races(
    races: Sequence[str], table: str, form: str | None, output: str | None, until: str | None
) -> int:
    """Write a table of races to standard output, a file, or a file each in a folder.

    One race is held at a time. Raises `Failure` where one cannot be read: then no file is written;
    in a folder those of the others stand.
    """
    asked = _asked(races, until)
    require_form(form)
    if output is None:
        return _to_output(asked, TABLES[table], form or "csv")
    if output and is_folder(output):
        if form is None:
            raise Failure("say in which form: --csv, --json, --ndjson or --parquet")
        return _to_folder(asked, TABLES[table], form, Path(output))
    path = Path(output)
    meant = form_of_ending(path.suffix)
    if form and meant and form != meant:
        raise Failure(f"-o {printable(output)} and --{form} exclude each other")
    chosen = form or meant
    if not output or chosen is None:
        endings = ".csv, .json, .ndjson or .parquet"
        raise Failure(f"{printable(output)!r}: -o ends in {endings}, or an option says the form")
    _keep_races(path, asked)
    with whole_file(path) as file:
        _write(asked, TABLES[table], chosen, file)
    return 0


def _asked(races: Sequence[str], until: str | None) -> list[_Asked]:
    """Find the files; a race that shares its name with another is called by its path."""
    found = []
    for argument in races:
        named = race_at(argument)
        if named.ends is not None:
            raise Failure("a table ends at one moment: RACE@L150; A..B names a span")
        if named.moment is not None and until is not None:
            raise Failure("--until and RACE@MOMENT exclude each other")
        try:
            path = racefile.find(named.name)
        except racefile.RaceFileError as error:
            raise Failure(str(error)) from None
        found.append((path, named.moment or until))
    times = Counter(os.path.realpath(path) for path, _ in found)
    if twice := [path for path, _ in found if times[os.path.realpath(path)] > 1]:
        raise Failure(printable(f"{twice[0].stem}: is named twice; a table has a race once"))
    stems = Counter(path.stem for path, _ in found)
    return [
        _Asked(path, printable(path.stem if stems[path.stem] == 1 else str(path)), moment)
        for path, moment in found
    ]


def _to_output(asked: Sequence[_Asked], table: TableKind, form: str) -> int:
    """Write to standard output, once all is made: nothing of it where a race cannot be read."""
    if sys.stdout is None:
        return 0
    if form == "parquet" and sys.stdout.isatty():
        raise Failure("Parquet is not for a terminal: -o FILE.parquet writes it to a file")
    with SpooledTemporaryFile(_IN_MEMORY) as spool:
        file = cast(BinaryIO, spool)
        _write(asked, table, form, file)
        spool.seek(0)
        copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return 0


def _to_folder(asked: Sequence[_Asked], table: TableKind, form: str, folder: Path) -> int:
    """Write a file a race, `kansas-2024-laps.csv`; one that cannot be is told, and 2 given."""
    taken: Counter[str] = Counter()
    refused = 0
    with _progress(asked) as progress:
        for one in asked:
            taken[one.path.stem] += 1
            number = f"-{taken[one.path.stem]}" if taken[one.path.stem] > 1 else ""
            path = folder / f"{one.path.stem}{number}-{table.name}.{form}"
            try:
                make_folder(folder)
                _keep_races(path, asked)
                with whole_file(path) as file:
                    _write([one], table, form, file, shown=False)
                progress.step([])
            except Failure as error:
                refused += 1
                progress.step([f"refused: {error}"])
    return 2 if refused else 0


def _write(
    asked: Sequence[_Asked], table: TableKind, form: str, file: BinaryIO, *, shown: bool = True
) -> None:
    """Write the races one after the other."""
    writer = table_form(form, file, table.name, (*RACE_COLUMNS, *table.columns))
    told = []
    try:
        with _progress(asked if shown else ()) as progress:
            for one in asked:
                exported = _exported(one, table)
                writer.write(exported.rows)
                told.append(exported.told)
                progress.step([])
        writer.end(told)
    except BaseException:
        writer.give_up()
        raise


@contextmanager
def _progress(asked: Sequence[_Asked]) -> Iterator[Progress]:
    """Show how far it has come where there are several races."""
    with Progress(len(asked), "exporting", hidden=len(asked) < 2) as progress:
        yield progress


def _exported(asked: _Asked, table: TableKind) -> _Exported:
    """Read a race, and give its rows with what tells it from others before them."""
    try:
        read = read_source(asked.path)
        time = time_until(read.timeline, asked.until)
    except racefile.RaceFileError as error:
        raise Failure(str(error)) from None
    except NoSuchMoment as error:
        raise Failure(f"{asked.name}@{printable(asked.until or '')}: {error}") from None
    header = read.header
    front = (asked.name, header.series, season_of(header) or None, header.date)
    rows = ((*front, *astuple(row)) for row in table.rows(read.timeline, time))
    return _Exported(rows, told_of(read, asked.until, time) | {"name": asked.name})


def _keep_races(output: Path, asked: Sequence[_Asked]) -> None:
    """Refuse to write over a race that is read here."""
    try:
        same = output.exists() and any(output.samefile(one.path) for one in asked)
    except OSError:
        return  # reading it, or writing it, will say why
    if same:
        raise Failure(printable(f"{output}: is read here: -o would write over it"))
