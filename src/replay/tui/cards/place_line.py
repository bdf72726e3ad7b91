"""The place of a car lap by lap, as a line of dots over an axis of the race."""

from collections.abc import Collection, Sequence

from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.braille import Canvas, Point
from replay.tui.drawing.dots import ACROSS, DOWN
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, joined

TICKS = (1, 10, 20, 30, 5)
"""The places that have a number where a row is free, and with them the last of the field."""


def place_line(
    places: Sequence[int | None],
    distances: Sequence[int],
    cars: int,
    axis: RibbonAxis,
    height: int,
    glyphs: Glyphs,
    *,
    role: str = "full",
    bands: Collection[int] = (),
) -> list[Row]:
    """Draw `places` at the `distances` they were held at, in `height` rows over the axis.

    The line begins where the first place is known. First place is on top, that of the last of
    `cars` at the foot, whatever place the car has had. A stroke stands where the race is; right of
    it is nothing. Thin lines mark the places that `tick_rows` gives; `bands` are the cells of laps
    under yellow, on a ground of their own.
    """
    canvas = Canvas(axis.width, height, plain=glyphs.ascii)
    head = axis.playhead(max(distances[-1], 0))
    canvas.line(_stepped(_dots(places, distances, cars, axis, height)), "heavy")
    marked = tick_rows(cars, height)
    # By cell: the role of the line and that of what stands where there is none.
    roles = [(f"band {role}", "band rule") if x in bands else (role, "rule") for x in range(head)]
    right: Run = (" " * (axis.width - head - 1), "full")
    rows: list[Row] = []
    for y in range(height):
        none = glyphs.future if y in marked else " "
        cells: list[Run] = []
        for x, (drawn, empty) in enumerate(roles):
            sign = canvas.cell(x, y)
            cells.append((sign, drawn) if sign else (none, empty))
        rows.append(joined((*cells, (glyphs.playhead, "accent_bold"), right)))
    return rows


def tick_rows(cars: int, height: int) -> dict[int, int]:
    """Give the places that have a number, by the row of cells each stands on."""
    rows: dict[int, int] = {_dot(cars, cars, height) // DOWN: cars}
    for place in TICKS:
        row = _dot(place, cars, height) // DOWN
        if place < cars and row not in rows:
            rows[row] = place
    return rows


def _dots(
    places: Sequence[int | None],
    distances: Sequence[int],
    cars: int,
    axis: RibbonAxis,
    height: int,
) -> list[Point]:
    """Give the dots of the places that are known, none of them right of the playhead."""
    columns, distance = axis.width * ACROSS, axis.distance
    last = max(axis.playhead(max(distances[-1], 0)) * ACROSS - 1, 0)
    rows = {place: _dot(place, cars, height) for place in set(places) if place is not None}
    return [
        (min(max(-(-done * columns // distance) - 1, 0), last), rows[place])
        for place, done in zip(places, distances, strict=True)
        if place is not None
    ]


def _stepped(dots: Sequence[Point]) -> list[Point]:
    """Hold each place up to the next one: a place is no slope."""
    line: list[Point] = []
    before = None
    for x, y in dots:
        if before is not None and x > before[0] + 1:
            line.append((x - 1, before[1]))
        before = x, y
        if not line or line[-1] != before:
            line.append(before)
    return line


def _dot(place: int, cars: int, height: int) -> int:
    """Give the upper row of dots of a place, whose line is two dots thick."""
    most = height * DOWN - 2
    return (2 * (place - 1) * most + max(cars - 1, 1)) // (2 * max(cars - 1, 1))
