"""The line-scan strip: cars as a camera on the finish line sees them, in block glyphs or ASCII.

One method for every zoom: the scene of `line_scene`, then the best two-colour glyph for each
cell, then the numbers and the hash lines. Everything here is a pure function of its arguments
and knows no clock: a strip exposes by showing the first columns of its picture.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from replay.tui.camera.car_shape import DOOR, FENDER, Part
from replay.tui.camera.line_scene import (
    MOST_CARS,
    Car,
    Scene,
    colour_table,
    in_pixels,
    part_of,
    place,
    sample_of,
)
from replay.tui.camera.mosaic import Cell, Mosaic
from replay.tui.camera.time_window import NOSE, TICK, Window, band
from replay.tui.drawing.cells import decimal
from replay.tui.theme import Palette

HASHES = "▏│▕"
"""The hash line in the first, second and last third of a cell."""

FILLS = "#%=:"
"""What bodies are filled with in ASCII, by order of finish."""

BAND = ("├", "─", "┤")
"""What a nose may be off, to both sides of its line."""

_ASCII_BAND = ("+", "-", "+")
_HASH = -1
_TEXT = -2
_GROUND = -3
_ASCII_PARTS = {
    Part.SHADOW: " ", Part.GLASS: ".", Part.TYRE: "@", Part.HUB: "@", Part.ARCH: "@",
}  # fmt: skip


class Picture(NamedTuple):
    """A drawn strip: its cells, and the colours (`#rrggbb`) they point at."""

    rows: tuple[tuple[Cell, ...], ...]
    colours: tuple[str, ...]


class _Text(NamedTuple):
    """Something written over the scene: where, and its colours as places in the table."""

    row: int
    column: int
    text: str
    ink: int
    ground: int


def scan(
    window: Window,
    rows: int,
    cars: Sequence[Car],
    passing: int,
    palette: Palette,
    error: int = 0,
) -> Picture:
    """Draw the strip of `rows` text rows; `cars` in order of finish, `passing` in ticks.

    `error` is how far each nose may be off, in ticks: a nose zoom shows it as a band.
    """
    scene = Scene(window, rows, cars[:MOST_CARS])
    scene.paint(passing)
    colours = colour_table(scene.cars, palette)
    mosaic = Mosaic(colours)
    blocks = [scene.blocks(row) for row in range(rows)]
    cells = [[mosaic.cell(block) for block in row] for row in blocks]
    for number in _numbers(scene, passing, blocks):
        for offset, sign in enumerate(number.text):
            cells[number.row][number.column + offset] = Cell(sign, number.ink, number.ground)
    for column, glyph in _hash_lines(window, scene.cars):
        for row in range(rows):
            cells[row][column] = Cell(glyph, _HASH, _commonest(blocks[row][column]))
    for column, sign in _bands(window, scene.cars, error) if rows else ():
        cells[0][column] = Cell(sign, _HASH, _commonest(blocks[0][column]))
    for row, column, text in _measure(window, scene.cars, blocks):
        for offset, sign in enumerate(text, start=column):
            cells[row][offset] = Cell(sign, _TEXT, _commonest(blocks[row][offset]))
    table = (*colours, palette.background, palette.foreground, palette.hash)
    return Picture(tuple(map(tuple, cells)), table)


def scan_ascii(
    window: Window,
    rows: int,
    cars: Sequence[Car],
    passing: int,
    palette: Palette,
    error: int = 0,
) -> Picture:
    """Draw the strip with plain characters: one material a cell, numbers in brackets."""
    scene = Scene(window, rows, cars[:MOST_CARS], coarse=True)
    scene.paint(passing)
    table = _characters(len(scene.cars))
    blocks = [scene.blocks(row) for row in range(rows)]
    cells = []
    for row in blocks:
        signs = (chr(_commonest(block.translate(table))) for block in row)
        cells.append([Cell(sign, _TEXT, _GROUND) for sign in signs])
    for number in _numbers(scene, passing, blocks, brackets=True):
        for offset, sign in enumerate(number.text):
            cells[number.row][number.column + offset] = Cell(sign, _TEXT, _GROUND)
    for column, _ in _hash_lines(window, scene.cars):
        for line in cells:
            line[column] = Cell("|", _HASH, _GROUND)
    for column, sign in _bands(window, scene.cars, error, _ASCII_BAND) if rows else ():
        cells[0][column] = Cell(sign, _HASH, _GROUND)
    colours = (palette.background, palette.foreground, palette.hash)
    return Picture(tuple(map(tuple, cells)), colours)


def _characters(cars: int) -> bytes:
    """Give the translation from samples to ASCII."""
    table = bytearray(b" " * 256)
    for sample in range(sample_of(Part.NUMBER, cars - 1) + 1 if cars else 0):
        found = part_of(sample)
        if found is not None:
            part, car = found
            table[sample] = ord(_ASCII_PARTS.get(part, FILLS[max(car, 0) % len(FILLS)]))
    return bytes(table)


def _commonest(block: bytes) -> int:
    return Counter(block).most_common(1)[0][0]


def _hash_lines(window: Window, cars: Sequence[Car]) -> Iterator[tuple[int, str]]:
    """Give the column and glyph of each nose in view; one line a cell, the earliest nose's."""
    drawn: set[int] = set()
    for car in cars:
        column = window.column(car.gap)
        if window.sees(car.gap) and column not in drawn:
            drawn.add(column)
            yield column, HASHES[window.third(car.gap)]


def _bands(
    window: Window, cars: Sequence[Car], error: int, signs: Sequence[str] = BAND
) -> Iterator[tuple[int, str]]:
    """Give the column and glyph of what each nose may be off, on the wall over its line.

    The ends come last, so that bands that overlap still show where each begins and ends.
    """
    if window.step > NOSE or not error:
        return
    noses = [car.gap for car in cars if car.exact]
    lines = {window.column(car.gap) for car in cars}
    bands = [band(window, gap, error) for gap in noses]
    left, along, right = signs
    for first, last in bands:
        for column in range(max(first, 0), min(last + 1, window.width)):
            if column not in lines:
                yield column, along
    for columns, sign in (([b.last for b in bands], right), ([b.first for b in bands], left)):
        for column in columns:
            if 0 <= column < window.width and column not in lines:
                yield column, sign


def _numbers(
    scene: Scene, passing: int, blocks: list[list[bytes]], brackets: bool = False
) -> Iterator[_Text]:
    """Give the numbers to be written: on the door, where the car is not hidden by a nearer one."""
    window = scene.window
    for index, car in enumerate(scene.cars):
        if in_pixels(car.number, scene.rows) and not brackets:
            continue
        text = f"[{car.number}]" if brackets else car.number
        at = place(car, scene.rows, window.step)
        for u, v in (DOOR, FENDER):
            middle = (car.gap + u * passing) * TICK - window.start
            row, column = at.row(v), round(middle / window.step - len(text) / 2)
            if not (0 <= row < scene.rows and 0 <= column <= window.width - len(text)):
                continue
            paint = sample_of(Part.PAINT, index)
            ground = blocks[row][column : column + len(text)]
            if all(_commonest(block) == paint for block in ground):
                yield _Text(row, column, text, sample_of(Part.NUMBER, index), paint)
            break


def _measure(
    window: Window, cars: Sequence[Car], blocks: list[list[bytes]]
) -> Iterator[tuple[int, int, str]]:
    """Give the measure between the first two noses in view of a nose zoom, on a row free of cars.

    A rebuilt time is not good enough to be measured from.
    """
    seen = [car for car in cars if window.sees(car.gap)][:2]
    if window.step > NOSE or len(seen) < 2 or not all(car.exact for car in seen):
        return
    left, right = (window.column(car.gap) for car in seen)
    text = f" {seconds(seen[1].gap - seen[0].gap)} s "
    dashes = right - left - 3 - len(text)
    if dashes < 4:
        return
    line = f"├{'─' * (dashes // 2)}{text}{'─' * (dashes - dashes // 2)}┤"
    rows = sorted(range(1, len(blocks)), key=lambda row: abs(row - len(blocks) // 2))
    for row in rows:
        if all(part_of(s) is None for block in blocks[row][left + 1 : right] for s in set(block)):
            yield row, left + 1, line
            return


def seconds(gap: int) -> str:
    """Write a gap in seconds: three decimals, four where it has them."""
    return decimal(gap, 4 if gap % 10 else 3)
