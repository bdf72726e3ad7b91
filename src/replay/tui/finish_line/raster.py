"""The scene a line camera records, as samples: streaked ground, a wall, cars to scale.

Eight samples by eight a cell, each one byte: a place in the scene's colour table. A pure function
of window, height, cars and palette; it knows no clock.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from replay.race.model import Outline
from replay.tui.drawing.colour import BLACK, WHITE, contrast, grey, mix
from replay.tui.drawing.plates import PlateColours
from replay.tui.finish_line.cars import SHAPES, spans
from replay.tui.finish_line.cars.number import Writing, number_width, pixel_size, pixels
from replay.tui.finish_line.cars.part import OWN_PARTS, Detail, Part
from replay.tui.finish_line.mosaic import SIDE
from replay.tui.finish_line.window import FINE, NOSE, TICK, Window
from replay.tui.theme import Palette

MOST_CARS = 38
"""Cars one scene can hold: a sample is one byte of colour."""

_WALL = 0
# Five near-equal tones in an order that shows no pattern, half a row each.
_STREAKS = bytes(1 + int(tone) for tone in "0213042314120342103241302")
_SHARED = 1 + 5
_FIRST_CAR = _SHARED + len(Part) - OWN_PARTS
_PLAIN_ROWS = 3.4
# Contrast of an edge to the ground below which it is not seen.
_LOST = 1.5
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
# Hub, lamp, splitter, the white and the yellow of decals, helmet, whatever the theme.
_LIGHTS = ("#9097a3", "#fff3c4", "#24262a", "#f4f4f4", "#ffd23f", "#f4f4f4")
# What stands for a part that only its colour would tell.
_COARSE = {
    Part.PILLAR: Part.GLASS, Part.LAMP: Part.PAINT, Part.DARK: Part.PAINT,
    Part.WHITE: Part.PAINT, Part.YELLOW: Part.PAINT,
}  # fmt: skip


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


class Place(NamedTuple):
    """Where a car stands in a strip: ground level and height in rows, how much is drawn."""

    ground: float
    height: float
    detail: Detail


def place(car: Car, rows: int, step: int, passing: int) -> Place:
    """Give a car's place: far cars are higher up and lower in height, none is shorter."""
    look = next(look for look in _LOOKS if step >= look.least)
    lane = car.lane / 1_000
    shape, close = SHAPES[car.outline], step <= NOSE
    tallest = shape.tallest * passing * TICK / step / _CELL
    stretch = look.stretch * (shape.close if close else 1)
    height = (_FAR + (_NEAR - _FAR) * lane) * min(rows * stretch, tallest / _NEAR)
    ground = look.ground + look.depth * lane
    return Place(ground * rows, height, Detail(height < _PLAIN_ROWS, step < FINE, close))


def writing(
    car: Car, rows: int, window: Window, passing: int, brackets: bool = False
) -> Writing | None:
    """Give where a car's number is written, None where its place is out of view."""
    at = place(car, rows, window.step, passing)
    far = place(car._replace(lane=0), rows, window.step, passing).height
    long = passing * TICK / window.step
    for spot in SHAPES[car.outline].numbers:
        # Numbers of all lanes have one size.
        pixel = 0 if brackets else pixel_size(car.number, spot.long * long, spot.high * far)
        width = number_width(car.number, pixel) + 2 * brackets
        middle = (car.gap * TICK - window.start) / window.step + spot.u * long
        column, up = round(middle - width / 2), at.ground - spot.v * at.height
        if 0 <= column <= window.width - width and 0 <= up < rows:
            return Writing(column, width, up, pixel)
    return None


def colour_table(cars: Sequence[Car], palette: Palette) -> tuple[str, ...]:
    """Give the scene's colours: wall, streaks, what all cars share, then each car's own."""
    glass = palette.strip_glass
    shadow = mix(palette.strip_streak_1, BLACK, 0.45 if palette.dark else 0.30)
    lights = map(grey, _LIGHTS) if palette.nocolor else _LIGHTS
    table = [palette.strip_wall, *palette.streaks]
    table += [shadow, glass, mix(glass, WHITE, 0.25)]
    table += [palette.strip_tyre, mix(palette.strip_tyre, WHITE, 0.25), *lights]
    for car in cars:
        colours = car.colours
        paint, second = colours.paint, colours.second
        table += [paint, second, mix(second, BLACK, 0.25)]
        table += [_edge(paint, palette), mix(paint, BLACK, 0.75), colours.ink]
    return tuple(table)


def _edge(paint: str, palette: Palette) -> str:
    """Give the edge under a roof line: lit, or dark where light would be lost in the ground."""
    lit = mix(paint, WHITE, 0.22)
    lost = contrast(lit, palette.strip_streak_2) < _LOST and not palette.dark
    return mix(paint, BLACK, 0.35) if lost else lit


def sample_of(part: Part, car: int) -> int:
    """Give the sample of a part of the car at a place in the scene's list of cars."""
    own = part < OWN_PARTS
    return _FIRST_CAR + car * OWN_PARTS + part if own else _SHARED + part - OWN_PARTS


def part_of(sample: int) -> tuple[Part, int] | None:
    """Give a sample's part and its car (-1: any car's), None for wall and streaks."""
    if sample >= _FIRST_CAR:
        car, part = divmod(sample - _FIRST_CAR, OWN_PARTS)
        return Part(part), car
    return (Part(sample - _SHARED + OWN_PARTS), -1) if sample >= _SHARED else None


@lru_cache(8192)
def is_ground(samples: bytes) -> bool:
    """Tell samples of which none is of a car."""
    return max(samples) < _SHARED


class Scene:
    """The samples of a strip of `rows` text rows, painted once."""

    def __init__(
        self, window: Window, rows: int, cars: Sequence[Car], coarse: bool = False
    ) -> None:
        """Lay the ground; `coarse` leaves out what only colour can show."""
        self.window = window
        self.rows = rows
        self.cars = cars
        self._coarse = coarse
        length = window.width * SIDE
        self._lines = [
            bytearray([_WALL if y < SIDE else _STREAKS[y // 4 % len(_STREAKS)]]) * length
            for y in range(rows * SIDE)
        ]

    def paint(self, passing: int) -> None:
        """Paint the cars, each `passing` ticks long, far lanes first."""
        far_first = sorted(range(len(self.cars)), key=lambda i: (self.cars[i].lane, -i))
        for index in far_first:
            self._paint_car(index, passing)

    def blocks(self, row: int) -> list[bytes]:
        """Give the samples of each cell of a text row."""
        whole = SIDE * SIDE
        found = bytearray(self.window.width * whole)
        for y, line in enumerate(self._lines[row * SIDE : (row + 1) * SIDE]):
            for x in range(SIDE):
                found[y * SIDE + x :: whole] = line[x::SIDE]
        samples = bytes(found)
        return [samples[at : at + whole] for at in range(0, len(samples), whole)]

    def _paint_car(self, index: int, passing: int) -> None:
        car, step = self.cars[index], self.window.step
        at = place(car, self.rows, step, passing)
        nose = (car.gap * TICK - self.window.start) / step * SIDE
        length = passing * TICK / step * SIDE
        parts = (_COARSE.get(part, part) if self._coarse else part for part in Part)
        fills = [bytes([sample_of(part, index)]) for part in parts]
        top = max(int((at.ground - 1.02 * at.height) * SIDE), 0)
        size, edge = self.window.width * SIDE, nose - 0.5
        for y in range(top, min(int((at.ground + 0.04 * at.height) * SIDE) + 1, len(self._lines))):
            line, v = self._lines[y], (at.ground - (y + 0.5) / SIDE) / at.height
            for part, start, end in spans(car.outline, round(v, 3), at.detail):
                # By hand, not by `_fill`: a full line has some fifty thousand of these spans.
                left, right = ceil(edge + start * length), ceil(edge + end * length)
                left, right = left if left > 0 else 0, right if right < size else size
                if left < right:
                    line[left:right] = fills[part] * (right - left)
        if not self._coarse:
            self._paint_number(index, passing)

    def _paint_number(self, index: int, passing: int) -> None:
        """Paint the number where it is painted, a pixel half as many rows high as cells wide."""
        car = self.cars[index]
        found = writing(car, self.rows, self.window, passing)
        if found is None or not found.pixel:
            return
        fill = bytes([sample_of(Part.NUMBER, index)])
        wide, high = found.pixel * SIDE, found.pixel * SIDE // 2
        top = round((found.middle - found.pixel * 1.25) * 2) * SIDE // 2
        for x, y in pixels(car.number):
            left, upper = found.column * SIDE + x * wide, max(top + y * high, 0)
            for line in self._lines[upper : top + (y + 1) * high]:
                _fill(line, fill, left, left + wide)


def _fill(line: bytearray, sample: bytes, left: int, right: int) -> None:
    left, right = max(left, 0), min(right, len(line))
    if right > left:
        line[left:right] = sample * (right - left)
