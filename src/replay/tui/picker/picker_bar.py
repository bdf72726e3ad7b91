"""The title bar of the picker: how many races, the filter, and that results stay hidden."""

from textual.reactive import var

from replay.race.quantity import quantity
from replay.tui.drawing.cells import drawable
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
            (f"  {quantity(self.count, 'race')}", "mute"),
        ]
        if self.words:
            left += [("   / ", "accent_bold"), (drawable(self.words, self.glyphs), "bold")]
        right: Run = ("results hidden ", "mute")
        gap = self.outer_size.width - length(left) - length([right])
        row = (*left, blank(gap), right) if gap > 0 else tuple(left)
        return RowContent(row, "surface")
