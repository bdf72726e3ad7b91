"""The replay: owns the clock, the recording and the only frame timer; state down, messages up."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from replay.clock import PlaybackClock
from replay.race.log import MARKS
from replay.race.model import Race
from replay.race.state import LogKind
from replay.race.target import lap_time, resolve
from replay.tui import keys
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.place import PLACE_NOTE
from replay.tui.frame import Recording
from replay.tui.key_bar import KeyBar
from replay.tui.panes import Panes, Showing
from replay.tui.race_log import RaceLog
from replay.tui.running_order import RunningOrder
from replay.tui.terminal_size import ACROSS, DOWN, SMALLEST, breakpoint_classes, too_small
from replay.tui.transport import Transport

if TYPE_CHECKING:
    from textual.command import Provider

FRAMES_A_SECOND = 30
FLASH_SECONDS = 1.0
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


class ReplayScreen(Screen[int | None]):
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
        now: Callable[[], int] | None = None,
    ) -> None:
        super().__init__()
        self.keymap = dict(keymap or {})
        self.recording = Recording(race)
        end = self.recording.timeline.end
        self.clock = PlaybackClock(end, now, start) if now else PlaybackClock(end, start=start)
        self.clock.set_rate(rate)
        self.panes = Panes(self.recording, glyphs)
        self.key_bar = KeyBar(glyphs=glyphs)
        self.plain_line = Static(id="too-small", markup=False)
        self.place = 1
        self.followed: str | None = None
        self.view = VIEWS[0]
        self.strip = True
        self._frames: Timer | None = None
        self._flash: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panes, the key bar, and the one line of a terminal too small for them."""
        self.set_classes(breakpoint_classes(*self.app.size))
        self.panes.suit(self.recording.frame(self.clock.sample().time).state, self.strip)
        yield self.plain_line
        yield self.panes
        yield self.key_bar

    def on_mount(self) -> None:
        """Start on the first frame, paused."""
        if not self.panes.is_attached:
            return  # ended while it started
        self._frames = self.set_interval(1 / FRAMES_A_SECOND, self.refresh_frame, pause=True)
        self.app.app_suspend_signal.subscribe(self, self._pause)
        self.panes.order.focus()
        self.refresh_frame()

    def on_resize(self, event: Resize) -> None:
        """Fit the panes to the terminal, or say what they need."""
        width, height = event.size
        self.set_class(too_small(event.size), "-too-small")
        needs = f"Needs {SMALLEST[0]} x {SMALLEST[1]}, has {width} x {height}"
        self.plain_line.update(needs)
        self.call_after_refresh(self.refresh_frame)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open no dialog where it cannot be laid out; no strip, no keys for it."""
        if action in ("zoom", "nose"):
            return self.panes.strip_open
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
        if self.followed is None:
            row = frame.state.order[min(self.place, len(frame.state.order)) - 1]
        else:
            row = next(row for row in frame.state.order if row.car == self.followed)
            self.place = row.position
        followed = self.followed is not None
        self.panes.show(Showing(frame, row.car, followed, self.view, self.strip), now)
        self.key_bar.cells = keys.bar(self.keymap, strip=self.panes.strip_open)
        self.key_bar.hint = self._hint if now.time == 0 and not now.playing else ""

    @property
    def _hint(self) -> str:
        return f"Press {keys.BY_ID['play_pause'].shown(self.keymap)} for the green flag"

    def _pause(self, _: object) -> None:
        """Stand still while the viewer is away in the shell."""
        self.clock.pause()
        self.refresh_frame()

    def _seek(self, time: int) -> None:
        self.clock.seek(time)
        self.refresh_frame()
        self._say("")

    def _say(self, flash: str) -> None:
        """Show a word on the clock line for a second."""
        if self._flash is not None:
            self._flash.stop()
            self._flash = None
        self.panes.transport.flash = flash
        if flash:
            self._flash = self.set_timer(FLASH_SECONDS, lambda: self._say(""))

    # -- time

    def action_play_pause(self) -> None:
        """Play or pause."""
        self.clock.toggle()
        self.refresh_frame()

    def action_lap(self, laps: int) -> None:
        """Go so many laps forward or back."""
        self._seek(self.recording.step(self.clock.sample().time, laps))

    def action_change(self, step: int) -> None:
        """Go to the next change of state, or the one before."""
        time = self.clock.sample().time
        timeline = self.recording.timeline
        found = timeline.next_change(time) if step > 0 else timeline.previous_change(time)
        self._seek(time if found is None else found)

    def action_rate(self, step: int) -> None:
        """Go faster, slower or (0) at the normal speed."""
        if step == 0:
            self.clock.normal()
        elif step > 0:
            self.clock.faster()
        else:
            self.clock.slower()
        self.refresh_frame()

    def action_reverse(self) -> None:
        """Turn the direction of time."""
        self.clock.reverse()
        self.refresh_frame()

    def action_mark(self, step: int, kind: LogKind | None = None) -> None:
        """Go to the next mark of a kind, or of any kind, or to the one before."""
        time = self.clock.sample().time
        kinds = MARKS if kind is None else (kind,)
        log = self.recording.log
        found = log.next_mark(time, *kinds) if step > 0 else log.previous_mark(time, *kinds)
        if found is None:
            self._say("none after" if step > 0 else "none before")
        else:
            self._seek(found)

    def action_tenth(self, tenths: int) -> None:
        """Go to so many tenths of the scheduled laps, or of the record of a timed race."""
        timeline = self.recording.timeline
        scheduled = self.recording.race.header.scheduled_laps
        if scheduled is None or not timeline.laps:
            self._seek(timeline.end * tenths // 10)
        else:
            self._seek(timeline.instant(min(scheduled * tenths // 10, timeline.laps)))

    def action_grid(self) -> None:
        """Go to the grid."""
        self._seek(0)

    def action_finish(self) -> None:
        """Go to the instant of the last lap and open the strip."""
        self.strip = True
        self._seek(self.recording.timeline.end)

    def action_go_to(self) -> None:
        """Ask for a place and go there."""
        time = self.clock.sample().time
        timeline, log = self.recording.timeline, self.recording.log

        def found(at: int | None) -> None:
            if at is not None:
                self._seek(at)

        from replay.tui.go_to import GoTo

        self.app.push_screen(GoTo(lambda text: resolve(text, timeline, log, time)), found)

    # -- cars and panes

    def action_car(self, step: int) -> None:
        """Move the cursor in the running order; it lets go of a followed car."""
        cars = len(self.recording.race.entries)
        self.followed = None
        self.place = min(max(self.place + step, 1), cars)
        self.refresh_frame()

    def action_follow(self) -> None:
        """Follow the car under the cursor, or let it go."""
        self.followed = None if self.followed else self.panes.order.chosen
        self.refresh_frame()

    def action_view(self) -> None:
        """Take the next view of the running order."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self.refresh_frame()
        self._say(self.view)

    def action_pane(self, step: int) -> None:
        """Move the focus to the next pane that is shown; where only one fits, change it."""
        panes = [pane for pane in self.panes.in_turn() if pane.display]
        if self.has_class("-tiny"):
            self.toggle_class("-log")
            panes = [self.panes.log_pane if self.has_class("-log") else self.panes.order]
        place = panes.index(self.focused) if self.focused in panes else -1
        self.call_after_refresh(panes[(place + step) % len(panes)].focus)
        self.call_after_refresh(self.refresh_frame)

    def action_zoom(self, steps: int) -> None:
        """Show the strip of the finish at a finer scale, or at a wider one."""
        self.panes.strip.zoom_by(steps)
        self.refresh_frame()

    def action_nose(self) -> None:
        """Set the strip of the finish on the next nose at the line."""
        self.panes.strip.take_next_nose()
        self.refresh_frame()

    def action_close(self) -> None:
        """Close what is open: the strip, the pane in focus, then the race for the picker."""
        if self.panes.has_class("-strip"):
            self.strip = False
            self.panes.strip.look_at_all()
            self.refresh_frame()
        elif self.focused is not self.panes.order:
            self.remove_class("-log")
            self.call_after_refresh(self.panes.order.focus)
            self.call_after_refresh(self.refresh_frame)
        elif len(self.app.screen_stack) > 1:
            self.dismiss(self.clock.sample().time)

    def action_help(self) -> None:
        """Show the keys."""
        from replay.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, _NOTES, self.panes.glyphs))

    # -- messages of the panes

    @on(RunningOrder.CarChosen)
    def _choose(self, message: RunningOrder.CarChosen) -> None:
        order = self.recording.timeline.at(self.clock.sample().time).order
        self.followed = None
        self.place = next(row.position for row in order if row.car == message.car)
        self.refresh_frame()

    @on(RaceLog.EntryChosen)
    def _revisit(self, message: RaceLog.EntryChosen) -> None:
        self._seek(message.at)

    @on(Transport.Seek)
    def _scrub(self, message: Transport.Seek) -> None:
        time = self.clock.sample().time
        self._seek(lap_time(self.recording.timeline, message.lap, time, clamp=True))
