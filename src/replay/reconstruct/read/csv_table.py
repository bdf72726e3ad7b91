"""A CSV table whose every cell knows the file and the line it stands in."""

import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from replay.race.model import SECOND
from replay.race.text import is_text, printable
from replay.reconstruct.read.dialect import Dialect, NotCSV, dialect_of, names, records

MAX_BYTES = 4 * 1024 * 1024
"""The largest file of a box score that is read; the largest real one is 0.5 MB."""

MOST = 10 * 86_400
"""The largest number of seconds that a race file can hold: ten days."""

_CAR = re.compile(r"[0-9A-Z]{1,3}\Z")
_DECIMAL = re.compile(r"[0-9]{0,9}(\.[0-9]{1,9})?\Z")


class BoxScoreError(Exception):
    """A box score cannot be used. `str()` is one line that names the file and, if any, the line."""

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        self.file = file
        self.line = line
        place = file if line is None else f"{file}, line {line}"
        super().__init__(printable(f"{place}: {message}", limit=400))


@dataclass(frozen=True)
class Row:
    """One line of a table. Cells are stripped; an absent column reads as an empty cell."""

    file: str
    line: int
    cells: dict[str, str]
    dialect: Dialect

    def error(self, message: str) -> BoxScoreError:
        """Return an error that names this line."""
        return BoxScoreError(self.file, message, self.line)

    def text(self, column: str, most: int = 80) -> str:
        """Return a cell of 1 to `most` characters that text may hold; raises `BoxScoreError`."""
        value = self.cells.get(column, "")
        if not value:
            raise self.error(f"`{column}` is empty")
        if len(value) > most:
            raise self.error(f"`{column}` is longer than {most} characters")
        if not is_text(value):
            raise self.error(f"`{column}` has control or format characters")
        return value

    def maybe_text(self, column: str, most: int = 300) -> str | None:
        """Return a cell, None if it is empty; raises `BoxScoreError`."""
        return self.text(column, most) if self.cells.get(column) else None

    def car(self, column: str = "car") -> str:
        """Return a car number, up to three digits or capitals; raises `BoxScoreError`."""
        value = self.text(column)
        if not _CAR.match(value):
            raise self.error(f"no car number: {value[:40]!r}")
        return value

    def integer(self, column: str, low: int = 0, high: int = 1_000_000) -> int:
        """Return a whole number between `low` and `high`; raises `BoxScoreError`."""
        value = self.text(column)
        if not (value.isascii() and value.isdigit() and len(value) <= 9):
            raise self.error(f"`{column}` is no whole number: {value[:40]!r}")
        if not low <= int(value) <= high:
            raise self.error(f"`{column}` must lie between {low} and {high}, not {int(value)}")
        return int(value)

    def maybe_integer(self, column: str, low: int = 0, high: int = 1_000_000) -> int | None:
        """Return a whole number, None if the cell is empty; raises `BoxScoreError`."""
        return self.integer(column, low, high) if self.cells.get(column) else None

    def maybe_signed(self, column: str) -> int | None:
        """Return a whole number that may be below zero, None if empty; raises `BoxScoreError`."""
        value = self.cells.get(column, "")
        if not value.startswith("-"):
            return self.maybe_integer(column)
        return -replace(self, cells={column: value[1:]}).integer(column)

    def decimal(self, column: str, unit: int = SECOND, most: int = MOST) -> int:
        """Return a decimal number up to `most` as a count of 1/`unit`; raises `BoxScoreError`."""
        value = self.dialect.number(self.text(column))
        if not is_decimal(value):
            if "," in value:
                wish = "write a decimal point, and nothing between thousands"
                raise self.error(f"`{column}` has a comma: {value[:40]!r} ({wish})")
            raise self.error(f"`{column}` is no decimal number from 0 up: {value[:40]!r}")
        number = exact(value, unit)
        if number is None:
            raise self.error(f"`{column}` is finer than 1/{unit}: {value!r}")
        if number > most * unit:
            raise self.error(f"`{column}` is larger than {most}")
        return number

    def maybe_decimal(self, column: str, unit: int = SECOND, most: int = MOST) -> int | None:
        """Return a decimal number as a count of 1/`unit`, None if empty; raises `BoxScoreError`."""
        return self.decimal(column, unit, most) if self.cells.get(column) else None


def is_decimal(text: str) -> bool:
    """Return whether `text` is a number like 12, 12.5 or .5."""
    return text != "" and _DECIMAL.match(text) is not None


def exact(text: str, unit: int) -> int | None:
    """Return a decimal number in units of 1/`unit`, None where it is none or not that coarse."""
    if not is_decimal(text):
        return None
    whole, _, part = text.partition(".")
    scaled, rest = divmod(int(whole + part) * unit, 10 ** len(part))
    return None if rest else scaled


def read_table(folder: Path, file: str, columns: tuple[str, ...]) -> tuple[Row, ...] | None:
    """Return the rows of a CSV file, None if there is none; raises `BoxScoreError`.

    `columns` must be in the header, in small letters or capitals; others may be.
    """
    data = read_bytes(folder, file)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BoxScoreError(file, "not UTF-8", line) from None
    dialect = dialect_of(text, columns)
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
    for column in columns:
        if column not in header:
            raise BoxScoreError(file, f"no column `{column}`", at)
    return tuple(_row(file, line, header, cells, dialect) for line, cells in body)


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


def _row(file: str, line: int, header: list[str], cells: list[str], dialect: Dialect) -> Row:
    while len(cells) > len(header) and not cells[-1]:
        cells = cells[:-1]
    if len(cells) != len(header):
        raise BoxScoreError(file, f"{len(cells)} cells, the header has {len(header)}", line)
    return Row(file, line, dict(zip(header, cells, strict=True)), dialect)
