"""A thread with an event loop in which no time passes; it runs only while somebody waits for it."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeVar

from replay.testing.still_loop import StillLoop

T = TypeVar("T")


class _Errand(NamedTuple):
    work: Callable[[StillLoop], Awaitable[Any]]
    done: "Future[Any]"


class LoopThread:
    """Does work in its own loop, one piece after the other, while the caller waits."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._errands: SimpleQueue[_Errand | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="replay", daemon=True)
        self._thread.start()

    @property
    def is_ours(self) -> bool:
        """Whether it runs in this process, and not in one that this was forked from."""
        return self._process == os.getpid()

    def do(self, work: Callable[[StillLoop], Awaitable[T]]) -> T:
        """Do some work in the loop, and give what comes of it."""
        errand = _Errand(work, Future())
        self._errands.put(errand)
        result: T = errand.done.result()
        return result

    def end(self) -> None:
        """End the thread, and wait until it has."""
        self._errands.put(None)
        self._thread.join()

    def _run(self) -> None:
        loop = StillLoop()
        asyncio.set_event_loop(loop)
        try:
            while (errand := self._errands.get()) is not None:
                try:
                    errand.done.set_result(loop.run_until_complete(_awaited(errand.work, loop)))
                except BaseException as error:  # whoever waits for it must not wait for ever
                    errand.done.set_exception(error)
                del errand  # what it holds is not kept until the next one comes
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            asyncio.set_event_loop(None)
            loop.close()


async def _awaited(work: Callable[[StillLoop], Awaitable[T]], loop: StillLoop) -> T:
    return await work(loop)
