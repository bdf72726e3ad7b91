"""The whole app under a pilot: a race, a wall clock that stands still, and the screen as text."""

import asyncio
from collections.abc import Awaitable, Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from replay import racefile
from replay.race.model import Race
from replay.race.state import RaceState
from replay.tui.app import ReplayApp
from replay.tui.finish_line.viewport import Viewport
from replay.tui.picker.race_picker import RacePicker
from replay.tui.replay_screen import ReplayScreen

TOP = Path(__file__).parents[2]
TINY = TOP / "tests" / "races" / "tiny.json"
KANSAS = TOP / "races" / "kansas-2024.json"

LAPS = (0, 323000, 634000, 946000, 1260000, 1726000, 2233000, 2575000, 2940000, 3200000, 3600000)
"""The instants of the tiny race's laps, in ticks, read off its file by hand."""

GRID, GREEN, YELLOW, END = 0, LAPS[1], 1_700_000, LAPS[10]
"""A time of the tiny race in each moment: before the start, racing, under caution, finished."""


class Wall:
    """A source of nanoseconds that stands still until it is told to go on; counts its readers."""

    def __init__(self) -> None:
        self.nanoseconds = 0
        self.reads = 0

    def __call__(self) -> int:
        self.reads += 1
        return self.nanoseconds

    def go_on(self, seconds: int) -> None:
        self.nanoseconds += seconds * 1_000_000_000


class Viewer:
    """Someone at the keyboard: presses keys, lets time pass, reads the screen."""

    def __init__(self, app: ReplayApp, pilot: Pilot[None], wall: Wall) -> None:
        self.app = app
        self.pilot = pilot
        self.wall = wall

    @property
    def screen(self) -> ReplayScreen:
        """The race that is open, under whatever dialog lies over it."""
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, ReplayScreen)]
        return screens[-1]

    @property
    def picker(self) -> RacePicker:
        picker = self.app.screen_stack[0]
        assert isinstance(picker, RacePicker)
        return picker

    @property
    def time(self) -> int:
        """What the clock of the race says, in ticks."""
        return self.screen.clock.sample().time

    @property
    def state(self) -> RaceState:
        """The state of the race as it was last shown."""
        assert self.screen.shown is not None
        return self.screen.shown.state

    @property
    def strip_open(self) -> bool:
        """Whether the picture of the finish line stands over the other panes."""
        return self.screen.shown is not None and self.screen.shown.strip_open

    async def press(self, *keys: str) -> None:
        """Press keys, each once all that the one before set off is done.

        Textual's pilot waits after a key until the processor has been idle for a while, twice:
        most of the time of a test. Here the wait ends when nothing is left to be done.
        """
        for key in keys:
            with patch.multiple("textual._wait", SLEEP_GRANULARITY=0.001, SLEEP_IDLE=0.001):
                await self.pilot.press(key)
            await self.quiet()

    async def quiet(self) -> None:
        """Wait until no message is under way, and nothing is to be called, laid out or painted.

        It has to look so twice: a message may have been under way while no other waited. What
        moves without end, as the palette while it searches, is waited for as the pilot does.
        """
        quiet = 0
        for _ in range(50):
            if self.app._exit:
                return
            await self.pilot._wait_for_screen()
            quiet = quiet + 1 if self._is_quiet() else 0
            if quiet == 2:
                return
            self.app.screen._on_timer_update()
            await asyncio.sleep(0)
        await self.pilot.pause()

    def _is_quiet(self) -> bool:
        screen = self.app.screen
        if screen._callbacks or screen._layout_required or screen._dirty_widgets:
            return False
        pumps = [self.app, *screen.walk_children(with_self=True)]
        return not any(pump.message_queue_size or pump._next_callbacks for pump in pumps)

    async def seek(self, time: int) -> None:
        """Stand at a time of the race, in ticks, as a click in the log would have it."""
        self.screen.clock.seek(time)
        self.screen.refresh_frame()
        await self.quiet()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: self.app.screen.size == (width, height))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the screen stands: on a busy machine one pause may end before the layout."""
        before: list[str] = []
        for _ in range(50):
            now = self.lines()
            if now == before:
                return
            before = now
            await self.quiet()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what comes by another thread or a timer; its test fails if it never does."""
        for _ in range(500):
            await self.pilot.pause()
            if true():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("waited five seconds in vain")

    def lines(self) -> list[str]:
        """Every line of the terminal as it stands, blanks included."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        return "\n".join(self.lines())

    def odd_lines(self) -> list[str]:
        """Tell of lines that do not take exactly the width of the terminal, or are not there."""
        width, height = self.app.size
        lines = self.lines()
        odd = [f"{y}: {cell_len(line)} of {width}" for y, line in enumerate(lines)]
        odd = [text for text, line in zip(odd, lines, strict=True) if cell_len(line) != width]
        return odd if len(lines) == height else [*odd, f"{len(lines)} lines of {height}"]


def rate(viewer: Viewer) -> Fraction:
    return viewer.screen.clock.sample().rate


def playing(viewer: Viewer) -> bool:
    return viewer.screen.clock.sample().playing


def chosen(viewer: Viewer) -> str:
    return viewer.screen.view.car(viewer.state.order)


def viewport(viewer: Viewer) -> Viewport:
    """Where the strip of the finish looks."""
    return viewer.screen.view.viewport


def focused(viewer: Viewer, pane: Widget) -> bool:
    return viewer.screen.focused is pane


def opened(viewer: Viewer, dialog: type[Screen[Any]]) -> bool:
    return isinstance(viewer.app.screen, dialog)


def closed(viewer: Viewer) -> bool:
    """Whether no dialog lies over the race."""
    return viewer.app.screen is viewer.screen


Check = Callable[[Viewer], Awaitable[None]]


def view(
    race: Race | None,
    check: Check,
    size: tuple[int, int] = (120, 40),
    **options: Any,
) -> ReplayApp:
    """Run `check` on the app opened on a race in a terminal of this size; return the app after."""
    wall = Wall()
    app = ReplayApp(race, now=wall, **options)
    app.animation_level = "none"

    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            viewer = Viewer(app, pilot, wall)
            await viewer.settle()
            await check(viewer)

    asyncio.run(main())
    return app


@cache
def tiny() -> Race:
    """Ten laps of five cars: a caution, a stage end, five stops, a retirement, a ruling."""
    return racefile.load(TINY)


@cache
def kansas() -> Race:
    """The race that everything is for: 268 laps, 38 cars, 0.001 s."""
    return racefile.load(KANSAS)


def renamed(race: Race, **header: Any) -> Race:
    """The race under another header."""
    return msgspec.structs.replace(race, header=msgspec.structs.replace(race.header, **header))
