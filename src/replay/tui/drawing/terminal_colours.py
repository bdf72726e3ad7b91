"""Rows in the colours that the terminal can show."""

from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from replay.tui.theme import Palette, palette_of

# Every style of ours has a ground of its own, so no filter asks what lies behind it.
_UNUSED = Color(0, 0, 0)


def filters_of(app: App[Any], palette: Palette) -> list[LineFilter]:
    """Give what turns the colours of a palette into those that the terminal can show.

    Textual looks for a terminal's own colours in every row; only a theme made of them has any.
    """
    filters = app.get_line_filters()
    if palette.is_true_colour:
        return [it for it in filters if not isinstance(it, ANSIToTruecolor)]
    return list(filters)


def filtered(strip: Strip, filters: list[LineFilter]) -> Strip:
    """Give a strip as the filters leave it; they keep what they made with the strip."""
    for line_filter in filters:
        strip = strip.apply_filter(line_filter, _UNUSED)
    return strip


def blank_rows(widget: Widget, crop: Region) -> list[Strip]:
    """Give the rows of a widget on which nothing stands: one strip for all of them."""
    palette = palette_of(widget)
    strip = _blank(crop.width, palette.background)
    return [filtered(strip, filters_of(widget.app, palette))] * crop.height


@lru_cache(4)
def _blank(width: int, ground: str) -> Strip:
    return Strip([Segment(" " * width, Style(bgcolor=ground))], width)
