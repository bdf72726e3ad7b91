"""The list of races, grouped by year: only what was public before each start."""

from dataclasses import dataclass

from textual.events import Click
from textual.message import Message
from textual.reactive import var

from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_list import RowList
from replay.tui.drawing.runs import RowContent, blank
from replay.tui.picker.race_choices import Choice
from replay.tui.picker.race_columns import RaceColumns, heads_row, race_columns, race_row

UNKNOWN_YEAR = "·"
"""The head over the races whose date is unknown."""


class RaceList(RowList, can_focus=True):
    """Shows `choices` by year, the one at `cursor` marked; posts `Chosen` on click.

    The heads of the columns stay on its first row; the races go by below them.
    """

    @dataclass
    class Chosen(Message):
        """A race was clicked."""

        choice: Choice

    choices: var[tuple[Choice, ...]] = var(())
    cursor: var[int] = var(0)

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(glyphs=glyphs, id=id)
        self._by_year: list[int | str] = []
        self._columns: RaceColumns | None = None

    def watch_choices(self) -> None:
        """Group the races anew, and fit the columns to them."""
        self._by_year = by_year(self.choices)
        self._columns = None
        self.set_count(1 + len(self._by_year))
        self._show_cursor()

    def watch_cursor(self) -> None:
        """Mark another race, with others around it in sight."""
        self._show_cursor()

    def on_resize(self) -> None:
        """Fit the columns to another width, and keep the cursor in sight."""
        self._show_cursor()
        super().on_resize()

    def _show_cursor(self) -> None:
        if self.choices:
            at = 1 + self._by_year.index(self.cursor) if self.cursor in self._by_year else 0
            self.scroll_to(y=at - self.outer_size.height // 2, animate=False)
        self.sync()

    def line(self, y: int) -> RowContent:
        """The heads, and below them the races that are seen."""
        index = self.scroll_offset.y + y
        if not self._by_year or index > len(self._by_year):
            return RowContent(())
        return self.row(index if y else 0)

    def row(self, index: int) -> RowContent:
        """The heads at 0, then years and races, the newest first."""
        if not index:
            return RowContent(heads_row(self._fitted_columns))
        shown = self._by_year[index - 1]
        if isinstance(shown, str):
            return RowContent((blank(2), (drawable(shown, self.glyphs), "mute")))
        chosen = shown == self.cursor
        row = race_row(self.choices[shown], self._fitted_columns, chosen, self.glyphs)
        return RowContent(row, "row_cursor" if chosen else "background")

    @property
    def _fitted_columns(self) -> RaceColumns:
        width = self.outer_size.width
        if self._columns is None or self._columns.width != width:
            self._columns = race_columns(self.choices, width, self.glyphs)
        return self._columns

    def on_click(self, event: Click) -> None:
        """Choose the race under the mouse."""
        index = self.scroll_offset.y + event.y - 1
        shown = self._by_year[index] if event.y and index < len(self._by_year) else ""
        if isinstance(shown, int):
            self.post_message(self.Chosen(self.choices[shown]))


def by_year(choices: tuple[Choice, ...]) -> list[int | str]:
    """Give the rows of a list: the year of the races that follow, or the number of a race.

    A blank row parts one year from the next; races of no known date have a head of their own, and
    files that cannot be read are no year's.
    """
    rows: list[int | str] = []
    year = ""
    for index, choice in enumerate(choices):
        header = choice.listing.header
        of = (header.date or UNKNOWN_YEAR)[:4] if header else "unreadable"
        if of != year:
            rows += ["", of] if rows else [of]
            year = of
        rows.append(index)
    return rows
