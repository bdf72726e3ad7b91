"""What is seen beside a dialog: the screen below it, in the shade."""

from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from replay.tui.dismiss_once import DismissOnce


class ShadingScreen(DismissOnce):
    """A screen that lays a colour over the one below: a style that stands there is mixed once.

    Textual mixes those of all cells for each paint, which takes longer than the rest of a dialog.
    """

    def render(self) -> Any:
        """Give what is seen beside the dialog."""
        found = super().render()
        if isinstance(found, BackgroundScreen):
            return _ScreenInTheShade(found.screen, found.color)
        return found


class _ScreenInTheShade(Visual):
    """The rows of a screen with a colour over them."""

    def __init__(self, screen: Screen[Any], colour: Color) -> None:
        self._screen = screen
        self._colour = colour

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Give the rows as they stand now, each no wider than this."""
        ground = style.rich_style
        rows = self._screen._compositor.render_strips()[:height]
        return [self._shaded(row.crop(0, width), ground) for row in rows]

    def _shaded(self, row: Strip, ground: RichStyle) -> Strip:
        segments = [Segment(one.text, _mixed(one.style, ground, self._colour)) for one in row]
        return Strip(segments, row.cell_length)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Take all there is."""
        return container_width

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Do with a cell."""
        return 1

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Be as high as the screen."""
        return self._screen.size.height


@lru_cache(4096)
def _mixed(style: RichStyle | None, ground: RichStyle, colour: Color) -> RichStyle:
    """Lay a colour over both colours of a style, and take its links and what it means away."""
    ((_, mixed, _),) = BackgroundScreen.process_segments([Segment("", style)], colour)
    return ground + (mixed or RichStyle.null())
