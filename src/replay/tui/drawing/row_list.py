"""A widget of more rows than it shows: drawn row by row, and scrolled by Textual."""

from abc import abstractmethod
from collections.abc import Hashable

from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget

from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import RowContent

WHEEL = 3
"""The rows that one step of the mouse wheel goes."""


class RowList(RowWidget, ScrollView, inherit_bindings=False):
    """The base of lists that scroll: only the rows that are seen are made.

    A subclass says what stands on each row of the whole list (`row`) and how many there are
    (`set_count`). Its keys are its own: those of Textual's lists go through time here. `head` rows
    stand over the list and do not scroll (`head_row`).
    """

    @property
    def head(self) -> int:
        """How many rows stand over the list."""
        return 0

    ALLOW_MAXIMIZE = False
    DEFAULT_CSS = "RowList { overflow: hidden hidden; }"

    @abstractmethod
    def row(self, index: int) -> Hashable:
        """What stands on row `index` of the list, for the present width."""

    def head_row(self, y: int) -> Hashable:
        """What stands on row `y` of those over the list."""
        return RowContent(())

    def line(self, y: int) -> Hashable:
        """What stands on row `y` of those that are seen."""
        if y < self.head:
            return self.head_row(y)
        index = self.scroll_offset.y + y - self.head
        return self.row(index) if index + self.head < self.virtual_size.height else RowContent(())

    @property
    def seen_rows(self) -> int:
        """How many rows of the list are seen."""
        return max(self.outer_size.height - self.head, 1)

    def set_count(self, rows: int) -> None:
        """Take the number of rows, and stay within them."""
        # Assigned as Textual does it, it would lay out the whole screen.
        self.set_reactive(Widget.virtual_size, Size(self.outer_size.width, rows + self.head))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more than is seen; there is no scroll bar that would tell."""
        return self.max_scroll_y > 0

    def show_row(self, index: int) -> None:
        """Scroll no further than it takes to see a row."""
        top, height = self.scroll_offset.y, self.seen_rows
        self.scroll_to(y=min(max(top, index - height + 1), index), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show the rows that are seen now."""
        self.sync()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll to the rows below."""
        self._scroll_by(WHEEL, event)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll to the rows above."""
        self._scroll_by(-WHEEL, event)

    def _scroll_by(self, rows: int, event: MouseScrollDown | MouseScrollUp) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_relative(y=rows, animate=False)
