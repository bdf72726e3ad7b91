"""The number on a car's side: where it has room, and painted in pixels where it has enough."""

from collections.abc import Iterator
from typing import NamedTuple

# Three by five pixels a sign, a row a number.
_SIGNS = {
    "0": (7, 5, 5, 5, 7), "1": (2, 6, 2, 2, 7), "2": (7, 1, 7, 4, 7), "3": (7, 1, 7, 1, 7),
    "4": (5, 5, 7, 1, 1), "5": (7, 4, 7, 1, 7), "6": (7, 4, 7, 5, 7), "7": (7, 1, 1, 1, 1),
    "8": (7, 5, 7, 5, 7), "9": (7, 5, 7, 1, 7),
    "A": (2, 5, 7, 5, 5), "B": (6, 5, 6, 5, 6), "C": (3, 4, 4, 4, 3), "D": (6, 5, 5, 5, 6),
    "E": (7, 4, 6, 4, 7), "F": (7, 4, 6, 4, 4), "G": (3, 4, 5, 5, 3), "H": (5, 5, 7, 5, 5),
    "I": (7, 2, 2, 2, 7), "J": (1, 1, 1, 5, 2), "K": (5, 5, 6, 5, 5), "L": (4, 4, 4, 4, 7),
    "M": (5, 7, 7, 5, 5), "N": (6, 5, 5, 5, 5), "O": (2, 5, 5, 5, 2), "P": (6, 5, 6, 4, 4),
    "Q": (2, 5, 5, 6, 3), "R": (6, 5, 6, 5, 5), "S": (3, 4, 2, 1, 6), "T": (7, 2, 2, 2, 2),
    "U": (5, 5, 5, 5, 7), "V": (5, 5, 5, 5, 2), "W": (5, 5, 7, 7, 5), "X": (5, 5, 2, 5, 5),
    "Y": (5, 5, 2, 2, 2), "Z": (7, 1, 2, 4, 7),
}  # fmt: skip
_HIGH = 5
_MOST = 3
_PIXEL_ROWS = 0.5


class Spot(NamedTuple):
    """Room for a number on a car's side: its middle, and how long and high it is, in u and v."""

    u: float
    v: float
    long: float
    high: float


class Writing(NamedTuple):
    """A number on the strip: first column, width in cells, middle in rows from the top.

    `pixel` is the width of its pixels in cells, half as many rows high; 0 is plain text.
    """

    column: int
    width: int
    middle: float
    pixel: int

    @property
    def row(self) -> int:
        """The text row that plain text stands on."""
        return int(self.middle)


def pixel_size(number: str, long: float, high: float) -> int:
    """Give the cells a pixel that a number may take in `long` cells by `high` rows, 0 for none."""
    if not number or any(sign not in _SIGNS for sign in number):
        return 0
    return min(int(long / (4 * len(number) - 1)), int(high / (_HIGH * _PIXEL_ROWS)), _MOST)


def pixels(number: str) -> Iterator[tuple[int, int]]:
    """Give the pixels of a number as columns and rows from its upper left."""
    for place, sign in enumerate(number):
        for y, bits in enumerate(_SIGNS[sign]):
            yield from ((4 * place + x, y) for x in range(3) if bits & 4 >> x)


def number_width(number: str, pixel: int) -> int:
    """Give the cells a number takes, painted or, at 0, as plain text."""
    return pixel * (4 * len(number) - 1) if pixel else len(number)
