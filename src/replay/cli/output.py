"""Rows as text for people, as CSV and as JSON, and writing it to standard output."""

import csv
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

UNKNOWN = "·"
"""What stands in a table for what nobody knows; CSV has nothing there, JSON null."""

_JSON = msgspec.json.Encoder(decimal_format="number")


def csv_text(rows: Iterable[Struct], columns: Sequence[str]) -> Iterator[str]:
    """Write rows as CSV: a header line, LF line ends, nothing for None."""
    for cells in chain([columns], map(astuple, rows)):
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield line.getvalue()


def json_text(rows: Iterable[Struct]) -> Iterator[str]:
    """Write rows as a JSON array, one a line; decimals as numbers, exactly."""
    before = "[\n "
    for row in rows:
        yield before + _JSON.encode(row).decode()
        before = ",\n "
    yield "[]\n" if before.startswith("[") else "\n]\n"


def table_text(rows: Callable[[], Iterable[Struct]], columns: Sequence[str]) -> Iterator[str]:
    """Write rows as aligned columns under their names, numbers to the right.

    Decimal points stand under each other; a number may have a `~` before it. `rows` is called
    twice, for the widths and for the text, so that no table is held whole.
    """
    found = [_Column() for _ in columns]
    for cells in map(_cells, rows()):
        for column, cell in zip(found, cells, strict=True):
            column.take(cell)
    widths = [max(c.width, cell_width(head)) for c, head in zip(found, columns, strict=True)]
    right = [column.numbers for column in found]
    yield _line(columns, widths, right)
    for cells in map(_cells, rows()):
        padded = [column.padded(cell) for column, cell in zip(found, cells, strict=True)]
        yield _line(padded, widths, right)


class _Column:
    """What is known of a column once all of its cells have been seen."""

    def __init__(self) -> None:
        self.numbers = True
        self._widest = self._whole = self._fraction = 0

    @property
    def width(self) -> int:
        return self._whole + self._fraction if self.numbers else self._widest

    def take(self, cell: str) -> None:
        self._widest = max(self._widest, cell_width(cell))
        self.numbers = self.numbers and _is_number(cell)
        if self.numbers:
            fraction = _fraction(cell)
            self._fraction = max(self._fraction, fraction)
            self._whole = max(self._whole, len(cell) - fraction)

    def padded(self, cell: str) -> str:
        """Set the decimal point of a number under those of the others."""
        return cell + " " * (self._fraction - _fraction(cell)) if self.numbers else cell


def _fraction(number: str) -> int:
    return len(number) - number.index(".") if "." in number else 0


def _cells(row: Struct) -> list[str]:
    return ["" if value is None else str(value) for value in astuple(row)]


def _is_number(text: str) -> bool:
    digits = text.removeprefix("~").replace(".", "", 1)
    return text in ("", UNKNOWN) or (digits.isdecimal() and text.isascii())


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = [
        " " * (width - cell_width(cell)) + cell
        if to_the_right
        else cell + " " * (width - cell_width(cell))
        for cell, width, to_the_right in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(padded).rstrip() + "\n"


def cell_width(text: str) -> int:
    """Count the terminal cells that a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def write(text: Iterable[str]) -> None:
    """Write text to standard output as UTF-8, piece by piece; a reader gone is no error."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        for piece in text:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer would raise again as the interpreter closes it.
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise
