"""The hairline that parts the running order from the right column."""

from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import RowContent


class Hairline(RowWidget):
    """One column of `│`."""

    def line(self, y: int) -> RowContent:
        """Give the same sign on every row."""
        return RowContent(((self.glyphs.hairline, "rule"),))
