"""The base of panes with an axis along which the pointer is dragged."""

from abc import abstractmethod

from textual.events import MouseDown, MouseMove, MouseUp

from replay.tui.pane import PaneWidget


class DraggedPane(PaneWidget):
    """From a press that it takes up on, a pane is asked for each place the pointer comes to."""

    drags = 0
    """The presses that were taken up so far: what one drag asks for is told by its number."""

    @abstractmethod
    def ask_at(self, x: int) -> None:
        """Ask for what lies under the column `x` of the pane."""

    def take_up(self, event: MouseDown) -> None:
        """Follow the pointer from a press until it is released."""
        event.stop()
        self.drags += 1
        self.capture_mouse()
        self.ask_at(event.x)

    def on_mouse_move(self, event: MouseMove) -> None:
        """While dragging, ask for each place the pointer comes to."""
        if self.app.mouse_captured is self:
            event.stop()
            self.ask_at(event.x)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let the pointer go."""
        if self.app.mouse_captured is self:
            event.stop()
            self.release_mouse()
