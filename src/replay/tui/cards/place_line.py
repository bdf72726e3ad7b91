"""The place of a car lap by lap, as a line of dots over an axis of the race."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from replay.tui.drawing.braille import Canvas, Point
from replay.tui.drawing.dots import ACROSS, DOWN
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, joined
from replay.tui.panes.ribbon_axis import RibbonAxis

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
    line = _dots(places, distances, cars, axis, height)
    canvas.line(_stepped(line), "heavy")
    marked = tick_rows(cars, height)
    rows: list[Row] = []
    for y in range(height):
        cells: list[Run] = []
        for x in range(axis.width):
            sign, ink = canvas.cell(x, y), role
            if not sign:
                sign, ink = glyphs.future if y in marked and x < head else " ", "rule"
            cells.append((sign, f"band {ink}" if x in bands else ink))
        cells[head] = glyphs.playhead, "accent_bold"
        rows.append(joined(cells))
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
) -> Iterable[Point]:
    """Give the dots of the places that are known, none of them right of the playhead."""
    columns, distance = axis.width * ACROSS, axis.distance
    last = max(axis.playhead(max(distances[-1], 0)) * ACROSS - 1, 0)
    for place, done in zip(places, distances, strict=True):
        if place is not None:
            x = max(-(-done * columns // distance) - 1, 0)
            yield min(x, last), _dot(place, cars, height)


def _stepped(dots: Iterable[Point]) -> list[Point]:
    """Hold each place up to the next one: a place is no slope."""
    dots = list(dots)
    line = dots[:1]
    for (x, y), (to_x, to_y) in pairwise(dots):
        if to_x > x + 1:
            line.append((to_x - 1, y))
        line.append((to_x, to_y))
    return line


def _dot(place: int, cars: int, height: int) -> int:
    """Give the upper row of dots of a place, whose line is two dots thick."""
    most = height * DOWN - 2
    return (2 * (place - 1) * most + max(cars - 1, 1)) // (2 * max(cars - 1, 1))
