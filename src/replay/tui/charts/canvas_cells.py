"""Lines in braille on the axis of a chart: the dots of a lap, and the lines among the cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.drawing.braille import Canvas, Weight
from replay.tui.drawing.dots import ACROSS
from replay.tui.drawing.glyphs import Glyphs


def line_role(car: str, weight: Weight) -> str:
    """Give the role of the line of a car."""
    return f"{'heavy' if weight == 'heavy' else 'light'} {car}"


def stroke(weight: Weight, glyphs: Glyphs) -> str:
    """Give two cells of a line in braille, as a key of the lines has it."""
    strokes: dict[Weight, str] = {
        "heavy": glyphs.heavy_dot,
        "light": glyphs.light_dot,
        "broken": glyphs.broken_dot,
    }
    return strokes[weight] * 2


def thin_line(cells: ChartCells, y: int, glyphs: Glyphs) -> None:
    """Draw the thin line of a value across the cells of a row."""
    # A dot is the sign of a broken line where there is but ASCII.
    cells.put(0, y, ("-" if glyphs.ascii else glyphs.future) * cells.width, "rule")


def put_canvas(cells: ChartCells, canvas: Canvas) -> None:
    """Put the lines of a canvas over what the cells have, each in the ink of the car it is of."""
    for x, y, sign, weight, car in canvas.drawn():
        cells.put(x, y, sign, line_role(car, weight))


class LapColumns(Struct, frozen=True):
    """The columns of dots of the laps on an axis, as far as they have been run.

    `dots[n - first]` are the first and the last column of lap n: from the end of the lap before to
    its own. A lap that ends where the one before did has that column.
    """

    first: int
    dots: tuple[tuple[int, int], ...]

    @property
    def last(self) -> int:
        """The last lap on the axis."""
        return self.first + len(self.dots) - 1

    def of(self, lap: int) -> tuple[int, int]:
        """Give the first and the last column of a lap."""
        return self.dots[lap - self.first]


def lap_columns(axis: ChartAxis, marks: Sequence[int]) -> LapColumns:
    """Lay laps on an axis; `marks[n - 1]` is the mark of the axis at which lap n ended."""
    head, span = axis.head * ACROSS, max(axis.last - axis.first, 1)
    if not head:
        return LapColumns(1, ())
    first = bisect_left(marks, axis.first) + 1
    dots = []
    start = 0
    for mark in marks[first - 1 : bisect_right(marks, axis.done)]:
        end = max(min(-(-(mark - axis.first) * axis.width * ACROSS // span), head) - 1, 0)
        dots.append((min(start, end), end))
        start = end + 1
    return LapColumns(first, tuple(dots))
