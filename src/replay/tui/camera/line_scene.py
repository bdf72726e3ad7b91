"""The scene a line camera records, as samples: streaked ground, a wall, cars to scale.

Eight samples by eight a cell, each one byte: a place in the scene's colour table. A pure function
of window, height, cars and palette; it knows no clock.
"""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from replay.tui.camera.car_shape import DOOR, OWN_PARTS, Detail, Part, spans
from replay.tui.camera.mosaic import SIDE
from replay.tui.camera.time_window import FINE, NOSE, TICK, Window
from replay.tui.drawing.colour import BLACK, WHITE, grey, mix
from replay.tui.drawing.plates import PlateColours
from replay.tui.theme import Palette

MOST_CARS = 38
"""Cars one scene can hold: a sample is one byte of colour."""

PIXEL_ROWS = 18
"""Rows from which a strip is high enough to paint the numbers on the doors."""

_WALL = 0
# Five near-equal tones in an order that shows no pattern, half a row each.
_STREAKS = bytes(1 + int(tone) for tone in "0213042314120342103241302")
_SHARED = 1 + 5
_FIRST_CAR = _SHARED + len(Part) - OWN_PARTS
_PLAIN_ROWS = 3.4
# How much taller cars are drawn where the window shows little but noses.
_STRETCH = ((400_000, 1.0), (200_000, 1.25), (80_000, 1.8), (0, 2.2))
# Three by five pixels a digit, a row a number.
_DIGITS = {
    "0": (7, 5, 5, 5, 7), "1": (2, 6, 2, 2, 7), "2": (7, 1, 7, 4, 7), "3": (7, 1, 7, 1, 7),
    "4": (5, 5, 7, 1, 1), "5": (7, 4, 7, 1, 7), "6": (7, 4, 7, 5, 7), "7": (7, 1, 1, 1, 1),
    "8": (7, 5, 7, 5, 7), "9": (7, 5, 7, 1, 7),
}  # fmt: skip


# Hub, lamp, splitter and the white and the yellow of decals, whatever the theme.
_LIGHTS = ("#9097a3", "#fff3c4", "#24262a", "#f4f4f4", "#ffd23f")
# What stands for a part that only its colour would tell.
_COARSE = {
    Part.PILLAR: Part.GLASS, Part.LAMP: Part.PAINT, Part.DARK: Part.PAINT,
    Part.WHITE: Part.PAINT, Part.YELLOW: Part.PAINT,
}  # fmt: skip


class Car(NamedTuple):
    """A car on the line: ticks after the first, lane 0 (outside) to 1000, colours.

    `exact` tells a measured gap from a rebuilt one.
    """

    number: str
    gap: int
    lane: int
    colours: PlateColours
    exact: bool = True


class Place(NamedTuple):
    """Where a car stands in a strip: ground level and height in rows, how much is drawn."""

    ground: float
    height: float
    detail: Detail

    def row(self, v: float) -> int:
        """Give the text row that holds the height v of the car."""
        return int(self.ground - v * self.height)


def place(car: Car, rows: int, step: int) -> Place:
    """Give a car's place: far cars are higher up and lower in height, none is shorter."""
    stretch = next(factor for least, factor in _STRETCH if step >= least)
    lane = car.lane / 1_000
    height = (0.35 + 0.09 * lane) * rows * stretch
    ground = 0.435 + 0.435 * lane if stretch == 1 else 0.47 + 0.47 * lane
    return Place(ground * rows, height, Detail(height < _PLAIN_ROWS, step < FINE, step <= NOSE))


def in_pixels(number: str, rows: int) -> bool:
    """Whether a car's number is painted on its door rather than written over the picture."""
    return rows >= PIXEL_ROWS and all(digit in _DIGITS for digit in number)


def colour_table(cars: Sequence[Car], palette: Palette) -> tuple[str, ...]:
    """Give the scene's colours: wall, streaks, what all cars share, then each car's own."""
    glass = palette.strip_glass
    shadow = mix(palette.strip_streak_1, BLACK, 0.45 if palette.dark else 0.30)
    lights = map(grey, _LIGHTS) if palette.nocolor else _LIGHTS
    table = [palette.strip_wall, *palette.streaks]
    table += [shadow, glass, mix(glass, WHITE, 0.25), palette.strip_tyre, *lights]
    for car in cars:
        colours = car.colours
        paint, second = colours.paint, colours.second
        table += [paint, second, mix(second, BLACK, 0.25)]
        table += [mix(paint, WHITE, 0.22), mix(paint, BLACK, 0.75), colours.ink]
    return tuple(table)


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
        a, b, c, d, e, f, g, h = map(bytes, self._lines[row * SIDE : (row + 1) * SIDE])
        return [
            a[x:y] + b[x:y] + c[x:y] + d[x:y] + e[x:y] + f[x:y] + g[x:y] + h[x:y]
            for x, y in zip(range(0, len(a), SIDE), range(SIDE, len(a) + SIDE, SIDE), strict=True)
        ]

    def _paint_car(self, index: int, passing: int) -> None:
        car, step = self.cars[index], self.window.step
        at = place(car, self.rows, step)
        nose = (car.gap * TICK - self.window.start) / step * SIDE
        length = passing * TICK / step * SIDE
        parts = (_COARSE.get(part, part) if self._coarse else part for part in Part)
        fills = [bytes([sample_of(part, index)]) for part in parts]
        top = max(int((at.ground - 1.02 * at.height) * SIDE), 0)
        for y in range(top, min(int((at.ground + 0.04 * at.height) * SIDE) + 1, len(self._lines))):
            line, v = self._lines[y], (at.ground - (y + 0.5) / SIDE) / at.height
            for part, start, end in spans(round(v, 4), at.detail):
                left = ceil(nose + start * length - 0.5)
                right = ceil(nose + end * length - 0.5)
                _fill(line, fills[part], left, right)
        if in_pixels(car.number, self.rows) and not self._coarse:
            self._paint_number(index, at, nose + DOOR[0] * length)

    def _paint_number(self, index: int, at: Place, middle: float) -> None:
        """Paint the number below the windows, one cell by half a row a pixel."""
        fill = bytes([sample_of(Part.NUMBER, index)])
        digits = [_DIGITS[digit] for digit in self.cars[index].number]
        left = (round(middle / SIDE) - (4 * len(digits) - 1) // 2) * SIDE
        half = SIDE // 2
        top = ceil((at.ground - 0.57 * at.height) * 2) * half
        for place, digit in enumerate(digits):
            for y, bits in enumerate(digit):
                for x in range(3):
                    if bits & 4 >> x:
                        start = left + (4 * place + x) * SIDE
                        for line in self._lines[top + y * half : top + (y + 1) * half]:
                            _fill(line, fill, start, start + SIDE)


def _fill(line: bytearray, sample: bytes, left: int, right: int) -> None:
    left, right = max(left, 0), min(right, len(line))
    if right > left:
        line[left:right] = sample * (right - left)
