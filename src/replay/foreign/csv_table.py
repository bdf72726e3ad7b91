"""A CSV table, read row by row into structs that know the file and the line they stand in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from replay.foreign.csv_cells import (
    BadCell,
    RowT,
    TableRow,
    columns_of,
    converted,
    outside,
)
from replay.foreign.csv_dialect import Dialect, NotCSV, dialect_of, names, records
from replay.foreign.foreign_file import ForeignFileError, bytes_of

Row_co = TypeVar("Row_co", bound=TableRow, covariant=True)


@dataclass(frozen=True)
class CSVRow(Generic[Row_co]):
    """One line of a table, with its cells as values."""

    file: str
    line: int
    cells: Row_co

    def error(self, message: str) -> ForeignFileError:
        """Return an error that names this line."""
        return ForeignFileError(self.file, message, self.line)

    def within(self, column: str, low: int, high: int) -> int:
        """Return the number in a column, which must lie so; raises `ForeignFileError`."""
        value: int | None = getattr(self.cells, column)
        if value is None or not low <= value <= high:
            raise self.error(outside(column, value, low, high))
        return value


def read_table(folder: Path, kind: type[RowT]) -> tuple[CSVRow[RowT], ...] | None:
    """Return the rows of a table of a folder, None if it has none; raises `ForeignFileError`.

    The columns that `kind` requires must be in the header, in small letters or capitals; others
    may be.
    """
    file = kind.FILE
    data = bytes_of(folder, file)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ForeignFileError(file, "not UTF-8", line) from None
    return table_rows(file, text, kind)


def table_rows(file: str, text: str, kind: type[RowT]) -> tuple[CSVRow[RowT], ...]:
    """Return the rows of a table from its text; raises `ForeignFileError` that names `file`."""
    required = tuple(name for name, column in columns_of(kind).items() if column.required)
    dialect = dialect_of(text, required)
    try:
        lines = [record for record in records(text, dialect) if any(record[1])]
    except NotCSV as error:
        raise ForeignFileError(file, f"not CSV: {error}", error.line) from None
    if not lines:
        raise ForeignFileError(file, "no header line", dialect.lines + 1)
    (at, cells), body = lines[0], lines[1:]
    header = names(cells)
    for place, column in enumerate(header):
        if column and column in header[:place]:
            raise ForeignFileError(file, f"two columns `{column[:40]}`", at)
    for column in required:
        if column not in header:
            raise ForeignFileError(file, f"no column `{column}`", at)
    return tuple(
        CSVRow(file, line, _converted(kind, (file, line), header, cells, dialect))
        for line, cells in body
    )


def _converted(
    kind: type[RowT], at: tuple[str, int], header: list[str], cells: list[str], dialect: Dialect
) -> RowT:
    while len(cells) > len(header) and not cells[-1]:
        cells = cells[:-1]
    if len(cells) != len(header):
        message = f"{len(cells)} cells, the header has {len(header)}"
        raise ForeignFileError(at[0], message, at[1])
    try:
        return converted(kind, dict(zip(header, cells, strict=True)), dialect)
    except BadCell as error:
        raise ForeignFileError(at[0], str(error), at[1]) from None
