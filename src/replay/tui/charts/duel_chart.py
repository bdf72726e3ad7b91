"""The gap between two cars over the race, and above it which of them was ahead."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from replay.race.duel_gaps import DuelGaps, ahead_by_lap, duel_gaps
from replay.race.gaps import leader_laps
from replay.race.model import SECOND
from replay.race.series import distances
from replay.tui.charts.canvas_cells import lap_columns, line_role, put_canvas, thin_line
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.chart_bands import ChartBands, chart_bands
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.charts.chart_rows import chart_rows, draw_stage_ends
from replay.tui.charts.chart_scale import chart_scale
from replay.tui.charts.duel_cars import DuelCars
from replay.tui.charts.gap_lines import GapLine, GapLines, edge_marks
from replay.tui.charts.gap_scale import GapScale, gap_scale, line_label
from replay.tui.drawing.braille import Canvas
from replay.tui.drawing.runs import Row, Run, joined
from replay.tui.field_names import field_names, paint_keys
from replay.tui.scene import Scene

BESIDE_LEFT = 7
"""The columns left of an axis of its own: the labels of the scale."""

_BESIDE_RIGHT = 3


def whole_axis(scene: Scene, left: int, width: int) -> ChartAxis:
    """Give an axis of the whole race: cell for cell that of a ribbon at these columns."""
    ribbon = scene.frame.ribbon
    return ChartAxis(0, max(ribbon.scheduled, ribbon.done, 1), max(width, 1), left, ribbon.done)


def axis_so_far(scene: Scene, width: int) -> ChartAxis:
    """Give an axis of the race so far, which fills `width` columns: it ends at the clock."""
    done = scene.frame.ribbon.done
    cells = max(width - BESIDE_LEFT - _BESIDE_RIGHT, 1)
    return ChartAxis(0, max(done, 1), cells, BESIDE_LEFT, done)


def duel_chart(
    scene: Scene, cars: DuelCars, axis: ChartAxis, rows: int, width: int, *, scale: bool
) -> list[Row]:
    """Give a row that tells who was ahead, `rows` with the gap, and the scale if it is asked for.

    The line is that of the first car: above the middle, which is the second, where it was ahead.
    """
    bands = chart_bands(scene, axis)
    drawn = [_ahead_row(scene, cars, axis), *_gap_rows(scene, cars, axis, bands, rows)]
    return [*drawn, chart_scale(scene, axis, bands, width)] if scale else drawn


def _ahead_row(scene: Scene, cars: DuelCars, axis: ChartAxis) -> Row:
    """Give one row on the axis whose ground is the paint of the car that was ahead."""
    ahead = scene.ask(ahead_by_lap, cars.first, cars.second)
    marks = scene.ask(distances)
    names, paints = field_names(scene), paint_keys(scene.race)
    alike = paints[cars.first] == paints[cars.second]
    span = axis.last - axis.first
    cells = [
        _ahead_at(ahead, marks, min(axis.first - (-(x + 1) * span // axis.width), axis.done))
        for x in range(axis.head)
    ]
    runs: list[Run] = [(f"{'ahead':>{axis.left - 1}} ", "mute")]
    for first, group in groupby(cells):
        length = len([*group])
        if first is None:
            runs.append((" " * length, "full"))
            continue
        car = cars.first if first else cars.second
        label = names.label(car)
        text = label if length > len(label) else ""
        # Of two cars of one paint dots tell the second.
        fill = scene.glyphs.none if alike and not first else " "
        runs.append((f"{text:{fill}^{length}}", f"plate {car}"))
    return (*runs, (scene.glyphs.playhead, "accent"))


def _ahead_at(ahead: Sequence[bool | None], marks: Sequence[int], mark: int) -> bool | None:
    """Tell who was ahead as a mark of the axis ended."""
    place = bisect_right(marks, mark) - 1
    return ahead[place] if 0 <= place < len(ahead) else None


def _gap_rows(
    scene: Scene, cars: DuelCars, axis: ChartAxis, bands: ChartBands, rows: int
) -> list[Row]:
    """Draw from the quiet to the loud: thin lines, the second car, the line of the first."""
    glyphs = scene.glyphs
    duel = scene.ask(duel_gaps, cars.first, cars.second)
    line = GapLine(cars.first, "heavy", duel.runs, duel.gaps, ())
    marks = _marks(scene, duel)
    lines = GapLines((line,), marks, duel.green, axis, lap_columns(axis, marks))
    scale = gap_scale([*lines.in_view()], rows, both=True)
    cells = ChartCells(axis.head, rows)
    draw_stage_ends(cells, bands, glyphs)
    for row, _ in scale.lines():
        thin_line(cells, row, glyphs)
    cells.put(0, scale.zero, glyphs.flag_rule * cells.width, line_role(cars.second, "light"))
    for x in bands.yellow:
        cells.put(x, scale.zero, " ", "full")
    canvas = Canvas(cells.width, rows, plain=glyphs.ascii)
    for points in lines.dots(line, scale):
        canvas.line(points, line.weight, line.car)
    put_canvas(cells, canvas)
    for x, y, text, role in edge_marks(lines, scale, glyphs):
        cells.put(x, y, text, role)
    left = _labels(scene, cars, scale, axis.left)
    return [joined(row.row) for row in chart_rows(axis, cells, bands, left, (), glyphs)]


def _marks(scene: Scene, duel: DuelGaps) -> list[int]:
    """Give the mark of the axis at which each lap of the two ended."""
    if scene.frame.ribbon.by_time:
        return [end // SECOND for end in duel.ends]
    leads = scene.ask(leader_laps)
    return [bisect_right(leads, end) for end in duel.ends]


def _labels(scene: Scene, cars: DuelCars, scale: GapScale, left: int) -> list[Row]:
    """Give what the thin lines are at, and which car the middle is."""
    texts = {row: line_label(gap, scale, scene.glyphs) for row, gap in scale.lines()}
    texts[scale.zero] = car_mark(scene, cars.second)
    return [((f"{texts.get(y, ''):>{left - 1}} ", "mute"),) for y in range(scale.rows)]


def car_mark(scene: Scene, car: str) -> str:
    """Write a car in few characters: `#5`, or the code of its driver."""
    label = field_names(scene).label(car)
    return f"#{label}" if label == car else label
