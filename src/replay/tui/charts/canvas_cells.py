"""Lines in braille on the axis of a chart: the dots of a lap, and the lines among the cells."""

from collections.abc import Sequence

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
    strokes: dict[Weight, tuple[str, str]] = {
        "heavy": ("━━", "##"),
        "light": ("──", "**"),
        "broken": ("╌╌", ".."),
    }
    return strokes[weight][glyphs.ascii]


def thin_line(cells: ChartCells, y: int, glyphs: Glyphs) -> None:
    """Draw the thin line of a value across the cells of a row."""
    # A dot is the sign of a broken line where there is but ASCII.
    cells.put(0, y, ("-" if glyphs.ascii else glyphs.future) * cells.width, "rule")


def put_canvas(cells: ChartCells, canvas: Canvas) -> None:
    """Put the lines of a canvas over what the cells have, each in the ink of the car it is of."""
    for y in range(min(cells.height, canvas.height)):
        for x in range(min(cells.width, canvas.width)):
            weight = canvas.weight(x, y)
            if weight is not None:
                cells.put(x, y, canvas.cell(x, y), line_role(canvas.who(x, y), weight))


def dot_at(mark: int, axis: ChartAxis) -> int:
    """Give the column of dots in which a mark ends."""
    dots = axis.width * ACROSS
    dot = -(-(mark - axis.first) * dots // max(axis.last - axis.first, 1)) - 1
    return max(min(dot, axis.head * ACROSS - 1), 0)


def lap_dots(lap: int, axis: ChartAxis, marks: Sequence[int]) -> tuple[int, int]:
    """Give the first and the last column of dots of a lap: from the end of the one before.

    `marks[n - 1]` is the mark of the axis at which lap n ended; the lap is one of the axis.
    """
    end = dot_at(marks[lap - 1], axis)
    if lap == 1 or marks[lap - 2] < axis.first:
        return 0, end
    return min(dot_at(marks[lap - 2], axis) + 1, end), end


def on_axis(lap: int, axis: ChartAxis, marks: Sequence[int]) -> bool:
    """Tell whether a lap has ended on the axis, as far as that has been run."""
    return lap <= len(marks) and axis.first <= marks[lap - 1] <= axis.done and axis.head > 0
