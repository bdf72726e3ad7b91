"""The chart of pace: the clean laps of the cars drawn, the fastest on top, and their stints."""

from collections.abc import Sequence

from replay.race.pace import car_pace
from replay.tui.charts.canvas_cells import (
    LapColumns,
    lap_columns,
    line_role,
    put_canvas,
    thin_line,
)
from replay.tui.charts.chart_axis import ChartAxis, chart_axis
from replay.tui.charts.chart_bands import ChartBands, chart_bands
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.charts.chart_rows import chart_rows, draw_stage_ends
from replay.tui.charts.chart_scale import chart_scale
from replay.tui.charts.chart_widget import ChartWidget
from replay.tui.charts.pace_key import beside_labels, pace_key
from replay.tui.charts.pace_lines import PaceLine, drawn_pace, read_pace
from replay.tui.charts.pace_scale import PaceScale, pace_label, pace_scale
from replay.tui.charts.reading_cursor import CURSOR_ROLE, reading_cell, reading_remark
from replay.tui.charts.stint_bars import bar_count, bar_labels, draw_bars
from replay.tui.charts.stint_table import rows_of_stints, stint_table
from replay.tui.drawing.braille import Canvas
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, RowContent, length
from replay.tui.field_names import field_names
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE

_APART = 4
"""The cells that stints take on average, from which on a line tells where each begins."""

_DRAWN, _LEFT_OUT = "seconds a lap, fastest on top", "yellow, in and out laps left out"
_ROUND = 11
"""The cells of a title's rule that its note cannot have: those of the title, and blanks."""

_NO_LAPS = "No clean laps yet."


class PaceChart(ChartWidget):
    """Tells how quick the cars drawn are lap by lap, and in each of their stints."""

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say what is drawn, whether it was rebuilt, and what the reading cursor reads."""
        if not scene.has_laps:
            return Heading("Pace")
        axis = chart_axis(scene, width)
        notes: list[str] = []
        if scene.view.span:
            by_time = scene.frame.ribbon.by_time
            laps = f"last {scene.view.span} laps"
            notes.append(laps if by_time else f"laps {axis.first} to {axis.done}")
        lines = drawn_pace(scene)
        told = [one.exact for line in lines for run in line.pace.lines for one in run]
        if sum(told) * 2 < len(told):
            notes.append(f"{scene.glyphs.rebuilt} rebuilt")
        remark = reading_remark(scene, read_pace(scene, lines))
        return Heading("Pace", _note(notes, width, width - length(remark) - _ROUND), remark)

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from: crossings and flags, and what is chosen."""
        state, view = scene.state, scene.view
        chosen = view.car(scene.shown_order), view.followed, view.against, view.span, view.reading
        return state.order, state.flag, scene.frame.ribbon, chosen

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the lines with their key and scale, below them bars and stints where known."""
        if not scene.has_laps:
            return [RowContent(((" Finish only: no laps in this file.", "mute"),))]
        axis, lines = chart_axis(scene, width), drawn_pace(scene)
        own_scale = bool(scene.view.span)
        stints = rows_of_stints(lines, width, height)
        bars = lines[: bar_count(scene, lines, width, height)]
        rows = max(height - stints - len(bars) - own_scale, 1)
        bands = chart_bands(scene, axis)
        found = _lines(scene, axis, bands, lines, rows, width)
        if bars:
            cells = ChartCells(axis.head, len(bars))
            draw_bars(scene, bars, axis, cells)
            level = ChartBands(frozenset(), (), ())
            found += chart_rows(axis, cells, level, bar_labels(scene, bars), (), scene.glyphs)
        if own_scale:
            found.append(RowContent(chart_scale(scene, axis, bands, width)))
        if stints:
            found += map(RowContent, stint_table(scene, lines, width))
        return found[:height]


def _note(notes: Sequence[str], width: int, room: int) -> str:
    """Give the note of a title: what is drawn as far as there is room for it, then other notes."""
    words = [f"{_DRAWN}; {_LEFT_OUT}", _DRAWN, ""][width < WIDE :]
    fits = ("   ".join(filter(None, (one, *notes))) for one in words)
    return next((note for note in fits if len(note) <= room), "")


def _lines(
    scene: Scene,
    axis: ChartAxis,
    bands: ChartBands,
    lines: Sequence[PaceLine],
    rows: int,
    width: int,
) -> list[RowContent]:
    """Give the rows of the lines themselves."""
    columns = [lap_columns(axis, line.pace.ends) for line in lines]
    seen = [
        one.drawn
        for line, of in zip(lines, columns, strict=True)
        for run in line.seen(of)
        for one in run
    ]
    scale = pace_scale(seen, rows)
    cells = ChartCells(axis.head, rows)
    draw_stage_ends(cells, bands, scene.glyphs)
    labels: dict[int, str] = {}
    right: list[Row] = [()] * rows
    if scale is None:
        right = [((f" {_NO_LAPS}", "mute"),)]
    else:
        labels = {row: pace_label(ticks, scale) for row, ticks in scale.lines()}
        _draw(scene, cells, [*zip(lines, columns, strict=True)], axis, scale)
        right = _now(scene, lines, scale, width - axis.left - axis.head - 1)
    left = beside_labels(pace_key(scene, lines, rows, axis.left), labels, rows, axis.left)
    return chart_rows(axis, cells, bands, left, right, scene.glyphs)


def _draw(
    scene: Scene,
    cells: ChartCells,
    lines: Sequence[tuple[PaceLine, LapColumns]],
    axis: ChartAxis,
    scale: PaceScale,
) -> None:
    """Draw from the quiet to the loud: thin lines, where stints begin, lines of cars, rings."""
    glyphs = scene.glyphs
    for row, _ in scale.lines():
        thin_line(cells, row, glyphs)
    began = [
        axis.cell(mark)
        for mark in scene.ask(car_pace, scene.entry.car).stops
        if axis.first < mark <= axis.done
    ]
    # Of an endurance race they would hide the lines: there the rings alone tell.
    for x in began if len(began) * _APART <= cells.width else ():
        cells.column(x, glyphs.fence, "mute", frozenset((" ", _thin(glyphs))))
    canvas = Canvas(cells.width, cells.height, plain=glyphs.ascii)
    for line, columns in reversed(lines):
        for points in line.dots(columns, scale):
            canvas.line(points, line.weight, line.car)
    put_canvas(cells, canvas)
    for x in began:
        cells.put(x, 0, glyphs.stop, line_role(scene.entry.car, "heavy"))
    read = reading_cell(scene, axis)
    if read is not None:
        quiet = frozenset((" ", _thin(glyphs), glyphs.fence))
        cells.column(read, glyphs.reading, CURSOR_ROLE, quiet)


def _thin(glyphs: Glyphs) -> str:
    return "-" if glyphs.ascii else glyphs.future


def _now(scene: Scene, lines: Sequence[PaceLine], scale: PaceScale, width: int) -> list[Row]:
    """Give the plates where the lines meet the clock; of two on a row the lighter goes down.

    There is room for one at least; a plate that has none beside another takes the next free row.
    """
    names = field_names(scene)
    rows: list[list[str]] = [[] for _ in range(scale.rows)]
    fits = max(width // names.plates.width, 1)
    for line in lines:
        wanted = line.row_now(scale)
        if wanted is None:
            continue
        free = [y for y, cars in enumerate(rows) if len(cars) < fits]
        if free:
            rows[min(free, key=lambda y: abs(y - wanted))].append(line.car)
    return [tuple(names.plate(car) for car in cars) for cars in rows]
