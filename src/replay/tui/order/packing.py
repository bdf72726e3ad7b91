"""Which cars of the order have a row, and which are packed as plates. Pure functions.

No car is off the screen: what does not fit as a row is packed, so many plates a line. If the
chosen car would be packed the rows scroll to it: the leaders stay, what is skipped is packed
at the seam. Class by class each class has its share of the rows, and its plates below them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

LEADERS = 3
"""Cars at the top that stay when the rows scroll."""

FEWEST = 5
"""A board with fewer lines than this has rows only: a line of plates would take the front."""

_AFTER = 2
_MOST_SPARE = 4


class CarRange(NamedTuple):
    """One line of the board: the cars `start` to `stop` (exclusive) of the order, from 0.

    A row is one car; a packed line is any number of them.
    """

    start: int
    stop: int
    packed: bool


class PlateRoom(NamedTuple):
    """The cells that the plates of the cars take, in their order, and those a line has for them."""

    widths: tuple[int, ...]
    room: int

    def lines(self, start: int, stop: int) -> tuple[CarRange, ...]:
        """Break the plates of some cars into lines; a line has at least one."""
        spans, begins, used = [], start, 0
        for at in range(start, stop):
            width = self.widths[at]
            if at > begins and used + width > self.room:
                spans.append(CarRange(begins, at, True))
                begins, used = at, 0
            used += width
        return (*spans, CarRange(begins, stop, True)) if begins < stop else tuple(spans)


@lru_cache(16)
def pack(
    cars: int, lines: int, plates: PlateRoom, chosen: int = 0, first: int = 0, fewest: int = FEWEST
) -> tuple[CarRange, ...]:
    """Distribute `cars`, from the `first` of the order on, over at most `lines` lines.

    `chosen` is the car (by its place in the order, from 0) that must have a row. Rows are as many
    as can be. Where even plates do not fit, the chosen car's row comes first and the last cars are
    not shown. With fewer lines than `fewest` there are no plates.
    """
    end = first + cars
    if cars <= 0 or lines <= 0:
        return ()
    if cars <= lines:
        return _rows(first, end)
    if lines < fewest:
        return _without_plates(first, lines, chosen)
    for rows in range(lines - 1, 0, -1):
        spans = _scrolled(first, end, rows, plates, chosen)
        if len(spans) <= lines:
            return spans
    others = (*plates.lines(first, chosen), *plates.lines(chosen + 1, end))
    return (*_rows(chosen, chosen + 1), *others)[:lines]


@lru_cache(16)
def pack_by_class(
    classes: tuple[int, ...], lines: int, plates: PlateRoom, chosen: int = 0
) -> tuple[CarRange, ...]:
    """Distribute classes of so many cars over `lines` lines: rows are dealt evenly.

    The first class has one more where they do not go up evenly. The class of the chosen car has
    lines to spare where its plates need more on both sides of that row. Where not every class can
    have a row and its plates, they are packed as one order.
    """
    sections = _sections(classes)
    for spare in range(_MOST_SPARE):
        spans = _dealt(sections, lines - spare, spare, plates, chosen)
        if spans and sum(span.stop - span.start for span in spans) == sum(classes):
            return spans
    return pack(sum(classes), lines, plates, chosen)


def _dealt(
    sections: Sequence[tuple[int, int]], lines: int, spare: int, plates: PlateRoom, chosen: int
) -> tuple[CarRange, ...]:
    """Deal the rows; nothing where not every class can have one, and its plates."""
    rows = [1] * len(sections)
    if sum(_lines_of(*section, 1, plates) for section in sections) > lines:
        return ()
    while (fuller := _one_more(sections, rows, lines, plates)) is not None:
        rows[fuller] += 1
    spans: list[CarRange] = []
    for (start, stop), shown in zip(sections, rows, strict=True):
        here = start <= chosen < stop
        own = _lines_of(start, stop, shown, plates) + (spare if here else 0)
        spans += pack(stop - start, own, plates, chosen if here else start, start, fewest=0)
    return tuple(spans)


def _sections(classes: Sequence[int]) -> list[tuple[int, int]]:
    sections, start = [], 0
    for cars in classes:
        if cars:
            sections.append((start, start + cars))
        start += cars
    return sections


def _one_more(
    sections: Sequence[tuple[int, int]], rows: Sequence[int], lines: int, plates: PlateRoom
) -> int | None:
    """Give the class that can have one more row: of those with the fewest the first."""
    taken = [_lines_of(*of, shown, plates) for of, shown in zip(sections, rows, strict=True)]
    for at in sorted(range(len(rows)), key=lambda at: rows[at]):
        start, stop = sections[at]
        if rows[at] < stop - start:
            more = _lines_of(start, stop, rows[at] + 1, plates)
            if sum(taken) - taken[at] + more <= lines:
                return at
    return None


def _lines_of(start: int, stop: int, rows: int, plates: PlateRoom) -> int:
    """Count the lines of a class with so many rows; a single plate is a row as well."""
    return rows + len(plates.lines(start + rows, stop))


def _scrolled(
    first: int, end: int, rows: int, plates: PlateRoom, chosen: int
) -> tuple[CarRange, ...]:
    """Exactly `rows` rows, the chosen car's among them, and all the rest packed."""
    if chosen < first + rows:
        return (*_rows(first, first + rows), *plates.lines(first + rows, end))
    stay = min(LEADERS, rows - 1)
    window = rows - stay
    after = min(_AFTER, window // 3)
    start = min(chosen + 1 + after, end) - window
    return (
        *_rows(first, first + stay),
        *plates.lines(first + stay, start),
        *_rows(start, start + window),
        *plates.lines(start + window, end),
    )


def _without_plates(first: int, lines: int, chosen: int) -> tuple[CarRange, ...]:
    if chosen < first + lines:
        return _rows(first, first + lines)
    return (*_rows(first, first + lines - 1), *_rows(chosen, chosen + 1))


def _rows(start: int, stop: int) -> tuple[CarRange, ...]:
    return tuple(CarRange(at, at + 1, False) for at in range(start, stop))
