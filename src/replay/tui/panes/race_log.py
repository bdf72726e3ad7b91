"""The race log: what has happened, newest on top; a chosen line asks for its time."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import ClassVar, Self

from textual.binding import BindingType
from textual.events import Click, Paste
from textual.reactive import var

from replay.race.model import Entry, Race, RaceClass
from replay.race.state import LogEntry
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_list import RowList
from replay.tui.drawing.runs import Row, RowContent
from replay.tui.log_filter import EntryId, id_of
from replay.tui.log_keys import LOG_KEYS
from replay.tui.pane import Heading, SceneWidget
from replay.tui.panes.log_found import LogNow, current_entry, log_now
from replay.tui.panes.log_head import chip_at, chips_row, search_row
from replay.tui.panes.log_ink import FULL_INK, LogInk
from replay.tui.panes.log_lines import FoldedLog, LogLine, line_row, reason_rows
from replay.tui.panes.log_look import LogLook, log_look
from replay.tui.panes.log_messages import EntryChosen, KindChosen, LineMoved, LineOpened, LogPasted
from replay.tui.panes.log_open import opened_rows
from replay.tui.panes.log_pattern import LogPattern
from replay.tui.scene import Scene

NO_ENTRIES = "Nothing has happened yet."
NONE_OF_THE_KIND = "Nothing of this kind yet."

_CHIPS_FROM = 4
"""The rows from which the chips have one."""


class RaceLogPane(RowList, SceneWidget, can_focus=True):
    """Shows `log_entries`, oldest first as they are handed down, newest line on top.

    With the focus it has a cursor of its own, which stays on its entry when new ones arrive.
    Without the focus it shows the newest lines, or those the wheel went to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in LOG_KEYS]

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
        self._reasons_at = 0
        self._cursor = 0
        self.scene: Scene | None = None
        self._found: frozenset[int] | None = None
        self._current: LogEntry | None = None
        self._pattern: LogPattern | None = None
        self._now: LogNow | None = None
        self._laid_out: object = None

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> Self:
        """Make the log of a race."""
        return cls(race.entries, glyphs=glyphs, race_classes=race.header.classes, id=id)

    def show(self, scene: Scene) -> None:
        """Show the log of a scene."""
        before, self.scene = self.scene, scene
        look = self._look = log_look(scene)
        now, of = log_now(scene), scene.view.filter
        if now.pattern is not None:
            now.pattern.grant()
        self._pattern = now.pattern
        if now is not self._now:
            self._now = now
            self._found = None if now.found is None else frozenset(map(id, now.found))
        before_current, self._current = self._current, current_entry(scene)
        inside = (scene.state.time, scene.state.lap) if of.opened is not None else None
        laid_out = self.outer_size, self.head, of.opened, inside, look.glyphs
        stale, self._laid_out = laid_out != self._laid_out, laid_out
        changed = now.entries is not self.log_entries
        if changed or stale:
            self.set_reactive(RaceLogPane.log_entries, now.entries)
            self._lay_out()
        elif before is None or before.view.filter != of or before.frame.log is not scene.frame.log:
            self._settle()
        is_new = self._current is not None and self._current is not before_current
        if is_new and of.line is None and self.has_focus:
            self._go_to(self._current)

    def _go_to(self, entry: LogEntry | None) -> None:
        """Set the cursor on the line of an entry."""
        if entry is not None:
            self._cursor = self._lines.index_of({id_of(entry)})
            self._settle()

    @property
    def head(self) -> int:
        """The rows over the lines: the chips, and the search while there is one."""
        scene, rows = self.scene, self.outer_size.height
        if scene is None:
            return 0
        chips = rows >= _CHIPS_FROM and scene.moment != "grid"
        return chips + (scene.view.filter.searching and rows > 1)

    def head_row(self, y: int) -> RowContent:
        """Give the chips, and below them the search."""
        assert self.scene is not None
        searching = self.scene.view.filter.searching
        width = self.outer_size.width
        if searching and y == self.head - 1:
            return RowContent(search_row(self.scene, max(width - 1, 1)))
        return RowContent(chips_row(self.scene, width))

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the log, and say why most of it is dimmed."""
        found = log_now(scene).found if scene.view.filter.pattern else None
        return Heading("Race log", "the rest is dimmed" if found else "")

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
        if self.scene is not None and self.scene.view.filter.typing:
            return self.head - 1
        return None if self.cursor is None else self.cursor - self.scroll_offset.y + self.head

    def watch_log_entries(self) -> None:
        """Take the new lines; the cursor, and a log scrolled down, stay where they were."""
        self._lay_out()

    def _inside(self, line: LogLine) -> Sequence[Row]:
        """Give the rows below a line that is open."""
        if self.scene is None:
            return ()
        return opened_rows(self.scene, line, self.outer_size.width, self._look)

    def _ink(self, line: LogLine) -> LogInk:
        """Give the ink of a line: while something is searched for, what is not found steps back."""
        if self._found is None or self.scene is None:
            return FULL_INK
        told = line.stops or (line.entry,)
        hit = any(id(entry) in self._found for entry in told)
        current = any(entry is self._current for entry in told)
        return LogInk(self._pattern, dim=not hit, current=current)

    def _reason(self, entry: LogEntry) -> tuple[str, ...]:
        """Give the rows below an entry in the present width; kept, as the log grows by entries."""
        width = self.outer_size.width
        if width != self._reasons_at:
            self._reasons.clear()
            self._reasons_at = width
        if entry not in self._reasons:
            self._reasons[entry] = reason_rows(entry, width, self._look)
        return self._reasons[entry]

    def _lay_out(self) -> None:
        """Lay the lines out in the present width."""
        top = self.scroll_offset.y
        kept = self._ids_at(self._cursor), self._ids_at(top)
        opened = None if self.scene is None else self.scene.view.filter.opened
        self._lines = FoldedLog(
            self.log_entries, self._reason, self._look.folded, opened, self._inside
        )
        self._cursor = self._lines.index_of(kept[0]) if self.has_focus else 0
        words = wrap(self._no_lines(), max(self.outer_size.width, 1))
        self.set_count(len(self._lines) or len(words))
        if top:
            self.scroll_to(y=self._lines.index_of(kept[1]), animate=False)
        self._settle()

    def _no_lines(self) -> str:
        """Say why there is no line."""
        narrowed = self.scene is not None and self.scene.frame.log
        return NONE_OF_THE_KIND if narrowed else NO_ENTRIES

    def row(self, index: int) -> RowContent:
        """What stands on a row: an entry, or a part of its detail."""
        width = self.outer_size.width
        if not self._lines:
            words = wrap(self._no_lines(), max(width, 1))
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
            ink=self._ink(shown),
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
        if lines:
            self.post_message(LineMoved(id_of(self._told_by(at))))

    def _told_by(self, index: int) -> LogEntry:
        """Give the entry that stands for a line: of stops folded into one the one found, or the
        first, which stays the first as others come."""
        line = self._lines[index]
        found = self._found or ()
        return next((one for one in line.stops if id(one) in found), (*line.stops, line.entry)[0])

    def action_open_line(self) -> None:
        """Ask for the cursor's line to be opened, or shut."""
        if self._lines:
            self.post_message(LineOpened(self._first(self._cursor)))

    def _first(self, index: int) -> LogEntry:
        line = self._lines[index]
        return (*line.stops, line.entry)[0]

    def action_choose(self) -> None:
        """Ask for the time of the cursor's line."""
        if self._lines:
            self.post_message(EntryChosen(self._lines[self._cursor].at))

    def on_click(self, event: Click) -> None:
        """Choose the line under the pointer, or the chip."""
        if event.y < self.head:
            event.stop()
            self._press_head(event.x, event.y)
            return
        index = self.scroll_offset.y + event.y - self.head
        if 0 <= index < len(self._lines):
            event.stop()
            self._cursor = index
            self._settle()
            self.action_choose()

    def _press_head(self, x: int, y: int) -> None:
        """Choose the kind of a chip that was pressed."""
        assert self.scene is not None
        if self.scene.view.filter.searching and y == self.head - 1:
            return
        kind = chip_at(self.scene, self.outer_size.width, x)
        if kind is not None:
            self.post_message(KindChosen(kind))

    def on_paste(self, event: Paste) -> None:
        """Hand over what is pasted."""
        event.stop()
        self.post_message(LogPasted(event.text))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the cursor along."""
        top = self.scroll_offset.y
        self._cursor = min(max(self._cursor, top), top + self.seen_rows - 1)
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
        self._lay_out()

    def _settle(self) -> None:
        """Keep the cursor within the lines, and within what is seen."""
        self._cursor = min(max(self._cursor, 0), max(len(self._lines) - 1, 0))
        if self.has_focus:
            self.show_row(self._last_row_of(self._cursor))
            self.show_row(self._cursor)
        self.sync()

    def _last_row_of(self, index: int) -> int:
        """Give the last row of a line: its details, and what is open, stand below it."""
        while index + 1 < len(self._lines) and self._lines[index + 1].part:
            index += 1
        return index

    def _ids_at(self, index: int) -> frozenset[EntryId]:
        return frozenset(self._lines[index].keys) if index < len(self._lines) else frozenset()
