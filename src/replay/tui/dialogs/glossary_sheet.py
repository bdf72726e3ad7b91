"""The sheet of the glossary: it stands where a chart would, between title bar and transport."""

from collections.abc import Callable

from msgspec import Struct
from textual.reactive import var

from replay.race.model import Race
from replay.tui.dialogs.glossary import Glossary, glossary
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.rules import Title, rule_row
from replay.tui.drawing.runs import RowContent
from replay.tui.theme import palette_of

_TITLE = Title(2, "Help", "columns and signs", focused=True)


class GlossaryOf(Struct, frozen=True, eq=False):
    """What a glossary is of: a race, the heads and words of its columns, the rows `below` a sheet.

    Those are the transport and the key bar, in a terminal of the present size.
    """

    race: Race
    columns: tuple[tuple[str, str], ...]
    below: Callable[[], int]


class GlossarySheet(RowWidget):
    """Shows the glossary of a race, scrolled by `offset_rows`."""

    offset_rows: var[int] = var(0)

    def __init__(self, of: GlossaryOf, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs, id="glossary")
        self._of = of
        self._laid_out: tuple[tuple[int, bool], Glossary] | None = None

    def fit(self, width: int, height: int) -> None:
        """Take the rows between the title bar and what stands below, in a terminal of a size."""
        self.styles.width = width
        self.styles.height = max(height - 1 - self._of.below(), 2)
        self.offset_rows = min(self.offset_rows, self.hidden)

    @property
    def hidden(self) -> int:
        """How many rows have no room, so that one may scroll."""
        return self._glossary().hidden(self._height - 1)

    def scroll(self, step: int) -> None:
        """Scroll by so many rows, no further than its ends."""
        self.offset_rows = min(max(self.offset_rows + step, 0), self.hidden)

    def watch_offset_rows(self) -> None:
        """Repaint."""
        self.sync()

    def row_values(self) -> tuple[RowContent, ...]:
        """Give the title, and the glossary under it."""
        height = self.outer_size.height
        glyphs = self.glyphs
        rule = (glyphs.flag_rule, "rule")
        title = rule_row(self.outer_size.width, [_TITLE], "", rule, rule, glyphs)
        rows = self._glossary().rows(height - 1, self.offset_rows, glyphs)
        return (RowContent(title), *map(RowContent, rows))

    @property
    def _height(self) -> int:
        height = self.styles.height
        return int(height.value) if height is not None else self.outer_size.height

    def _glossary(self) -> Glossary:
        width = self.outer_size.width or self.app.size.width
        marked = self.glyphs.ascii or palette_of(self).nocolor
        if self._laid_out is None or self._laid_out[0] != (width, marked):
            laid = glossary(self._of.race, self._of.columns, self.glyphs, width, marked=marked)
            self._laid_out = (width, marked), laid
        return self._laid_out[1]
