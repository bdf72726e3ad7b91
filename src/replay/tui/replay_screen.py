"""The replay: owns the clock, the recording and the only frame timer; state down, messages up."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.timer import Timer
from textual.widget import Widget

from replay.clock import Limit, PlaybackClock
from replay.race.model import Race
from replay.race.slow_motion import at_line, last_lap
from replay.race.slow_motion import slow_motion as slow_stretches
from replay.race.target import ribbon_time
from replay.tui import key_table, keys
from replay.tui.car_cursor import CarCursor
from replay.tui.clock_screen import ClockScreen
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.place import PLACE_NOTE
from replay.tui.finish_line.viewport import Viewport
from replay.tui.frame import Recording
from replay.tui.key import THROUGH_LAPS
from replay.tui.key_bar import KeyBar
from replay.tui.panes import Panes, Showing, StripView
from replay.tui.plain_line import PlainLine
from replay.tui.race_log import RaceLog
from replay.tui.running_order import RunningOrder
from replay.tui.terminal_size import ACROSS, DOWN, breakpoint_classes, too_small
from replay.tui.transport import Transport

if TYPE_CHECKING:
    from textual.command import Provider

    from replay.tui.finish_line.photo_finish import PhotoFinish

FRAMES_A_SECOND = 30
VIEWS = ("auto", "intervals", "stops", "grid")
"""The views of the running order, in the order the view key takes them."""

_NOTES = (
    "Nothing on the screen is later than the clock.",
    f"~ marks a rebuilt time. {PLACE_NOTE}",
    "The cursor keeps its place in the order; following a car, it stays with the car.",
)


def _commands() -> "type[Provider]":
    from replay.tui.commands import ReplayCommands

    return ReplayCommands


class ReplayScreen(ClockScreen):
    """One race, at the time the clock says; dismissed with that time in ticks."""

    BINDINGS = [*keys.bindings()]
    COMMANDS = {_commands}
    HORIZONTAL_BREAKPOINTS = [*ACROSS]
    VERTICAL_BREAKPOINTS = [*DOWN]

    def __init__(
        self,
        race: Race,
        *,
        start: int = 0,
        rate: Fraction = Fraction(1),
        glyphs: Glyphs = UNICODE,
        keymap: Mapping[str, str] | None = None,
        slow_motion: bool = True,
        finish_line: bool = False,
        now: Callable[[], int] | None = None,
    ) -> None:
        recording = Recording(race)
        limits = [Limit(*slow) for slow in slow_stretches(recording.timeline)]
        by = {"now": now} if now else {}
        timeline = recording.timeline
        clock = PlaybackClock(
            timeline.end, start=start, limits=limits, again=last_lap(timeline), **by
        )
        clock.slow_motion = slow_motion
        clock.set_rate(rate)
        super().__init__(recording, clock)
        self._near = at_line(recording.timeline)
        self.keymap = dict(keymap or {})
        self.panes = Panes(self.recording, glyphs)
        self.key_bar = KeyBar(glyphs=glyphs)
        self.plain_line = PlainLine()
        self.cursor = CarCursor()
        self.view = VIEWS[0]
        self.strip: StripView = "open"
        if finish_line or not self.has_laps:
            self.strip = "full"
        self._frames: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panes, the key bar, and the one line of a terminal too small for them."""
        self.set_classes(breakpoint_classes(*self.app.size))
        self.panes.suit(self.recording.frame(self.time), self.strip)
        yield self.plain_line
        yield self.panes
        yield self.key_bar

    def on_mount(self) -> None:
        """Start on the first frame, paused."""
        if not self.panes.is_attached:
            return  # ended while it started
        self._frames = self.set_interval(1 / FRAMES_A_SECOND, self.refresh_frame, pause=True)
        self.app.app_suspend_signal.subscribe(self, self.pause)
        self.refresh_frame()
        if self.strip != "full":
            self._focus_on(self.panes.order)
        self.call_after_refresh(self.recording.prepare)

    def on_resize(self, event: Resize) -> None:
        """Fit the panes to the terminal, or say what they need."""
        self.plain_line.suit(event.size)
        self.call_after_refresh(self.refresh_frame)
        self.call_after_refresh(self.panes.keep_focus)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open no dialog where it cannot be laid out; no strip or laps, no keys for them."""
        if action in ("zoom", "nose"):
            return self.panes.strip_open
        if action in THROUGH_LAPS and not self.has_laps:
            return False
        if action == "pane" and self.strip == "full":
            return False
        if action == "view":
            return self.strip != "full" and not (self.has_class("-tiny") and self.has_class("-log"))
        return action not in ("go_to", "help") or not too_small(self.app.size)

    # -- one frame

    def refresh_frame(self) -> None:
        """Sample the clock and show the frame of that time; stop the timer with the clock."""
        if not self.panes.is_attached:
            return
        now = self.clock.sample()
        if self._frames is not None:
            if now.playing:
                self._frames.resume()
            else:
                self._frames.pause()
        frame = self.recording.frame(now.time)
        chosen = self.cursor.settle(frame.state.order)
        followed = self.cursor.followed is not None
        near = now.time in self._near
        self.panes.show(Showing(frame, chosen, followed, self.view, self.strip, near), now)
        self.key_bar.cells = key_table.bar(
            self.keymap,
            strip=self.panes.strip_open,
            full=self.strip == "full",
            focus=self.panes.strip_focused,
            laps=self.has_laps,
            slow=now.slow,
        )
        at_start = now.time == 0 and not now.playing
        whole = self.has_laps and self.strip == "full"
        self.key_bar.hint = self._hint if at_start and not whole else ""

    @property
    def has_laps(self) -> bool:
        """Whether more than the finish is known of the race."""
        return self.recording.has_laps

    @property
    def _hint(self) -> str:
        event = "green flag" if self.has_laps else "finish"
        return f"Press {keys.BY_ID['play_pause'].shown(self.keymap)} for the {event}"

    def show_flash(self, words: str) -> None:
        """Show a word on the clock line, or take it away."""
        self.panes.transport.flash = words

    # -- the finish line

    def action_finish(self) -> None:
        """Go to the instant of the last lap and open the strip."""
        if self.strip == "closed":
            self.strip = "open"
        self.seek(self.recording.timeline.end)

    def action_finish_line(self) -> None:
        """Give the line the whole screen, or take it back; the clock stays where it is."""
        if self.strip == "full":
            self._leave_full_screen()
            return
        self.strip = "full"
        self.refresh_frame()

    def _leave_full_screen(self) -> None:
        self.strip = "open"
        self.panes.strip.viewport = Viewport()
        self.refresh_frame()
        self._focus_on(self.panes.order)

    def _focus_on(self, pane: Widget) -> None:
        """Give a pane the keys once it is laid out."""
        self.call_after_refresh(pane.focus)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _show_focus(self) -> None:
        """Show in titles and key bar who has the keys."""
        self.refresh_frame()

    # -- cars and panes

    def action_car(self, step: int) -> None:
        """Move the cursor in the running order; it lets go of a followed car."""
        self.cursor.move(step, len(self.recording.race.entries))
        self.refresh_frame()

    def action_follow(self) -> None:
        """Follow the car under the cursor, or let it go."""
        self.cursor.follow(self.panes.order.chosen)
        self.refresh_frame()

    def action_view(self) -> None:
        """Take the next view of the running order that looks other than what is shown now."""
        self.view = self.panes.order.next_view(VIEWS)
        self.refresh_frame()
        self.say(f"{self.view} view")

    def action_pane(self, step: int) -> None:
        """Move the focus to the next pane that is shown; where only one fits, change it."""
        panes = [pane for pane in self.panes.in_turn() if pane.display]
        if self.has_class("-tiny"):
            self.toggle_class("-log")
            panes = [self.panes.log_pane if self.has_class("-log") else self.panes.order]
        place = panes.index(self.focused) if self.focused in panes else -1
        self._focus_on(panes[(place + step) % len(panes)])

    def action_zoom(self, steps: int) -> None:
        """Show the strip of the finish at a finer scale, or at a wider one."""
        strip = self.panes.strip
        before = strip.viewport
        strip.viewport = before.zoomed(steps, strip.photo, strip.columns)
        self.refresh_frame()
        if strip.viewport.zoom == before.zoom:
            self.say("closest" if steps > 0 else "widest")

    def action_nose(self) -> None:
        """Set the strip of the finish on the next nose at the line."""
        strip = self.panes.strip
        strip.viewport = strip.viewport.on_next_nose(strip.photo)
        self.refresh_frame()

    def action_close(self) -> None:
        """Close what is open: whole screen, strip, the pane in focus, then the race."""
        if self.strip == "full" and self.has_laps:
            self._leave_full_screen()
        elif self.panes.has_class("-strip") and self.strip == "open":
            self.strip = "closed"
            self.refresh_frame()
        elif self.focused is not self.panes.order and self.strip != "full":
            self.remove_class("-log")
            self._focus_on(self.panes.order)
        elif len(self.app.screen_stack) > 1:
            self.dismiss(self.time)

    def action_help(self) -> None:
        """Show the keys."""
        from replay.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, _NOTES, self.panes.glyphs, self.has_laps))

    # -- messages of the panes

    @on(RunningOrder.CarChosen)
    def _choose(self, message: RunningOrder.CarChosen) -> None:
        order = self.recording.timeline.at(self.time).order
        self.cursor.choose(message.car, order)
        self.refresh_frame()

    @on(RaceLog.EntryChosen)
    def _revisit(self, message: RaceLog.EntryChosen) -> None:
        self.seek(message.at)

    # By name, as a start does not load the strip.

    def on_photo_finish_moved(self, message: "PhotoFinish.Moved") -> None:
        """Look where the user wants the strip to look."""
        self.panes.strip.viewport = message.viewport
        self.refresh_frame()

    def on_photo_finish_stepped(self, message: "PhotoFinish.Stepped") -> None:
        """Step the clock, and keep its edge in view."""
        self.seek(self.time + message.ticks)
        strip = self.panes.strip
        strip.viewport = strip.viewport.with_clock(strip.photo, strip.columns)
        if message.from_edge:
            self.say("to its edge")

    @on(Transport.Seek)
    def _scrub(self, message: Transport.Seek) -> None:
        timeline, ribbon = self.recording.timeline, self.panes.transport.ribbon
        self.seek(ribbon_time(timeline, ribbon, message.done, self.time))
