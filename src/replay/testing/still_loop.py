"""An event loop in which no time passes: what is due at once is done, and no timer ever fires.

So a screen is what follows from its moment and its keys alone, on however slow a machine.
"""

import asyncio

_MOST_TURNS = 100_000
"""Turns after which what is running will not come to rest; a key takes some ten."""


class StillLoop(asyncio.SelectorEventLoop):
    """Runs what is ready, and never what is put off to a later time."""

    def time(self) -> float:
        """Give the time of the loop, which stands."""
        return 0.0

    async def rest(self) -> None:
        """Wait until everything else in the loop waits for something outside of it.

        RuntimeError where it never does.
        """
        for _ in range(_MOST_TURNS):
            await asyncio.sleep(0)
            if not self._others_are_ready():
                return
        raise RuntimeError("the screen does not come to rest")

    def _others_are_ready(self) -> bool:
        """Tell whether anything is to run but who asks, who is running now."""
        ready: object = getattr(self, "_ready", ())
        return bool(ready)
