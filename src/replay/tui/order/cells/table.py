"""What stands in each column of a row of the running order: text and tone. Pure functions."""

from collections.abc import Callable, Mapping

from replay.race.model import Entry
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.place_confidence import PLACE_TONES, confidence
from replay.tui.order.cells import (
    class_cells,
    entry_cells,
    gap_cells,
    lap_cells,
    stop_cells,
    tyre_cells,
)
from replay.tui.order.cells.car_row import CarRow, Cell, Drawn
from replay.tui.order.columns.column import Column, ColumnKind

CELLS: Mapping[ColumnKind, Callable[[CarRow, Column, Entry | None, Glyphs], Drawn]] = {
    "int": gap_cells.interval_cell,
    "int or laps": gap_cells.interval_or_laps_cell,
    "gap": gap_cells.gap_cell,
    "margin": gap_cells.margin_cell,
    "laps down": gap_cells.laps_down_cell,
    "last": lap_cells.last_cell,
    "best": lap_cells.best_cell,
    "best lap": lap_cells.best_lap_cell,
    "led": lap_cells.led_cell,
    "bar": lap_cells.bar_cell,
    "laps": lap_cells.laps_cell,
    "speed": lap_cells.speed_cell,
    "stage": lap_cells.stage_cell,
    "net": lap_cells.net_cell,
    "trace": lap_cells.trace_cell,
    "points": lap_cells.points_cell,
    "points now": lap_cells.points_now_cell,
    "inc": lap_cells.incidents_cell,
    "stops": stop_cells.stops_cell,
    "pit": stop_cells.pit_lap_cell,
    "pit lap": stop_cells.pit_lap_cell,
    "age": stop_cells.age_cell,
    "pit s": stop_cells.pit_time_cell,
    "lane": stop_cells.lane_cell,
    "pit at": stop_cells.pit_at_cell,
    "tyre": tyre_cells.tyre_cell,
    "grid tyre": tyre_cells.grid_tyre_cell,
    "stints": tyre_cells.stints_cell,
    "class": class_cells.class_cell,
    "drive": class_cells.drive_cell,
    "by": class_cells.by_cell,
    "qual": entry_cells.qualifying_cell,
    "mph": entry_cells.qualifying_speed_cell,
    "make": entry_cells.make_cell,
    "team": entry_cells.team_cell,
    "chief": entry_cells.chief_cell,
    "number": entry_cells.number_cell,
}
"""The function that makes the cell of each kind of column."""


def cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Drawn:
    """The cell of a row in a column."""
    return CELLS[column.key](row, column, entry, glyphs)


def position(row: CarRow, glyphs: Glyphs) -> Cell:
    """The position, in the ink that tells how far it can be trusted; its sign if it is unknown.

    A car that is excluded has none.
    """
    if row.excluded:
        return Cell("DQ", "mute")
    if not row.running.placed:
        return Cell(glyphs.none, "mute")
    return Cell(str(row.running.position), PLACE_TONES[confidence(row.running, row.official)])
