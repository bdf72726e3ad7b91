"""Where the ribbon stands in its row: every chart over the race shares its columns."""

from replay.tui.terminal_size import VERY_WIDE, WIDE

CLOCK_WIDTHS = (17, 20, 24)
"""The cells of the clock block in a terminal that is narrower than `WIDE`, wide, and very wide."""

_MARGIN = 1


def clock_width(width: int) -> int:
    """Give the cells of the clock block, left of the ribbon."""
    return CLOCK_WIDTHS[(width >= WIDE) + (width >= VERY_WIDE)]


def ribbon_width(width: int) -> int:
    """Give the cells of the ribbon."""
    return max(width - clock_width(width) - _MARGIN, 0)
