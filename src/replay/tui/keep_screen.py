"""A screen that keeps the place left and bookmarks of its race, and shows them on the ribbon."""

from asyncio import to_thread

from msgspec.structs import replace
from textual import on
from textual.timer import Timer

from replay.clock import Loop, PlaybackClock
from replay.state.kept_race import KeptRace
from replay.state.race_keeps import (
    MOST_BOOKMARKS,
    Bookmark,
    Change,
    bookmarked,
    note_text,
    renoted,
)
from replay.tui.frame import Frame, Recording
from replay.tui.pacing import Pacing
from replay.tui.page import Page
from replay.tui.panes.transport import Transport
from replay.tui.view import View
from replay.tui.view_screen import ViewScreen

KEEP_SECONDS = 60
"""How often the place is written while the clock moves; it is at the end in any case."""

NOTICE_SECONDS = 8


class KeepScreen(ViewScreen):
    """Takes what is kept of a race once its first screen stands, and saves what changes of it.

    The disk is asked in a thread of its own; what it refuses is told in place of the keys, and
    goes on in memory.
    """

    def __init__(
        self,
        recording: Recording,
        clock: PlaybackClock,
        page: Page,
        view: View,
        kept: KeptRace,
        pacing: Pacing,
    ) -> None:
        super().__init__(recording, clock, page, view, pacing)
        self.kept = kept
        self.notice = ""
        self._opened_at = self.time
        self._left: tuple[int, str] | None = None
        self._notice_ends: Timer | None = None

    # -- what is kept

    def read_keeps(self) -> None:
        """Take what is kept of the race, and from now on note the place now and then."""
        self.set_interval(KEEP_SECONDS, self.keep_place)
        if self.kept.in_memory:
            self._take_keeps()
        else:
            self.run_worker(self._read_keeps(), exit_on_error=False)

    async def _read_keeps(self) -> None:
        await to_thread(self.kept.load)
        self._take_keeps()

    def _take_keeps(self) -> None:
        left = self.kept.keeps.left
        if left is not None and left.at != self._opened_at and not self.jumps:
            self._left = left.at, left.moment or "where you left it"
        self.show_keeps(news=self._left is not None)

    def show_keeps(self, *, news: bool = False) -> None:
        """Show the bookmarks as they are now, and tell what went wrong with keeping them."""
        told = self.kept.notices()
        if told:
            words = "; ".join(told)
            self.show_notice(f"{words[:1].upper()}{words[1:]}")
        view = self.view.marked(self.kept.keeps.bookmarks)
        if news or told or view is not self.view:
            self.look(view)

    def change_keeps(self, change: Change) -> None:
        """Change what is kept, show it, and save it."""
        self.kept.change(change)
        self.show_keeps()
        self.save_keeps()

    def save_keeps(self) -> None:
        """Save what has changed, if anything has."""
        if self.kept.unsaved:
            self.run_worker(self._save_keeps(), exit_on_error=False)

    async def _save_keeps(self) -> None:
        await to_thread(self.kept.save)
        self.show_keeps()

    def keep_place(self) -> None:
        """Note where the clock is, if it has been moved, and save it."""
        self._leave()
        self.save_keeps()

    def _leave(self) -> None:
        if self.time != self._opened_at:
            self.kept.leave(self.time, self.moment_words(self.time))

    def on_unmount(self) -> None:
        """Note where the race is left; at the end of the program the command line saves it."""
        self._leave()
        if self.kept.unsaved and not self.app._exit:
            self.app.run_worker(to_thread(self.kept.save), exit_on_error=False)

    def show_notice(self, words: str) -> None:
        """Show a line in place of the keys for some seconds."""
        if self._notice_ends is not None:
            self._notice_ends.stop()
        self._notice_ends = self.set_timer(NOTICE_SECONDS, self._end_notice) if words else None
        self.notice = words

    def _end_notice(self) -> None:
        self.show_notice("")
        self.refresh_frame()

    # -- where it was left

    @property
    def offer(self) -> str:
        """Say where the race was left, while the key that undoes a jump goes there."""
        return self._left[1] if self._left is not None and not self.jumps else ""

    def action_undo_jump(self) -> None:
        """Go back to where the clock was; before any jump to where the race was left."""
        if self._left is None or self.jumps:
            super().action_undo_jump()
            return
        at, words = self._left
        self.seek(at)
        self.say(f"on: {words}")

    # -- bookmarks

    async def action_bookmark(self) -> None:
        """Ask for a note, and set a bookmark where the clock is; of one that is there edit it."""
        from replay.tui.dialogs.note_line import NoteLine

        at = self.time
        words = self.moment_words(at)
        there = next((one for one in self.kept.keeps.bookmarks if one.at == at), None)
        if there is None and len(self.kept.keeps.bookmarks) >= MOST_BOOKMARKS:
            self.show_notice(f"No bookmark set  a race has {MOST_BOOKMARKS} at most")
            self.refresh_frame()
            return

        def noted(note: str | None) -> None:
            if note is None:
                return
            kept = note_text(note)
            new = bookmarked(Bookmark(at, words, kept))
            self.change_keeps(new if there is None else renoted(there, kept))
            self.say("bookmark set")

        await self.app.push_screen(NoteLine(words, there.note if there else ""), noted)

    async def action_bookmarks(self) -> None:
        """List the bookmarks, to go to one, delete it or edit its note."""
        from replay.tui.dialogs.bookmark_list import BookmarkList

        def chosen(at: int | None) -> None:
            if at is not None:
                self.seek(at)
                self.say(f"on: {self.moment_words(at)}")

        left = self.kept.keeps.left
        dialog = BookmarkList(
            lambda: self.kept.keeps.bookmarks,
            self.change_keeps,
            now=self.time,
            left=None if left is None else Bookmark(left.at, left.moment, "where you left it"),
            glyphs=self.page.glyphs,
        )
        await self.app.push_screen(dialog, chosen)

    # -- the ribbon: a loop, and what lies ahead

    @on(Transport.Seek)
    def _scrub(self, message: Transport.Seek) -> None:
        self.seek_mark(message.done, drag=("ribbon", message.drag))

    @on(Transport.Pointed)
    def _point(self, message: Transport.Pointed) -> None:
        self.look(self.view.hovering(message.mark))

    def action_loop(self) -> None:
        """Begin a loop here, end it here, or take it away."""
        before = self.view.loop
        view = self.view.looped(self.time)
        loop = view.loop
        both = loop is not None and loop[1] is not None
        self.clock.loop = Loop(loop[0], loop[1]) if loop and loop[1] is not None else None
        self.look(view)
        self.say("loop set" if both else "loop off" if before else "loop from here")

    def action_reveal(self) -> None:
        """Show on the ribbon what lies ahead of the clock, or hide it again."""
        self.look(replace(self.view, revealed=not self.view.revealed))
        self.say("ahead shown" if self.view.revealed else "ahead hidden")

    def shown_frame(self, time: int) -> Frame:
        """Give the frame of a time; its ribbon is as long as the race while that is revealed."""
        frame = self.recording.frame(time)
        if not self.view.revealed:
            return frame
        ribbon, whole = frame.ribbon, self.recording.ahead.ribbon
        scheduled = max(ribbon.scheduled, whole.scheduled)
        return replace(frame, ribbon=replace(ribbon, scheduled=scheduled, known=True))
