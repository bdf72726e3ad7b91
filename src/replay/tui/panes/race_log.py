"""The race log: what has happened, newest on top; a chosen line asks for its time."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import ClassVar, Self

from textual.binding import BindingType
from textual.events import Click
from textual.message import Message
from textual.reactive import var

from replay.race.model import Entry, Race, RaceClass
from replay.race.state import LogEntry
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_list import RowList
from replay.tui.drawing.runs import RowContent
from replay.tui.keys import LOG_KEYS
from replay.tui.pane import Heading, SceneWidget
from replay.tui.panes.log_choice import LogChoice, shown_entries, what_is_shown
from replay.tui.panes.log_lines import EntryId, FoldedLog, LogLine, line_row, reason_rows
from replay.tui.panes.log_look import LogLook, log_look
from replay.tui.scene import Scene

NO_ENTRIES = "Nothing has happened yet."


class RaceLogPane(RowList, SceneWidget, can_focus=True):
    """Shows `log_entries`, oldest first as they are handed down, newest line on top.

    With the focus it has a cursor of its own, which stays on its entry when new ones arrive.
    Without the focus it shows the newest lines, or those the wheel went to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in LOG_KEYS]

    class EntryChosen(Message):
        """The user asks for the time (`at`, ticks) at which what a line tells began."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    log_entries: var[tuple[LogEntry, ...]] = var(())

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        glyphs: Glyphs = UNICODE,
        race_classes: Sequence[RaceClass] = (),
        id: str | None = None,
    ) -> None:
        super().__init__(entries, glyphs=glyphs, race_classes=race_classes, id=id)
        self._look = LogLook(glyphs)
        self._lines = FoldedLog()
        self._reasons: dict[LogEntry, tuple[str, ...]] = {}
        self._cursor = 0
        self._every = False
        self.scene: Scene | None = None
        self._asked: tuple[tuple[LogEntry, ...], LogChoice | None] = ((), None)

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> Self:
        """Make the log of a race."""
        return cls(race.entries, glyphs=glyphs, race_classes=race.header.classes, id=id)

    def show(self, scene: Scene) -> None:
        """Show the log of a scene."""
        self._look = log_look(scene)
        self.scene = scene
        self._filter()

    def _filter(self) -> None:
        """Take the entries that are chosen to be shown; the same ones where nothing came."""
        if self.scene is None:
            return
        asked = self.scene.frame.log, what_is_shown(self.scene, every=self._every)
        if asked[0] is not self._asked[0] or asked[1] != self._asked[1]:
            self._asked = asked
            self.log_entries = shown_entries(asked[0], self.scene, asked[1])

    def action_all(self) -> None:
        """Show every stop, or again those of the first three of each class and the chosen car."""
        self._every = not self._every
        self._filter()

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the log; say whether it tells every stop where it could tell fewer."""
        fewer = what_is_shown(scene, every=False).few_stops
        return Heading("Race log", "every stop" if fewer and self._every else "")

    @property
    def lines(self) -> Sequence[LogLine]:
        """All lines, newest first, on screen or not."""
        return self._lines

    @property
    def cursor(self) -> int | None:
        """The index of the cursor's line, 0 for the newest; None without lines or focus."""
        return self._cursor if self._lines and self.has_focus else None

    @property
    def cursor_row(self) -> int | None:
        """The row of the cursor's line."""
        return None if self.cursor is None else self.cursor - self.scroll_offset.y

    def watch_log_entries(self) -> None:
        """Take the new lines; the cursor, and a log scrolled down, stay where they were."""
        self._lay_out()

    def _reason(self, entry: LogEntry) -> tuple[str, ...]:
        """Give the rows below an entry in the present width; kept, as the log grows by entries."""
        if entry not in self._reasons:
            width = self.outer_size.width
            self._reasons[entry] = reason_rows(entry, width, self._look)
        return self._reasons[entry]

    def _lay_out(self) -> None:
        """Lay the lines out in the present width."""
        top = self.scroll_offset.y
        kept = self._ids_at(self._cursor), self._ids_at(top)
        self._lines = FoldedLog(self.log_entries, self._reason, self._look.folded)
        self._cursor = self._lines.index_of(kept[0]) if self.has_focus else 0
        words = wrap(NO_ENTRIES, max(self.outer_size.width, 1))
        self.set_count(len(self._lines) or len(words))
        if top:
            self.scroll_to(y=self._lines.index_of(kept[1]), animate=False)
        self._settle()

    def row(self, index: int) -> RowContent:
        """What stands on a row: an entry, or a part of its detail."""
        width = self.outer_size.width
        if not self._lines:
            words = wrap(NO_ENTRIES, max(width, 1))
            return RowContent(((words[index], "mute"),) if index < len(words) else ())
        shown = self._lines[index]
        above = self._lines[index - 1] if index else None
        marked = index == self.cursor
        row = line_row(
            shown,
            width,
            self._look,
            lap=above is None or self._look.when(above.entry) != self._look.when(shown.entry),
            newest=not index,
            marked=marked,
        )
        return RowContent(row, "row_cursor" if marked else "background")

    def action_cursor(self, by: int) -> None:
        """Move the cursor by so many lines, down for the older ones, past what is part of one."""
        lines, step = self._lines, 1 if by > 0 else -1
        at = min(max(self._cursor + by, 0), max(len(lines) - 1, 0))
        while 0 <= at + step < len(lines) and lines[at].part:
            at += step
        while at and lines[at].part:
            at -= 1
        self._cursor = at
        self._settle()

    def action_choose(self) -> None:
        """Ask for the time of the cursor's line."""
        if self._lines:
            self.post_message(self.EntryChosen(self._lines[self._cursor].at))

    def on_click(self, event: Click) -> None:
        """Choose the line under the pointer."""
        index = self.scroll_offset.y + event.y
        if 0 <= index < len(self._lines):
            event.stop()
            self._cursor = index
            self._settle()
            self.action_choose()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the cursor along."""
        top = self.scroll_offset.y
        self._cursor = min(max(self._cursor, top), top + max(self.outer_size.height, 1) - 1)
        super().watch_scroll_y(old_value, new_value)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor on a line that is seen; without the focus go back to the newest."""
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.scroll_to(y=0, animate=False)
        self._cursor = self.scroll_offset.y
        self._settle()

    def on_resize(self) -> None:
        """Lay out anew at another size, with the cursor in sight."""
        self._reasons.clear()
        self._lay_out()

    def _settle(self) -> None:
        """Keep the cursor within the lines, and within what is seen."""
        self._cursor = min(max(self._cursor, 0), max(len(self._lines) - 1, 0))
        if self.has_focus:
            self.show_row(self._cursor)
        self.sync()

    def _ids_at(self, index: int) -> frozenset[EntryId]:
        return frozenset(self._lines[index].keys) if index < len(self._lines) else frozenset()
