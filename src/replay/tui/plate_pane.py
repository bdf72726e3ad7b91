"""The base of panes in which a car is chosen by a press on its number plate."""

from collections.abc import Sequence

from textual.events import MouseDown
from textual.message import Message

from replay.tui.drawing.runs import RowContent, length
from replay.tui.pane import PaneWidget

_PLATES = ("plate", "quiet", "pale")


class PlatePane(PaneWidget):
    """A press on a number plate chooses its car."""

    class CarPicked(Message):
        """The user chose a car by its plate."""

        def __init__(self, car: str) -> None:
            super().__init__()
            self.car = car

    def on_mouse_down(self, event: MouseDown) -> None:
        """Choose the car of the plate under the pointer."""
        car = self.car_at(event.x, event.y) if event.button == 1 else None
        if car is not None:
            event.stop()
            self.post_message(self.CarPicked(car))

    def car_at(self, x: int, y: int) -> str | None:
        """Give the car whose plate lies at a cell, None where there is none."""
        rows: Sequence[object] = self.row_values()
        row = rows[y] if 0 <= y < len(rows) else None
        if not isinstance(row, RowContent):
            return None
        at = 0
        for text, role in row.row:
            at += length(((text, role),))
            if x < at:
                kind, _, car = role.removeprefix("band ").partition(" ")
                return car if kind in _PLATES else None
        return None
