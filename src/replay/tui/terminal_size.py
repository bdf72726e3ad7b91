"""The size of the terminal, and all of the layout that follows from it alone."""

from itertools import pairwise
from typing import NamedTuple

from textual.geometry import Size

SMALLEST = (60, 16)
"""Below this many columns or rows there is one plain line."""

NARROW, WIDE, VERY_WIDE = 80, 100, 150
"""The columns from which two panes stand side by side, a card stands beside the order, and the
whole field runs across the screen."""

MEDIUM, HIGH, TALL = 24, 36, 54
"""The rows from which the field at the line is shown, in more rows, and over the whole width."""

_ORDER = ((80, 46), (100, 62), (120, 70), (160, 104), (200, 118))
"""The columns of the running order at widths of the terminal; straight lines between them."""

_PARTING = 2
"""The columns between order and side: the hairline and a blank."""


def too_small(size: Size) -> bool:
    """Tell whether a terminal has fewer columns or rows than the screens need."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


class TerminalSize(NamedTuple):
    """The columns (`width`) and rows (`height`) of a terminal."""

    width: int
    height: int

    @property
    def narrow(self) -> bool:
        """Whether one pane takes the whole width, and order and log change places."""
        return self.width < NARROW

    @property
    def wide(self) -> bool:
        """Whether cards and charts stand beside the order."""
        return self.width >= WIDE

    @property
    def very_wide(self) -> bool:
        """Whether the order has all of its columns, and two charts stand one over the other."""
        return self.width >= VERY_WIDE

    @property
    def low(self) -> bool:
        """Whether there is no room for the line beside order and log."""
        return self.height < MEDIUM

    @property
    def high(self) -> bool:
        """Whether what stands at the line has more rows."""
        return self.height >= HIGH

    @property
    def tall(self) -> bool:
        """Whether there is room for what is good to have."""
        return self.height >= TALL

    @property
    def largest(self) -> bool:
        """Whether the field at the line runs across the screen, with a card of the chosen car."""
        return self.very_wide and self.tall

    @property
    def order(self) -> int:
        """The columns of the running order: all of a narrow terminal, at most 118."""
        if self.narrow:
            return self.width
        for (least, below), (most, above) in pairwise(_ORDER):
            if self.width < most:
                return below - (below - above) * (self.width - least) // (most - least)
        return _ORDER[-1][1]

    @property
    def side_column(self) -> int:
        """The first column of the side; from 200 columns on a blank stands left of the hairline."""
        return self.order + _PARTING + (self.width >= _ORDER[-1][0])

    @property
    def side(self) -> int:
        """The columns of the side, which never gets narrower as the terminal grows."""
        return self.width if self.narrow else self.width - self.side_column
