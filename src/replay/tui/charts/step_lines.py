"""The line of a car over its places: box lines that step from row to row, in three weights."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from replay.tui.drawing.glyphs import ASCII, UNICODE

Weight = Literal["heavy", "light", "broken"]
"""How the lines of three cars are told apart, before their colours tell them."""


class LineSigns(NamedTuple):
    """The signs of a line: straight, and the corners by the two sides they join."""

    across: str
    upright: str
    down_right: str
    down_left: str
    up_right: str
    up_left: str


_SIGNS: dict[Weight, LineSigns] = {
    "heavy": LineSigns(UNICODE.heavy, *"┃┏┓┗┛"),
    "light": LineSigns(UNICODE.light, *"│╭╮╰╯"),
    "broken": LineSigns(UNICODE.broken, *"╎╭╮╰╯"),
}
_PLAIN: dict[Weight, LineSigns] = {
    "heavy": LineSigns(ASCII.heavy, *"|++++"),
    "light": LineSigns(ASCII.light, *"|++++"),
    "broken": LineSigns(ASCII.broken, *"|++++"),
}


def line_signs(weight: Weight, *, ascii: bool) -> LineSigns:
    """Give the signs of a line of this weight, or their stand-ins in ASCII."""
    return (_PLAIN if ascii else _SIGNS)[weight]


def step_line(
    rows: Sequence[int | None], start: int | None, signs: LineSigns
) -> Iterator[tuple[int, int, str]]:
    """Draw a line that is on a row in each cell: give cell, row and sign of its ink.

    It steps in the cell where it comes to another row; `start` is the row it comes from on the
    left, None if from none. There is no ink in cells without a row.
    """
    before = start
    for x, row in enumerate(rows):
        if row is None:
            before = None
            continue
        if before is None or before == row:
            yield x, row, signs.across
        else:
            down = row > before
            yield x, before, signs.down_left if down else signs.up_left
            for y in range(min(before, row) + 1, max(before, row)):
                yield x, y, signs.upright
            yield x, row, signs.up_right if down else signs.down_right
        before = row
