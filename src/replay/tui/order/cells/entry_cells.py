"""The cells that tell what was known before the start. Pure functions."""

from replay.race.model import Entry
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.wrapping import whole_words
from replay.tui.order.cells.car_row import CarRow, Cell
from replay.tui.order.cells.gap_cells import time_of
from replay.tui.order.columns.column import Column


def qualifying_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the qualifying time."""
    return time_of(row, entry.qualifying if entry else None, True, column, glyphs)


def qualifying_speed_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the qualifying speed in mph."""
    speed = entry.qualifying_speed if entry else None
    if speed is None:
        return Cell(glyphs.none, "mute")
    return Cell(f"{speed // 1000}.{speed % 1000:03d}", "full")


def _text(text: str | None, glyphs: Glyphs) -> Cell:
    if not text:
        return Cell(glyphs.none, "mute")
    return Cell(cells.plain(text) if glyphs.ascii else text, "soft")


def make_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the make of the car."""
    return _text(entry.make if entry else None, glyphs)


def team_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the team, in as many whole words as fit."""
    told = _text(entry.team if entry else None, glyphs)
    return Cell(whole_words(told.text, column.width), told.tone)


def chief_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the crew chief."""
    return _text(entry.crew_chief if entry else None, glyphs)


def number_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the number of a car whose plate shows a code."""
    return Cell(row.running.car, "soft")
