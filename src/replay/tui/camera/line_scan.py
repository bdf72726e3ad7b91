"""The line-scan strip: cars as a camera on the finish line sees them, in block glyphs or ASCII.

One method for every zoom: the scene of `line_scene`, then the best two-colour glyph for each
cell, then the numbers and the hash lines. Everything here is a pure function of its arguments
and knows no clock: a strip exposes by showing the first columns of its picture.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from replay.race.seconds import seconds_text
from replay.tui.camera.car_part import Part
from replay.tui.camera.line_scene import (
    MOST_CARS,
    Car,
    Scene,
    colour_table,
    is_ground,
    part_of,
    sample_of,
    writing,
)
from replay.tui.camera.mosaic import Cell, Mosaic
from replay.tui.camera.nose_band import ASCII_BAND, BAND, band_cells, band_rows, bands_in_view
from replay.tui.camera.time_window import NOSE, Band, Window
from replay.tui.theme import Palette

HASHES = "▏│▕"
"""The hash line in the first, second and last third of a cell."""

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
    decimals: int = 3,
) -> Picture:
    """Draw the strip of `rows` text rows; `cars` in order of finish, `passing` in ticks.

    `error` is how far each nose may be off, in ticks: a nose zoom shows it as a band. `decimals`
    are those of a second that the measure between two noses bears.
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
    bands = _bands(window, scene.cars, error, blocks)
    for row, column, sign in bands:
        cells[row][column] = Cell(sign, _HASH, _commonest(blocks[row][column]))
    banded = {row for row, _, _ in bands}
    for row, column, text in _measure(window, scene.cars, blocks, banded, decimals):
        for offset, sign in enumerate(text, start=column):
            cells[row][offset] = Cell(sign, _TEXT, _commonest(blocks[row][offset]))
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
    scene = Scene(window, rows, cars[:MOST_CARS], coarse=True)
    scene.paint(passing)
    table = _characters(len(scene.cars))
    blocks = [scene.blocks(row) for row in range(rows)]
    cells = []
    for line in blocks:
        signs = (chr(_commonest(block.translate(table))) for block in line)
        cells.append([Cell(sign, _TEXT, _GROUND) for sign in signs])
    for number in _numbers(scene, passing, blocks, brackets=True):
        for offset, sign in enumerate(number.text):
            cells[number.row][number.column + offset] = Cell(sign, _TEXT, _GROUND)
    for column, _ in _hash_lines(window, scene.cars):
        for cell_row in cells:
            cell_row[column] = Cell("|", _HASH, _GROUND)
    for row, column, sign in _bands(window, scene.cars, error, blocks, ASCII_BAND):
        cells[row][column] = Cell(sign, _HASH, _GROUND)
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


def _hash_lines(window: Window, cars: Sequence[Car]) -> Iterator[tuple[int, str]]:
    """Give the column and glyph of each nose in view; one line a cell, the earliest nose's."""
    drawn: set[int] = set()
    for car in cars:
        column = window.column(car.gap)
        if window.sees(car.gap) and column not in drawn:
            drawn.add(column)
            yield column, HASHES[window.third(car.gap)]


def _bands(
    window: Window,
    cars: Sequence[Car],
    error: int,
    blocks: list[list[bytes]],
    signs: Sequence[str] = BAND,
) -> list[tuple[int, int, str]]:
    """Give row, column and sign of what each nose may be off, beside the lines."""

    taken: dict[int, bytes] = {}

    def is_free(row: int, of: Band) -> bool:
        if row not in taken:
            taken[row] = bytes(not is_ground(block) for block in blocks[row])
        return 1 not in taken[row][max(of.first, 0) : max(of.last + 1, 0)]

    bands = bands_in_view(window, cars, error) if blocks else []
    rows = band_rows(bands, len(blocks), is_free)
    lines = {window.column(car.gap) for car in cars}
    found = band_cells(window, bands, rows, signs)
    return [cell for cell in found if cell[1] not in lines]


def _is_empty(blocks: Sequence[bytes]) -> bool:
    """Tell cells in which there is nothing of a car."""
    return all(map(is_ground, blocks))


def _numbers(
    scene: Scene, passing: int, blocks: list[list[bytes]], brackets: bool = False
) -> Iterator[_Text]:
    """Give the numbers that are text: where the car is not hidden by a nearer one."""
    for index, car in enumerate(scene.cars):
        at = writing(car, scene.rows, scene.window, passing, brackets)
        if at is None or at.pixel:
            continue
        paint = sample_of(Part.PAINT, index)
        ground = blocks[at.row][at.column : at.column + at.width]
        if all(_commonest(block) == paint for block in ground):
            text = f"[{car.number}]" if brackets else car.number
            yield _Text(at.row, at.column, text, sample_of(Part.NUMBER, index), paint)


def _measure(
    window: Window,
    cars: Sequence[Car],
    blocks: list[list[bytes]],
    banded: Collection[int],
    decimals: int,
) -> Iterator[tuple[int, int, str]]:
    """Give the measure between the first two noses in view of a nose zoom, on an empty row.

    A rebuilt time is not good enough to be measured from.
    """
    seen = [car for car in cars if window.sees(car.gap)][:2]
    if window.step > NOSE or len(seen) < 2 or not all(car.exact for car in seen):
        return
    left, right = (window.column(car.gap) for car in seen)
    text = f" {seconds_text(seen[1].gap - seen[0].gap, decimals)} s "
    dashes = right - left - 3 - len(text)
    if dashes < 4:
        return
    line = f"├{'─' * (dashes // 2)}{text}{'─' * (dashes - dashes // 2)}┤"
    rows = sorted(range(1, len(blocks)), key=lambda row: abs(row - len(blocks) // 2))
    for row in rows:
        if row not in banded and _is_empty(blocks[row][left + 1 : right]):
            yield row, left + 1, line
            return


def line_ink(palette: Palette) -> str:
    """Give the colour of hash lines; without colour only brightness tells them apart."""
    return palette.foreground if palette.nocolor else palette.hash
