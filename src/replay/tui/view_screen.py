"""A screen on which panes are chosen: every key of the view works here."""

from abc import abstractmethod

from msgspec.structs import replace
from textual.widget import Widget

from replay.clock import PlaybackClock
from replay.race.finish import Photo
from replay.race.state import Running
from replay.tui.charts.chart_axis import read_on
from replay.tui.finish_line.viewport import Viewport
from replay.tui.frame import Recording
from replay.tui.moment_slots import standing
from replay.tui.opened import turns
from replay.tui.order.board_of import next_columns
from replay.tui.paced_screen import PacedScreen
from replay.tui.pacing import Pacing
from replay.tui.page import Page
from replay.tui.registry import PANES, ring_of
from replay.tui.rings import AGAINST, EVENTS
from replay.tui.scene import Scene
from replay.tui.shown_order import BY_CLASS, next_order_by, shown_order
from replay.tui.terminal_size import TerminalSize, too_small
from replay.tui.view import COLUMN_CHOICES, View


class ViewScreen(PacedScreen):
    """Owns the view and the page: a key makes another view, and the page shows it."""

    def __init__(
        self,
        recording: Recording,
        clock: PlaybackClock,
        page: Page,
        view: View,
        pacing: Pacing = Pacing(),  # noqa: B008  (an immutable value)
    ) -> None:
        super().__init__(recording, clock, pacing)
        self.page = page
        self.view = view
        self.entries = {entry.car: entry for entry in recording.race.entries}
        self.shown: Scene | None = None

    @abstractmethod
    def scene(self) -> Scene:
        """Sample the clock, and put together what is true then and what is chosen."""

    def look(self, view: View) -> None:
        """Choose another view and show it."""
        self.view = view
        self.refresh_frame()

    def look_at(self, viewport: Viewport) -> None:
        """Let the strip look elsewhere."""
        self.look(self.view.looking_at(viewport))

    @property
    def rests_on(self) -> Widget | None:
        """The pane for the terminal's cursor to rest on where that with the keys is covered."""
        covered = self.shown is not None and self.shown.covered
        return self.page[self.view.top] if covered and self.page.shows(self.view.top) else None

    @property
    def photo(self) -> Photo | None:
        """What the line camera has seen at the clock."""
        return None if self.shown is None else self.shown.frame.photo

    @property
    def followed(self) -> str | None:
        """The car that is followed."""
        return self.view.followed

    @property
    def class_shown(self) -> str | None:
        """The name of the class that is shown alone, whose laps and leads the keys go by."""
        names = {of.name for of in self.recording.race.header.classes}
        return self.view.order_by if self.view.order_by in names else None

    # -- the finish line

    def action_finish(self) -> None:
        """Go to the instant of the last lap and open the strip."""
        if self.view.line == "closed":
            self.view = replace(self.view, line="open")
        self.seek(self.recording.timeline.end)

    def action_finish_line(self) -> None:
        """Give the line the whole screen, or take it back; the clock stays where it is."""
        if self.view.line != "full":
            self.look(replace(self.view, line="full", opened=(), whole=False))
        elif self.shown is not None and self.shown.covered:
            self.look(replace(self.view, opened=(), whole=False))
        else:
            self._leave_full_screen()

    def _leave_full_screen(self) -> None:
        self.look(replace(self.view, line="open", viewport=Viewport()))
        self.focus_on("order")

    # -- the focus

    def focus_on(self, name: str) -> None:
        """Give a pane the keys once it is laid out, if it still has a place then."""

        def give() -> None:
            if self.page.shows(name):
                self.set_focus(self.page[name])

        self.call_after_refresh(give)

    def keep_focus(self) -> None:
        """Give the keys to the order when the pane that had them has gone.

        On the whole screen the strip has them while it is there, and else the laps.
        """
        if not self.is_current or too_small(self.app.size) or self.shown is None:
            return
        if self.view.line == "full":
            wanted = self.page[self.shown.line_pane] if self.shown.pan_keys else None
            if self.view.top == "log" and self.page.shows("log"):
                wanted = self.page["log"]
            if self.focused is not wanted:
                self.set_focus(wanted)
        elif self.focused is None:
            home = next((name for name in ("order", "log") if self.page.shows(name)), None)
            if home is not None:
                self.set_focus(self.page[home])

    def action_pane(self, step: int) -> None:
        """Move the focus to the next pane that is shown; where only one fits, change it."""
        if TerminalSize(*self.app.size).narrow and not self.view.opened:
            self.look(replace(self.view, log=not self.view.log))
            self.focus_on("log" if self.view.log else "order")
            return
        names = self.page.focus_chain()
        if self.shown is not None and not self.shown.pan_keys:
            names = [name for name in names if name not in ("strip", "lap")]
        if names:
            at = names.index(now) if (now := self.page.name_of(self.focused)) in names else -1
            self.focus_on(names[(at + step) % len(names)])

    # -- what is chosen

    def action_car(self, step: int) -> None:
        """Move the cursor in the running order."""
        self.look(self.view.moved(step, self.order()))

    def action_follow(self) -> None:
        """Follow the car under the cursor, or let it go; with a reading cursor go there."""
        mark = self.view.reading
        if mark is not None and self.shown is not None and self.shown.charted:
            self.view = self.view.reading_at(None)
            self.seek_mark(mark)
            return
        self.look(self.view.following(self.view.car(self.order())))

    def action_order_by(self) -> None:
        """Show the order overall, class by class, or that of the next class alone."""
        race = self.recording.race
        order_by = next_order_by(self.view.order_by, race.header.classes, race.entries)
        before, after = self.order(), self.order(order_by)
        self.look(self.view.ordered_by(order_by, before, after))

    def order(self, order_by: str | None = None) -> tuple[Running, ...]:
        """Give the order as it is shown, or as it would be by another choice."""
        return self.ordered(self.recording.timeline.at(self.time).order, order_by)

    def ordered(
        self, order: tuple[Running, ...], order_by: str | None = None
    ) -> tuple[Running, ...]:
        """Give an order as it is chosen to be shown, or as it would be by another choice."""
        classes = self.recording.race.header.classes
        return shown_order(order, self.entries, classes, order_by or self.view.order_by)

    def go_to_car(self, car: str) -> None:
        """Go to the row of a car; of one that is not among those shown, by class."""
        order, view = self.order(), self.view
        if all(row.car != car for row in order):
            view = view.ordered_by(BY_CLASS, order, self.order(BY_CLASS))
            order = self.order(BY_CLASS)
        self.look(view.on_car(car, order))

    def action_columns(self) -> None:
        """Take the next columns of the running order that look other than those shown now."""
        place = self.page.plan.region("order")
        if place is None:
            return
        columns = next_columns(self.scene(), COLUMN_CHOICES, place.width)
        self.look(replace(self.view, columns=columns))
        self.say(f"{self.view.columns} view")

    def action_turn(self, ring: str, step: int = 1) -> None:
        """Open the next of the panes that share a key, or close the last of them."""
        of, scene = ring_of(ring), self.scene()
        names = [pane.name for pane in PANES if pane.ring is of]
        by_itself = standing(scene) if of is EVENTS else ""
        view = self.view.turned(
            turns(PANES, scene, of), step, closes=of.closes, ring=names, standing=by_itself
        )
        self.look(view.putting_away(scene.state.time) if by_itself else view)

    def action_widen(self) -> None:
        """Give the pane opened last the whole screen, or the log in focus, or take it back."""
        if not self.view.opened and self.shown is not None and self.shown.focus == "log":
            self.view = replace(self.view, opened=("log",))
        self.look(self.view.widened())

    def action_against(self) -> None:
        """Set one car against another: in a chart a further line, else the card of the two."""
        if self.shown is None or not self.shown.charted:
            self.action_turn(AGAINST.id)
        else:
            self.look(self.view.comparing(self.view.car(self.order())))

    def action_read(self, step: int) -> None:
        """Move the reading cursor of a chart by a lap, from the clock if it is not shown yet."""
        if self.shown is not None:
            self.look(self.view.reading_at(read_on(self.shown, step)))

    def seek_mark(self, mark: int, *, drag: object = None) -> None:
        """Go to a mark of the axis of the ribbon: a lap, or a second of a race over a time.

        All that one `drag` of the mouse asks for is one jump.
        """
        from replay.race.destination import ribbon_time

        time = self.time
        ribbon = self.recording.frame(time).ribbon
        self.seek(ribbon_time(self.recording.timeline, ribbon, mark, time), drag=drag)

    def action_zoom(self, steps: int) -> None:
        """Show fewer of the last laps in a chart, or the finish at the line at a finer scale."""
        if self.shown is not None and self.shown.charted:
            self.look(self.view.spanning(steps))
            return
        before = self.view.viewport
        if self.shown is not None and self.shown.laid_flat:
            from replay.tui.finish_line.lap_axis import zoomed
            from replay.tui.finish_line.lap_pane import lap_of

            self.look_at(zoomed(before, steps, lap_of(self.shown)))
            self.call_after_refresh(self.keep_focus)
        else:
            self.look_at(before.zoomed(steps, self.photo, self.app.size.width))
        after = self.view.viewport
        if (after.zoom, after.fine) == (before.zoom, before.fine):
            self.say("closest" if steps > 0 else "widest")

    def action_nose(self) -> None:
        """Look at the next nose at the line."""
        viewport = self.view.viewport
        if self.shown is not None and self.shown.line_pane == "lap":
            from replay.tui.finish_line.lap_axis import on_next_car
            from replay.tui.finish_line.lap_pane import lap_of

            self.look_at(on_next_car(viewport, lap_of(self.shown)))
        else:
            self.look_at(viewport.on_next_nose(self.photo))

    def action_close(self) -> None:
        """Close what is open: a pane, whole screen, strip, the pane in focus, then the race."""
        if self.view.opened:
            self.look(self.view.closed())
        elif self.view.line == "full" and self.has_laps:
            self._leave_full_screen()
        elif self.shown is not None and self.shown.line_open and self.view.line == "open":
            self.look(replace(self.view, line="closed"))
        elif self.view.line != "full" and self.page.name_of(self.focused) != "order":
            self.look(replace(self.view, log=False))
            self.focus_on("order")
        elif len(self.app.screen_stack) > 1:
            self.dismiss(self.time)
