"""The base of the charts over laps: the clock goes where they are pressed, and cars are chosen."""

from textual.events import MouseDown
from textual.message import Message

from replay.tui.charts.chart_axis import ChartAxis, chart_axis
from replay.tui.dragged_pane import DraggedPane
from replay.tui.plate_pane import PlatePane
from replay.tui.scene import Scene


class ChartWidget(DraggedPane, PlatePane):
    """A chart over laps; a press on what is drawn asks for that lap, a drag goes along the axis.

    A press on a number plate chooses its car.
    """

    class Sought(Message):
        """The user asks for a mark of the axis: a lap, or a second of a race over a time.

        All that one press asks for, as it is dragged along, has the number of its `drag`.
        """

        def __init__(self, mark: int, drag: int = 0) -> None:
            super().__init__()
            self.mark = mark
            self.drag = drag

        def can_replace(self, message: Message) -> bool:
            """Let the last of a burst stand for all."""
            return isinstance(message, ChartWidget.Sought)

    _dragged: ChartAxis | None = None
    _asked: int | None = None

    def drawn_scene(self, scene: Scene) -> Scene:
        """Give the scene as it is drawn: a chart may choose another span in few rows."""
        return scene

    def on_mouse_down(self, event: MouseDown) -> None:
        """Ask for the lap under the pointer and follow it; a plate chooses its car instead."""
        if self.scene is None or event.button != 1 or self.car_at(event.x, event.y) is not None:
            return
        axis = chart_axis(self.drawn_scene(self.scene), self.outer_size.width)
        if 0 <= event.x - axis.left < axis.head:
            # The axis of the last laps moves with the clock: a drag stays on that of the press.
            self._dragged, self._asked = axis, None
            self.take_up(event)

    def ask_at(self, x: int) -> None:
        """Ask for the lap that ends at a column of the axis, once as long as that is the same."""
        axis = self._dragged
        if axis is None:
            return
        mark = axis.done_at(x - axis.left)
        if mark != self._asked:
            self._asked = mark
            self.post_message(self.Sought(mark, self.drags))
