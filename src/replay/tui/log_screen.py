"""A screen with a race log: every key that sorts, searches and opens its lines works here."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace
from textual import on
from textual.events import Key

from replay.pattern import MOST_SIGNS
from replay.race.state import LogEntry
from replay.tui.keep_screen import KeepScreen
from replay.tui.log_filter import LogFilter, id_of
from replay.tui.opened import still_open
from replay.tui.panes.log_messages import EntryChosen, KindChosen, LineMoved, LineOpened, LogPasted
from replay.tui.registry import PANES
from replay.tui.view import View

LOG = "log"


class LogScreen(KeepScreen):
    """Owns what is looked at of the log: a key makes another filter, and the panes show it."""

    _found: tuple[object, Sequence[int]] = (None, ())

    def filter_by(self, of: LogFilter) -> None:
        """Look at the log otherwise."""
        self.look(replace(self.view, filter=of))

    # -- kinds and cars

    def action_log_kind(self, step: int) -> None:
        """Show the next kind of lines."""
        from replay.tui.panes.log_choice import next_kind

        self._choose_kind(next_kind(self.scene(), step))

    def _choose_kind(self, kind: str) -> None:
        from replay.tui.panes.log_choice import kinds_of

        first = kinds_of(self.scene())[0]
        self.filter_by(self.view.filter.of_kind("" if kind == first else kind))
        self._say_what_is_shown()

    def action_log_own(self) -> None:
        """Show the lines of one car alone: of the followed one, or of that under the cursor."""
        of, view = self.view.filter, self.view
        car = None if of.car is not None else view.followed or view.car(self.order())
        self.filter_by(of.of_car(car))
        self._say_what_is_shown()

    def _say_what_is_shown(self) -> None:
        """Say what the log is of where it is not seen."""
        from replay.tui.panes.log_choice import what_is_shown

        if not self.page.shows(LOG):
            choice = what_is_shown(self.scene())
            car = f" of {choice.car}" if choice.car is not None else ""
            self.say(f"log: {choice.kind}{car}")

    # -- the search

    def action_search(self) -> None:
        """Let what is typed be searched for; below 100 columns the log has the whole screen."""
        opened = (*(name for name in self.view.opened if name != LOG), LOG)
        self.look(replace(self.view, filter=self.view.filter.asked(), opened=opened, whole=False))
        self.focus_on(LOG)

    def take_key(self, event: Key) -> bool:
        """Take a key for the row of the search, if letters are for that; else tell that it is not.

        What moves in time or in the log stays a key.
        """
        of = self.view.filter
        if not of.typing:
            return False
        if event.is_printable and event.character:
            self._type(of.typed + event.character)
        elif event.key == "backspace":
            self._type(of.typed[:-1])
        elif event.key == "ctrl+u":
            self._type("")
        elif event.key in ("tab", "shift+tab"):
            self.view = replace(self._without_search_of_nothing(), filter=of.settled())
            return False  # it goes to another pane, too
        elif event.key == "enter":
            self.look(replace(self._without_search_of_nothing(), filter=of.settled()))
        else:
            return False
        return True

    def _without_search_of_nothing(self) -> View:
        """Let the log go back to its place where nothing is searched for."""
        return self.view if self.view.filter.typed else self._closed_log()

    def _closed_log(self) -> View:
        opened = tuple(name for name in self.view.opened if name != LOG)
        return replace(self.view, opened=opened, whole=self.view.whole and bool(opened))

    def _type(self, typed: str) -> None:
        """Search for what is typed, or for the last of it that can be."""
        from replay.tui.panes.log_found import log_now

        typed = typed[:MOST_SIGNS]
        before = self.view
        self.view = replace(before, filter=before.filter.with_typed(typed, typed))
        complaint = log_now(self.scene()).complaint
        of = before.filter.with_typed(typed, None if complaint else typed)
        self.view = before
        self.filter_by(of)

    def end_search(self) -> None:
        """Search for nothing; the log goes back to its place."""
        self.look(replace(self._closed_log(), filter=self.view.filter.ended()))
        self.call_after_refresh(self.keep_focus)

    @property
    def has_search(self) -> bool:
        """Whether something is searched for."""
        return bool(self.view.filter.pattern)

    def action_match(self, step: int) -> None:
        """Go to the next match after the clock, or to the one before."""
        times, time = self._match_times(), self.time
        at = bisect_right(times, time) if step > 0 else bisect_left(times, time) - 1
        self.view = replace(self.view, filter=self.view.filter.on_line(None))
        self._go_on_to(times[at] if 0 <= at < len(times) else None, step)

    def _match_times(self) -> Sequence[int]:
        """Give when each line of the record that is shown and found is first as it is found."""
        from replay.tui.panes.log_found import log_search

        search = log_search(self.scene())
        if self._found[0] is not search:
            if search.pattern is not None:
                search.pattern.grant(len(self.recording.log.at(self.recording.timeline.end)))
            try:
                self._found = search, self.recording.log.matching(search.wants)
            except ValueError:  # too slow for the whole record
                self._found = search, ()
        return self._found[1]

    def action_nose(self) -> None:
        """Go to the next match; where nothing is searched for look at the next nose."""
        if self.has_search:
            self.action_match(1)
        else:
            super().action_nose()

    # -- the followed car

    def action_own_event(self, step: int) -> None:
        """Go to the next line about the followed car, or that under the cursor, or back to one."""
        car, time = self.view.followed or self.view.car(self.order()), self.time
        times = self.recording.log.times(lambda entry: entry.car == car or car in entry.cars)
        at = bisect_right(times, time) if step > 0 else bisect_left(times, time) - 1
        self._go_on_to(times[at] if 0 <= at < len(times) else None, step)

    # -- lines

    @on(EntryChosen)
    def _revisit(self, message: EntryChosen) -> None:
        self.seek(message.at)

    @on(LineOpened)
    def _open(self, message: LineOpened) -> None:
        """Open a line, or its card; shut the one that is open."""
        of, line = self.view.filter, id_of(message.entry)
        if of.opened == line:
            self.filter_by(of.with_opened(None))
        elif card := self._card_of(message.entry):
            opened = (*(name for name in self.view.opened if name != card), card)
            of = of.with_card(_told_by_card(message.entry))
            self.look(replace(self.view, filter=of, opened=opened, whole=False))
        else:
            self.filter_by(of.with_opened(line))

    def _card_of(self, entry: LogEntry) -> str:
        """Name the card of what a line tells, where there is one; empty without."""
        from replay.race.caution_order import last_caution
        from replay.race.stage_summary import stage_summary

        scene, told = self.scene(), _told_by_card(entry)
        if not scene.has_laps or told is None:
            return ""
        if entry.kind == "caution":
            card = "caution" if scene.ask(last_caution, told) is not None else ""
        else:
            stage = scene.ask(stage_summary, told)
            card = "stage" if stage is not None and stage.number == told else ""
        opened = replace(scene, view=replace(scene.view, opened=(card,)))
        return card if card and still_open(PANES, opened) else ""

    def action_turn(self, ring: str, step: int = 1) -> None:
        """Open the next of the panes that share a key: its card is of the last of its kind."""
        self.view = replace(self.view, filter=self.view.filter.with_card(None))
        super().action_turn(ring, step)

    @on(LineMoved)
    def _move_line(self, message: LineMoved) -> None:
        if self.has_search:
            self.filter_by(self.view.filter.on_line(message.line))

    @on(KindChosen)
    def _press_chip(self, message: KindChosen) -> None:
        if message.kind:
            self._choose_kind(message.kind)
        else:
            self.filter_by(self.view.filter.of_car(None))

    @on(LogPasted)
    def _paste(self, message: LogPasted) -> None:
        if self.view.filter.typing:
            self._type(self.view.filter.typed + " ".join(message.text.split()))

    # -- closing

    def action_close(self) -> None:
        """Close one thing: what is typed, the search, an open line; a filter after what is open."""
        of, view = self.view.filter, self.view
        if of.typing and of.before:
            self.filter_by(of.taken_back())
        elif of.searching:
            self.end_search()
        elif view.reading is None and of.opened is not None:
            self.filter_by(of.with_opened(None))
        elif not view.opened and of.narrowed:
            self.filter_by(of.whole())
        else:
            super().action_close()


def _told_by_card(entry: LogEntry) -> int | None:
    """Give what names the caution or stage of a line to its card, None of any other line."""
    if entry.kind == "stage":
        return entry.number
    return entry.at if entry.kind == "caution" and entry.neutralises == "bunch" else None
