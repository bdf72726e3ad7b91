"""A CSV table of any length, gone through line by line: only the rows asked for become values."""

import csv
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from replay.foreign.csv_dialect import Dialect, dialect_of, names
from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.text_lines import text_lines

RowT = TypeVar("RowT", bound=msgspec.Struct)

MAX_BYTES = 128 * 1024 * 1024
"""The largest table that is gone through; the largest real one, of all laps since 1996, has 17 MB.
"""

MAX_ROWS = 100_000
"""The most rows that are given; of a race, or a table that is held whole, no real one has more."""

MAX_WRITTEN = 20_000
"""The most different things that may be written where rows are told apart by them."""

NULLS = frozenset(("", "\\N", "NaN", "nan", "NaT", "<NA>"))
"""How dumps of databases, and pandas, write that there is no value."""


class Extent(NamedTuple):
    """Lines of a table, both included."""

    first: int
    last: int


class LongTable(Generic[RowT]):
    """A table of rows of one kind, its fields named as the columns are in small letters.

    Every column must be there, but for the `optional` ones. An empty cell, or one of `NULLS`, is
    left to the default of its field, and so must not stand in a column without one. Every method
    may raise `ForeignFileError` with the line: for a file that is no regular one, not UTF-8 or too
    large, for a row with more cells than the header or without one that is used, for a value that a
    field cannot hold, for more of anything than is bounded here. A last line that is cut off must
    have all cells.
    """

    def __init__(self, path: Path, kind: type[RowT], optional: Sequence[str] = ()) -> None:
        self.path = path
        self.file = str(path)
        self.kind = kind
        fields = msgspec.structs.fields(kind)
        self._columns = tuple(field.encode_name for field in fields)
        self._required = tuple(name for name in self._columns if name not in optional)
        self._cut_off = False
        self._header_line = 1
        self._dialect = self._found_dialect()

    def rows(
        self, wanted: Mapping[str, Set[str]], within: Extent | None = None
    ) -> Iterator[tuple[int, RowT]]:
        """Yield rows with their lines: those whose cells in the columns `wanted` are so written.

        No other lines are looked at than those `within`, where they are given.
        """
        records = self._records(tuple(wanted), within)
        header = next(records)[1]
        places = [(header.index(name), cells) for name, cells in wanted.items() if name in header]
        used = [(name, header.index(name)) for name in self._columns if name in header]
        count = 0
        for line, cells in records:
            if all(cells[at] in those for at, those in places):
                count += 1
                if count > MAX_ROWS:
                    raise self.error(f"more than {MAX_ROWS:,} rows", line)
                given = {name: cells[at] for name, at in used if cells[at] not in NULLS}
                yield line, self._row(line, given)

    def written(self, *columns: str) -> dict[tuple[str, ...], Extent]:
        """Return each of the different things written in some columns, with its lines.

        A column that the table lacks counts as empty.
        """
        records = self._records(columns)
        header = next(records)[1]
        places = [header.index(name) if name in header else None for name in columns]
        found: dict[tuple[str, ...], Extent] = {}
        key: tuple[str, ...] | None = None
        first = last = 0
        for line, cells in records:
            here = tuple("" if at is None else cells[at] for at in places)
            if here != key:
                if len(found) > MAX_WRITTEN:
                    what = " and ".join(f"`{name}`" for name in columns)
                    raise self.error(f"more than {MAX_WRITTEN:,} different {what}", line)
                if key is not None:
                    found[key] = Extent(found[key].first if key in found else first, last)
                key, first = here, line
            last = line
        if key is not None:
            found[key] = Extent(found[key].first if key in found else first, last)
        return found

    def error(self, message: str, line: int | None = None) -> ForeignFileError:
        """Return an error that names the file and the line."""
        return ForeignFileError(self.file, message, line)

    def _row(self, line: int, given: dict[str, str]) -> RowT:
        try:
            return msgspec.convert(given, self.kind, strict=False)
        except msgspec.ValidationError as error:
            message, _, place = str(error).partition(" - at `$.")
            column = place.rstrip("`")
            if "missing required field" in message:
                raise self.error(f"no {message.rpartition('field ')[2]}", line) from None
            where = f"`{column}`: " if column else ""
            written = f", not {given[column][:40]!r}" if column in given else ""
            what = message.partition(", got ")[0].replace(" | null", "")
            raise self.error(f"{where}{what}{written}", line) from None

    def _records(
        self, also: Sequence[str], within: Extent | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """Yield the header in small letters, then the records, each with its line.

        A record has the columns of the kind and those `also` used, if the header has them.
        """
        lines_before = self._dialect.lines
        reader = csv.reader(
            self._lines(self._dialect.lines, within),
            delimiter=self._dialect.separator,
            skipinitialspace=True,
            strict=True,
        )
        header: list[str] | None = None
        least = 0
        while True:
            line = lines_before + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                raise self.error(f"not CSV: {error}", line) from None
            if not any(cells):
                continue
            if header is None:
                header = self._header(cells, line)
                used = {*self._columns, *also}
                least = max(at for at, name in enumerate(header, 1) if name in used)
                self._header_line = lines_before + reader.line_num
                if within is not None:
                    lines_before += max(within.first - self._header_line - 1, 0)
                yield line, header
            elif len(cells) != len(header) and (
                self._cut_off or not least <= len(cells) < len(header)
            ):
                message = f"{len(cells)} cells, the header has {len(header)}"
                raise self.error(message, line)
            else:
                yield line, cells
        if header is None:
            raise self.error("no header line", 1)

    def _header(self, cells: list[str], line: int) -> list[str]:
        header = names(cells)
        for place, column in enumerate(header):
            if column and column in header[:place]:
                raise self.error(f"two columns `{column[:40]}`", line)
        for column in self._required:
            if column not in header:
                raise self.error(f"no column `{column}`", line)
        return header

    def _found_dialect(self) -> Dialect:
        first = "".join(islice(self._lines(0), 2))
        return dialect_of(first, self._columns)

    def _lines(self, skipped: int, within: Extent | None = None) -> Iterator[str]:
        """Yield the lines of the file but for so many at its beginning.

        Of those after the header only the ones `within`.
        """
        lines = text_lines(self.path, MAX_BYTES)
        if within is not None:
            head = islice(lines, skipped, self._header_line)
            rest = within.first - self._header_line - 1
            lines = chain(head, islice(lines, rest, rest + 1 + within.last - within.first))
            skipped = 0
        for text in islice(lines, skipped, None):
            self._cut_off = not text.endswith(("\n", "\r"))
            yield text
