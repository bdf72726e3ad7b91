"""The list of races, by series and season: only what was public before each start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.events import Click
from textual.message import Message

from replay.race.library import LibraryRace
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_list import RowList
from replay.tui.drawing.runs import Row, RowContent
from replay.tui.drawing.wrapping import wrapped
from replay.tui.picker.library_lines import Head, Line
from replay.tui.picker.race_columns import race_columns
from replay.tui.picker.race_rows import head_row, race_row, unreadable_row


class RaceList(RowList, can_focus=True):
    """Shows the lines it is given, the one at `cursor` marked; posts `Clicked`.

    Of a thousand lines only those are drawn that are seen.
    """

    @dataclass
    class Clicked(Message):
        """A line was clicked."""

        line: Line

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(glyphs=glyphs, id=id)
        self.lines: Sequence[Line] = ()
        self.cursor = 0
        self._words: Sequence[str] = ()
        self._notes: Mapping[str, tuple[str, str]] = {}
        self._instead = ""

    @property
    def chosen(self) -> Line | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    @property
    def cursor_row(self) -> int | None:
        """The row of the line under the cursor."""
        return self.cursor - self.scroll_offset.y if self.lines else None

    def show_lines(
        self,
        lines: Sequence[Line],
        cursor: int,
        *,
        words: Sequence[str] = (),
        notes: Mapping[str, tuple[str, str]] | None = None,
        instead: str = "",
    ) -> None:
        """Show other lines, with `words` marked that were searched for.

        `notes` tell by the name of a race where the viewer left it, in many words and in few;
        `instead` is told where there are no lines.
        """
        self.lines, self._words, self._instead = lines, words, instead
        self._notes = notes or {}
        self.set_count(len(lines))
        self.move_to(cursor)

    def move_to(self, cursor: int) -> None:
        """Mark another line, and have it in sight with what is around it."""
        self.cursor = min(max(cursor, 0), max(len(self.lines) - 1, 0))
        self._show_cursor()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.set_count(len(self.lines))
        self._show_cursor()
        super().on_resize()

    def _show_cursor(self) -> None:
        if self.lines:
            last = len(self.lines) - 1
            for at in (max(self.cursor - 1, 0), min(self.cursor + 1, last), self.cursor):
                self.show_row(at)
        self.sync()

    def line(self, y: int) -> RowContent:
        """Give row `y` of those that are seen, or what is told instead."""
        if self.lines:
            return super().line(y)  # type: ignore[return-value]
        text = drawable(self._instead, self.glyphs)
        rows = wrapped(text, self.outer_size.width - 3)
        return RowContent(((f"  {rows[y]}", "mute"),) if y < len(rows) else ())

    def row(self, index: int) -> RowContent:
        """Draw one line."""
        chosen = index == self.cursor
        return RowContent(self._row(index, chosen), "row_cursor" if chosen else "background")

    def _row(self, index: int, chosen: bool) -> Row:
        line, width = self.lines[index], self.outer_size.width
        match line:
            case Head():
                return head_row(line, width, chosen, self._words, self.glyphs)
            case LibraryRace():
                columns = race_columns(width)
                long, short = self._notes.get(line.info.name, ("", ""))
                note = long if len(long) < columns.note else short
                return race_row(line, note, columns, chosen, self._words, self.glyphs)
        return unreadable_row(line, width, chosen, self._words, self.glyphs)

    def on_click(self, event: Click) -> None:
        """Tell which line is under the mouse."""
        index = self.scroll_offset.y + event.y
        if index < len(self.lines):
            self.post_message(self.Clicked(self.lines[index]))
