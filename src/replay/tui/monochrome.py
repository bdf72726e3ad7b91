"""The screen without colour, as NO_COLOR asks for: greys, and the terminal's own two colours."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from replay.tui.drawing.colour import grey, hex_text


class Greys(LineFilter):
    """Makes every colour grey but the terminal's own, which no grey is known to be legible on.

    Textual's filter takes those for black: a theme of terminal colours is black on black then.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the segments in grey."""
        return [
            Segment(text, None if style is None else _grey_style(style))
            for text, style, _ in segments
        ]


@lru_cache(1024)
def _grey_style(style: Style) -> Style:
    return style + Style.from_color(_grey(style.color), _grey(style.bgcolor))


def _grey(colour: RichColor | None) -> RichColor | None:
    if colour is None or colour.type is ColorType.DEFAULT:
        return colour
    red, green, blue = colour.get_truecolor()
    return RichColor.parse(grey(hex_text(red, green, blue)))
