"""A CSV table whose every cell knows the file and the line it stands in."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from replay.race.text import printable
from replay.reconstruct.read.cells import (
    BadCell,
    RowT,
    TableRow,
    columns_of,
    converted,
    outside,
)
from replay.reconstruct.read.dialect import Dialect, NotCSV, dialect_of, names, records

MAX_BYTES = 4 * 1024 * 1024
"""The largest file of a box score that is read; the largest real one is 0.5 MB."""


Row_co = TypeVar("Row_co", bound=TableRow, covariant=True)


class BoxScoreError(Exception):
    """A box score cannot be used. `str()` is one line that names the file and, if any, the line."""

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        self.file = file
        self.line = line
        place = file if line is None else f"{file}, line {line}"
        super().__init__(printable(f"{place}: {message}", limit=400))


@dataclass(frozen=True)
class CSVRow(Generic[Row_co]):
    """One line of a table, with its cells as values."""

    line: int
    cells: Row_co

    @property
    def file(self) -> str:
        """The name of the table's file."""
        return self.cells.FILE

    def error(self, message: str) -> BoxScoreError:
        """Return an error that names this line."""
        return BoxScoreError(self.file, message, self.line)

    def within(self, column: str, low: int, high: int) -> int:
        """Return the number in a column, which must lie so; raises `BoxScoreError`."""
        value: int | None = getattr(self.cells, column)
        if value is None or not low <= value <= high:
            raise self.error(outside(column, value, low, high))
        return value


def read_table(folder: Path, kind: type[RowT]) -> tuple[CSVRow[RowT], ...] | None:
    """Return the rows of a table of a folder, None if it has none; raises `BoxScoreError`.

    The columns that `kind` requires must be in the header, in small letters or capitals; others
    may be.
    """
    file = kind.FILE
    data = read_bytes(folder, file)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BoxScoreError(file, "not UTF-8", line) from None
    required = tuple(name for name, column in columns_of(kind).items() if column.required)
    dialect = dialect_of(text, required)
    try:
        lines = [record for record in records(text, dialect) if any(record[1])]
    except NotCSV as error:
        raise BoxScoreError(file, f"not CSV: {error}", error.line) from None
    if not lines:
        raise BoxScoreError(file, "no header line", dialect.lines + 1)
    (at, cells), body = lines[0], lines[1:]
    header = names(cells)
    for place, column in enumerate(header):
        if column and column in header[:place]:
            raise BoxScoreError(file, f"two columns `{column[:40]}`", at)
    for column in required:
        if column not in header:
            raise BoxScoreError(file, f"no column `{column}`", at)
    return tuple(_converted(kind, line, header, cells, dialect) for line, cells in body)


def read_bytes(folder: Path, file: str) -> bytes | None:
    """Return a file's bytes, None if it does not exist; raises `BoxScoreError`.

    Nothing but a regular file is opened: reading a pipe could wait for ever.
    """
    path = folder / file
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder, not a file" if stat.S_ISDIR(mode) else "not a regular file"
            raise BoxScoreError(file, kind)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BoxScoreError(file, f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise BoxScoreError(file, f"larger than {MAX_BYTES // 1024 // 1024} MB")
    return data


def _converted(
    kind: type[RowT], line: int, header: list[str], cells: list[str], dialect: Dialect
) -> CSVRow[RowT]:
    while len(cells) > len(header) and not cells[-1]:
        cells = cells[:-1]
    if len(cells) != len(header):
        message = f"{len(cells)} cells, the header has {len(header)}"
        raise BoxScoreError(kind.FILE, message, line)
    try:
        row = converted(kind, dict(zip(header, cells, strict=True)), dialect)
    except BadCell as error:
        raise BoxScoreError(kind.FILE, str(error), line) from None
    return CSVRow(line, row)
