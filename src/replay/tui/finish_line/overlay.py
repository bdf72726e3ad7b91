"""What each nose may be off, as bands to both sides of its line, above the cars."""

from collections.abc import Callable, Iterator, Sequence

from replay.tui.finish_line.raster import Car
from replay.tui.finish_line.window import NOSE, Band, Window, band

BAND = ("├", "─", "┤")
"""The left end of a band, what lies between, the right end."""

ASCII_BAND = ("+", "-", "+")


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
