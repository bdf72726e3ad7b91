"""The line scan: cars as a camera on the finish line sees them, in block glyphs or ASCII.

One method for every zoom: the samples of `raster`, then the best two-colour glyph for each cell,
then the numbers and what `overlay` draws over them. Everything here is a pure function of its
arguments and knows no clock: a strip exposes by showing the first columns of its picture.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from replay.tui.finish_line.cars.car import Car, writing
from replay.tui.finish_line.cars.part import Part
from replay.tui.finish_line.mosaic import Mosaic, PictureCell
from replay.tui.finish_line.overlay import (
    ASCII_BAND,
    error_bands,
    hash_lines,
    line_ink,
    measure,
)
from replay.tui.finish_line.raster import MOST_CARS, Raster, colour_table, part_of, sample_of
from replay.tui.finish_line.window import Window
from replay.tui.theme import Palette

FILLS = "#%=:"
"""What bodies are filled with in ASCII, by order of finish."""

_HASH = -1
_TEXT = -2
_GROUND = -3
_ASCII_PARTS = {
    Part.SHADOW: " ", Part.GLASS: ".", Part.TYRE: "@", Part.TREAD: "@", Part.HUB: "@",
    Part.ARCH: "@", Part.HELMET: "o",
}  # fmt: skip


class Picture(NamedTuple):
    """A drawn strip: its cells, and the colours (`#rrggbb`) they point at."""

    rows: tuple[tuple[PictureCell, ...], ...]
    colours: tuple[str, ...]


class _Text(NamedTuple):
    """Something written over the samples: where, and its colours as places in the table."""

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
    decimals: int = 3,
) -> Picture:
    """Draw the strip of `rows` text rows; `cars` in order of finish, `passing` in ticks.

    `error` is how far each nose may be off, in ticks: a nose zoom shows it as a band. `decimals`
    are those of a second that the measure between two noses bears.
    """
    raster = Raster(window, rows, cars[:MOST_CARS])
    raster.paint(passing)
    colours = colour_table(raster.cars, palette)
    mosaic = Mosaic(colours)
    blocks = [raster.blocks(row) for row in range(rows)]
    cells = [[mosaic.cell(block) for block in row] for row in blocks]
    for number in _numbers(raster, passing, blocks):
        for offset, sign in enumerate(number.text):
            cells[number.row][number.column + offset] = PictureCell(sign, number.ink, number.ground)
    for column, glyph in hash_lines(window, raster.cars):
        for row in range(rows):
            cells[row][column] = PictureCell(glyph, _HASH, _commonest(blocks[row][column]))
    bands = error_bands(window, raster.cars, error, blocks)
    for row, column, sign in bands:
        cells[row][column] = PictureCell(sign, _HASH, _commonest(blocks[row][column]))
    banded = {row for row, _, _ in bands}
    for row, column, text in measure(window, raster.cars, blocks, banded, decimals):
        for offset, sign in enumerate(text, start=column):
            cells[row][offset] = PictureCell(sign, _TEXT, _commonest(blocks[row][offset]))
    table = (*colours, palette.background, palette.foreground, line_ink(palette))
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
    raster = Raster(window, rows, cars[:MOST_CARS], coarse=True)
    raster.paint(passing)
    table = _characters(len(raster.cars))
    blocks = [raster.blocks(row) for row in range(rows)]
    cells = []
    for line in blocks:
        signs = (chr(_commonest(block.translate(table))) for block in line)
        cells.append([PictureCell(sign, _TEXT, _GROUND) for sign in signs])
    for number in _numbers(raster, passing, blocks, brackets=True):
        for offset, sign in enumerate(number.text):
            cells[number.row][number.column + offset] = PictureCell(sign, _TEXT, _GROUND)
    for column, _ in hash_lines(window, raster.cars):
        for cell_row in cells:
            cell_row[column] = PictureCell("|", _HASH, _GROUND)
    for row, column, sign in error_bands(window, raster.cars, error, blocks, ASCII_BAND):
        cells[row][column] = PictureCell(sign, _HASH, _GROUND)
    colours = (palette.background, palette.foreground, line_ink(palette))
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


@lru_cache(maxsize=2_048)
def _commonest(block: bytes) -> int:
    return Counter(block).most_common(1)[0][0]


def _numbers(
    raster: Raster, passing: int, blocks: list[list[bytes]], brackets: bool = False
) -> Iterator[_Text]:
    """Give the numbers that are text: where the car is not hidden by a nearer one."""
    for index, car in enumerate(raster.cars):
        at = writing(car, raster.rows, raster.window, passing, brackets)
        if at is None or at.pixel:
            continue
        paint = sample_of(Part.PAINT, index)
        ground = blocks[at.row][at.column : at.column + at.width]
        if all(_commonest(block) == paint for block in ground):
            text = f"[{car.number}]" if brackets else car.number
            yield _Text(at.row, at.column, text, sample_of(Part.NUMBER, index), paint)
