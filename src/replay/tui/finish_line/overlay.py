"""What is drawn over the cars: hash lines at the noses, what each may be off, the measure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from replay.race.seconds import seconds_text
from replay.tui.finish_line.cars.car import Car
from replay.tui.finish_line.raster import is_ground
from replay.tui.finish_line.window import NOSE, Window
from replay.tui.theme import Palette

HASHES = "▏│▕"
"""The hash line in the first, second and last third of a cell."""

BAND = ("├", "─", "┤")
"""The left end of a band, what lies between, the right end."""

ASCII_BAND = ("+", "-", "+")


class Band(NamedTuple):
    """The columns in which a nose may have been, first and last; they may be out of view."""

    first: int
    last: int


def band(seen: Window, gap: int, error: int) -> Band:
    """Give the columns from `gap - error` to `gap + error`, all in ticks after the first nose."""
    return Band(seen.column(gap - error), seen.column(gap + error))


def bands_in_view(window: Window, cars: Sequence[Car], error: int) -> list[Band]:
    """Give the bands of a nose zoom, by time; a rebuilt nose has none, nor one out of view."""
    if window.step > NOSE or not error:
        return []
    bands = (band(window, gap, error) for gap in sorted(car.gap for car in cars if car.exact))
    return [b for b in bands if b.last >= 0 and b.first < window.width]


def band_rows(bands: Sequence[Band], rows: int, is_free: Callable[[int, Band], bool]) -> list[int]:
    """Give the row of each band: the first on which it overlaps none, while a row is free.

    Rows count from the top, 0 being the wall, which is always free; a band without a row of its
    own shares that one. Bands that only touch stand on one row.
    """
    ends = [-1] * rows
    found: list[int] = []
    for each in bands:
        row = 0
        for deeper in range(rows):
            if deeper and not is_free(deeper, each):
                break
            if ends[deeper] <= max(each.first, 0):
                row = deeper
                break
        ends[row] = max(ends[row], each.last)
        found.append(row)
    return found


def band_cells(
    window: Window, bands: Sequence[Band], rows: Sequence[int], signs: Sequence[str] = BAND
) -> Iterator[tuple[int, int, str]]:
    """Give row, column and sign of each cell of the bands.

    The ends come last, so that bands that share a row still show where each begins and ends.
    """
    left, along, right = signs
    placed = list(zip(bands, rows, strict=True))
    cells = [
        (row, column, along)
        for (first, last), row in placed
        for column in range(max(first, 0), min(last + 1, window.width))
    ]
    cells += [(row, last, right) for (_, last), row in placed]
    cells += [(row, first, left) for (first, _), row in placed]
    return (cell for cell in cells if 0 <= cell[1] < window.width)


def hash_lines(window: Window, cars: Sequence[Car]) -> Iterator[tuple[int, str]]:
    """Give the column and glyph of each nose in view; one line a cell, the earliest nose's."""
    drawn: set[int] = set()
    for car in cars:
        column = window.column(car.gap)
        if window.sees(car.gap) and column not in drawn:
            drawn.add(column)
            yield column, HASHES[window.third(car.gap)]


def error_bands(
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


def measure(
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
