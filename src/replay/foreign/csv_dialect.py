"""How a CSV file is written: what parts its cells, and whether its numbers have decimal commas."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t", "|")
"""What may part the cells of a table; where two would do, the first."""

_SEP_LINE = re.compile(r'\s*"?sep=(.)"?[\s,;|]*\Z', re.IGNORECASE)

_LINE_END = re.compile(r"\r\n|\n|\r")

_DECIMAL_COMMA = re.compile(r"[0-9]*,[0-9]+\Z")


@dataclass(frozen=True)
class Dialect:
    """How a table is written. `lines` counts those before its header: 1 with a line `sep=;`."""

    separator: str
    lines: int = 0

    def number(self, cell: str) -> str:
        """Return a number with a decimal point, if commas part decimals here and not cells."""
        if self.separator != "," and _DECIMAL_COMMA.match(cell):
            return cell.replace(",", ".")
        return cell


def dialect_of(text: str, columns: tuple[str, ...]) -> Dialect:
    """Return how a table is written: as its line `sep=` says, else as its header shows.

    That is the separator by which the header has the most of `columns`, then the most cells.
    """
    first, *rest = _LINE_END.split(text, maxsplit=1)
    stated = _SEP_LINE.match(first)
    if stated and rest:
        return Dialect(stated.group(1), 1)
    first = _LINE_END.split(text.lstrip(), maxsplit=1)[0]
    found = {separator: _header(first, separator) for separator in SEPARATORS}

    def fit(separator: str) -> tuple[int, int]:
        return sum(column in found[separator] for column in columns), len(found[separator])

    return Dialect(max(SEPARATORS, key=fit))


def _header(line: str, separator: str) -> list[str]:
    try:
        return names(next(csv.reader([line], delimiter=separator, skipinitialspace=True), []))
    except csv.Error:
        return []


def names(cells: list[str]) -> list[str]:
    """Return the names of columns, which may be written in capitals."""
    return [cell.strip().casefold() for cell in cells]


def records(text: str, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of every record of a table; raises `NotCSV`."""
    stream = io.StringIO(text, newline="")
    for _ in range(dialect.lines):
        stream.readline()
    reader = csv.reader(stream, delimiter=dialect.separator, skipinitialspace=True, strict=True)
    while True:
        line = dialect.lines + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise NotCSV(str(error), line) from None
        yield line, [cell.strip() for cell in cells]


class NotCSV(Exception):
    """A table that is no CSV from `line` on."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
