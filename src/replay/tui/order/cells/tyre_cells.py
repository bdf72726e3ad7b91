"""The cells that tell of tyres: the set on the car, that on the grid, and all stints so far.

The letter is the shape of a compound, its ink only repeats it.
"""

from replay.race.model import Entry
from replay.tui.drawing.compounds import compound_sign
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run
from replay.tui.order.cells.car_row import CarRow, Cell, Drawn
from replay.tui.order.columns.column import Column


def tyre_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Drawn:
    """Tell the compound and how many laps the set has run."""
    if row.out or row.now is None:
        return Cell(glyphs.none, "mute")
    return _set(row.now.compound, row.now.tyre_age, column, glyphs)


def grid_tyre_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Drawn:
    """Tell the set that a car starts on."""
    if entry is None:
        return Cell(glyphs.none, "mute")
    return _set(entry.compound, entry.tyre_age, column, glyphs)


def _set(compound: str | None, age: int | None, column: Column, glyphs: Glyphs) -> Row:
    letter, ink = compound_sign(compound, glyphs)
    told = glyphs.none if age is None else str(age)
    strong = ink if ink == "mute" else f"strong {ink}"
    return (letter, strong), (f"{told:>{column.width - 1}}", "mute" if age is None else "full")


def stints_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Drawn:
    """Draw the stints over the scheduled distance, up to the laps the car has completed."""
    laps = row.layout.facts.laps
    if not laps:
        return Cell("", "mute")
    width = column.width
    ends = min(-(-row.running.laps * width // laps), width)
    signs: list[Run] = [(" ", "full")] * width
    for stint in row.stints:
        letter, ink = compound_sign(stint.compound, glyphs)
        begins = ((stint.first - 1) * width * 2 + laps) // (laps * 2)
        if begins >= max(ends, 1):
            continue
        signs[begins:ends] = [(glyphs.flag_rule, ink)] * (ends - begins)
        signs[begins] = (letter, ink if ink == "mute" else f"strong {ink}")
    return tuple(signs[:width])
