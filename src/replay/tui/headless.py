"""The replay without a terminal: the screen of any moment, painted whole, again and again alike.

No real clock is read: time goes on as it is told to.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from textual.filter import Monochrome
from textual.strip import Strip

from replay.race.model import Race
from replay.tui.app import ReplayApp
from replay.tui.instruments import Instrument, opened_view
from replay.tui.replay_screen import ReplayScreen
from replay.tui.terminal_size import too_small
from replay.tui.view import View

_MOST_TURNS = 1_000
"""Turns of the loop after which a screen will not stand any more; three or four are the rule."""


class Look(NamedTuple):
    """How a screen without a terminal looks: `size` in columns and rows.

    `start` (ticks) is where it stands first. `no_color`: without colour, or with it whatever the
    environment says; None: as that says.
    """

    size: tuple[int, int]
    theme: str | None = None
    ascii: bool = False
    keymap: Mapping[str, str] = {}
    slow_motion: bool = True
    start: int = 0
    no_color: bool | None = None


Work = Callable[["HeadlessReplay"], Awaitable[None]]
"""What asks a screen for its rows."""


class HeadlessReplay(ReplayApp):
    """Runs a screen that nobody sees while `work` asks it for its rows, then ends.

    What `work` raises comes out of `work_through`.
    """

    def __init__(self, race: Race, look: Look, work: Work) -> None:
        self._passed = 0
        super().__init__(
            race,
            start=look.start,
            theme=look.theme,
            ascii=look.ascii,
            keymap=look.keymap,
            slow_motion=look.slow_motion,
            now=lambda: self._passed,
        )
        self.animation_level = "none"
        if look.no_color is not None:
            self.no_color = look.no_color
            # The first makes the terminal's own colours true ones; the others the environment asks.
            self._filters = [*self._filters[:1], *([Monochrome()] if look.no_color else [])]
        self._look = look
        self._work = work
        self._working: asyncio.Task[None] | None = None

    def work_through(self) -> int:
        """Run until the work is done; give the exit code: other than 0 where it was interrupted."""
        self.run(headless=True, size=self._look.size)
        task = self._working
        if task is None or not task.done() or task.cancelled():
            return self.return_code or 1
        if (error := task.exception()) is not None:
            raise error
        return self.return_code or 0

    def on_ready(self) -> None:
        """Begin to work once the first screen stands; a subclass is told of that once more."""
        if self._working is None:
            super().on_ready()
            self._working = asyncio.create_task(self._do_work())

    async def _do_work(self) -> None:
        try:
            await self._work(self)
        finally:
            self.exit(return_code=self.return_code or 0)

    @property
    def _replay(self) -> ReplayScreen:
        screen = self.screen
        assert isinstance(screen, ReplayScreen)
        return screen

    @property
    def has_ended(self) -> bool:
        """Whether it has been asked to end: there is no screen any more."""
        return self._exit

    # -- time

    @property
    def time(self) -> int:
        """What the clock of the race says, in ticks."""
        return self._replay.time

    @property
    def plays(self) -> bool:
        """Whether it goes on: not at the end of the record."""
        return self._replay.clock.sample().playing

    def stand_at(self, time: int) -> None:
        """Stand still at a time (ticks), at the speed at which a race opens."""
        clock = self._replay.clock
        clock.pause()
        clock.normal()
        clock.seek(time)

    def play_from(self, time: int, rate: Fraction) -> None:
        """Play from a time (ticks) at one of the clock's rates."""
        clock = self._replay.clock
        clock.seek(time)
        clock.set_rate(rate)
        clock.play()

    def seek_on(self, time: int) -> None:
        """Go to a time (ticks), and go on playing."""
        self._replay.clock.seek(time)

    def pass_time(self, nanoseconds: int) -> None:
        """Let so much of the viewer's own time pass."""
        self._passed += nanoseconds

    # -- the screen

    async def rows(self, instrument: Instrument | None = None) -> list[Strip]:
        """Give the screen of now, row by row, with an instrument open or none.

        It is the same for the same time and look, whatever was shown before. CancelledError once
        the app is asked to end.
        """
        await asyncio.sleep(0)  # or nobody could ask while one screen follows another
        if self._exit:
            raise asyncio.CancelledError
        screen = self._replay
        self._open(screen, instrument)
        for _ in range(_MOST_TURNS):
            stood, before = self._stands(screen), screen.page.plan
            screen.refresh_frame()
            self._give_keys(screen)
            screen._on_timer_update()  # lays out and paints what is due, without waiting for it
            # A pane that was laid out anew is told of its size after that: it is shown once more.
            if stood and screen.page.plan is before and self._stands(screen):
                return screen._compositor.render_strips()
            await asyncio.sleep(0)
        raise RuntimeError("the screen does not come to rest")

    @property
    def is_stale(self) -> bool:
        """Whether the screen has changed since it was painted: something has still to be shown."""
        screen = self.screen
        due = screen._layout_required or screen._repaint_required or screen._scroll_required
        return bool(due or screen._dirty_widgets or screen._callbacks)

    def _open(self, screen: ReplayScreen, instrument: Instrument | None) -> None:
        """Open the instrument as it is at this time, on a view in which nothing else is."""
        screen.view = View(line="full" if screen.recording.begins_at_line else "open")
        screen.view = opened_view(screen.view, instrument, screen.scene())

    def _give_keys(self, screen: ReplayScreen) -> None:
        """Give the keys to the pane that would have them, whatever was shown before.

        The log has none: with them it would stay on its line as newer ones come.
        """
        if screen.view.line == "full":
            screen.keep_focus()
            return
        wanted = screen.page["order"] if screen.page.shows("order") else None
        if screen.focused is not wanted:
            screen.set_focus(wanted)

    def _stands(self, screen: ReplayScreen) -> bool:
        """Tell whether every pane is mounted, and laid out where the plan has it."""
        shown, page = screen.shown, screen.page
        if too_small(self.size):
            return shown is not None and not screen._layout_required
        if shown is None or shown.focus != page.name_of(screen.focused) or screen._layout_required:
            return False
        return all(
            widget.is_mounted and widget.region == region and widget.outer_size == region.size
            for widget, region in page.places.items()
            if region.area
        )
