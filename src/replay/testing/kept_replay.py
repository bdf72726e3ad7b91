"""A replay that nobody sees, which stays and does one piece of work after the other."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from replay.race.model import Race
from replay.race.text import printable
from replay.testing.pressed_keys import ScreenEnded
from replay.tui import app
from replay.tui.headless import HeadlessReplay, Look

T = TypeVar("T")


class PaintingError(RuntimeError):
    """A screen could not be painted. `str()` says why in one clear line."""


class _Job(NamedTuple):
    work: Callable[[], Awaitable[Any]]
    done: "asyncio.Future[Any]"


class KeptReplay(HeadlessReplay):
    """A replay that works when it is asked to, until it is ended."""

    CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))

    def __init__(self, race: Race, look: Look) -> None:
        super().__init__(race, look, self._serve)
        self._jobs: asyncio.Queue[_Job | None] = asyncio.Queue()
        # What tests print is theirs: Textual would take it for as long as the replay runs.
        self._capture_stdout = sys.stdout  # type: ignore[assignment]
        self._capture_stderr = sys.stderr  # type: ignore[assignment]
        self._run: asyncio.Task[None] | None = None

    def collect_garbage(self) -> None:
        """Leave the collector of the tests as it is."""

    def _print_error_renderables(self) -> None:
        """Print nothing: what went wrong is raised where the screen was asked for."""

    async def do(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do some work; PaintingError where the replay fails, ScreenEnded where it ends by it."""
        if self._run is None:
            self._run = asyncio.create_task(self._run_until_ended())
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(job)
        either: list[asyncio.Future[Any]] = [job.done, self._run]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if self._exception is not None:
            job.done.cancel()
            told = printable(f"the screen could not be painted: {self._exception}")
            raise PaintingError(told) from self._exception
        if not job.done.done():
            job.done.cancel()
            raise ScreenEnded
        result: T = job.done.result()
        return result

    async def end(self) -> None:
        """End it, and wait until it has."""
        self._jobs.put_nowait(None)
        if self._run is not None:
            await asyncio.wait([self._run])

    async def _run_until_ended(self) -> None:
        async def nothing(_: object) -> None:
            """Press no keys, whatever the environment says."""

        await self.run_async(headless=True, size=self._look.size, auto_pilot=nothing)

    async def _serve(self, _: HeadlessReplay) -> None:
        while (job := await self._jobs.get()) is not None:
            try:
                result = await job.work()
            except asyncio.CancelledError:
                _fail(job, ScreenEnded())
            except Exception as error:
                _fail(job, error)
            else:
                if not job.done.done():
                    job.done.set_result(result)


def _fail(job: _Job, error: Exception) -> None:
    """Tell what went wrong, if anybody still waits for it."""
    if not job.done.done():
        job.done.set_exception(error)
