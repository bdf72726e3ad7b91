"""Keys that come faster than they are answered: each is for the screen that the one before left."""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event
from textual.message_pump import MessagePump

_MOST_ROUNDS = 8
"""Rounds of messages after which a dialog counts as settled: what blinks never comes to rest."""


_PATIENCE = 1.0
"""Seconds after which a key waits no longer for what hangs: one of them may be for quitting."""


class TypedAhead:
    """Lets an app have one key, or paste, at a time.

    Textual hands keys on as they come. Of several in one burst those after the one that closes a
    dialog would still reach its line of text, and be lost with it.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._turn: Event | None = None
        self._target: DOMNode | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def at_rest(self) -> bool:
        """Whether every key so far has been answered."""
        return self._turn is None

    def must_wait(self, event: Event) -> bool:
        """Keep a key that came before its turn, and hand it to the app again when that comes."""
        if self._turn is not None and event is not self._turn:
            self._waiting.append(event)
            return True
        app = self._app
        self._target = (app.focused or app.screen) if app.screen_stack else None
        if self._turn is None:
            self._turn = event
            self._task = asyncio.create_task(self._hand_on())
        return False

    async def _hand_on(self) -> None:
        """Wait until the key whose turn it is has been answered, then give the app the next."""
        try:
            while self._turn is not None:
                await self._answered()
                self._turn = self._waiting.popleft() if self._waiting else None
                if self._turn is not None:
                    self._app.post_message(self._turn)
        finally:
            self._turn = None  # the next key has its turn, whatever went wrong

    async def _answered(self) -> None:
        """Wait until a key has gone to the focus and come back, and its command has run.

        A dialog, also one that it has opened, must have come to rest besides: a line that is
        submitted tells its screen by messages, and the screen closes by others.
        """
        app = self._app
        way = [app, *self._target.ancestors_with_self] if self._target else [app]
        if not _has_dialog(app):
            await _done_in_turn(way)
            if not _has_dialog(app):
                return
        for node in way:
            await _done_with_messages(node)
        for _ in range(_MOST_ROUNDS):
            if not _has_dialog(app):
                break
            pumps = [*reversed(app.screen.walk_children(with_self=True)), app]
            for pump in pumps:
                await _done_with_messages(pump)
            if all(pump._message_queue.empty() for pump in pumps):
                break
        await _done_with_messages(app)  # it is asked to do what a dialog gave as it closed


def _has_dialog(app: App[Any]) -> bool:
    return bool(app.screen_stack) and app.screen.is_modal


async def _done_in_turn(pumps: Sequence[MessagePump]) -> None:
    """Wait until all have done what they were sent so far, the later ones after the earlier.

    Less work than to wait for each, as every key does it; none of them may close meanwhile.
    """
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = iter(pumps)

    def ask_the_next() -> None:
        if not any(pump.call_later(ask_the_next) for pump in left):
            end()

    def end() -> None:
        if not done.done():
            done.set_result(None)

    patience = loop.call_later(_PATIENCE, end)
    ask_the_next()
    await done
    patience.cancel()


async def _done_with_messages(pump: MessagePump) -> None:
    """Wait until a screen, a widget or the app has done what it was sent so far, or has gone."""
    done = asyncio.Event()
    task = pump._task
    if task is None and not isinstance(pump, App):
        return  # it has not begun
    if not pump.call_later(done.set):
        return
    waiting = asyncio.ensure_future(done.wait())
    ends = [waiting] if task is None else [waiting, task]
    await asyncio.wait(ends, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
