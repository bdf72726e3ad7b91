"""What a terminal of a size can hold: the classes the layout goes by, and the smallest one."""

from textual.geometry import Size

ACROSS = ((0, "-tiny"), (80, "-narrow"), (100, "-wide"), (150, "-very-wide"))
"""The least columns of each class."""

DOWN = ((0, "-low"), (24, "-medium"), (36, "-high"), (54, "-tall"))
"""The least rows of each class."""

SMALLEST = (60, 16)
"""Below this many columns or rows there is one plain line."""


def breakpoint_classes(width: int, height: int) -> set[str]:
    """Give the classes of a terminal's size, as Textual will from its first resize on."""
    return {
        [name for least, name in points if size >= least][-1]
        for size, points in ((width, ACROSS), (height, DOWN))
    }


def too_small(size: Size) -> bool:
    """Tell whether a terminal has fewer columns or rows than the screens need."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]
