"""The list of bookmarks: go to one, edit its note, delete it, take that back."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.race.model import SECOND
from replay.state.race_keeps import (
    Bookmark,
    Change,
    bookmarked,
    note_text,
    renoted,
    unbookmarked,
)
from replay.tui.dialogs.note_line import NoteLine
from replay.tui.dialogs.shade import ShadingScreen
from replay.tui.drawing.cells import clock_text, drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_list import RowList
from replay.tui.drawing.runs import Row, RowContent, blank
from replay.tui.drawing.wrapping import wrapped

NO_BOOKMARKS = "No bookmarks yet. M sets one where the clock is."
_KEYS = "enter go there   e note   d delete   u undo   esc close"
_KEYS_OF_NONE = "esc close"
_MOMENT, _TIME = 10, 8
_NOTE_FROM = 2 + 2 + _MOMENT + 2 + _TIME + 2
_LEAST_NOTE = 12
_MOST_ROWS = 16


class BookmarkRows(RowList):
    """Shows bookmarks, each with its whole note on as many rows as that takes."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs, id="bookmark-rows")
        self._bookmarks: Sequence[Bookmark] = ()
        self._rows: list[tuple[int, str]] = []
        self._now = 0
        self.cursor = 0

    def tell(self, bookmarks: Sequence[Bookmark], cursor: int, now: int) -> None:
        """Show bookmarks, one of them under the cursor; those after `now` (ticks) lie ahead."""
        self._bookmarks, self._now = bookmarks, now
        self.cursor = min(max(cursor, 0), max(len(bookmarks) - 1, 0))
        self.lay_out()

    def lay_out(self) -> None:
        """Break the notes where the width wants it, with the cursor in sight."""
        room = max(self.outer_size.width - _NOTE_FROM, _LEAST_NOTE)
        self._rows = []
        for at, one in enumerate(self._bookmarks):
            notes = wrapped(drawable(one.note, self.glyphs), room) or [""]
            self._rows += [(at, note) for note in notes]
        self.styles.height = min(max(len(self._rows), 1), _MOST_ROWS)
        self.set_count(max(len(self._rows), 1))
        mine = [row for row, (at, _) in enumerate(self._rows) if at == self.cursor]
        for row in mine[::-1]:
            self.show_row(row)
        self.sync()

    def on_resize(self) -> None:
        """Break the notes anew."""
        self.lay_out()
        super().on_resize()

    def row(self, index: int) -> RowContent:
        """Give a row: of the first of a bookmark its moment and time, of all a part of its note."""
        if not self._rows:
            return RowContent(((NO_BOOKMARKS, "mute"),), "surface")
        at, note = self._rows[index]
        chosen = at == self.cursor
        first = not index or self._rows[index - 1][0] != at
        ground = "row_cursor" if chosen else "surface"
        return RowContent(self._row(self._bookmarks[at], note, first, chosen), ground)

    def _row(self, one: Bookmark, note: str, first: bool, chosen: bool) -> Row:
        glyphs = self.glyphs
        ahead = one.at > self._now
        mark = (glyphs.cursor if chosen else " ", "accent_bold")
        ink = "mute" if ahead else "full"
        if not first:
            return (mark, blank(_NOTE_FROM - 1), (note, ink))
        sign = glyphs.none if ahead else glyphs.bookmark
        moment = fit(drawable(one.moment, glyphs), _MOMENT, cut=glyphs.cut)
        time = clock_text(one.at // SECOND * SECOND, fine=False)
        return (
            *(mark, blank(1), (f"{sign} ", ink), (moment, "bold" if not ahead else ink), blank(2)),
            *((time.rjust(_TIME), "mute"), blank(2), (note, ink)),
        )

    def on_click(self, event: Click) -> None:
        """Tell which bookmark was clicked."""
        index = self.scroll_offset.y + event.y
        if index < len(self._rows) and isinstance(self.screen, BookmarkList):
            event.stop()
            self.screen.click(self._rows[index][0])


class BookmarkList(ModalScreen[int | None], ShadingScreen):
    """Lists the bookmarks of a race in the order of time; gives the time (ticks) of the chosen one.

    What was `left` last comes first and cannot be edited. A deleted one comes back by `u`.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [
        Binding("escape,apostrophe,q", "dismiss(None)", "Close", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("e,M", "edit", show=False),
        Binding("d,delete", "delete", show=False),
        Binding("u", "restore", show=False),
    ]

    def __init__(
        self,
        bookmarks: Callable[[], Sequence[Bookmark]],
        change: Callable[[Change], None],
        *,
        now: int = 0,
        left: Bookmark | None = None,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__()
        self._bookmarks = bookmarks
        self._change = change
        self._now = now
        self._left = left
        self._deleted: list[Bookmark] = []
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Lay out the list under its title, and its keys."""
        with Vertical(id="bookmarks"):
            yield Static("Bookmarks", classes="dialog-title", markup=False)
            yield BookmarkRows(self._glyphs)
            yield Static(_KEYS, id="bookmark-keys", markup=False)

    def on_mount(self) -> None:
        """Begin on the last one that the clock has passed."""
        past = [at for at, one in enumerate(self._listed()) if one.at <= self._now]
        self._show(past[-1] if past else 0)

    def _listed(self) -> list[Bookmark]:
        return [*([self._left] if self._left else []), *self._bookmarks()]

    def _show(self, cursor: int) -> None:
        for rows in self.query(BookmarkRows):
            rows.tell(self._listed(), cursor, self._now)
        for keys in self.query("#bookmark-keys").results(Static):
            keys.update(_KEYS if self._listed() or self._deleted else _KEYS_OF_NONE)

    @property
    def _cursor(self) -> int:
        return next((rows.cursor for rows in self.query(BookmarkRows)), 0)

    @property
    def _chosen(self) -> Bookmark | None:
        listed = self._listed()
        return listed[self._cursor] if self._cursor < len(listed) else None

    def click(self, at: int) -> None:
        """Go to the bookmark that was clicked."""
        self._show(at)
        self.action_choose()

    def action_move(self, step: int) -> None:
        """Go to the bookmark above, or below."""
        self._show(self._cursor + step)

    def action_choose(self) -> None:
        """Go to the moment of the chosen one."""
        if (chosen := self._chosen) is not None:
            self.dismiss(chosen.at)

    def action_delete(self) -> None:
        """Delete the chosen one."""
        chosen = self._chosen
        if chosen is not None and chosen is not self._left:
            self._deleted.append(chosen)
            self._change(unbookmarked(chosen))
            self._show(self._cursor)

    def action_restore(self) -> None:
        """Take back the last one that was deleted."""
        if self._deleted:
            back = self._deleted.pop()
            self._change(bookmarked(back))
            self._show(self._listed().index(back))

    async def action_edit(self) -> None:
        """Edit the note of the chosen one."""
        chosen = self._chosen
        if chosen is None or chosen is self._left:
            return

        def noted(note: str | None) -> None:
            if note is not None:
                self._change(renoted(chosen, note_text(note)))
                self._show(self._cursor)

        await self.app.push_screen(NoteLine(chosen.moment, chosen.note), noted)
