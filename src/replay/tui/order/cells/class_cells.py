"""The cells of a class race: the class, its place in it, and who drives. Pure functions."""

from replay.race.driver_names import three_letters
from replay.race.model import Entry
from replay.tui.drawing.class_marks import class_mark
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.order.cells.car_row import CarRow, Cell, Drawn
from replay.tui.order.columns.column import Column

_FRONT = 3
"""Places in the class up to this one are in full ink."""


def class_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Drawn:
    """Tell the class by its line and word, and the car's place in it."""
    place = row.place
    if place is None:
        return Cell(glyphs.none, "mute")
    faint = row.excluded or row.out
    ink = "mute" if faint else "full" if place.position <= _FRONT else "soft"
    bold = place.position == 1 and not faint and row.running.placed
    told = str(place.position) if row.running.placed and not row.excluded else glyphs.none
    marks = row.layout.facts.class_marks
    short = marks[row.rank] if row.rank < len(marks) else ""
    line, (word, mute) = class_mark(row.rank, short, glyphs)
    return line, (word, "bold" if bold else mute), (f"{told:>3}", "bold" if bold else ink)


def drive_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell how long the driver now in the car has been in it."""
    if row.drive is None:
        return Cell(glyphs.none, "mute")
    return Cell(f"{row.drive // 60}:{row.drive % 60:02}", "full")


def by_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell who drove the best lap, in three letters."""
    if row.by is None or entry is None or row.by >= len(entry.drivers):
        return Cell(glyphs.none, "mute")
    letters = three_letters(entry.drivers[row.by], {})
    return Cell(letters or glyphs.none, "soft")
