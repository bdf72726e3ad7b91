"""The best two-colour block glyph for a cell of 8 x 8 samples.

The glyphs are those of U+2580 to U+259F that every terminal font has: eighth bars, halves and
quadrants, each with its two colours either way round.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from replay.tui.drawing.colour import channels

SIDE = 8
"""Samples along each side of a cell."""

_LOWER = "▁▂▃▄▅▆▇"
_LEFT = "▏▎▍▌▋▊▉"
# Which of upper left, upper right, lower left and lower right a quadrant glyph fills.
_QUADRANTS = {"▘": "1000", "▝": "0100", "▖": "0010", "▗": "0001", "▚": "1001", "▞": "0110"}


class PictureCell(NamedTuple):
    """A cell of a picture: its glyph and the two colours, as places in the colour table."""

    glyph: str
    ink: int
    ground: int


def _mask(rows: Sequence[str]) -> int:
    return int("".join(rows), 2)


def _quadrant(fills: str) -> int:
    upper, lower = (fills[i] * 4 + fills[i + 1] * 4 for i in (0, 2))
    return _mask([upper] * 4 + [lower] * 4)


def _glyphs() -> tuple[tuple[int, str], ...]:
    empty, full = "0" * SIDE, "1" * SIDE
    glyphs = [(0, " "), (_mask([full] * 4 + [empty] * 4), "▀")]
    for eighths, glyph in enumerate(_LOWER, start=1):
        glyphs.append((_mask([empty] * (SIDE - eighths) + [full] * eighths), glyph))
    for eighths, glyph in enumerate(_LEFT, start=1):
        glyphs.append((_mask(["1" * eighths + "0" * (SIDE - eighths)] * SIDE), glyph))
    glyphs.extend((_quadrant(fills), glyph) for glyph, fills in _QUADRANTS.items())
    return tuple(glyphs)


_GLYPHS = _glyphs()


# As many as the largest strips have cells that differ.
@lru_cache(4_096)
def best_glyph(mask: int) -> tuple[str, bool]:
    """Give the glyph nearest to a 64-bit mask, and whether ink and ground change places.

    The most significant bit is the upper left sample; 1 is ink. Of equally near glyphs the
    first of the set wins, the plain one before the one turned over.
    """
    least, best, turned = SIDE * SIDE + 1, " ", False
    for shape, glyph in _GLYPHS:
        off = (mask ^ shape).bit_count()
        if off < least:
            least, best, turned = off, glyph, False
        if SIDE * SIDE - off < least:
            least, best, turned = SIDE * SIDE - off, glyph, True
    return best, turned


class Mosaic:
    """Turns blocks of samples into cells; a sample is a place in `colours` (`#rrggbb`)."""

    def __init__(self, colours: Sequence[str]) -> None:
        self._channels = [channels(colour) for colour in colours]
        self._nearer: dict[tuple[int, int, int], bool] = {}
        self._cells: dict[bytes, PictureCell] = {}

    def cell(self, block: bytes) -> PictureCell:
        """Give the cell for 64 samples, row after row: its two commonest colours hold it.

        Samples of any other colour join the nearer of the two.
        """
        known = self._cells.get(block)
        if known is None:
            known = self._cells[block] = self._make(block)
        return known

    def _make(self, block: bytes) -> PictureCell:
        counts = Counter(block).most_common()
        if len(counts) == 1:
            return PictureCell(" ", block[0], block[0])
        ink, ground = counts[0][0], counts[1][0]
        table = bytearray(b"0" * 256)
        table[ink] = 49
        for other, _ in counts[2:]:
            if self._joins(other, ink, ground):
                table[other] = 49
        glyph, turned = best_glyph(int(block.translate(table), 2))
        if turned:
            ink, ground = ground, ink
        return (
            PictureCell(glyph, ground, ground) if glyph == " " else PictureCell(glyph, ink, ground)
        )

    def _joins(self, other: int, one: int, two: int) -> bool:
        key = (other, one, two)
        known = self._nearer.get(key)
        if known is None:
            known = self._away(other, one) <= self._away(other, two)
            self._nearer[key] = known
        return known

    def _away(self, one: int, two: int) -> int:
        pairs = zip(self._channels[one], self._channels[two], strict=True)
        return sum((a - b) ** 2 for a, b in pairs)
