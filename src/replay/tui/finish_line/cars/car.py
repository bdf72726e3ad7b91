"""A car on the line: where in the picture it stands, how tall, and where its number is written."""

from typing import NamedTuple

from replay.race.model import Outline
from replay.tui.drawing.plates import PlateColours
from replay.tui.finish_line.cars.number import Writing, number_width, pixel_size
from replay.tui.finish_line.cars.part import Detail
from replay.tui.finish_line.cars.shape import SHAPES
from replay.tui.finish_line.window import FINE, NANOSECONDS_IN_TICK, NOSE, Window

_PLAIN_ROWS = 3.4
# How much higher than wide a cell is in most terminals.
_CELL = 2
# Height of the farthest and of the nearest car, as a share of the strip.
_FAR, _NEAR = 0.35, 0.44


class _Look(NamedTuple):
    """How cars stand at a scale of `least` nanoseconds a cell or wider.

    `stretch` is how much taller they are, `ground` where the farthest stands and `depth` how
    much lower the nearest does, as shares of the strip.
    """

    least: int
    stretch: float
    ground: float
    depth: float


# Noses are low: there is room to draw them taller, and above them for what they may be off.
_LOOKS = (
    _Look(400_000, 1.0, 0.435, 0.435),
    _Look(200_000, 1.25, 0.47, 0.47),
    _Look(80_000, 1.8, 0.60, 0.34),
    _Look(0, 2.0, 0.60, 0.34),
)


class Car(NamedTuple):
    """A car on the line: ticks after the first, lane 0 (outside) to 1000, colours.

    `exact` tells a measured gap from a rebuilt one, `outline` what kind of car it is.
    """

    number: str
    gap: int
    lane: int
    colours: PlateColours
    exact: bool = True
    outline: Outline = "stock car"


class Placement(NamedTuple):
    """Where a car stands in a strip: ground level and height in rows, how much is drawn."""

    ground: float
    height: float
    detail: Detail


def placement(car: Car, rows: int, step: int, passing: int) -> Placement:
    """Give where a car stands: far cars are higher up and lower in height, none is shorter."""
    look = next(look for look in _LOOKS if step >= look.least)
    lane = car.lane / 1_000
    shape, close = SHAPES[car.outline], step <= NOSE
    tallest = shape.tallest * passing * NANOSECONDS_IN_TICK / step / _CELL
    stretch = look.stretch * (shape.close if close else 1)
    height = (_FAR + (_NEAR - _FAR) * lane) * min(rows * stretch, tallest / _NEAR)
    ground = look.ground + look.depth * lane
    return Placement(ground * rows, height, Detail(height < _PLAIN_ROWS, step < FINE, close))


def writing(
    car: Car, rows: int, window: Window, passing: int, brackets: bool = False
) -> Writing | None:
    """Give where a car's number is written, None where its place is out of view."""
    at = placement(car, rows, window.step, passing)
    far = placement(car._replace(lane=0), rows, window.step, passing).height
    long = passing * NANOSECONDS_IN_TICK / window.step
    for spot in SHAPES[car.outline].numbers:
        # Numbers of all lanes have one size.
        pixel = 0 if brackets else pixel_size(car.number, spot.long * long, spot.high * far)
        width = number_width(car.number, pixel) + 2 * brackets
        middle = (car.gap * NANOSECONDS_IN_TICK - window.start) / window.step + spot.u * long
        column, up = round(middle - width / 2), at.ground - spot.v * at.height
        if 0 <= column <= window.width - width and 0 <= up < rows:
            return Writing(column, width, up, pixel)
    return None
