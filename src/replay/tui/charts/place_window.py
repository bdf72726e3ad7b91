"""Which places of a chart have a row, and which are packed as plates above and below them."""

from collections.abc import Sequence
from typing import NamedTuple

_AFTER = 2
"""The rows that stay below the chosen car where the rows have scrolled to it."""


class PlaceWindow(NamedTuple):
    """The rows of `height` places from the one after `top` on, and lines of plates around them.

    `above` and `below` are lines of places, counted from 0, packed as plates of `plate` cells.
    """

    top: int
    height: int
    above: tuple[range, ...]
    below: tuple[range, ...]
    plate: int


def place_window(
    places: int, chosen: int, lines: int, room: int, widths: Sequence[int]
) -> PlaceWindow:
    """Give so many `places` as rows as fit in `lines`, the chosen one (from 0) among them.

    A line of plates has `room` cells; of the `widths` a plate may have the first is taken with
    which no second line is needed. Rows are as many as can be, one at the least.
    """
    if places <= lines:
        return PlaceWindow(0, places, (), (), widths[0])
    for height in range(lines - 1, 0, -1):
        after = min(_AFTER, height // 3)
        top = 0 if chosen < height else min(chosen + 1 + after, places) - height
        for width in widths:
            above = _lines(range(top), room // width)
            below = _lines(range(top + height, places), room // width)
            if len(above) + len(below) <= lines - height:
                if places - top - height == 1:  # a line of one plate is as well a row
                    return PlaceWindow(top, height + 1, above, (), width)
                return PlaceWindow(top, height, above, below, width)
    return PlaceWindow(chosen, 1, (), (), widths[-1])


def _lines(places: range, plates: int) -> tuple[range, ...]:
    plates = max(plates, 1)
    return tuple(places[at : at + plates] for at in range(0, len(places), plates))
