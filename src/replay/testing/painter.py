"""Paints screens without a terminal: replays that are kept running, each in a size and palette.

They run in a thread of their own, in a loop in which no time passes, and only while somebody waits
for a screen: so a test may itself be run by an event loop, and nothing goes on behind its back.
"""

import os
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from textual.strip import Strip

from replay.race.model import Race
from replay.testing.kept_replay import KeptReplay
from replay.testing.loop_thread import LoopThread
from replay.testing.pressed_keys import pressed_rows
from replay.testing.screen_map import ScreenMap, screen_map
from replay.testing.still_loop import StillLoop
from replay.tui.headless import Look
from replay.tui.instruments import Instrument
from replay.tui.no_terminal import no_terminal

T = TypeVar("T")

_MOST_ROUNDS = 100

MOST_KEPT = 8
"""Replays kept running at a time; that which was asked last of all ends for a new one."""


class Painting(NamedTuple):
    """A screen as it was painted: its rows, and what stands where on it."""

    rows: tuple[Strip, ...]
    map: ScreenMap


class ScreenPainter:
    """Paints the screens of any race; `close` it at the end.

    At most `MOST_KEPT` replays are kept. A screen with keys pressed is painted by a replay of its
    own, so that nothing of it is left behind.
    """

    def __init__(self) -> None:
        self._thread: LoopThread | None = None
        self._kept: OrderedDict[tuple[int, object], KeptReplay] = OrderedDict()
        self._races: dict[int, Race] = {}

    def paint(
        self,
        race: Race,
        time: int,
        look: Look,
        instrument: Instrument | None = None,
        keys: tuple[str, ...] = (),
        *,
        keep: bool = True,
    ) -> Painting:
        """Paint a screen; the same arguments give the same, whatever was painted before.

        PaintingError where it cannot be, ScreenEnded where the keys leave no screen. Without `keep`
        the replay of this race is not kept.
        """

        async def paint(replay: KeptReplay, loop: StillLoop) -> Painting:
            rows = await _reached(replay, time, instrument, keys, loop)
            return Painting(rows, screen_map(replay))

        return self._do(race, look._replace(start=time), paint, keep=keep and not keys)

    def picture(
        self,
        race: Race,
        time: int,
        look: Look,
        instrument: Instrument | None = None,
        keys: tuple[str, ...] = (),
    ) -> str:
        """Draw a screen as SVG; the errors are those of `paint`."""

        async def draw(replay: KeptReplay, loop: StillLoop) -> str:
            await _reached(replay, time, instrument, keys, loop)
            return replay.export_screenshot(title=race.header.short)

        return self._do(race, look._replace(start=time), draw, keep=not keys)

    def close(self) -> None:
        """End every replay, and the thread they run in."""
        if self._thread is not None and self._thread.is_ours:
            self._thread.do(lambda _: self._end_all())
            self._thread.end()
        self._thread = None

    # -- in the thread of the replays

    def _do(
        self,
        race: Race,
        look: Look,
        work: Callable[[KeptReplay, StillLoop], Awaitable[T]],
        *,
        keep: bool,
    ) -> T:
        """Have a replay do some work: one that is kept, or else one that ends with it."""

        async def in_loop(loop: StillLoop) -> T:
            if keep:
                kept = await self._replay_of(race, look)
                return await kept.do(lambda: work(kept, loop))
            replay = _made(race, look)
            try:
                return await replay.do(lambda: work(replay, loop))
            finally:
                await _end(replay)

        if self._thread is None or not self._thread.is_ours:  # threads are not forked
            self._thread, self._kept, self._races = LoopThread(os.getpid()), OrderedDict(), {}
        return self._thread.do(in_loop)

    async def _replay_of(self, race: Race, look: Look) -> KeptReplay:
        key = id(race), (look.size, look.theme, look.ascii, look.no_color)
        replay = self._kept.pop(key, None)
        if replay is None or replay.has_ended:
            await self._make_room()
            replay = _made(race, look)
            self._races[id(race)] = race  # so that its id stays its own
        self._kept[key] = replay
        return replay

    async def _make_room(self) -> None:
        """End the replay that was asked last of all where there are as many as may be kept."""
        while len(self._kept) >= MOST_KEPT:
            (race, _), replay = self._kept.popitem(last=False)
            await _end(replay)
            if all(kept != race for kept, _ in self._kept):
                self._races.pop(race, None)

    async def _end_all(self) -> None:
        while self._kept:
            await _end(self._kept.popitem()[1])
        self._races.clear()


def _made(race: Race, look: Look) -> KeptReplay:
    with no_terminal():
        return KeptReplay(race, look)


async def _reached(
    replay: KeptReplay,
    time: int,
    instrument: Instrument | None,
    keys: tuple[str, ...],
    loop: StillLoop,
) -> tuple[Strip, ...]:
    """Stand at a time, press the keys there, and give the rows of the screen."""
    rows = await _stand(replay, time, instrument, loop)
    return await pressed_rows(replay, keys, loop) if keys else rows


async def _stand(
    replay: KeptReplay, time: int, instrument: Instrument | None, loop: StillLoop
) -> tuple[Strip, ...]:
    """Have a replay stand at a time, until nothing of what that moves has still to be done."""
    replay.stand_at(time)
    for _ in range(_MOST_ROUNDS):
        rows = await replay.rows(instrument)
        await loop.rest()
        if not replay.is_stale:
            return tuple(rows)
    raise RuntimeError("the screen does not come to rest")


async def _end(replay: KeptReplay) -> None:
    with _own_streams():
        await replay.end()


@contextmanager
def _own_streams() -> Iterator[None]:
    """Keep the streams of the tests: a replay that ends puts back those of when it began."""
    streams = sys.stdout, sys.stderr
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams
