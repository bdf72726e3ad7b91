"""The lines of the running order as strips: heads, rows and packed plates.

A `Board` is everything that does not change while the race runs: entries, colours, signs and
columns. It draws each distinct line once; a new theme, width or view is a new board.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from replay.race.model import Entry
from replay.tui.board.columns import Layout
from replay.tui.board.row_cells import Row, Tone, cell, position
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.names import Name, name_in
from replay.tui.drawing.plates import Plates
from replay.tui.theme import Inks, Palette, ink

_BAND = 5
_CHANGE = 4
_LEAST_NAME = 5
_MOST_STRIPS = 160
_BOLD = Style(bold=True)


class Packed(NamedTuple):
    """A line of plates: the place of the first car, and the cars in order."""

    first: int
    cars: tuple[str, ...]


class Heads(NamedTuple):
    """The line of column heads."""


class Blank(NamedTuple):
    """A line with nothing on it."""


Line = Heads | Row | Packed | Blank
"""A line of the board, compared by value; the strip of equal lines is the same object."""


class Board:
    """Draws lines of the running order in one palette and layout, each distinct line once."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        palette: Palette,
        glyphs: Glyphs,
        layout: Layout,
        big_plates: bool = False,
    ) -> None:
        self.layout = layout
        self.palette = palette
        self.glyphs = glyphs
        self._entries = entries
        self._plates = Plates(entries.values(), palette, glyphs)
        self._plate = 3 if layout.narrow and not big_plates else 4
        self._before_plates = layout.places + (0 if layout.narrow else 2)
        self._strips: dict[tuple[type, Line], Strip] = {}
        self._names: dict[tuple[str, int], Name] = {}
        self._marks_places = palette.nocolor or glyphs.ascii
        self._won = ink(palette.gain, palette.gain_tint, bold=True)

    @property
    def plates_a_line(self) -> int:
        """How many plates fit in a packed line."""
        return max(1, (self.layout.width - 1 - self._before_plates) // self._plate)

    def plate_at(self, x: int) -> int | None:
        """Which plate of a packed line, from 0, stands at cell `x`; None before the first."""
        return (x - self._before_plates) // self._plate if x >= self._before_plates else None

    def strip(self, line: Line) -> Strip:
        """The strip of a line, drawn if it has not been before."""
        key = (type(line), line)
        known = self._strips.get(key)
        if known is None:
            if len(self._strips) >= _MOST_STRIPS:
                del self._strips[next(iter(self._strips))]
            known = self._strips[key] = self._draw(line)
        return known

    def _draw(self, line: Line) -> Strip:
        inks = self.palette.on("background")
        if isinstance(line, Row):
            parts = self._row(line)
        elif isinstance(line, Packed):
            parts = self._packed(line, inks)
        elif isinstance(line, Heads):
            parts = [(self.layout.heads, inks.mute)]
        else:
            parts = []
        ground = self._ground(line) if isinstance(line, Row) else "background"
        return _strip(parts, self.layout.width, self.palette.on(ground).full)

    def _ground(self, row: Row) -> str:
        if row.chosen:
            return "row_cursor"
        return "band" if (row.running.position - 1) // _BAND % 2 else "background"

    def _packed(self, line: Packed, inks: Inks) -> list[tuple[str, Style | None]]:
        place = f"{line.first:>{self.layout.places}}"
        parts: list[tuple[str, Style | None]] = [
            (place if self.layout.narrow else f" {place} ", inks.mute)
        ]
        for car in line.cars:
            segment = self._plates.segment(car, self._plate, bold=False)
            parts.append((segment.text, segment.style))
        return parts

    def _row(self, row: Row) -> list[tuple[str, Style | None]]:
        running = row.running
        inks = self.palette.on(self._ground(row))
        out = running.status == "out"
        plate = self._plates.segment(running.car, bold=not out)
        parts: list[tuple[str, Style | None]] = [
            *self._place(row, out, inks),
            (plate.text, plate.style),
            (" ", inks.full),
            *self._driver(row, out, inks),
        ]
        entry = self._entries.get(running.car)
        for column in self.layout.columns:
            found = cell(row, column, entry, self.glyphs)
            told = found.text
            if column.align == "r" and cell_len(told) > column.width:
                told = self.glyphs.none  # a number is never cut
            text = cells.fit(told, column.width, column.align, self.glyphs.cut)
            parts.append((" " + text, _tone(inks, "mute" if out else found.tone)))
        return parts

    def _place(self, row: Row, out: bool, inks: Inks) -> list[tuple[str, Style | None]]:
        """The cells before the plate: cursor, position, change.

        Without colours `~` hugs a position that is a guess; where ink tells it, a column of
        them would be noise. It gives way to the cursor to the number's other side.
        """
        number = position(row)
        cursor = self.glyphs.cursor if row.chosen else ""
        mark = self.glyphs.rebuilt if self._marks_places and number.tone == "mute" else " "
        room = 1 + self.layout.places - len(cursor) - len(number.text)
        style = _tone(inks, "mute" if out else number.tone)
        if row.running.position == 1 and not out:
            style += _BOLD
        return [
            (cursor, inks.accent),
            (mark.rjust(room) if room else "", inks.mute),
            (number.text, style),
            *self._change(row.running.change, " " if room else mark, out, inks),
        ]

    def _change(
        self, places: int, before: str, out: bool, inks: Inks
    ) -> list[tuple[str, Style | None]]:
        """The change cell with the cells on both sides, which a long number may use.

        A car that is out has none: it only falls, place by place, as others go by.
        """
        text = cells.change(places, self.glyphs)
        if out or not text:
            return [(before, inks.mute), (" " * (_CHANGE - 1), inks.full)]
        before = before if len(text) < _CHANGE else ""
        after = " " * (_CHANGE - len(before + text))
        style = self._won if places > 0 else inks.loss
        return [(before, inks.mute), (text, style), (after, inks.full)]

    def _driver(self, row: Row, out: bool, inks: Inks) -> list[tuple[str, Style | None]]:
        """The driver's cell: name, and at its right end whether the car is out or in the pits."""
        width = self.layout.driver
        status = row.running.status
        label = {"out": f"{self.glyphs.out} out", "pit": "IN"}.get(status, "")
        if label and width - len(label) - 1 < _LEAST_NAME:
            label = self.glyphs.out if status == "out" and width > _LEAST_NAME else ""
        name = self._name(row.running.car, width - (len(label) + 1 if label else 0))
        used = cell_len(name.first + name.last) + len(label)
        strong = (row.chosen or row.running.position == 1) and not out
        last = inks.bold if strong else _tone(inks, "mute" if out else "full")
        return [
            (name.first, inks.mute),
            (name.last, last),
            (" " * (width - used), inks.full),
            (label, inks.mute if out else inks.full),
        ]

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


def _tone(inks: Inks, tone: Tone) -> Style:
    style: Style = getattr(inks, tone)
    return style


def _strip(parts: list[tuple[str, Style | None]], width: int, fill: Style) -> Strip:
    """Parts as a strip of exactly `width` cells; neighbours of one style are one segment."""
    segments: list[Segment] = []
    text, style = "", None
    for more, its in parts:
        if not more:
            continue
        if its is style:
            text += more
            continue
        if text:
            segments.append(Segment(text, style))
        text, style = more, its
    if text:
        segments.append(Segment(text, style))
    used = sum(cell_len(segment.text) for segment in segments)
    if used > width:
        return Strip(segments, used).crop(0, width)
    if used < width:
        segments.append(Segment(" " * (width - used), fill))
    return Strip(segments, width)
