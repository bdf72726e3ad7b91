"""The place of a car lap by lap, as a line of dots over the axis of the ribbon."""

from collections.abc import Sequence

from replay.tui.drawing.dots import ACROSS, DOWN, Dots
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, joined

TICKS = (1, 10, 20, 30, 5)
"""The places that have a number where a row is free, and with them the last of the field."""


def place_line(
    places: Sequence[int | None],
    distances: Sequence[int],
    cars: int,
    distance: int,
    size: tuple[int, int],
    glyphs: Glyphs,
) -> list[Row]:
    """Draw `places` at the `distances` they were held at; the axis ends at `distance`.

    The line begins where the first place is known. `size` are the cells of the axis across and
    down. First place is on top, that of the last of `cars` at the foot, whatever place the car has
    had. A stroke stands where the race is; right of it is nothing. Thin lines mark the places that
    `tick_rows` gives.
    """
    width, height = size
    dots = Dots(width, height, plain=glyphs.ascii)
    head = min(max(distances[-1], 0) * width // max(distance, 1), width - 1)
    before = None
    for place, done in zip(places, distances, strict=True):
        if place is None:
            continue
        x = min(done * (width * ACROSS - 1) // max(distance, 1), head * ACROSS + 1)
        y = _dot(place, cars, height)
        dots.upright(x, y if before is None else before, y)
        before = y
    marked = tick_rows(cars, height)
    rows: list[Row] = []
    for y, text in enumerate(dots.rows()):
        ahead = glyphs.future if y in marked else " "
        cells: list[Run] = [
            (sign, "full") if sign != " " else (ahead if x < head else " ", "rule")
            for x, sign in enumerate(text)
        ]
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


def _dot(place: int, cars: int, height: int) -> int:
    """Give the row of dots of a place."""
    most = height * DOWN - 1
    return (2 * (place - 1) * most + max(cars - 1, 1)) // (2 * max(cars - 1, 1))
