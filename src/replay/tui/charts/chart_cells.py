"""The cells of a chart: inks lie one over another, and laps under yellow have their own ground."""

from collections.abc import Iterable, Set

from replay.tui.drawing.runs import Row, Run, joined


class ChartCells:
    """A drawing of `width` by `height` cells: what is put later covers what was put before.

    Cells beyond an edge are left out.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells: list[list[Run]] = [[(" ", "full")] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, role: str) -> None:
        """Write a text from a cell on, a character a cell."""
        if not 0 <= y < self.height:
            return
        row = self._cells[y]
        for at, sign in enumerate(text, x):
            if 0 <= at < self.width:
                row[at] = sign, role

    def at(self, x: int, y: int) -> Run:
        """Give the sign of a cell and its role; a cell without ink is a blank."""
        return self._cells[y][x]

    def column(self, x: int, sign: str, role: str, over: Set[str] = frozenset(" ")) -> None:
        """Draw a line from top to foot, over the signs in `over` and no other."""
        if 0 <= x < self.width:
            for row in self._cells:
                if row[x][0] in over:
                    row[x] = sign, role

    def row(self, y: int, yellow: Iterable[int] = ()) -> Row:
        """Give a row of cells, those of a yellow band on its ground."""
        row = self._cells[y]
        for x in yellow:
            if x < self.width:
                sign, role = row[x]
                row[x] = sign, f"band {role}"
        return joined(row)
