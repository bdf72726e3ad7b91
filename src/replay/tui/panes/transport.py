"""The transport: the clock and its speed on the left, the ribbon of the race on the right."""

from collections.abc import Sequence
from fractions import Fraction

from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message

from replay.clock import ClockNow
from replay.race.model import SECOND
from replay.tui.drawing.cells import clock_text, drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.pane import PaneWidget
from replay.tui.panes.ribbon_cells import RibbonAxis, ribbon_rows
from replay.tui.panes.ribbon_width import CLOCK_WIDTHS, clock_width, ribbon_width
from replay.tui.scene import Scene
from replay.tui.terminal_size import VERY_WIDE, WIDE


def speed_text(rate: Fraction, glyphs: Glyphs = UNICODE) -> str:
    """Write the size of a rate as `×8` or `×1/20`."""
    return f"{glyphs.times}{abs(rate)}"


def clock_row(time: str, beside: Run, width: int) -> Row:
    """The clock line in `width` cells: the time and what is said beside it.

    What has no room beside the time takes its place if it is in the accent, for a moment.
    """
    for gap in (2, 1):
        row: Row = (blank(1), (time, "bold"), blank(gap), beside)
        if beside[0] and length(row) < width:
            return row
    return (blank(1), beside if beside[1] == "accent_bold" else (time, "bold"))


def official_row(time: int | None, width: int, gap: int = 1) -> Row:
    """The published time of the race, with its fraction as published where there is room.

    One cell of the `width` stays blank.
    """
    if time is None:
        return ()
    label = "official " if width >= CLOCK_WIDTHS[1] else "result "
    text = clock_text(time, fine=True).rstrip("0").rstrip(".") if time % SECOND else ""
    if not text or gap + len(label + text) >= width:
        text = clock_text(time, fine=False)
    return (blank(gap), (label, "mute"), (text, "full"))


def state_row(now: ClockNow, gap: int, width: int, glyphs: Glyphs) -> Row:
    """The state line: sign, speed and word; backwards has its own sign, or a minus when paused."""
    speed = speed_text(now.pace if now.slow else now.rate, glyphs)
    if now.playing:
        back = now.rate < 0
        sign, word = (glyphs.reverse, "reverse") if back else (glyphs.playing, "playing")
        word = "slow" if now.slow else word
    else:
        sign, word = (glyphs.ended, "end") if now.ended else (glyphs.paused, "paused")
        if now.rate < 0:
            speed = f"{glyphs.times}{glyphs.minus}{speed[len(glyphs.times) :]}"
    row: Row = (blank(1), (f"{sign} {speed}", "accent_bold"), blank(gap), (word, "soft"))
    return row if length(row) < width else row[:2]


def transport_rows(scene: Scene, width: int, height: int) -> tuple[RowContent, ...]:
    """Give the clock and its speed on the left, the ribbon of the race on the right.

    Three rows; a fourth, above, marks the cautions. With two rows the scale gives way. Under the
    final clock, which runs on until the last car has taken the flag, stands the published time.
    """
    if not scene.has_laps:
        return (RowContent(_alone(scene, width)),)
    block, glyphs = clock_width(width), scene.glyphs
    known = scene.race.header.known.flags is not None
    ribbon = ribbon_rows(scene.frame.ribbon, ribbon_width(width), glyphs, width >= WIDE, known)
    clock, state = _clock(scene, width), _state(scene, width)
    # Where there is no room for the word, the sign of the state is nearer to the flags.
    upper, lower = (clock, state) if width >= WIDE or height == 1 else (state, clock)
    official = official_row(scene.state.race_time, block)
    pairs = [(upper, ribbon.flags), (lower, ribbon.leaders), (official, ribbon.scale)]
    if height > len(pairs):
        pairs = [((), ribbon.cautions), *pairs]
    return tuple(
        RowContent((*left, blank(block - length(left)), *right)) for left, right in pairs[:height]
    )


def _alone(scene: Scene, width: int) -> Row:
    """Give what stands without a ribbon: the record begins nowhere near the clock's zero."""
    official = official_row(scene.state.race_time, VERY_WIDE, gap=3)
    row: Row = (*_state(scene, width), *official)
    if not scene.flash:
        return row
    return (*row, blank(3), (drawable(scene.flash, scene.glyphs), "accent_bold"))


def _clock(scene: Scene, width: int) -> Row:
    now, ribbon = scene.now, scene.frame.ribbon
    finish = ribbon.scheduled > 0 and ribbon.is_complete
    fine = scene.full or now.slow or abs(now.rate) < 1 or finish
    word = "race" if width >= WIDE and not fine else ""
    room = clock_width(width)
    flash = fit(drawable(scene.flash, scene.glyphs), room - 2, cut=scene.glyphs.cut).rstrip()
    beside = (flash, "accent_bold") if flash else (word, "mute")
    return clock_row(clock_text(now.time, fine), beside, room)


def _state(scene: Scene, width: int) -> Row:
    gap = 2 if width >= WIDE else 1
    return state_row(scene.now, gap, clock_width(width), scene.glyphs)


class Transport(PaneWidget):
    """Clock and ribbon; a press on the ribbon or a drag along it asks for an instant."""

    class Seek(Message):
        """The user asks for the instant at which `done` of the distance of the ribbon is done.

        It counts as the ribbon does, in laps or seconds, and may lie beyond the record.
        """

        def __init__(self, done: int) -> None:
            super().__init__()
            self.done = done

        def can_replace(self, message: Message) -> bool:
            """Let the last of a burst stand for all."""
            return isinstance(message, Transport.Seek)

    _asked: int | None = None

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give clock and ribbon."""
        return transport_rows(scene, width, height)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Ask for the instant under the pointer, and follow the pointer until it is released."""
        width = self.outer_size.width
        within = 0 <= event.x - clock_width(width) < ribbon_width(width)
        if self.scene and self.scene.has_laps and event.button == 1 and within:
            event.stop()
            self.capture_mouse()
            self._asked = None
            self._ask(event.x)

    def on_mouse_move(self, event: MouseMove) -> None:
        """While dragging, ask for each instant the pointer comes to."""
        if self.app.mouse_captured is self:
            event.stop()
            self._ask(event.x)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let the pointer go."""
        if self.app.mouse_captured is self:
            event.stop()
            self.release_mouse()

    def _ask(self, x: int) -> None:
        if self.scene is None:
            return
        width = self.outer_size.width
        axis = RibbonAxis(max(self.scene.frame.ribbon.scheduled, 1), ribbon_width(width))
        done = axis.done_at(x - clock_width(width))
        if done != self._asked:
            self._asked = done
            self.post_message(self.Seek(done))
