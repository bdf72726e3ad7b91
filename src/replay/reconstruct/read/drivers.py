"""Who drove a car, read from the ways in which results name one driver or several.

A car that changed drivers is published as `Ann Able / Bea Bold`, as `Ann Able (Bea Bold)`, or
with several lines of drivers.csv. The starter stands first.
"""

import re
from collections.abc import Sequence

from replay.foreign.box_score_tables import MAX_DRIVERS, MAX_NAME, DriverRow, ResultRow
from replay.foreign.csv_table import CSVRow
from replay.race.model import Driver

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}

_BETWEEN = re.compile(r"\s*[/;&+]\s*|\s+(?:and|relieved by|with|relief)\s+", re.IGNORECASE)

_IN_BRACKETS = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]", re.DOTALL)

_STARTED = re.compile(r"start(?:ed(?: by)?|er)\b[.:]*\s*", re.IGNORECASE)

_RELIEF = re.compile(
    r"(?:relief(?: driver)?|relieved by|rel|replaced by|with|and|then)\b[.:]*\s*", re.IGNORECASE
)

_MARKS = re.compile(r"\s*[(\[]\s*([^()\[\]]{0,2}|[js]r\.|iii)\s*[)\]]", re.IGNORECASE)
"""Marks in brackets, `(i)` not eligible, `(P)` in the playoffs, or the end of a name: `(Jr.)`."""


def drivers_of(row: CSVRow[ResultRow], lines: Sequence[CSVRow[DriverRow]]) -> tuple[Driver, ...]:
    """Return the drivers of a car, the starter first; raises `ForeignFileError`.

    `row` is the car's line of results.csv and `lines` are those of drivers.csv, which are
    believed of who drove; who started is the first that the results name.
    """
    named = _named(row)
    if len(lines) < 2:
        return tuple(_with_line(named, lines[0].cells) if lines else named)
    found: list[Driver] = []
    for line in lines:
        driver = _driver_of_line(line, named)
        if any(_same(driver, other) for other in found):
            raise line.error(f"car {row.cells.car} has the driver {driver.last} twice")
        found.append(driver)
    if len(found) > MAX_DRIVERS:
        raise lines[MAX_DRIVERS].error(f"car {row.cells.car} has more than {MAX_DRIVERS} drivers")
    return tuple(sorted(found, key=lambda driver: not _same(driver, named[0])))


def _named(row: CSVRow[ResultRow]) -> list[Driver]:
    """Return the drivers that results.csv names in one cell."""
    names = _split(row.cells.driver) or [row.cells.driver]
    if len(names) > MAX_DRIVERS:
        raise row.error(f"`driver` names more than {MAX_DRIVERS} drivers")
    if max(map(len, names)) > MAX_NAME:
        raise row.error(f"`driver` is longer than {MAX_NAME} characters")
    return [_driver(name) for name in names]


def _split(cell: str) -> list[str]:
    """Return the names in a cell, the starter's first, without the marks some publishers add."""
    cell = _MARKS.sub(_without_mark, cell).strip("*# ")
    brackets = _IN_BRACKETS.fullmatch(cell)
    if brackets is None:
        return [name for name in _BETWEEN.split(cell) if name]
    names, inside = _split(brackets.group(1)), brackets.group(2).strip()
    others = [name for other in _names_only(inside).split(",") for name in _split(other)]
    return [*others, *names] if _STARTED.match(inside) else [*names, *others]


def _without_mark(brackets: re.Match[str]) -> str:
    """Return what a few characters in brackets stand for: a part of the name, or nothing."""
    inside = brackets.group(1)
    return f" {inside}" if inside.rstrip(".").casefold() in _SUFFIXES else ""


def _names_only(inside: str) -> str:
    """Return what stands in brackets without the words that say what its drivers did."""
    for words in (_STARTED, _RELIEF):
        found = words.match(inside)
        if found:
            return inside[found.end() :]
    return inside


def _driver(name: str) -> Driver:
    words = name.split()
    tail = 2 if len(words) > 2 and words[-1].rstrip(".").casefold() in _SUFFIXES else 1
    return Driver(first=" ".join(words[:-tail]), last=" ".join(words[-tail:]))


def _with_line(named: list[Driver], line: DriverRow) -> list[Driver]:
    """Return the drivers with the one line of drivers.csv: of the one it names, or the starter."""
    at = next((at for at, one in enumerate(named) if one.last == line.last), 0)
    first, last = line.first or named[at].first, line.last or named[at].last
    return [*named[:at], Driver(first=first, last=last, short=line.short), *named[at + 1 :]]


def _driver_of_line(line: CSVRow[DriverRow], named: list[Driver]) -> Driver:
    """Return the driver of a line of drivers.csv, one of several of its car."""
    first, last, short = line.cells.first, line.cells.last, line.cells.short
    if last is None:
        raise line.error("`last` is empty")
    if first is None:
        first = next((one.first for one in named if one.last == last), "")
    return Driver(first=first, last=last, short=short)


def _same(one: Driver, other: Driver) -> bool:
    return (one.first.casefold(), one.last.casefold()) == (
        other.first.casefold(),
        other.last.casefold(),
    )
