"""The one line of a terminal that is too small for the screens."""

from textual.geometry import Size
from textual.widgets import Static

from replay.tui.terminal_size import SMALLEST, too_small


class SizeNotice(Static):
    """Says what size is needed; stands in place of all else where its screen is `-too-small`."""

    def __init__(self) -> None:
        super().__init__(id="too-small", markup=False)

    def show_for(self, size: Size) -> None:
        """Take the place of the screen's other parts, or leave it to them."""
        if not self.is_attached:
            return  # ended while it started
        self.update(f"Needs {SMALLEST[0]} x {SMALLEST[1]}, has {size.width} x {size.height}")
        self.screen.set_class(too_small(size), "-too-small")
