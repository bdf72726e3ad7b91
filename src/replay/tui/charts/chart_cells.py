"""The cells of a chart: inks lie one over another, and laps under yellow have their own ground."""

from collections.abc import Iterable, Sequence, Set
from functools import cache
from itertools import groupby

from replay.tui.drawing.runs import Row, Run

BLANK: Run = (" ", "rule")
"""A cell without ink: its role is that of the quiet lines, so that they are one run with it."""


class ChartCells:
    """A drawing of `width` by `height` cells: what is put later covers what was put before.

    Cells beyond an edge are left out.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._signs = [[BLANK[0]] * width for _ in range(height)]
        self._roles = [[BLANK[1]] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, role: str) -> None:
        """Write a text from a cell on, a character a cell."""
        if not 0 <= y < self.height:
            return
        first, last = max(x, 0), min(x + len(text), self.width)
        if first < last:
            self._signs[y][first:last] = text[first - x : last - x]
            self._roles[y][first:last] = [role] * (last - first)

    def put_row(self, y: int, signs: Sequence[str], roles: Sequence[str]) -> None:
        """Write a whole row of cells, each with its role."""
        self._signs[y][:], self._roles[y][:] = signs, roles

    def at(self, x: int, y: int) -> Run:
        """Give the sign of a cell and its role; a cell without ink is a blank."""
        return self._signs[y][x], self._roles[y][x]

    def column(self, x: int, sign: str, role: str, over: Set[str] = frozenset(" ")) -> None:
        """Draw a line from top to foot, over the signs in `over` and no other."""
        if 0 <= x < self.width:
            for signs, roles in zip(self._signs, self._roles, strict=True):
                if signs[x] in over:
                    signs[x], roles[x] = sign, role

    def row(self, y: int, yellow: Iterable[int] = ()) -> Row:
        """Give a row of cells, those of a yellow band on its ground."""
        text, roles = "".join(self._signs[y]), self._roles[y]
        for x in yellow:
            if x < self.width:
                roles[x] = _banded(roles[x])
        runs, start = [], 0
        for role, cells in groupby(roles):
            stop = start + len(list(cells))
            runs.append((text[start:stop], role))
            start = stop
        return tuple(runs)


@cache
def _banded(role: str) -> str:
    return f"band {role}"
