"""Figures three rows high: Textual's digits, or bars of plain characters."""

from rich.segment import Segment
from rich.style import Style
from textual.renderables.digits import Digits

from replay.tui.drawing.glyphs import Glyphs

ROWS = 3
"""Rows a large figure takes."""

# The seven bars of a digit, three characters a row.
_BARS = {
    "0": (" _ ", "| |", "|_|"), "1": ("   ", "  |", "  |"), "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"), "4": ("   ", "|_|", "  |"), "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"), "7": (" _ ", "  |", "  |"), "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
}  # fmt: skip


def large(text: str, glyphs: Glyphs) -> tuple[str, ...]:
    """Draw a figure in three rows of one width; signs that are no digits stand on the last."""
    if glyphs.ascii:
        columns = [_BARS.get(sign, (" ", " ", sign)) for sign in text]
        return tuple("".join(column[row] for column in columns) for row in range(ROWS))
    parts = Digits(text).render(Style(bold=True))
    drawn = "".join(part.text for part in parts if isinstance(part, Segment)).splitlines()
    return tuple(row.ljust(max(map(len, drawn))) for row in drawn)
