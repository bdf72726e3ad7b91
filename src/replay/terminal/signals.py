"""What a signal does to the program: the app is asked to end, and left behind if it cannot."""

import os
import signal
from collections.abc import Callable
from threading import Timer
from types import FrameType
from typing import Any

SIGNALS = tuple(
    getattr(signal, f"SIG{name}")
    for name in ("TERM", "HUP", "INT", "QUIT", "ABRT", "ALRM", "USR1", "USR2", "XCPU")
    if hasattr(signal, f"SIG{name}")
)
"""What would end the program at once and leave the terminal taken."""

GRACE_SECONDS = 2.0
"""How long a signal waits for the app before the program ends without it."""


class SignalHandler:
    """Ends the program with 128 and the number of the signal.

    `ask` asks the app to end with an exit code, and may raise RuntimeError once it has; `abandon`
    gives the terminal back without the app, whose loop may be stuck.
    """

    def __init__(self, ask: Callable[[int], object], abandon: Callable[[], object]) -> None:
        self._ask = ask
        self._abandon = abandon
        self._before: dict[int, Any] = {}
        self._begun = False

    def install(self) -> None:
        """Take the signals; in any thread but the first nothing is done."""
        for number in SIGNALS:
            try:
                self._before[number] = signal.signal(number, self._end)
            except ValueError:
                return  # not the main thread

    def restore(self) -> None:
        """Leave the signals as they were: the terminal has been given back."""
        for number, before in self._before.items():
            signal.signal(number, signal.SIG_DFL if before is None else before)
        self._before.clear()

    def _end(self, number: int, frame: FrameType | None) -> None:
        code = 128 + number
        try:
            self._ask(code)
        except RuntimeError:
            os._exit(code)
        if not self._begun:
            self._begun = True
            deadline = Timer(GRACE_SECONDS, self._leave, (code,))
            deadline.daemon = True
            deadline.start()

    def _leave(self, code: int) -> None:
        self._abandon()
        os._exit(code)
