"""The lines of a chart of gaps on its axis: through which dots they go, and what is beyond."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from replay.race.gap_runs import GapRun, runs_between, runs_to_leader
from replay.race.gaps import gaps_between, gaps_to_leader, measured_laps
from replay.race.green_laps import green_laps
from replay.race.mark_orders import stop_marks
from replay.race.model import SECOND
from replay.tui.charts.canvas_cells import LapColumns, lap_columns, line_role
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.drawn_cars import drawn_cars
from replay.tui.charts.gap_now import class_of, lap_marks, signed_gap
from replay.tui.charts.gap_scale import GapScale
from replay.tui.drawing.braille import Point, Weight
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row
from replay.tui.scene import Scene

_READ_WIDTH = 9
"""The cells that the reading cursor has for a gap, at most."""


class GapLine(Struct, frozen=True):
    """The gaps of a car: in the runs that are drawn, and at the end of every lap.

    `measured` tells whether the line of that lap was measured, and not rebuilt.
    """

    car: str
    weight: Weight
    runs: tuple[GapRun, ...]
    gaps: tuple[int | None, ...]
    measured: tuple[bool, ...]


class GapLines(Struct, frozen=True):
    """The lines of a chart, the broken one first, and where the laps on its axis are.

    `marks[n - 1]` is the mark of the axis at lap n; `green` tells whether gaps mean anything on it.
    """

    lines: tuple[GapLine, ...]
    marks: Sequence[int]
    green: tuple[bool, ...]
    axis: ChartAxis
    columns: LapColumns

    def in_view(self) -> Iterator[int]:
        """Give the gaps of the green laps on the axis, of all cars drawn."""
        for line in self.lines:
            for lap, gap in self._gaps(line):
                if gap is not None and self.green[lap - 1]:
                    yield gap

    def dots(self, line: GapLine, scale: GapScale) -> Iterator[list[Point]]:
        """Give the dots that each stretch of a line goes through, from left to right.

        A lap fills the dots from the end of the one before to its own: the line is level there. It
        breaks between runs and where it leaves the chart.
        """
        first, last = self.columns.first, self.columns.last
        for run in line.runs:
            points: list[Point] = []
            for lap in range(max(run.first, first), min(run.last, last) + 1):
                y = scale.dot(run.gaps[lap - run.first])
                if not 0 <= y < scale.dots:
                    if points:
                        yield points
                    points = []
                    continue
                start, end = self.columns.of(lap)
                points += [(start, y), (end, y)] if start < end else [(end, y)]
            if points:
                yield points

    def beyond(self, line: GapLine, scale: GapScale) -> Iterator[tuple[int, int, int]]:
        """Give where a car is beyond the edge on green laps in a row, its stops among them.

        In which cell that begins, at the foot (1) or the top (-1), and the largest gap (ticks).
        """
        for green, laps in groupby(self._gaps(line), lambda lap: self.green[lap[0] - 1]):
            if not green:
                continue
            known = [(lap, gap) for lap, gap in laps if gap is not None]
            for side, group in groupby(known, lambda lap: scale.beyond(lap[1])):
                if side:
                    found = list(group)
                    cell = self.axis.cell(self.marks[found[0][0] - 1])
                    yield cell, side, max(abs(gap) for _, gap in found)

    def _gaps(self, line: GapLine) -> Iterator[tuple[int, int | None]]:
        """Give the laps on the axis with the gap of a car on each."""
        first, last = self.columns.first, min(self.columns.last, len(line.gaps))
        return ((lap, line.gaps[lap - 1]) for lap in range(first, last + 1))


def gap_lines(scene: Scene, axis: ChartAxis) -> GapLines:
    """Give the lines of the cars drawn, but of the one that gaps are measured from.

    Those of other classes than the chosen car's have none: their laps are others.
    """
    drawn, followed, of_class = drawn_cars(scene), scene.view.followed, class_of(scene)
    weights: tuple[tuple[str | None, Weight], ...] = (
        (drawn.broken, "broken"),
        (drawn.light, "light"),
        (drawn.heavy, "heavy"),
    )
    marks = lap_marks(scene)
    return GapLines(
        tuple(
            _line(scene, car, weight)
            for car, weight in weights
            if car is not None
            and car != followed
            and (of_class is None or scene.entries[car].race_class == of_class)
        ),
        marks,
        scene.ask(green_laps, of_class),
        axis,
        lap_columns(axis, marks),
    )


def _line(scene: Scene, car: str, weight: Weight) -> GapLine:
    to = scene.view.followed
    if to is None:
        runs, gaps = scene.ask(runs_to_leader, car), scene.ask(gaps_to_leader, car)
    else:
        runs, gaps = scene.ask(runs_between, car, to), scene.ask(gaps_between, car, to)
    return GapLine(car, weight, runs, gaps, scene.ask(measured_laps, car))


def edge_marks(
    lines: GapLines, scale: GapScale, glyphs: Glyphs
) -> Iterator[tuple[int, int, str, str]]:
    """Name at the edge what is beyond it: cell, row, text (`▾46`, in seconds) and role.

    None touches another; the heavier car is named first.
    """
    signs = {1: glyphs.below, -1: glyphs.above}
    taken: set[tuple[int, int]] = set()
    for line in reversed(lines.lines):
        for cell, side, worst in lines.beyond(line, scale):
            text = f"{signs[side]}{(worst * 2 + SECOND) // (SECOND * 2)}"
            x = min(cell, lines.axis.head - len(text))
            wanted = {(side, at) for at in range(x - 1, x + len(text) + 1)}
            if x >= 0 and not wanted & taken:
                taken |= wanted
                y = scale.rows - 1 if side > 0 else 0
                yield x, y, text, line_role(line.car, line.weight)


def gap_rings(scene: Scene, lines: GapLines, scale: GapScale) -> Iterator[tuple[int, int]]:
    """Give the cells of the stops of the chosen car that lie on its line: where it breaks off."""
    car, axis = scene.entry.car, lines.axis
    ends = {
        lines.marks[run.last - 1]: run.gaps[-1]
        for line in lines.lines
        if line.car == car
        for run in line.runs
        if lines.columns.first <= run.last <= lines.columns.last
    }
    for mark in scene.ask(stop_marks, car):
        if not axis.first < mark <= axis.done:
            continue
        if car == scene.view.followed:
            yield axis.cell(mark), scale.zero
            continue
        before = [at for at in ends if at <= mark]
        last = max(before, default=None)
        lap = bisect_right(lines.marks, mark)
        if last is not None and last >= lines.marks[max(lap - 2, 0)]:
            yield axis.cell(mark), scale.row(ends[last])


def read_gaps(scene: Scene, axis: ChartAxis) -> Iterator[tuple[str, Row]]:
    """Give what the reading cursor reads of each car drawn, the heaviest first."""
    if scene.view.reading is None:
        return
    lines, to = gap_lines(scene, axis), scene.view.followed
    lap = bisect_right(lines.marks, scene.view.reading)
    for line in reversed(lines.lines):
        gap = line.gaps[lap - 1] if 0 < lap <= len(line.gaps) else None
        if gap is None or not lines.green[lap - 1]:
            words = scene.glyphs.none
        elif to is None and not gap:
            words = "leads"
        else:
            words = signed_gap(
                gap, scene.glyphs, _READ_WIDTH, signs=to is not None, exact=line.measured[lap - 1]
            )
        yield line.car, ((words, "full"),)
