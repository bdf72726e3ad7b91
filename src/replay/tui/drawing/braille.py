"""Lines of three weights in braille: a chart of measured values, and who drew each of its cells."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from replay.tui.drawing.dots import ACROSS, BRAILLE, DOTS, DOWN

Weight = Literal["heavy", "light", "broken"]
"""A line two dots thick, of one dot, or of one dot with every third column of dots left out."""

Point = tuple[int, int]
"""A dot: its column from the left, its row from the top, both from 0."""

_RANK: tuple[Weight, ...] = ("broken", "light", "heavy")
_SIGNS = {"heavy": "#", "light": "*", "broken": "."}
_LEFT_OUT = 3


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

        A rise is shared by the two columns it lies between. One point alone is a dot. Points may
        lie beyond the edge, and the line then leaves the canvas there.
        """
        pen = _RANK.index(weight), who
        spans = _spans(points)
        if weight == "heavy":
            spans = _thick(spans)
        for x, (top, foot) in spans.items():
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

    def who(self, x: int, y: int) -> str:
        """Give who drew what stands in a cell, empty where nothing does."""
        return self._drawn[y * self.width + x][1]

    def weight(self, x: int, y: int) -> Weight | None:
        """Give the weight of the line in a cell, None where there is none."""
        rank = self._drawn[y * self.width + x][0]
        return None if rank < 0 else _RANK[rank]


def _spans(points: Sequence[Point]) -> dict[int, Point]:
    """Give the dots of a line by column: the first and the last row of each."""
    spans: dict[int, Point] = {}
    for x, y in points[:1]:
        spans[x] = y, y
    for (x, y), (to_x, to_y) in pairwise(points):
        columns = max(to_x - x, 0)
        before = y
        for step in range(1, columns + 1):
            now = y + _rounded((to_y - y) * step, columns)
            middle = before + _rounded(now - before, 2)
            further = middle + (now > middle) - (now < middle)
            _add(spans, x + step - 1, before, middle)
            _add(spans, x + step, further, now)
            before = now
        if not columns:
            _add(spans, x, y, to_y)
    return spans


def _rounded(amount: int, by: int) -> int:
    """Divide, rounded to the nearest, half towards zero."""
    whole = (2 * abs(amount) + by - 1) // (2 * by)
    return whole if amount >= 0 else -whole


def _add(spans: dict[int, Point], x: int, one: int, other: int) -> None:
    top, foot = spans.get(x, (one, one))
    spans[x] = min(top, one, other), max(foot, one, other)


def _thick(spans: dict[int, Point]) -> dict[int, Point]:
    return {x: (top, foot + 1) for x, (top, foot) in spans.items()}
