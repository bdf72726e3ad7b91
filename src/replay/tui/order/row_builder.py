"""The rows of the running order as runs: a car in its columns, and the plates of many.

A `RowBuilder` is everything that does not change while the race runs: entries, signs and columns.
"""

from collections.abc import Iterable, Mapping

from rich.cells import cell_len

from replay.race.model import Entry
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.names import Name, name_in
from replay.tui.drawing.plates import plate_text
from replay.tui.drawing.runs import Row, RowContent, Run
from replay.tui.order.columns import BoardLayout
from replay.tui.order.row_cells import CarRow, cell, position

_BAND = 5
_CHANGE = 4
_LEAST_NAME = 5


class RowBuilder:
    """Draws the rows of the running order in one layout; what a name shows is kept.

    `big_plates`: a car of the field has a number of three characters. `marks_places`: no ink
    tells how far a place can be trusted, so a sign does.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        glyphs: Glyphs,
        layout: BoardLayout,
        *,
        big_plates: bool = False,
        marks_places: bool = False,
    ) -> None:
        self.layout = layout
        self.glyphs = glyphs
        self.marks_places = marks_places
        self._entries = entries
        self._plate = 3 if layout.narrow and not big_plates else 4
        self._before_plates = layout.places + (0 if layout.narrow else 2)
        self._names: dict[tuple[str, int], Name] = {}

    @property
    def plates_a_line(self) -> int:
        """How many plates fit in a packed row."""
        return max(1, (self.layout.width - 1 - self._before_plates) // self._plate)

    def plate_at(self, x: int) -> int | None:
        """Which plate of a packed row, from 0, stands at cell `x`; None before the first."""
        return (x - self._before_plates) // self._plate if x >= self._before_plates else None

    def heads(self) -> RowContent:
        """Draw the heads of the columns."""
        return RowContent(((self.layout.heads, "mute"),))

    def packed(self, first: int | None, cars: Iterable[str]) -> RowContent:
        """Draw a row of plates: the place of the first car, if known, then the cars in order."""
        place = f"{first or self.glyphs.none:>{self.layout.places}}"
        plates = ((plate_text(car, self._plate, self.glyphs), f"quiet {car}") for car in cars)
        return RowContent(((place if self.layout.narrow else f" {place} ", "mute"), *plates))

    def car(self, row: CarRow) -> RowContent:
        """Draw the row of a car."""
        running = row.running
        out = running.status == "out"
        runs: list[Run] = [
            *self._place(row, out),
            (
                plate_text(running.car, 4, self.glyphs),
                f"{'quiet' if out else 'plate'} {running.car}",
            ),
            (" ", "full"),
            *self._driver(row, out),
        ]
        entry = self._entries.get(running.car)
        for column in self.layout.columns:
            text, tone = cell(row, column, entry, self.glyphs)
            wide = len(text) if text.isascii() else cell_len(text)
            if column.align == "r" and wide > column.width:
                text = self.glyphs.none  # a number is never cut
            text = cells.fit(text, column.width, column.align, self.glyphs.cut)
            runs.append((" " + text, "mute" if out else tone))
        return RowContent(tuple(runs), _ground(row))

    def _place(self, row: CarRow, out: bool) -> Row:
        """The cells before the plate: cursor, position, change.

        Without colours `~` hugs a position that is a guess; where ink tells it, a column of
        them would be noise. It gives way to the cursor to the number's other side.
        """
        number = position(row, self.glyphs)
        cursor = self.glyphs.cursor if row.chosen else ""
        guessed = row.running.placed and number.tone == "mute"
        mark = self.glyphs.rebuilt if self.marks_places and guessed else " "
        room = 1 + self.layout.places - len(cursor) - len(number.text)
        leads = row.running.position == 1 and row.running.placed and not out
        tone = "mute" if out else number.tone
        return (
            (cursor, "accent"),
            (mark.rjust(room) if room else "", "mute"),
            (number.text, f"strong {tone}" if leads else tone),
            *self._change(row.running.change, " " if room else mark, out),
        )

    def _change(self, places: int, before: str, out: bool) -> Row:
        """The change cell with the cells on both sides, which a long number may use.

        A car that is out has none: it only falls, place by place, as others go by.
        """
        text = cells.change(places, self.glyphs)
        if out or not text:
            return (before, "mute"), (" " * (_CHANGE - 1), "full")
        before = before if len(text) < _CHANGE else ""
        after = " " * (_CHANGE - len(before + text))
        return (before, "mute"), (text, "won" if places > 0 else "loss"), (after, "full")

    def _driver(self, row: CarRow, out: bool) -> Row:
        """The driver's cell: name, and at its right end whether the car is out or in the pits."""
        width = self.layout.driver
        status = row.running.status
        label = {"out": f"{self.glyphs.out} out", "pit": "IN"}.get(status, "")
        if label and width - len(label) - 1 < _LEAST_NAME:
            label = self.glyphs.out if status == "out" and width > _LEAST_NAME else ""
        name = self._name(row.running.car, width - (len(label) + 1 if label else 0))
        used = cell_len(name.first + name.last) + len(label)
        leads = row.running.position == 1 and row.running.placed
        strong = (row.chosen or leads) and not out
        return (
            (name.first, "mute"),
            (name.last, "bold" if strong else "mute" if out else "full"),
            (" " * (width - used), "full"),
            (label, "mute" if out else "full"),
        )

    def _name(self, car: str, width: int) -> Name:
        key = (car, width)
        known = self._names.get(key)
        if known is None:
            entry = self._entries.get(car)
            known = (
                name_in(entry, width, self.layout.narrow, self.glyphs) if entry else Name("", "")
            )
            self._names[key] = known
        return known


def _ground(row: CarRow) -> str:
    if row.chosen:
        return "row_cursor"
    return "band" if (row.running.position - 1) // _BAND % 2 else "background"
