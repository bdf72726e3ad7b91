"""The transport: the clock and its speed on the left, the ribbon of the race on the right."""

from collections.abc import Sequence

from textual.events import MouseDown, MouseMove
from textual.message import Message

from replay.race.class_order import class_stints
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.dragged_pane import DraggedPane
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.runs import Row, RowContent, blank, length
from replay.tui.field_names import field_names, paint_keys
from replay.tui.panes.clock_line import clock_block, official_row, state_row
from replay.tui.panes.ribbon_cells import LaneMarks, RibbonRows, lane_row, ribbon_rows
from replay.tui.panes.ribbon_marks import NO_MARKS, marked_row, marks_of
from replay.tui.panes.ribbon_scale import day_row
from replay.tui.panes.ribbon_width import clock_width, ribbon_place
from replay.tui.scene import Scene
from replay.tui.terminal_size import VERY_WIDE, WIDE


def transport_rows(
    scene: Scene, width: int, height: int, marks: LaneMarks
) -> tuple[RowContent, ...]:
    """Give the clock and its speed on the left, the ribbon of the race on the right.

    Three rows, and one more for each further lane of leaders. Where there is another, it marks the
    cautions above, or gives the time of day below. With two rows the scale gives way. Under the
    final clock, which runs on until the last car has taken the flag, stands the published time.
    """
    if not scene.has_laps:
        return (RowContent(_alone(scene, width)),)
    glyphs, header = scene.glyphs, scene.race.header
    block, axis = ribbon_place(scene, width)
    ribbon = ribbon_rows(
        scene.frame.ribbon,
        axis.width,
        glyphs,
        width >= WIDE,
        header.known.flags is not None,
        marks,
        axis.leaves,
        None if scene.ahead is None else scene.ahead.ribbon,
    )
    clock, state = clock_block(scene, width)
    # Where there is no room for the word, the sign of the state is nearer to the flags.
    upper, lower = (clock, state) if width >= WIDE or height == 1 else (state, clock)
    official = official_row(scene.state.race_time, block)
    lanes = _lanes(scene, ribbon.leaders, axis, marks)
    by_day = header.time_of_day is not None and scene.frame.ribbon.by_time
    above = height > 2 + len(lanes) and not by_day
    flags, cautions = _marked(scene, ribbon, axis, above)
    pairs = [(upper, flags), (_labelled(lower, lanes[0][0], block), lanes[0][1])]
    pairs += [(_labelled((), label, block), lane) for label, lane in lanes[1:]]
    pairs.append((official, ribbon.scale))
    if height > len(pairs) and by_day:
        pairs.append(((blank(1), ("time of day", "mute")), _day(scene, axis)))
    elif above:
        pairs = [((), cautions), *pairs]
    return tuple(
        RowContent((*left, blank(block - length(left)), *right)) for left, right in pairs[:height]
    )


def _marked(scene: Scene, ribbon: RibbonRows, axis: RibbonAxis, above: bool) -> tuple[Row, Row]:
    """Give the row of flags and that `above` it, with marks in the one that is for them."""
    marks = marks_of(scene)
    if marks == NO_MARKS:
        return ribbon.flags, ribbon.cautions
    done = scene.frame.ribbon.done
    if above:
        return ribbon.flags, marked_row(ribbon.cautions, marks, axis, done, scene.glyphs, True)
    return marked_row(ribbon.flags, marks, axis, done, scene.glyphs, False), ribbon.cautions


def _lanes(scene: Scene, overall: Row, axis: RibbonAxis, marks: LaneMarks) -> list[tuple[str, Row]]:
    """Give the lanes of leaders with their labels: that of the race, or one for each class."""
    classes = scene.lane_classes
    if not classes:
        return [("", overall)]
    ribbon, glyphs = scene.frame.ribbon, scene.glyphs
    lanes = []
    for of in classes:
        stints = scene.ask(class_stints, of.name)
        ahead = scene.ahead.class_stints[of.name] if scene.ahead else ()
        lane = lane_row(ribbon, stints, axis.width, glyphs, marks, axis.leaves, ahead)
        lanes.append((of.short, lane))
    return lanes


def _labelled(left: Row, label: str, block: int) -> Row:
    """Set the label of a lane at the right end of the clock block, if there is room."""
    gap = block - length(left) - len(label) - 1
    return (*left, blank(gap), (label, "mute")) if label and gap > 0 else left


def _day(scene: Scene, axis: RibbonAxis) -> Row:
    header = scene.race.header
    return day_row(header.time_of_day or 0, header.night, axis)


def _alone(scene: Scene, width: int) -> Row:
    """Give what stands without a ribbon: the record begins nowhere near the clock's zero."""
    official = official_row(scene.state.race_time, VERY_WIDE, gap=3)
    gap = 2 if width >= WIDE else 1
    room, pacing, at = clock_width(width), scene.pacing, scene.paused_at
    state = state_row(scene.now, gap, room, scene.glyphs, pacing=pacing, paused_at=at)
    row: Row = (*state, *official)
    if not scene.flash:
        return row
    return (*row, blank(3), (drawable(scene.flash, scene.glyphs), "accent_bold"))


class Transport(DraggedPane):
    """Clock and ribbon; a press on the ribbon or a drag along it asks for an instant."""

    class Seek(Message):
        """The user asks for the instant at which `done` of the distance of the ribbon is done.

        It counts as the ribbon does, in laps or seconds, and may lie beyond the record. All that
        one press asks for, as it is dragged along, has the number of its `drag`.
        """

        def __init__(self, done: int, drag: int = 0) -> None:
            super().__init__()
            self.done = done
            self.drag = drag

        def can_replace(self, message: Message) -> bool:
            """Let the last of a burst stand for all."""
            return isinstance(message, Transport.Seek)

    class Pointed(Message):
        """The mouse points at another mark of the ribbon, at none where it has left it."""

        def __init__(self, mark: int | None) -> None:
            super().__init__()
            self.mark = mark

        def can_replace(self, message: Message) -> bool:
            """Let the last of a burst stand for all."""
            return isinstance(message, Transport.Pointed)

    _pointed: int | None = None
    _asked: int | None = None
    _marks: LaneMarks | None = None

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give clock and ribbon."""
        if self._marks is None:
            names = field_names(scene)
            self._marks = LaneMarks(names.label, paint_keys(scene.race).get)
        return transport_rows(scene, width, height, self._marks)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Ask for the instant under the pointer, and follow the pointer until it is released."""
        if self.scene is None or not self.scene.has_laps or event.button != 1:
            return
        left, axis = ribbon_place(self.scene, self.outer_size.width)
        if 0 <= event.x - left < axis.width:
            self._asked = None
            self.take_up(event)

    def ask_at(self, x: int) -> None:
        """Ask for the instant of a column of the ribbon, once as long as that is the same."""
        if self.scene is None:
            return
        left, axis = ribbon_place(self.scene, self.outer_size.width)
        done = axis.done_at(x - left)
        if done != self._asked:
            self._asked = done
            self.post_message(self.Seek(done, self.drags))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Tell which mark of the ribbon the mouse points at."""
        if self.scene is None or not self.scene.has_laps:
            return
        left, axis = ribbon_place(self.scene, self.outer_size.width)
        cell = event.x - left
        self._point_at(axis.done_at(cell) if 0 <= cell < axis.width else None)

    def on_leave(self) -> None:
        """Point at nothing."""
        self._point_at(None)

    def _point_at(self, mark: int | None) -> None:
        if mark != self._pointed:
            self._pointed = mark
            self.post_message(self.Pointed(mark))
