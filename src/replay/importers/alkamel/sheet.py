"""A timing sheet as CSV: cells by the names of their columns, however the file is written.

Names may have blanks before them, cells are parted by `;` or `,`, rows may end with an empty cell
too many, and columns that nobody uses may stand anywhere.
"""

import csv
from collections.abc import Iterator, Sequence

from replay.foreign.csv_dialect import Dialect, dialect_of
from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.text_lines import text_lines
from replay.importers import SourceFile

MAX_BYTES = 32 * 1024 * 1024
"""The largest sheet that is read; the largest real one, 24 hours with many sectors, has 21 MB."""


class Sheet:
    """A sheet of a file, with the columns that are wanted; those `required` must be there.

    Raises `ForeignFileError` with the line, as `rows` does.
    """

    def __init__(
        self, file: SourceFile, required: Sequence[str], optional: Sequence[str] = ()
    ) -> None:
        self.file = file.name
        self._path = file.path
        self.columns, self._dialect, self._header_line = self._header((*required, *optional))
        for column in required:
            if column not in self.columns:
                raise self.error(f"no column `{column}`", self._header_line)
        self._required = required
        self._wanted = [column for column in (*required, *optional) if column in self.columns]

    def error(self, message: str, line: int | None = None) -> ForeignFileError:
        """Return an error that names the sheet and the line."""
        return ForeignFileError(self.file, message, line)

    def has(self, column: str) -> bool:
        """Tell whether the sheet has a column."""
        return column in self.columns

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield line and cells, by column, of each row under the header that is not blank.

        Rows may be shorter than the header, but for the columns that must be there; one that has
        not as many cells as the first was cut off, or is of another table.
        """
        places = [(column, self.columns.index(column)) for column in self._wanted]
        named, least = len(self.columns), max(map(self.columns.index, self._required)) + 1
        width = None
        for line, cells in self._records(self._dialect):
            if line <= self._header_line or not any(cells):
                continue
            if width is None:
                width = len(cells)
                places = [place for place in places if place[1] < width]
            if width < least or any(cells[named:]):
                raise self.error(f"{len(cells)} cells, the header has {named}", line)
            if len(cells) != width:
                raise self.error(f"{len(cells)} cells, the rows before it have {width}", line)
            yield line, {column: cells[at].strip() for column, at in places}

    def _header(self, wanted: Sequence[str]) -> tuple[list[str], Dialect, int]:
        for number, first in enumerate(text_lines(self._path, MAX_BYTES), 1):
            if first.strip():
                dialect = dialect_of(first, tuple(name.casefold() for name in wanted))
                line, cells = next(self._records(dialect, number), (number, []))
                return self._names(cells, line), dialect, line
        raise self.error("no header line", 1)

    def _names(self, cells: Sequence[str], line: int) -> list[str]:
        names = [cell.strip().upper() for cell in cells]
        while names and not names[-1]:
            names.pop()
        twice = next((name for at, name in enumerate(names) if name and name in names[:at]), None)
        if twice is not None:
            raise self.error(f"two columns `{twice[:40]}`", line)
        return names

    def _records(self, dialect: Dialect, first: int = 1) -> Iterator[tuple[int, list[str]]]:
        """Yield the line and the cells of every record from a line on."""
        lines = text_lines(self._path, MAX_BYTES)
        for _ in range(first - 1):
            next(lines)
        reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
        while True:
            line = first + reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self.error(f"not CSV: {error}", line) from None
            yield line, cells
