"""The lines of a chart of gaps on its axis: through which dots they go, and what is beyond."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from replay.race.gap_runs import GapRun
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.gap_scale import GapScale
from replay.tui.drawing.braille import Point
from replay.tui.drawing.dots import ACROSS


class Excursion(NamedTuple):
    """A line that has left the chart: in which cell, at its foot (1) or its top (-1), how far.

    `worst` is its largest gap beyond the edge, in ticks.
    """

    cell: int
    side: int
    worst: int


def in_view(runs: Sequence[GapRun], axis: ChartAxis, marks: Sequence[int]) -> Iterator[int]:
    """Give the gaps of the laps on the axis; `marks[n - 1]` is the mark of its axis at lap n."""
    for lap, gap in _laps(runs):
        if _seen(lap, axis, marks):
            yield gap


def line_dots(
    runs: Sequence[GapRun], axis: ChartAxis, scale: GapScale, marks: Sequence[int]
) -> Iterator[list[Point]]:
    """Give the dots that each stretch of a line goes through, from left to right.

    A lap fills the dots from the end of the one before to its own: the line is level there. It
    breaks between runs and where it leaves the chart.
    """
    for run in runs:
        points: list[Point] = []
        for lap, gap in enumerate(run.gaps, run.first):
            if not _seen(lap, axis, marks):
                continue
            if scale.beyond(gap):
                if points:
                    yield points
                points = []
                continue
            y, (start, end) = scale.dot(gap), _dots(lap, axis, marks)
            points += [(start, y), (end, y)] if start < end else [(end, y)]
        if points:
            yield points


def excursions(
    gaps: Sequence[int | None],
    green: Sequence[bool],
    axis: ChartAxis,
    scale: GapScale,
    marks: Sequence[int],
) -> list[Excursion]:
    """Give where a car was beyond the edge on green laps in a row; its stops are told, too."""
    laps = [
        (lap, scale.beyond(gap), gap)
        for lap, gap in enumerate(gaps, 1)
        if gap is not None and _seen(lap, axis, marks) and lap <= len(green) and green[lap - 1]
    ]
    found = []
    for side, group in groupby(laps, key=lambda lap: lap[1]):
        first, *rest = group
        if side:
            worst = max((abs(gap) for _, _, gap in (first, *rest)))
            found.append(Excursion(axis.cell(marks[first[0] - 1]), side, worst))
    return found


def dot_at(mark: int, axis: ChartAxis) -> int:
    """Give the column of dots in which a mark ends."""
    dots = axis.width * ACROSS
    dot = -(-(mark - axis.first) * dots // max(axis.last - axis.first, 1)) - 1
    return max(min(dot, axis.head * ACROSS - 1), 0)


def _laps(runs: Sequence[GapRun]) -> Iterator[tuple[int, int]]:
    for run in runs:
        yield from enumerate(run.gaps, run.first)


def _seen(lap: int, axis: ChartAxis, marks: Sequence[int]) -> bool:
    return lap <= len(marks) and axis.first <= marks[lap - 1] <= axis.done and axis.head > 0


def _dots(lap: int, axis: ChartAxis, marks: Sequence[int]) -> tuple[int, int]:
    """Give the first and the last column of dots of a lap."""
    end = dot_at(marks[lap - 1], axis)
    if lap == 1 or marks[lap - 2] < axis.first:
        return 0, end
    return min(dot_at(marks[lap - 2], axis) + 1, end), end
