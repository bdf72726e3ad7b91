"""The title bar of the picker: how many races, the filter, and that results stay hidden."""

from textual.reactive import var

from replay.tui.drawing.cells import clean, plain
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import RowContent, Run, blank, length


class PickerBar(RowWidget):
    """Shows `count` races, and `words` typed so far."""

    count: var[int] = var(0)
    words: var[str] = var("")

    def watch_count(self) -> None:
        """Repaint."""
        self.sync()

    def watch_words(self) -> None:
        """Repaint."""
        self.sync()

    def line(self, y: int) -> RowContent:
        """Give the one row."""
        left: list[Run] = [
            (" replay", "bold"),
            (f"  {self.count} race{'' if self.count == 1 else 's'}", "mute"),
        ]
        if self.words:
            said = plain if self.glyphs.ascii else clean
            left += [("   / ", "accent_bold"), (said(self.words), "bold")]
        right: Run = ("results hidden ", "mute")
        gap = self.outer_size.width - length(left) - length([right])
        row = (*left, blank(gap), right) if gap > 0 else tuple(left)
        return RowContent(row, "surface")
