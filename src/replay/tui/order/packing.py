"""Which cars of the order have a row, and which are packed as plates. Pure functions.

No car is off the screen: what does not fit as a row is packed, so many plates a line. If the
chosen car would be packed the rows scroll to it: the leaders stay, what is skipped is packed
at the seam.
"""

from functools import lru_cache
from typing import NamedTuple

LEADERS = 3
"""Cars at the top that stay when the rows scroll."""

FEWEST = 5
"""A board with fewer lines than this has rows only: a line of plates would take the front."""

_AFTER = 2


class CarRange(NamedTuple):
    """One line of the board: the cars `start` to `stop` (exclusive) of the order, from 0.

    A row is one car; a packed line is any number of them.
    """

    start: int
    stop: int
    packed: bool


@lru_cache(16)
def pack(cars: int, lines: int, per_line: int, chosen: int = 0) -> tuple[CarRange, ...]:
    """Distribute `cars` over at most `lines` lines, with `per_line` plates in a packed one.

    `chosen` is the place (from 0) of the car that must have a row. Rows are as many as can
    be. Where even plates do not fit, the chosen car's row comes first and the last cars are
    not shown.
    """
    if cars <= 0 or lines <= 0:
        return ()
    if cars <= lines:
        return _rows(0, cars)
    if lines < FEWEST:
        return _without_plates(lines, chosen)
    for rows in range(lines - 1, 0, -1):
        spans = _scrolled(cars, rows, per_line, chosen)
        if len(spans) <= lines:
            return spans
    plates = (*_plates(0, chosen, per_line), *_plates(chosen + 1, cars, per_line))
    return (*_rows(chosen, chosen + 1), *plates)[:lines]


def _scrolled(cars: int, rows: int, per_line: int, chosen: int) -> tuple[CarRange, ...]:
    """Exactly `rows` rows, the chosen car's among them, and all the rest packed."""
    if chosen < rows:
        return (*_rows(0, rows), *_plates(rows, cars, per_line))
    stay = min(LEADERS, rows - 1)
    window = rows - stay
    after = min(_AFTER, window // 3)
    start = min(chosen + 1 + after, cars) - window
    return (
        *_rows(0, stay),
        *_plates(stay, start, per_line),
        *_rows(start, start + window),
        *_plates(start + window, cars, per_line),
    )


def _without_plates(lines: int, chosen: int) -> tuple[CarRange, ...]:
    if chosen < lines:
        return _rows(0, lines)
    return (*_rows(0, lines - 1), *_rows(chosen, chosen + 1))


def _rows(start: int, stop: int) -> tuple[CarRange, ...]:
    return tuple(CarRange(at, at + 1, False) for at in range(start, stop))


def _plates(start: int, stop: int, per_line: int) -> tuple[CarRange, ...]:
    per_line = max(1, per_line)
    return tuple(
        CarRange(at, min(at + per_line, stop), True) for at in range(start, stop, per_line)
    )
