"""A real terminal with the program in it: what is typed, what it wrote, what it left."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import pty
import termios

TINY = Path(__file__).parents[1] / "races" / "tiny.json"
PATIENCE = 30.0
"""Seconds after which something will not happen any more, however busy the machine is."""

TAKEN = b"\x1b[?1049h"
GIVEN_BACK = b"\x1b[?1049l"
HINT = b"Press space for the green flag"

# A terminal of its own, as a shell gives it: then closing the window hangs it up.
_IN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


class Terminal:
    """A terminal of 80 x 24 with the program in it, and all that it wrote.

    One that does not control the program tells it nothing when it goes.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (24, 80),
        controls: bool = True,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, size)
        self.before = termios.tcgetattr(self.slave)
        self.output = b""
        kept = {"PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH"}
        self.process = subprocess.Popen(
            [sys.executable, *(["-c", _IN_TERMINAL] if controls else []), *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env={
                **{name: value for name, value in os.environ.items() if name in kept},
                "HOME": str(home),
                "TERM": "xterm-256color",
                **environment,
            },
        )

    def close(self) -> None:
        """End what still runs, and reap it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in (self.master, self.slave):
            if end >= 0:
                os.close(end)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def send(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def read(self) -> None:
        """Take what is there to read, waiting a little for it."""
        if self.master < 0:
            time.sleep(0.02)
        elif select.select([self.master], [], [], 0.02)[0]:
            self.output += os.read(self.master, 65536)

    def until(self, true: Callable[[], Any], what: str) -> None:
        late = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < late, f"waited in vain for {what}: {self.output[-500:]!r}"
            self.read()

    def until_shown(self, text: bytes, since: int = 0) -> None:
        self.until(lambda: text in self.output[since:], repr(text))

    def answer(self, typed: bytes, told: bytes) -> None:
        """Type a line, and wait until the program has told this since."""
        since = len(self.output)
        self.send(typed + b"\n")
        self.until_shown(told, since)

    def until_ended(self) -> int:
        """Wait for the end of the program and give its exit code, as a shell tells it."""
        self.until(lambda: self.process.poll() is not None, "the end")
        while self.master >= 0 and select.select([self.master], [], [], 0)[0]:
            self.read()
        code = self.process.returncode
        return code if code >= 0 else 128 - code

    def until_stopped(self) -> None:
        def stopped() -> bool:
            pid, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            assert pid == 0 or os.WIFSTOPPED(status), "it ended"
            return pid != 0

        self.until(stopped, "a stop")

    def until_lent(self) -> None:
        """Wait until it has stopped and given the terminal back."""
        self.until_stopped()
        self.until_shown(GIVEN_BACK)

    def until_at_rest(self) -> None:
        """Wait until nothing was written for a while."""
        seen = -1
        while seen != len(self.output):
            seen = len(self.output)
            late = time.monotonic() + 0.3
            while time.monotonic() < late:
                self.read()

    def wrongs(self) -> list[str]:
        """Name what of the terminal is not as it was before."""
        last = {
            "main screen": (b"\x1b[?1049l", b"\x1b[?1049h"),
            "cursor": (b"\x1b[?25h", b"\x1b[?25l"),
            "mouse": (b"\x1b[?1003l", b"\x1b[?1003h"),
            "paste": (b"\x1b[?2004l", b"\x1b[?2004h"),
            "line wrap": (b"\x1b[?7h", b"\x1b[?7l"),
            "focus": (b"\x1b[?1004l", b"\x1b[?1004h"),
        }
        wrong = [
            name
            for name, (off, on) in last.items()
            if self.output.rfind(off) <= self.output.rfind(on)
        ]
        after = termios.tcgetattr(self.slave)
        return wrong if after == self.before else [*wrong, "modes"]
