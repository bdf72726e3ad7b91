"""The transport: the clock and its speed on the left, the ribbon of the race on the right."""

from collections.abc import Iterable
from fractions import Fraction

from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message
from textual.reactive import var

from replay.clock import ClockNow
from replay.race.model import SECOND, Entry, Header
from replay.race.state import Ribbon
from replay.tui.drawing.cells import clean, clock_text, fit, plain
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Line, Row, Run, blank, length
from replay.tui.ribbon_cells import Axis, RibbonRows, ribbon_rows

WIDE, VERY_WIDE = 100, 150
_CLOCK_WIDTHS = (17, 20, 24)
_MARGIN = 1


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
    label = "official " if width >= _CLOCK_WIDTHS[1] else "result "
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


class Transport(RowWidget):
    """Clock and ribbon; a press on the ribbon or a drag along it asks for an instant.

    Three rows; a fourth, above, marks the cautions. With two rows the scale gives way.
    `flash` is shown on the clock line until it is cleared; `fine` shows thousandths. `official`
    is the published time of the race in ticks, which stands under the clock: that runs on until
    the last car has taken the flag.
    """

    DEFAULT_CSS = "Transport { height: 3; width: 1fr; }"

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

    ribbon: var[Ribbon] = var(Ribbon(1, 0, (), (), (), ()))
    now: var[ClockNow] = var(ClockNow(0, Fraction(1), False))
    flash: var[str] = var("")
    fine: var[bool] = var(False)
    official: var[int | None] = var[int | None](None)

    def __init__(
        self,
        header: Header,
        entries: Iterable[Entry],
        *,
        has_laps: bool = True,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
    ) -> None:
        super().__init__(entries, glyphs=glyphs, id=id)
        self._flags_known = header.known.flags is not None
        self._laps_known = has_laps
        self._asked: int | None = None

    def watch_ribbon(self) -> None:
        """Repaint the rows whose cells changed."""
        self.sync()

    def watch_now(self) -> None:
        """Repaint the clock when it shows something else."""
        self.sync()

    def watch_fine(self) -> None:
        """Repaint the clock."""
        self.sync()

    def watch_official(self) -> None:
        """Repaint the row under the clock."""
        self.sync()

    def watch_flash(self) -> None:
        """Repaint the clock line."""
        self.sync()

    @property
    def clock_width(self) -> int:
        """The cells of the clock block, left of the ribbon."""
        return _CLOCK_WIDTHS[(self.outer_size.width >= WIDE) + (self.outer_size.width >= VERY_WIDE)]

    @property
    def ribbon_width(self) -> int:
        """The cells of the ribbon."""
        return max(self.outer_size.width - self.clock_width - _MARGIN, 0)

    def line(self, y: int) -> Line:
        """What stands on row `y`: clock block, then ribbon."""
        if not self._laps_known:
            return Line(self._alone() if y == 0 else ())
        ribbon = self._ribbon_rows()
        if self.outer_size.height > 3:
            y -= 1
        if y < 0:
            return self._beside((), ribbon.cautions)
        if y > 1:
            row = official_row(self.official, self.clock_width)
            return self._beside(row, ribbon.scale) if y == 2 else Line(())
        row = ribbon.leaders if y else ribbon.flags
        # Where there is no room for the word, the sign of the state is nearer to the flags.
        clock_first = self.outer_size.width >= WIDE or self.outer_size.height == 1
        left = self._clock() if (y == 0) == clock_first else self._state()
        return self._beside(left, row)

    def _alone(self) -> Row:
        """What stands without a ribbon: the record begins nowhere near the race clock's zero."""
        state: Row = (*self._state(), *official_row(self.official, VERY_WIDE, gap=3))
        said = plain if self.glyphs.ascii else clean
        return (*state, blank(3), (said(self.flash), "accent_bold")) if self.flash else state

    def _ribbon_rows(self) -> RibbonRows:
        ticks = self.outer_size.width >= WIDE
        return ribbon_rows(self.ribbon, self.ribbon_width, self.glyphs, ticks, self._flags_known)

    def _beside(self, left: Row, right: Row) -> Line:
        return Line((*left, blank(self.clock_width - length(left)), *right))

    def _clock(self) -> Row:
        finish = self.ribbon.scheduled > 0 and self.ribbon.is_complete
        fine = self.fine or self.now.slow or abs(self.now.rate) < 1 or finish
        said = plain if self.glyphs.ascii else clean
        word = "race" if self.outer_size.width >= WIDE and not fine else ""
        flash = fit(said(self.flash), self.clock_width - 2, cut=self.glyphs.cut).rstrip()
        beside = (flash, "accent_bold") if flash else (word, "mute")
        return clock_row(clock_text(self.now.time, fine), beside, self.clock_width)

    def _state(self) -> Row:
        gap = 2 if self.outer_size.width >= WIDE else 1
        return state_row(self.now, gap, self.clock_width, self.glyphs)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Ask for the instant under the pointer, and follow the pointer until it is released."""
        if (
            self._laps_known
            and event.button == 1
            and 0 <= event.x - self.clock_width < self.ribbon_width
        ):
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
        axis = Axis(max(self.ribbon.scheduled, 1), self.ribbon_width)
        done = axis.done_at(x - self.clock_width)
        if done != self._asked:
            self._asked = done
            self.post_message(self.Seek(done))
