"""Writing to a terminal: always UTF-8, and no error when it has gone."""

import os
from collections.abc import Callable
from select import select

_ENOUGH = 8_192
"""How many characters are gathered before they are written unasked."""


class TerminalFile:
    """The file that Textual's writing thread writes to; `lost` is called once the terminal is.

    Python's own stream would write `\\\\xe9` for an é where it was told another encoding, and
    the screen would shift. What is written to a terminal that has gone is dropped, since the
    thread that stopped taking it would stop the program with it.
    """

    def __init__(self, descriptor: int, lost: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._lost = lost
        self._gone = False
        self._parts: list[str] = []
        self._length = 0

    def fileno(self) -> int:
        """Give the descriptor of the terminal."""
        return self._descriptor

    def write(self, text: str) -> int:
        """Take text; it is on the terminal after `flush`."""
        self._parts.append(text)
        self._length += len(text)
        if self._length >= _ENOUGH:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Put what was written on the terminal."""
        data = "".join(self._parts).encode("utf-8", "replace")
        self._parts.clear()
        self._length = 0
        if self._gone:
            return
        try:
            self._put(memoryview(data))
        except OSError:
            self._gone = True
            self._lost()

    def _put(self, rest: memoryview) -> None:
        while rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:  # another program left the terminal so
                select([], [self._descriptor], [])
