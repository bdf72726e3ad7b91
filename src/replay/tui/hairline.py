"""The hairline that parts the running order from the right column."""

from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Line


class Hairline(RowWidget):
    """One column of `│`."""

    DEFAULT_CSS = "Hairline { width: 1; height: 100%; }"

    def line(self, y: int) -> Line:
        """Give the same sign on every row."""
        return Line(((self.glyphs.hairline, "rule"),))
