"""The lines of a chart of gaps on its axis: through which dots they go, and what is beyond."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from replay.race.gap_runs import GapRun, runs_between, runs_to_leader
from replay.race.gaps import gaps_between, gaps_to_leader
from replay.race.green_laps import green_laps
from replay.race.mark_orders import stop_marks
from replay.race.model import SECOND
from replay.tui.charts.canvas_cells import lap_dots, line_role, on_axis
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.drawn_cars import drawn_cars
from replay.tui.charts.gap_now import class_of, lap_marks, laps_rebuilt, signed_gap
from replay.tui.charts.gap_scale import GapScale
from replay.tui.drawing.braille import Point, Weight
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row
from replay.tui.scene import Scene

_READ_WIDTH = 9
"""The cells that the reading cursor has for a gap, at most."""


class GapLine(Struct, frozen=True):
    """The gaps of a car: in the runs that are drawn, and at the end of every lap."""

    car: str
    weight: Weight
    runs: tuple[GapRun, ...]
    gaps: tuple[int | None, ...]


class GapLines(Struct, frozen=True):
    """The lines of a chart, the broken one first; `marks[n - 1]` is the mark of the axis at lap n.

    `green` tells of each of those laps whether gaps mean anything on it.
    """

    lines: tuple[GapLine, ...]
    marks: Sequence[int]
    green: tuple[bool, ...]

    def in_view(self, axis: ChartAxis) -> Iterator[int]:
        """Give the gaps of the green laps on the axis, of all cars drawn."""
        for line in self.lines:
            for lap, gap in self._seen(line, axis):
                if self.green[lap - 1]:
                    yield gap

    def dots(self, line: GapLine, axis: ChartAxis, scale: GapScale) -> Iterator[list[Point]]:
        """Give the dots that each stretch of a line goes through, from left to right.

        A lap fills the dots from the end of the one before to its own: the line is level there. It
        breaks between runs and where it leaves the chart.
        """
        for run in line.runs:
            points: list[Point] = []
            for lap, gap in enumerate(run.gaps, run.first):
                if not on_axis(lap, axis, self.marks):
                    continue
                if scale.beyond(gap):
                    if points:
                        yield points
                    points = []
                    continue
                y, (start, end) = scale.dot(gap), lap_dots(lap, axis, self.marks)
                points += [(start, y), (end, y)] if start < end else [(end, y)]
            if points:
                yield points

    def beyond(
        self, line: GapLine, axis: ChartAxis, scale: GapScale
    ) -> Iterator[tuple[int, int, int]]:
        """Give where a car is beyond the edge on laps in a row, in laps with a stop, too.

        In which cell that begins, at the foot (1) or the top (-1), and the largest gap (ticks).
        """
        laps = [(lap, gap) for lap, gap in self._seen(line, axis) if self.green[lap - 1]]
        for side, group in groupby(laps, key=lambda lap: scale.beyond(lap[1])):
            found = list(group)
            if side:
                first = axis.cell(self.marks[found[0][0] - 1])
                yield first, side, max(abs(gap) for _, gap in found)

    def _seen(self, line: GapLine, axis: ChartAxis) -> Iterator[tuple[int, int]]:
        for lap, gap in enumerate(line.gaps, 1):
            if gap is not None and on_axis(lap, axis, self.marks):
                yield lap, gap


def gap_lines(scene: Scene) -> GapLines:
    """Give the lines of the cars drawn, but of the one that gaps are measured from."""
    drawn, followed = drawn_cars(scene), scene.view.followed
    weights: tuple[tuple[str | None, Weight], ...] = (
        (drawn.broken, "broken"),
        (drawn.light, "light"),
        (drawn.heavy, "heavy"),
    )
    return GapLines(
        tuple(
            _line(scene, car, weight)
            for car, weight in weights
            if car is not None and car != followed
        ),
        lap_marks(scene),
        scene.ask(green_laps, class_of(scene)),
    )


def _line(scene: Scene, car: str, weight: Weight) -> GapLine:
    to = scene.view.followed
    if to is None:
        return GapLine(car, weight, scene.ask(runs_to_leader, car), scene.ask(gaps_to_leader, car))
    return GapLine(car, weight, scene.ask(runs_between, car, to), scene.ask(gaps_between, car, to))


def edge_marks(
    lines: GapLines, axis: ChartAxis, scale: GapScale, glyphs: Glyphs
) -> Iterator[tuple[int, int, str, str]]:
    """Name at the edge what is beyond it: cell, row, text (`▾46`, in seconds) and role.

    None touches another; the heavier car is named first.
    """
    signs = {1: "v", -1: "^"} if glyphs.ascii else {1: "▾", -1: "▴"}
    taken: set[tuple[int, int]] = set()
    for line in reversed(lines.lines):
        for cell, side, worst in lines.beyond(line, axis, scale):
            text = f"{signs[side]}{(worst * 2 + SECOND) // (SECOND * 2)}"
            x = min(cell, axis.head - len(text))
            wanted = {(side, at) for at in range(x - 1, x + len(text) + 1)}
            if x >= 0 and not wanted & taken:
                taken |= wanted
                y = scale.rows - 1 if side > 0 else 0
                yield x, y, text, line_role(line.car, line.weight)


def gap_rings(
    scene: Scene, lines: GapLines, axis: ChartAxis, scale: GapScale
) -> Iterator[tuple[int, int]]:
    """Give the cells of the stops of the chosen car that lie on its line: where it breaks off."""
    car = scene.entry.car
    ends = {
        lines.marks[run.last - 1]: run.gaps[-1]
        for line in lines.lines
        if line.car == car
        for run in line.runs
        if on_axis(run.last, axis, lines.marks)
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


def read_gaps(scene: Scene) -> Iterator[tuple[str, Row]]:
    """Give what the reading cursor reads of each car drawn, the heaviest first."""
    if scene.view.reading is None:
        return
    lines, to = gap_lines(scene), scene.view.followed
    lap = bisect_right(lines.marks, scene.view.reading)
    exact = not laps_rebuilt(scene)
    for line in reversed(lines.lines):
        gap = line.gaps[lap - 1] if 0 < lap <= len(line.gaps) else None
        if gap is None or not lines.green[lap - 1]:
            words = scene.glyphs.none
        elif to is None and not gap:
            words = "leads"
        else:
            words = signed_gap(gap, scene.glyphs, _READ_WIDTH, signs=to is not None, exact=exact)
        yield line.car, ((words, "full"),)
