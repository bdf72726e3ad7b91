"""The last line of the screen: the keys that serve now, as many as fit."""

from textual.reactive import var

from replay.tui.drawing.cells import plain
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Line, Row, Run, blank, length


class KeyBar(RowWidget):
    """Shows `cells`, pairs of keys and a word; `hint` takes the place of the first.

    The last cell (help) keeps its place at the right end whatever the width.
    """

    cells: var[tuple[tuple[str, str], ...]] = var(())
    hint: var[str] = var("")

    def watch_cells(self) -> None:
        """Repaint."""
        self.sync()

    def watch_hint(self) -> None:
        """Repaint."""
        self.sync()

    def line(self, y: int) -> Line:
        """Give the one row."""
        cells = self.cells
        if self.glyphs.ascii:
            cells = tuple((plain(keys), word) for keys, word in cells)
        return Line(bar_row(cells, self.hint, self.outer_size.width), "surface")


def bar_row(cells: tuple[tuple[str, str], ...], hint: str, width: int) -> Row:
    """Set the keys from the left and the last one at the right end; no cell is cut."""
    if not cells:
        return ()
    *left, last = cells
    right: Row = ((last[0], "accent_bold"), (f" {last[1]} ", "soft"))
    room = width - length(right)
    row: list[Run] = [blank(1)]
    if hint and len(hint) + 4 <= room:
        left = left[1:]
        row += [(hint, "bold"), blank(3)]
    for keys, word in left:
        cell = [(keys, "accent_bold"), (f" {word}", "soft"), blank(3)]
        if length((*row, *cell)) > room:
            break
        row += cell
    return (*row, blank(room - length(row)), *right)
