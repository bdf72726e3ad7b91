"""The forms in which rows of a table are written, race by race."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Protocol

import msgspec

from replay.cli.failure import Failure
from replay.tables.table_column import TableColumn

Rows = Iterable[tuple[Any, ...]]


class TableForm(Protocol):
    """Writes rows to a file, and at the end what is told of all their races."""

    def write(self, rows: Rows) -> None:
        """Write the rows of a race."""

    def end(self, races: Sequence[Mapping[str, object]]) -> None:
        """Write what stands after the last row; the file stays open."""

    def give_up(self) -> None:
        """Let go of the file: what stands in it is thrown away."""


class _CsvForm:
    """CSV: a header line, LF line ends, nothing for None, true and false."""

    def __init__(self, file: BinaryIO, table: str, columns: Sequence[TableColumn]) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow([column.name for column in columns])
        self._flags = [place for place, column in enumerate(columns) if column.kind is bool]

    def write(self, rows: Rows) -> None:
        self._writer.writerows(map(self._cells, rows))

    def _cells(self, row: tuple[Any, ...]) -> list[Any]:
        cells = list(row)
        for place in self._flags:
            cells[place] = "true" if cells[place] else "false"
        return cells

    def end(self, races: Sequence[Mapping[str, object]]) -> None:
        self._text.detach()

    def give_up(self) -> None:
        with suppress(OSError, ValueError):
            self._text.detach()


class _NdjsonForm:
    """JSON: an object a line."""

    first = before = b""
    after = b"\n"
    last = nothing = b""

    def __init__(self, file: BinaryIO, table: str, columns: Sequence[TableColumn]) -> None:
        self._file = file
        self._names = [column.name for column in columns]
        self._encode = msgspec.json.Encoder().encode
        self._begun = False

    def write(self, rows: Rows) -> None:
        for row in rows:
            cells = self._encode(dict(zip(self._names, row, strict=True)))
            self._file.write((self.before if self._begun else self.first) + cells + self.after)
            self._begun = True

    def end(self, races: Sequence[Mapping[str, object]]) -> None:
        self._file.write(self.last if self._begun else self.nothing)

    def give_up(self) -> None:
        pass


class _JsonForm(_NdjsonForm):
    """JSON: an array of objects, one a line."""

    first, before, after = b"[\n ", b",\n ", b""
    last, nothing = b"\n]\n", b"[]\n"


def _parquet_form(file: BinaryIO, table: str, columns: Sequence[TableColumn]) -> TableForm:
    from replay.tables.arrow import ParquetTable

    require_form("parquet")
    return ParquetTable(file, table, columns)


_FORMS: dict[str, Callable[[BinaryIO, str, Sequence[TableColumn]], TableForm]] = {
    "csv": _CsvForm,
    "json": _JsonForm,
    "ndjson": _NdjsonForm,
    "parquet": _parquet_form,
}

_ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "ndjson",
    ".ndjson": "ndjson",
    ".parquet": "parquet",
}


def form_of_ending(suffix: str) -> str | None:
    """Give the form that the ending of a file name means; None for any other ending."""
    return _ENDINGS.get(suffix.lower())


def require_form(form: str | None) -> None:
    """Raise `Failure` where a form needs what is not installed."""
    if form != "parquet":
        return
    from replay.tables.arrow import pyarrow_module

    try:
        pyarrow_module()
    except ImportError as error:
        raise Failure(str(error)) from None


def table_form(form: str, file: BinaryIO, table: str, columns: Sequence[TableColumn]) -> TableForm:
    """Begin a table in a file; `Failure` where the form needs what is not installed."""
    return _FORMS[form](file, table, columns)
