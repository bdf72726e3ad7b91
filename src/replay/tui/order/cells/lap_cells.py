"""The cells that tell of laps: the last and the best, how many, how fast, led. Pure functions."""

from replay.race.model import SECOND, Entry
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.order.cells.car_row import CarRow, Cell, Tone
from replay.tui.order.cells.gap_cells import time_of
from replay.tui.order.columns.column import Column

FRONT = 10
"""Places up to this one at a stage end are in full ink."""

_HOUR = 3_600 * SECOND


def last_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the last lap; mute where the one who drove it has got out since."""
    if row.out and not row.stock:
        return Cell(glyphs.none, "mute")
    running = row.running
    told = time_of(row, running.last_lap, running.last_lap_exact, column, glyphs)
    if row.now is not None and row.now.driving_since >= running.crossing > 0:
        return Cell(told.text, "mute")
    return told


def best_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the best lap so far."""
    return time_of(row, row.running.best_lap, row.running.best_lap_exact, column, glyphs)


def best_lap_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell which lap was the best, where that was measured."""
    exact = row.running.best_lap_exact
    return _count(row.running.best_lap_number if exact else None, glyphs)


def _count(number: int | None, glyphs: Glyphs, tone: Tone = "full") -> Cell:
    """Write a number; `·` for none, as of what is unknown."""
    return Cell(cells.count(number, glyphs), tone if number else "mute")


def known_count(number: int | None, glyphs: Glyphs) -> Cell:
    """Write a number of which none is `0`, and unknown `·`."""
    if number is None:
        return Cell(glyphs.none, "mute")
    return Cell(str(number), "full" if number else "mute")


def led_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Count the laps led."""
    return _count(row.running.led, glyphs)


def bar_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Draw the laps led as a bar."""
    return Cell(cells.bar(row.bar, column.width, glyphs), "mute")


def laps_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Count the laps completed."""
    return known_count(row.running.laps, glyphs)


def speed_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the speed of the last lap in mph."""
    length, ticks = row.layout.facts.lap_length, row.running.last_lap
    if not length or not ticks or row.out:
        return Cell(glyphs.none, "mute")
    mph = (length * _HOUR * 2 + ticks) // (ticks * 2)
    return Cell(f"{mph // 1000}.{mph % 1000:03d}", "full" if row.running.last_lap_exact else "soft")


def stage_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the place at the end of a stage."""
    known = column.number <= len(row.stages)
    place = row.stages[column.number - 1] if known else None
    if place is None:
        return Cell(glyphs.none, "mute")
    return Cell(str(place), "full" if place <= FRONT else "mute")


def net_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the places gained since the grid; of a car that is out or excluded they say nothing."""
    none = row.excluded or (row.out and not row.stock)
    places = 0 if none else row.running.net or 0
    tone: Tone = "gain" if places > 0 else "loss" if places else "mute"
    return Cell(cells.signed(places, glyphs), tone)


def trace_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Draw the places of the last laps as a line."""
    return Cell(cells.trace(row.trace, column.width, glyphs), "soft")


def points_now_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the points if the race ended now, which may still change; the published ones then."""
    published = row.running.points
    if published is not None:
        return Cell(str(published), "full")
    return Cell(glyphs.none, "mute") if row.points is None else Cell(str(row.points), "soft")


def points_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the points of the result."""
    told = row.running.points
    return Cell(str(told), "full") if told else Cell(glyphs.none, "mute")


def incidents_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Count the laps with an incident so far."""
    return known_count(None if row.now is None else row.now.incidents, glyphs)
