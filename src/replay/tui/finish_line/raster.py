"""What a line camera records, as samples: streaked ground, a wall, cars to scale.

Eight samples by eight a cell, each one byte: a place in the colour table. A pure function of
window, height, cars and palette; it knows no clock.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from replay.tui.drawing.colour import BLACK, WHITE, contrast, grey, mix
from replay.tui.finish_line.cars.car import Car, placement, writing
from replay.tui.finish_line.cars.number import pixels
from replay.tui.finish_line.cars.part import OWN_PARTS, Part
from replay.tui.finish_line.cars.shape import spans
from replay.tui.finish_line.mosaic import SIDE
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, Window
from replay.tui.theme import Palette

MOST_CARS = 38
"""Cars one picture can hold: a sample is one byte of colour."""

_WALL = 0
# Five near-equal tones in an order that shows no pattern, half a row each.
_STREAKS = bytes(1 + int(tone) for tone in "0213042314120342103241302")
_SHARED = 1 + 5
_FIRST_CAR = _SHARED + len(Part) - OWN_PARTS
# Contrast of an edge to the ground below which it is not seen.
_LOST = 1.5

# Hub, lamp, splitter, the white and the yellow of decals, helmet, whatever the theme.
_LIGHTS = ("#9097a3", "#fff3c4", "#24262a", "#f4f4f4", "#ffd23f", "#f4f4f4")
# What stands for a part that only its colour would tell.
_COARSE = {
    Part.PILLAR: Part.GLASS, Part.LAMP: Part.PAINT, Part.DARK: Part.PAINT,
    Part.WHITE: Part.PAINT, Part.YELLOW: Part.PAINT,
}  # fmt: skip


def colour_table(cars: Sequence[Car], palette: Palette) -> tuple[str, ...]:
    """Give the colours of a picture: wall, streaks, what all cars share, then each car's own."""
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
    """Give the sample of a part of the car at a place in the list of cars."""
    own = part < OWN_PARTS
    return _FIRST_CAR + car * OWN_PARTS + part if own else _SHARED + part - OWN_PARTS


def part_of(sample: int) -> tuple[Part, int] | None:
    """Give a sample's part and its car (-1: any car's), None for wall and streaks."""
    if sample >= _FIRST_CAR:
        car, part = divmod(sample - _FIRST_CAR, OWN_PARTS)
        return Part(part), car
    return (Part(sample - _SHARED + OWN_PARTS), -1) if sample >= _SHARED else None


@lru_cache(2_048)
def is_ground(samples: bytes) -> bool:
    """Tell samples of which none is of a car."""
    return max(samples) < _SHARED


class Raster:
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
        at = placement(car, self.rows, step, passing)
        nose = (car.gap * NANOSECONDS_IN_TICK - self.window.start) / step * SIDE
        length = passing * NANOSECONDS_IN_TICK / step * SIDE
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
