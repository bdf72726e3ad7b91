"""The replay: owns the clock, the recording and the only frame timer; state down, messages up."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.timer import Timer

from replay.clock import Hold, Limit, PlaybackClock
from replay.race.model import Race
from replay.race.slow_motion import finish_window, last_lap_start, slow_stretches
from replay.state.kept_race import KeptRace
from replay.tui import keys
from replay.tui.charts.chart_axis import span_start
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.place_confidence import PLACE_NOTE
from replay.tui.finish_line.viewport import Viewport
from replay.tui.frame import Recording
from replay.tui.key import THROUGH_LAPS
from replay.tui.log_screen import LogScreen
from replay.tui.opened import charted, covers, still_open, turns
from replay.tui.order.board_of import board_of_race
from replay.tui.order.columns.explanations import explained_columns
from replay.tui.order.running_order import RunningOrder
from replay.tui.pacing import Pacing
from replay.tui.page import Page
from replay.tui.registry import PANES, ring_of, rows_below_a_sheet
from replay.tui.rings import AGAINST
from replay.tui.scene import Scene
from replay.tui.size_notice import SizeNotice
from replay.tui.terminal_size import TerminalSize, too_small
from replay.tui.view import View

if TYPE_CHECKING:
    from textual.command import Provider

    from replay.tui.charts.chart_widget import ChartWidget
    from replay.tui.finish_line.lap_pane import LapPane
    from replay.tui.finish_line.photo_finish import PhotoFinish
    from replay.tui.plate_pane import PlatePane

FRAMES_A_SECOND = 30
_NEWS_SECONDS = 0.6
_REST_SECONDS = 0.5
"""So long after the first frame all is made ready for the panes that keys open."""

_HOLD = 2_000_000_000
"""How long it stands at a red flag that takes no race time, in nanoseconds."""
_NOTES = (
    "Nothing on the screen is later than the clock.",
    f"~ marks a rebuilt time. {PLACE_NOTE}",
    "The cursor keeps its place in the order; on the car that is followed it stays with the car.",
)


def _commands() -> "type[Provider]":
    from replay.tui.dialogs.palette_commands import ReplayCommands

    return ReplayCommands


class ReplayScreen(LogScreen):
    """One race, at the time the clock says; dismissed with that time in ticks."""

    BINDINGS = [*keys.bindings()]
    COMMANDS = {_commands}

    def __init__(
        self,
        race: Race,
        *,
        name: str = "",
        start: int = 0,
        rate: Fraction = Fraction(1),
        glyphs: Glyphs = UNICODE,
        keymap: Mapping[str, str] | None = None,
        slow_motion: bool = True,
        finish_line: bool = False,
        pacing: Pacing = Pacing(),  # noqa: B008  (an immutable value)
        now: Callable[[], int] | None = None,
        kept: KeptRace | None = None,
    ) -> None:
        recording = Recording(race, name)
        limits = [Limit(*slow) for slow in slow_stretches(recording.timeline)]
        by = {"now": now} if now else {}
        timeline = recording.timeline
        clock = PlaybackClock(
            timeline.end,
            start=start,
            limits=limits,
            again=last_lap_start(timeline),
            holds=[Hold(at, _HOLD) for at in recording.holds],
            **by,
        )
        clock.slow_motion = slow_motion
        clock.set_rate(rate)
        whole = finish_line or recording.begins_at_line
        view = View(line="full" if whole else "open")
        super().__init__(
            recording, clock, Page(PANES, race, glyphs), view, kept or KeptRace(), pacing
        )
        self._at_line = finish_window(recording.timeline)
        self.keymap = dict(keymap or {})
        self.glyphs = glyphs
        self.size_notice = SizeNotice()
        self._frames: Timer | None = None
        self._flash_words = ""
        self._news = self._prepared = False
        self._pointed = ""

    def compose(self) -> ComposeResult:
        """Lay out the page, and the one line of a terminal too small for it."""
        self.page.plan_for(self.scene())
        yield self.size_notice
        yield self.page

    def on_mount(self) -> None:
        """Start on the first frame, paused."""
        if not self.page.is_attached:
            return  # ended while it started
        self._frames = self.set_interval(1 / FRAMES_A_SECOND, self.refresh_frame, pause=True)
        self.app.app_suspend_signal.subscribe(self, self.pause)
        self.refresh_frame()
        if self.view.line != "full":
            self.focus_on("order")
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """Reckon what the first keys would else wait for: steps at once, a little later panes."""
        self.read_keeps()
        self.recording.prepare()
        self._prepared = True
        self.take_pauses()
        self.set_timer(_REST_SECONDS, self.page.load_opened)
        self.set_timer(_REST_SECONDS, self.recording.prepare_figures)

    def on_resize(self, event: Resize) -> None:
        """Fit the panes to the terminal, or say what they need."""
        self.size_notice.show_for(event.size)
        self.refresh_frame()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open no dialog where it cannot be laid out; no strip or laps, no keys for them."""
        if action == "read":
            return self.shown is not None and self.shown.charted
        if action == "against":
            return self._can_compare()
        if action == "match" or (action == "nose" and self.has_search):
            return self.has_search
        if action in ("zoom", "nose"):
            shown = self.shown
            chart = shown is not None and shown.charted and action == "zoom"
            return shown is not None and (shown.strip_keys or chart)
        if action in THROUGH_LAPS and not self.has_laps:
            return False
        if action == "pane" and self.view.line == "full":
            return False
        if action == "turn":
            return bool(turns(PANES, self.scene(), ring_of(str(parameters[0]))))
        if action == "columns":
            return self.page.shows("order")
        if action == "order_by":
            return bool(self.recording.race.header.classes) and self.page.shows("order")
        refused = ("go_to", "help", "search", "pause_at")
        return action not in refused or not too_small(self.app.size)

    def _can_compare(self) -> bool:
        """Tell whether there is something to set a car against: a chart, or the card of two."""
        if self.shown is not None and self.shown.charted:
            return True
        return bool(turns(PANES, self.scene(), AGAINST))

    # -- one frame

    def refresh_frame(self) -> None:
        """Sample the clock and show the scene of that time; stop the timer with the clock."""
        if not self.page.is_attached:
            return
        before, scene = self.shown, self.scene()
        if self._frames is not None:
            if scene.now.playing:
                self._frames.resume()
            else:
                self._frames.pause()
        if before is not None and self._is_news(before, scene):
            self._news = True
            self.set_timer(_NEWS_SECONDS, self._be_old_news)
            scene = replace(scene, news=True)
        if not scene.line_open and not scene.full:
            self.view = self.view.looking_at(Viewport())
        self.shown = scene
        regained = before is not None and before.strip_keys != scene.strip_keys
        if self.page.show(scene) or regained:
            self.call_after_refresh(self.keep_focus)

    def scene(self) -> Scene:
        """Sample the clock, and put together what is true then and what is chosen."""
        if self._prepared:
            self.take_pauses()
        now = self.clock.sample()
        frame = self.shown_frame(now.time)
        self.view = self.view.settled(self.ordered(frame.state.order)).at_time(now.time)
        scene = Scene(
            race=self.recording.race,
            entries=self.entries,
            frame=frame,
            view=self.view,
            now=now,
            size=TerminalSize(*self.app.size),
            glyphs=self.glyphs,
            keymap=self.keymap,
            answer=self.recording.answers(now.time),
            at_line=now.time in self._at_line,
            focus=self.page.name_of(self.focused),
            flash=self._flash_words,
            news=self._news,
            pointed=self._pointed if self.page.shows("order") else "",
            pacing=self.pacing.words,
            paused_at=self.paused_at if now.stopped else "",
            ahead=self.recording.ahead if self.view.revealed else None,
            offer=self.offer,
            notice=self.notice,
        )
        opened = still_open(PANES, scene)
        if opened != self.view.opened:
            self.view = replace(self.view, opened=opened, whole=False)
            scene = replace(scene, view=self.view)
        covered = covers(PANES, scene)
        chart = covered and charted(PANES, scene)
        return self._reading(replace(scene, covered=covered, charted=chart) if covered else scene)

    def _reading(self, scene: Scene) -> Scene:
        """Keep the reading cursor on the axis of the chart; without a chart there is none."""
        mark = scene.view.reading
        if mark is None:
            return scene
        done = scene.frame.ribbon.done
        kept = min(max(mark, span_start(scene)), done) if scene.charted else None
        self.view = self.view.reading_at(kept)
        return replace(scene, view=self.view)

    def _is_news(self, before: Scene, scene: Scene) -> bool:
        """Tell whether the lead has changed while the clock runs."""
        if self._news or not scene.now.playing or self.app.animation_level == "none":
            return False
        led = before.state.order[0]
        return led.placed and led.car != scene.state.order[0].car

    def _be_old_news(self) -> None:
        self._news = False
        self.refresh_frame()

    def show_flash(self, words: str) -> None:
        """Show a word on the clock line, or take it away."""
        if words != self._flash_words:
            self._flash_words = words
            self.refresh_frame()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _show_focus(self) -> None:
        """Show in titles and key bar who has the keys, once for a change of it."""
        if self.shown is None or self.page.name_of(self.focused) != self.shown.focus:
            self.refresh_frame()

    def action_help(self) -> None:
        """Show the keys; on a second page what columns and signs mean."""
        from replay.tui.dialogs.glossary_sheet import GlossaryOf
        from replay.tui.dialogs.help_screen import HelpScreen

        scene = self.scene()
        explained = explained_columns(board_of_race(scene).all_facts, self.glyphs)
        columns = tuple((one.head, one.words) for one in explained)
        of = GlossaryOf(scene.race, columns, lambda: rows_below_a_sheet(self.scene()))
        self.app.push_screen(
            HelpScreen(self.keymap, _NOTES, self.glyphs, self.has_laps, glossary=of)
        )

    # -- messages of the panes

    @on(RunningOrder.CarChosen)
    def _choose(self, message: RunningOrder.CarChosen) -> None:
        self.go_to_car(message.car)

    @on(RunningOrder.HeadPointed)
    def _explain(self, message: RunningOrder.HeadPointed) -> None:
        self._pointed = message.line
        self.refresh_frame()

    # By name, as a start loads neither the strip nor the charts.

    def on_chart_widget_sought(self, message: "ChartWidget.Sought") -> None:
        """Go to the lap that was pressed in a chart."""
        self.seek_mark(message.mark, drag=("chart", message.drag))

    def on_plate_pane_car_picked(self, message: "PlatePane.CarPicked") -> None:
        """Choose the car whose plate was pressed in a chart or a card."""
        self.go_to_car(message.car)

    def on_photo_finish_moved(self, message: "PhotoFinish.Moved") -> None:
        """Look where the user wants the strip to look."""
        self.look_at(message.viewport)

    def on_lap_pane_shifted(self, message: "LapPane.Shifted") -> None:
        """Look where the user wants the lap at the line to begin."""
        self.look_at(message.viewport)

    def on_photo_finish_stepped(self, message: "PhotoFinish.Stepped") -> None:
        """Step the clock, and keep its edge in view."""
        self.seek(self.time + message.ticks, jump=False)
        self.look_at(self.view.viewport.with_clock(self.photo, self.app.size.width))
        if message.from_edge:
            self.say("to its edge")
