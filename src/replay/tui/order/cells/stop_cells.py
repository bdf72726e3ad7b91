"""The cells that tell of stops: how many, when, how long, and since. Pure functions."""

from replay.race.model import SECOND, Entry
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.race_time import hours_and_minutes, lap_time_text, spell_text
from replay.tui.order.cells.car_row import CarRow, Cell
from replay.tui.order.cells.lap_cells import known_count
from replay.tui.order.columns.column import Column


def stops_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Count the stops begun."""
    return known_count(row.running.stops, glyphs)


def pit_lap_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the lap of the last stop."""
    if row.out and column.key == "pit lap":
        return Cell("out" if row.stock else glyphs.none, "mute")
    lap = row.running.pit_lap
    return Cell(glyphs.none, "mute") if lap is None else Cell(str(lap), "full")


def age_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Count the car's own laps since its stop; without one those since the start."""
    running = row.running
    if row.out or (running.pit_lap is None and row.stock):
        return Cell(glyphs.none, "mute")
    return Cell(str(max(running.laps - (running.pit_lap or 0), 0)), "full")


def pit_time_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell how long the last stop took in seconds."""
    ticks = row.running.pit_time
    if ticks is None or row.out:
        return Cell(glyphs.none, "mute")
    return Cell(cells.decimal(ticks, 1), "full")


def lane_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell how long the car was in the pit lane at its last stop, from entry to exit."""
    ticks = row.running.pit_time
    if ticks is None or row.out:
        return Cell(glyphs.none, "mute")
    text = lap_time_text(ticks, 1)
    if len(text) > column.width:
        text = spell_text(ticks) if ticks >= 3_600 * SECOND else lap_time_text(ticks, 0)
    return Cell(text, "full")


def pit_at_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell at what race time the car last came to the pit lane."""
    if row.pit_at is None or row.out:
        return Cell(glyphs.none, "mute")
    return Cell(hours_and_minutes(row.pit_at), "full")
