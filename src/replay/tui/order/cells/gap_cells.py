"""The cells that tell how far a car is behind: interval, gap, margin, laps down. Pure functions."""

from replay.race.model import Entry
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.race_time import laps_behind, time_cell
from replay.tui.order.cells.car_row import CarRow, Cell
from replay.tui.order.columns.column import Column


def time_of(
    row: CarRow,
    ticks: int | None,
    exact: bool,
    column: Column,
    glyphs: Glyphs,
    sign: str = "",
    decimals: int = 3,
) -> Cell:
    """Write a time as the series does, in the ink that tells whether it was measured."""
    if row.stock:
        text = cells.aligned(ticks, exact, column.width, glyphs, sign)
    else:
        text = time_cell(ticks, exact, column.width, glyphs, sign=sign, decimals=decimals)
    return Cell(text, "mute" if ticks is None else "full" if exact else "soft")


def _behind_in_laps(row: CarRow, laps: int, column: Column, glyphs: Glyphs) -> Cell:
    if not row.stock:
        discipline = row.layout.facts.discipline
        return Cell(laps_behind(laps, discipline, column.width, glyphs), "mute")
    # How many laps a car had when it stopped is no estimate.
    exact = row.gap_exact or row.out
    return Cell(cells.laps_down(laps, exact, column.width, glyphs), "full" if exact else "soft")


def interval_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell how far the car ahead is: of its class, where there are classes."""
    if row.first and not row.official:
        return Cell("leader" if row.running.placed else glyphs.none, "mute")
    if row.stock:
        if row.interval_past:
            return Cell(glyphs.none, "mute")  # the gap beside it says why
        return time_of(row, row.running.interval, row.interval_exact, column, glyphs)
    ahead = row.interval
    if ahead is None or row.out or row.excluded or row.first:
        return Cell(glyphs.none, "mute")
    if ahead.laps:
        return _behind_in_laps(row, ahead.laps, column, glyphs)
    return time_of(row, ahead.ticks, row.interval_exact, column, glyphs)


def _why_none(row: CarRow, glyphs: Glyphs) -> str:
    """Why a stock car has no gap that is still true, where that is known.

    It stands on pit road, or has left it and is yet to cross the line; at the line itself only a
    ruling can have put it behind a car that crossed later.
    """
    running = row.running
    if not row.stock or row.first or row.laps_down or row.out:
        return glyphs.none
    if row.arrived and running.laps:
        return "ruling" if row.official else glyphs.none
    if running.status == "pit":
        return "in pits"
    return "out lap" if running.pit_lap == running.laps + 1 else glyphs.none


def interval_or_laps_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell the interval; of a car off the lead lap how many laps it is down."""
    if row.laps_down:
        return _behind(row, column, glyphs)
    told = interval_cell(row, column, entry, glyphs)
    known = told.text.strip() != glyphs.none
    return told if known else Cell(_why_none(row, glyphs), "mute")


def gap_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell how far the leader is: of its class, where there are classes."""
    return Cell(glyphs.none, "mute") if row.first else _behind(row, column, glyphs)


def laps_down_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell how many laps a car is down; nothing else tells apart the cars of a queue."""
    if not row.laps_down or row.out:
        return Cell(glyphs.none, "mute")
    return _behind(row, column, glyphs)


def margin_cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """Tell by how much a car was beaten, once it has taken the flag."""
    if not row.running.placed or row.excluded:
        return Cell(glyphs.none, "mute")
    if row.first:
        return Cell("winner", "full") if row.official else Cell("leader", "mute")
    if not row.arrived:
        return Cell(glyphs.none, "mute")
    sign = "" if row.layout.facts.discipline == "endurance" else "+"
    return _behind(row, column, glyphs, sign, row.layout.facts.decimals)


def _behind(row: CarRow, column: Column, glyphs: Glyphs, sign: str = "", decimals: int = 3) -> Cell:
    if row.out and not row.stock:
        return Cell(glyphs.none, "mute")
    if row.laps_down:
        return _behind_in_laps(row, row.laps_down, column, glyphs)
    if row.gap is None or (row.gap_past and row.stock):
        return Cell(_why_none(row, glyphs), "mute")
    return time_of(row, row.gap, row.gap_exact, column, glyphs, sign, decimals)
