"""The chart of gaps: how far the cars drawn are behind the leader, or behind the followed car."""

from collections.abc import Sequence

from replay.race.gaps import measured_laps
from replay.tui.charts.canvas_cells import line_role, put_canvas, thin_line
from replay.tui.charts.chart_axis import chart_axis
from replay.tui.charts.chart_bands import chart_bands
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.charts.chart_rows import chart_rows, draw_stage_ends
from replay.tui.charts.chart_scale import chart_scale, has_scale
from replay.tui.charts.chart_widget import ChartWidget
from replay.tui.charts.drawn_cars import drawn_cars
from replay.tui.charts.gap_key import KEY_WIDTH, gap_key
from replay.tui.charts.gap_lines import GapLines, edge_marks, gap_lines, gap_rings, read_gaps
from replay.tui.charts.gap_now import CarGap, class_of, field_gaps
from replay.tui.charts.gap_room import gap_room, level_plates
from replay.tui.charts.gap_scale import GapScale, gap_scale, line_label
from replay.tui.charts.reading_cursor import CURSOR_ROLE, reading_cell, reading_remark
from replay.tui.drawing.braille import Canvas, Weight
from replay.tui.drawing.runs import Row, RowContent, blank, length
from replay.tui.field_names import field_names, surname_now
from replay.tui.opened import LOWER_CHART
from replay.tui.pane import Heading
from replay.tui.scene import Scene


class GapChart(ChartWidget):
    """Tells how far the cars drawn are behind the leader, or behind or ahead of the followed."""

    def heading(self, scene: Scene, width: int) -> Heading:
        """Tell to which car gaps are, which way is ahead, and what the reading cursor reads."""
        followed, glyphs = scene.view.followed, scene.glyphs
        notes = ["seconds, 0 on top" if followed is None else "seconds, ahead above"]
        axis = chart_axis(scene, width)
        if scene.view.span:
            notes.append(
                f"last {scene.view.span} laps"
                if scene.frame.ribbon.by_time
                else f"laps {axis.first} to {axis.done}"
            )
        if not all(all(scene.ask(measured_laps, car)) for car in drawn_cars(scene).cars):
            notes.append(f"{glyphs.rebuilt} rebuilt")
        remark = reading_remark(scene, read_gaps(scene, axis)) if scene.has_laps else ()
        return Heading(_title(scene), "   ".join(notes) if scene.has_laps else "", remark)

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from: crossings and flags, and what is chosen."""
        state, view = scene.state, scene.view
        chosen = view.car(scene.shown_order), view.followed, view.against, view.span, view.reading
        return state.order, state.flag, state.neutralised, scene.frame.ribbon, chosen

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the lines with their key and scale, and below them the cars that have none."""
        if not scene.has_laps:
            return [RowContent(((" Finish only: no laps in this file.", "mute"),))]
        axis = chart_axis(scene, width)
        bands = chart_bands(scene, axis)
        drawn, field, lines = drawn_cars(scene), field_gaps(scene), gap_lines(scene, axis)
        own_scale, told = has_scale(scene, width), not _is_lower(scene, height)
        rows = max(height - told - own_scale, 1)
        scale = gap_scale([*lines.in_view()], rows, both=scene.view.followed is not None)
        cells = ChartCells(axis.head, rows)
        draw_stage_ends(cells, bands, scene.glyphs)
        _draw(scene, cells, lines, scale)
        left = _left(scene, scale, gap_key(scene, drawn, field, rows), axis.left)
        right = gap_room(scene, drawn, field, scale, width - axis.left - axis.head - 1)
        found = chart_rows(axis, cells, bands, left, right, scene.glyphs)
        if told:
            found.append(RowContent(_laps_down(scene, field, width, axis.left)))
        if own_scale:
            found.append(RowContent(chart_scale(scene, axis, bands, width)))
        return found[:height]


def _is_lower(scene: Scene, height: int) -> bool:
    """Tell whether the places stand over this chart: they tell who is laps down."""
    return scene.size.largest and not scene.view.whole and height <= LOWER_CHART


def _title(scene: Scene) -> str:
    followed = scene.view.followed
    if followed is not None:
        name = surname_now(scene, followed)
        return f"Gap to {field_names(scene).label(followed)} {name}".rstrip()
    of_class = class_of(scene)
    short = next((of.short for of in scene.race.header.classes if of.name == of_class), "")
    return f"Gap to the leader of {short}" if short else "Gap to the leader"


def _draw(scene: Scene, cells: ChartCells, lines: GapLines, scale: GapScale) -> None:
    """Draw from the quiet to the loud: thin lines, lines of cars, what is beyond, stops."""
    glyphs, followed = scene.glyphs, scene.view.followed
    for row in (scale.zero, *(row for row, _ in scale.lines())):
        thin_line(cells, row, glyphs)
    if followed is not None:
        weight: Weight = "heavy" if followed == scene.entry.car else "light"
        cells.put(0, scale.zero, glyphs.flag_rule * cells.width, line_role(followed, weight))
    canvas = Canvas(cells.width, cells.height, plain=glyphs.ascii)
    for line in lines.lines:
        for points in lines.dots(line, scale):
            canvas.line(points, line.weight, line.car)
    put_canvas(cells, canvas)
    for x, y, text, role in edge_marks(lines, scale, glyphs):
        cells.put(x, y, text, role)
    for x, y in gap_rings(scene, lines, scale):
        cells.put(x, y, glyphs.stop, line_role(scene.entry.car, "heavy"))
    read = reading_cell(scene, lines.axis)
    if read is not None:
        quiet = frozenset((" ", glyphs.future, glyphs.fence, *("-" if glyphs.ascii else "")))
        cells.column(read, glyphs.reading, CURSOR_ROLE, quiet)


def _left(scene: Scene, scale: GapScale, key: Sequence[Row], width: int) -> list[Row]:
    """Give what stands left of the axis: the key, and what the thin lines are at."""
    labels = dict.fromkeys(range(scale.rows), "")
    labels[scale.zero] = _zero_label(scene)
    labels |= {row: line_label(gap, scale, scene.glyphs) for row, gap in scale.lines()}
    rows: list[Row] = []
    for y in range(scale.rows):
        own: Row = key[y] if y < len(key) and width > KEY_WIDTH + len(labels[scale.zero]) else ()
        room = width - 1 - length(own)
        rows.append((*own, (f"{labels[y]:>{room}} ", "mute")))
    return rows


def _zero_label(scene: Scene) -> str:
    followed = scene.view.followed
    if followed is None:
        return "leader"
    label = field_names(scene).label(followed)
    return f"#{label}" if label == followed else label


def _laps_down(scene: Scene, field: Sequence[CarGap], width: int, left: int) -> Row:
    """Give the plates of the cars in the race that have no gap: they are off the lead lap."""
    cars = [of.car for of in field if of.laps_down and of.gap is None and not of.out]
    if not cars:
        return ()
    label = "laps down" if left > len("laps down") + 1 else "down"
    head: Row = (blank(1), (label, "mute"), blank(left - 1 - len(label)))
    return (*head, *level_plates(scene, drawn_cars(scene), cars, width - left - 1))
