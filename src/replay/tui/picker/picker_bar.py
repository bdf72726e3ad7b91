"""The title bar of the picker: how many races, what is searched for, that results are hidden."""

from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import RowContent, Run, blank, length

_LEAST_WORDS = 6


class PickerBar(RowWidget):
    """Shows how many races of how many series there are, and what was typed, as `tell` says."""

    _left: tuple[Run, ...] = ()
    _words = ""

    def tell(self, races: int, series: int, found: int, words: str) -> None:
        """Show the number of races of a library, and of those `found` by `words`."""
        count = f"{races:,} race{'' if races == 1 else 's'}"
        if words:
            count = f"{found:,} of {count}"
        elif series > 1:
            count += f" of {series:,} series"
        self._left = ((" replay", "bold"), (f"  {count}", "mute"))
        self._words = words
        self.sync()

    def line(self, y: int) -> RowContent:
        """Give the one row; of words that have no room the end is shown, where one types."""
        width = self.outer_size.width
        left = list(self._left)
        if self._words:
            words = drawable(self._words, self.glyphs)
            room = max(width - length(left) - len("   / ") - 1, _LEAST_WORDS)
            if length([(words, "")]) > room:
                words = fit(words[::-1], room, cut=self.glyphs.cut)[::-1].strip()
            left += [("   / ", "accent_bold"), (words, "bold")]
        right: Run = ("results hidden ", "mute")
        gap = width - length(left) - length([right])
        return RowContent((*left, blank(gap), right) if gap > 0 else tuple(left), "surface")
