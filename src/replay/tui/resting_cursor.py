"""Where the terminal's own cursor rests: screen readers speak what is there, magnifiers follow it.

It is hidden, as the chosen row is marked in other ways; but it stands on that row, in whatever has
the keys.
"""

from typing import Any

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from replay.tui.drawing.row_widget import RowWidget


def resting_cell(screen: Screen[Any]) -> Offset | None:
    """Give the cell of the screen: of a line that is typed that of its own cursor, if it has one.

    A screen may say by `rests_on` which widget is meant, where that is not the one with the focus.
    """
    widget: Widget | None = getattr(screen, "rests_on", None) or screen.focused
    if isinstance(widget, Input):
        return widget.cursor_screen_offset if widget.region else None
    if widget is None or not widget.region:
        return Offset(0, 0)
    return widget.content_region.offset + Offset(0, _row(widget))


def _row(widget: Widget) -> int:
    """Give the chosen row of those that are seen of a widget, the first without one."""
    row: int | None = None
    if isinstance(widget, RowWidget):
        row = widget.cursor_row
    elif isinstance(widget, OptionList) and widget.highlighted is not None:
        line = widget._index_to_line.get(widget.highlighted, 0)
        row = line - widget.scroll_offset.y
    return min(max(row or 0, 0), max(widget.content_size.height - 1, 0))
