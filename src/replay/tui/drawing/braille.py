"""Lines of three weights in braille: a chart of measured values, and who drew each of its cells."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from replay.tui.drawing.dots import ACROSS, BRAILLE, DOTS, DOWN
from replay.tui.drawing.glyphs import ASCII

Weight = Literal["heavy", "light", "broken"]
"""A line two dots thick, of one dot, or of one dot with every third column of dots left out."""

Point = tuple[int, int]
"""A dot: its column from the left, its row from the top, both from 0."""

_RANK: tuple[Weight, ...] = ("broken", "light", "heavy")
_SIGNS = {"heavy": ASCII.heavy_dot, "light": ASCII.light_dot, "broken": ASCII.broken_dot}
_LEFT_OUT = 3
_STEEP = 6
"""From so many rows of dots on a rise of a heavy line would else look like that of a light one."""


class Canvas:
    """Lines in so many columns and rows of cells; what lies beyond the edge is left out.

    The heavier of two lines keeps a cell for itself, of two of one weight the later one: a cell
    has one colour. In `plain` text each cell has the sign of its weight: `#`, `*` or `.`.
    """

    def __init__(self, width: int, height: int, *, plain: bool = False) -> None:
        self.width = width
        self.height = height
        self._plain = plain
        self._dots = [0] * (width * height)
        self._drawn: list[tuple[int, str]] = [(-1, "")] * (width * height)

    def line(self, points: Sequence[Point], weight: Weight, who: str = "") -> None:
        """Draw through dots from left to right; `who` is told of the cells that it keeps.

        A rise is shared by the two columns it lies between; where that of a heavy line is steep,
        each of them has all of it. One point alone is a dot. Points may lie beyond the edge, and
        the line then leaves the canvas there.
        """
        pen = _RANK.index(weight), who
        for x, (top, foot) in _spans(points, thick=weight == "heavy").items():
            if weight != "broken" or x % _LEFT_OUT != _LEFT_OUT - 1:
                self._upright(x, top, foot, pen)

    def _upright(self, x: int, top: int, foot: int, pen: tuple[int, str]) -> None:
        if not 0 <= x < self.width * ACROSS:
            return
        bits = DOTS[x % ACROSS]
        for y in range(max(top, 0), min(foot, self.height * DOWN - 1) + 1):
            cell = y // DOWN * self.width + x // ACROSS
            drawn = self._drawn[cell]
            if drawn == pen:
                self._dots[cell] |= bits[y % DOWN]
            elif drawn[0] <= pen[0]:
                self._drawn[cell] = pen
                self._dots[cell] = bits[y % DOWN]

    def cell(self, x: int, y: int) -> str:
        """Give the sign in a cell, empty where nothing is drawn."""
        dots = self._dots[y * self.width + x]
        if not dots:
            return ""
        if self._plain:
            return _SIGNS[_RANK[self._drawn[y * self.width + x][0]]]
        return chr(BRAILLE + dots)

    def drawn(self) -> Iterator[tuple[int, int, str, Weight, str]]:
        """Give every cell that is drawn in: column, row, sign, the weight of its line, and who."""
        for cell, (rank, who) in enumerate(self._drawn):
            if rank >= 0:
                y, x = divmod(cell, self.width)
                yield x, y, self.cell(x, y), _RANK[rank], who


def _spans(points: Sequence[Point], *, thick: bool) -> dict[int, Point]:
    """Give the dots of a line by column: the first and the last row of each."""
    spans = _levels(points)
    for x, before, now in _rises(points):
        middle = before + _rounded(now - before, 2)
        further = middle + (now > middle) - (now < middle)
        if thick and abs(now - before) >= _STEEP:
            middle, further = now, before
        _add(spans, x, before, middle)
        _add(spans, x + 1, further, now)
    return {x: (top, foot + thick) for x, (top, foot) in spans.items()}


def _levels(points: Sequence[Point]) -> dict[int, Point]:
    """Give the rows of each column through which the points themselves go."""
    spans: dict[int, Point] = {}
    for x, y in points:
        _add(spans, x, y, y)
    return spans


def _rises(points: Sequence[Point]) -> Iterator[tuple[int, int, int]]:
    """Give how a straight line goes on from each column to the next: from which row to which."""
    for (x, y), (to_x, to_y) in pairwise(points):
        before = y
        for step in range(1, to_x - x + 1):
            now = y + _rounded((to_y - y) * step, to_x - x)
            yield x + step - 1, before, now
            before = now


def _rounded(amount: int, by: int) -> int:
    """Divide, rounded to the nearest, half towards zero."""
    whole = (2 * abs(amount) + by - 1) // (2 * by)
    return whole if amount >= 0 else -whole


def _add(spans: dict[int, Point], x: int, one: int, other: int) -> None:
    top, foot = spans.get(x, (one, one))
    spans[x] = min(top, one, other), max(foot, one, other)
