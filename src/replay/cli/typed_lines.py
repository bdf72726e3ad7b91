"""Lines that are typed, waited for no longer than one likes."""

import os
import select
import sys
import time

MOST_BYTES = 4_096
"""Of a longer line no more is kept."""


class TypedLines:
    """Reads lines from a descriptor, a terminal that gives whole lines or a pipe."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held = b""

    def line(self, timeout: float | None = None) -> str | None:
        """Wait for a line, for `timeout` seconds at most, and give it without its end.

        None where none has come by then. EOFError where there will be no more.
        """
        while b"\n" not in self._held:
            if timeout is not None and not self._comes_within(timeout):
                return None
            data = os.read(self._descriptor, MOST_BYTES)
            if not data:
                raise EOFError
            kept, end, rest = data.partition(b"\n")
            self._held = (self._held + kept)[:MOST_BYTES] + end + rest
        line, _, self._held = self._held.partition(b"\n")
        return line.decode(errors="replace").rstrip("\r")

    def _comes_within(self, timeout: float) -> bool:
        if sys.platform == "win32":  # a console cannot be waited for there
            time.sleep(timeout)
            return False
        return bool(select.select([self._descriptor], [], [], timeout)[0])
