"""The rows of the running order as runs: a car in its columns, and the plates of many.

A `RowBuilder` is everything that does not change while the race runs: entries, signs and columns.
"""

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len

from replay.race.model import Entry
from replay.tui.drawing import cells
from replay.tui.drawing.class_marks import class_mark
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.names import Name, Names
from replay.tui.drawing.plates import CODE_WIDTH, NUMBER_WIDTH, PlateTexts
from replay.tui.drawing.runs import Row, RowContent, Run
from replay.tui.order.cells.car_row import CarRow, Cell
from replay.tui.order.cells.table import cell, position
from replay.tui.order.columns.column import Column
from replay.tui.order.columns.layout import BoardLayout

_BAND = 5
_CHANGE = 4
_LEAST_NAME = 5
_SMALL = 3
_NARROW_MARK = 5
_MOST_FITTED = 1_000
"""Names kept as they fit: a tag that tells how long is another every second."""


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
        names: Names | None = None,
        plates: PlateTexts | None = None,
    ) -> None:
        self.layout = layout
        self.glyphs = glyphs
        self.marks_places = marks_places
        self._entries = entries
        self._big = big_plates
        self._names = names or Names(tuple(entries.values()), glyphs)
        self._plates = plates or PlateTexts(entries.values(), glyphs)
        self._fitted: dict[tuple[str, int | None, tuple[str, ...]], tuple[Name, str]] = {}

    # -- rows of plates

    @property
    def before_plates(self) -> int:
        """The cells of a packed row before its plates."""
        layout = self.layout
        if layout.facts.classes:
            return _NARROW_MARK if layout.narrow else layout.before_driver - layout.leading_cells
        return layout.places + (0 if layout.narrow else 2)

    @property
    def plate_room(self) -> int:
        """The cells of a packed row that plates can take."""
        return max(1, self.layout.width - 1 - self.before_plates)

    def plate_width(self, car: str) -> int:
        """Give the cells that the plate of a car takes in a packed row."""
        if self._plates.has_codes:
            return CODE_WIDTH - self.layout.narrow
        if self.layout.narrow and self.layout.facts.classes:
            return max(_SMALL, len(car) + 1)
        return _SMALL if self.layout.narrow and not self._big else NUMBER_WIDTH

    def plate_at(self, x: int, cars: Sequence[str]) -> int | None:
        """Which plate of a packed row of `cars`, from 0, stands at cell `x`; None where none."""
        left = x - self.before_plates
        for at, car in enumerate(cars):
            if left < 0:
                break
            left -= self.plate_width(car)
            if left < 0:
                return at
        return None

    def heads(self) -> RowContent:
        """Draw the heads of the columns."""
        return RowContent(((self.layout.heads, "mute"),))

    def packed(self, first: int | None, cars: Iterable[str], rank: int | None = None) -> RowContent:
        """Draw a row of plates: the place of the first car, if known, then the cars in order.

        In a race of classes that place is the one in its class, whose `rank` is given.
        """
        plates = ((self._plates.text(car, self.plate_width(car)), f"quiet {car}") for car in cars)
        return RowContent((*self._packed_mark(first, rank), *plates))

    def _packed_mark(self, first: int | None, rank: int | None) -> Row:
        layout = self.layout
        place = f"{first or self.glyphs.none:>{layout.places}}"
        if not layout.facts.classes:
            return ((place if layout.narrow else f" {place} ", "mute"),)
        marks = layout.facts.class_marks
        if rank is None or rank >= len(marks):
            text = place if layout.narrow else f" {place}"
            return ((text.ljust(self.before_plates), "mute"),)
        line, word = class_mark(rank, marks[rank], self.glyphs)
        if layout.narrow:
            return (" ", "full"), word, (" ", "full")
        told = f"{first or self.glyphs.none:>3}"
        return (" ", "full"), line, word, (told.ljust(self.before_plates - 5), "mute")

    # -- the row of a car

    def car(self, row: CarRow) -> RowContent:
        """Draw the row of a car."""
        car = row.running.car
        faint = row.out or row.excluded
        entry = self._entries.get(car)
        runs: list[Run] = [
            *self._place(row, faint),
            (self._plates.text(car, self.layout.plate), f"{'quiet' if faint else 'plate'} {car}"),
            (" ", "full"),
        ]
        for column in self.layout.leading:
            runs += [*self._cell(row, column, entry, faint), (" ", "full")]
        runs += self._driver(row, faint)
        for column in self.layout.columns:
            drawn = self._cell(row, column, entry, faint)
            # A blank in the ink of its cell makes no run of its own.
            runs += [(" ", drawn[0][1]), *drawn] if drawn else [(" ", "full")]
        return RowContent(tuple(runs), _ground(row))

    def _cell(self, row: CarRow, column: Column, entry: Entry | None, faint: bool) -> Row:
        drawn = cell(row, column, entry, self.glyphs)
        if not isinstance(drawn, Cell):
            muted = faint and column.key != "class"
            return tuple((text, "mute") for text, _ in drawn) if muted else drawn
        text, tone = drawn
        wide = len(text) if text.isascii() else cell_len(text)
        if column.align == "r" and wide > column.width:
            text = self.glyphs.none  # a number is never cut
        text = cells.fit(text, column.width, column.align, self.glyphs.cut)
        return ((text, "mute" if faint else tone),)

    def _place(self, row: CarRow, faint: bool) -> Row:
        """The cells before the plate: cursor, position, change.

        Without colours `~` hugs a position that is a guess; where ink tells it, a column of
        them would be noise. It gives way to the cursor to the number's other side.
        """
        number = position(row, self.glyphs)
        cursor = self.glyphs.followed if row.followed else ""
        cursor = self.glyphs.cursor if row.chosen else cursor
        guessed = row.running.placed and number.tone == "mute" and not row.excluded
        mark = self.glyphs.rebuilt if self.marks_places and guessed else " "
        room = 1 + self.layout.places - len(cursor) - len(number.text)
        leads = row.running.position == 1 and row.running.placed and not faint
        tone = "mute" if faint else number.tone
        return (
            (cursor, "accent"),
            (mark.rjust(room) if room else "", "mute"),
            (number.text, f"strong {tone}" if leads else tone),
            *self._change(row.running.change, " " if room else mark, faint or row.unseen),
        )

    def _change(self, places: int, before: str, none: bool) -> Row:
        """The change cell with the cells on both sides, which a long number may use.

        A car that is out or unseen has none: it only falls, place by place, as others go by.
        """
        text = cells.change(places, self.glyphs)
        if none or not text:
            return (before, "mute"), (" " * (_CHANGE - 1), "full")
        before = before if len(text) < _CHANGE else ""
        after = " " * (_CHANGE - len(before + text))
        return (before, "mute"), (text, "won" if places > 0 else "loss"), (after, "full")

    def _driver(self, row: CarRow, faint: bool) -> Row:
        """The driver's cell: name, and at its right end a tag."""
        width = self.layout.driver
        key = row.running.car, row.driver, row.tags
        known = self._fitted.get(key)
        if known is None:
            if len(self._fitted) > _MOST_FITTED:
                self._fitted.clear()
            known = self._fitted[key] = self._fit(*key)
        name, tag = known
        used = name.cells + cell_len(tag)
        leads = row.running.position == 1 and row.running.placed
        strong = (row.chosen or leads) and not faint
        return (
            (name.first, "mute"),
            (name.last, "bold" if strong else "mute" if faint else "full"),
            (name.after, "mute"),
            (" " * (width - used), "full"),
            (tag, row.tag_tone),
        )

    def _fit(self, car: str, driver: int | None, tags: tuple[str, ...]) -> tuple[Name, str]:
        """Give name and tag as they fit: the name gives way to the surname, then the tag does."""
        width, short = self.layout.driver, self.layout.narrow
        for tag in tags:
            name = self._names.fitted(car, width - cell_len(tag) - 1, driver, short)
            if name is not None:
                return name, tag
        last = tags[-1] if tags and width - cell_len(tags[-1]) - 1 >= _LEAST_NAME else ""
        room = width - (cell_len(last) + 1 if last else 0)
        return self._names.cut(car, room, driver, short), last


def _ground(row: CarRow) -> str:
    if row.chosen:
        return "row_cursor"
    return "band" if row.group // _BAND % 2 else "background"
