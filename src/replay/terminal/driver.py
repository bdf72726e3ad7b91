"""Textual's driver for a terminal, made to survive what lines, shells and windows do."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from replay.terminal.keyboard import Keyboard
from replay.terminal.terminal_file import TerminalFile

if TYPE_CHECKING:
    from textual.app import App

_POLL_SECONDS = 0.1
_READ_BYTES = 4_096

_POINTER = "\x1b]22;"

_GIVING_BACK = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l"
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What ends every mode that Textual begins, in the order of its own end."""


class TerminalDriver(LinuxDriver):
    """Reads and draws on a terminal.

    Bytes that mean nothing are ignored, escape sequences may come in parts, output is UTF-8. A
    terminal that has gone is a hang-up, whether the system says so or not. Going on after a stop
    that nobody could see coming (SIGSTOP) takes the terminal anew and paints all of it.
    """

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stderr__ is not None, "Textual draws on the standard error"
        self._output = sys.__stderr__.fileno()
        self._file = TerminalFile(self._output, self._hang_up)  # type: ignore[assignment]
        self._taken = False
        self._pointer_changed = False

    # -- input

    def run_input_thread(self) -> None:
        """Read until the end of the mode, and pass on what was typed."""
        keyboard = Keyboard()
        while not self.exit_event.is_set():
            wait = keyboard.wait(monotonic(), _POLL_SECONDS)
            events: Iterator[Message]
            if select([self.fileno], [], [], wait)[0]:
                data = self._read()
                if not data:
                    self._hang_up()
                    return
                events = keyboard.feed(data, monotonic())
            else:
                events = keyboard.tick(monotonic())
            for event in events:
                self.process_message(event)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ_BYTES)
        except BlockingIOError:
            select([self.fileno], [], [])
            return self._read()
        except OSError:
            return b""

    def _hang_up(self) -> None:
        """End as the system would have it when a terminal goes; it does not always say so."""
        os.kill(os.getpid(), signal.SIGHUP)

    # -- taking the terminal and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._taken = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Write to the terminal."""
        self._pointer_changed |= data.startswith(_POINTER)
        super().write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back, with what Textual leaves: pixels of the mouse, its pointer."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        if self._pointer_changed:
            self.write(f"{_POINTER}default\x07")
        super().stop_application_mode()
        self._taken = False

    def abandon(self) -> None:
        """Give the terminal back at once, by any thread: the app no longer answers.

        What it still had to paint is dropped, as a terminal that takes nothing would never take it.
        """
        if not self._taken:
            return
        out = self._output
        try:
            termios.tcflush(out, termios.TCOFLUSH)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(out, False)
            os.write(out, _GIVING_BACK.encode())
        except (OSError, termios.error):
            pass  # it has gone, or takes nothing
        finally:
            os.set_blocking(out, True)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop."""
        if self._taken:
            # Not here: this may have come in the midst of a write.
            self._loop.call_soon_threadsafe(self._take_again)
        else:
            super()._sigcont_application()

    def _take_again(self) -> None:
        """Take the terminal anew, as the shell had it in between; in the background, stop again."""
        if self._in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self._taken:
            self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False  # not the terminal that controls this process
