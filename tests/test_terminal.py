"""The program in a real terminal: whatever ends it, the terminal is given back as it was."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import pty
import termios

TINY = Path(__file__).parent / "races" / "tiny.json"
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

_CRASHING = """
import sys
import replay.cli
import replay.tui.app

def crash(app):
    raise RuntimeError("it broke")

replay.tui.app.ReplayApp.key_x = crash
sys.exit(replay.cli.main(sys.argv[1:]))
"""


class Terminal:
    """A terminal of 80 x 24 with the program in it, and all that it wrote."""

    def __init__(self, home: Path, *arguments: str, size: tuple[int, int] = (24, 80)) -> None:
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, size)
        self.before = termios.tcgetattr(self.slave)
        self.output = b""
        kept = {"PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _IN_TERMINAL, *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env={
                **{name: value for name, value in os.environ.items() if name in kept},
                "HOME": str(home),
                "TERM": "xterm-256color",
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
        self.until_shown(GIVEN_BACK)

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


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The tiny race in a terminal, its first screen painted."""
    shown = Terminal(tmp_path, "-m", "replay", str(TINY))
    try:
        shown.until_shown(HINT)
        yield shown
    finally:
        shown.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
)
def test_a_signal_ends_it_and_gives_the_terminal_back(
    terminal: Terminal, number: signal.Signals, code: int
) -> None:
    terminal.process.send_signal(number)
    assert terminal.until_ended() == code
    assert terminal.wrongs() == []
    assert b"Traceback" not in terminal.output


def test_a_terminal_that_tells_no_size_is_drawn_once(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", str(TINY), size=(0, 0))
    try:
        terminal.until_shown(HINT)
        late = time.monotonic() + 2
        while time.monotonic() < late:
            terminal.read()
        assert len(terminal.output) < 200_000
        terminal.send(b"q")
        assert terminal.until_ended() == 0
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_though_the_terminal_takes_no_more(
    terminal: Terminal, number: signal.Signals
) -> None:
    for _ in range(400):  # nobody reads what these paint: the output is stuck
        terminal.send(b"\x1b[C\x1b[D")
    terminal.process.send_signal(number)
    late = time.monotonic() + PATIENCE
    while terminal.process.poll() is None and time.monotonic() < late:
        time.sleep(0.05)
    assert terminal.process.returncode == 128 + number


def test_the_finish_opens_with_its_strip_and_zooms(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", "finish", str(TINY))
    try:
        terminal.until_shown(b"1.95 ms a cell")
        terminal.send(b"z")
        terminal.until_shown(b"1.30 ms a cell")
        terminal.send(b"q")
        assert terminal.until_ended() == 0
        assert terminal.wrongs() == []
    finally:
        terminal.close()


@pytest.mark.parametrize("keys", [b"q", b"\x03"])
def test_quitting_gives_the_terminal_back(terminal: Terminal, keys: bytes) -> None:
    terminal.send(keys)
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []


def test_a_signal_while_it_starts_gives_the_terminal_back(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", str(TINY))
    try:
        terminal.until_shown(TAKEN)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.until_ended() == 143
        assert terminal.wrongs() == []
    finally:
        terminal.close()


def test_a_crash_gives_the_terminal_back_and_says_what_broke(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-c", _CRASHING, str(TINY))
    try:
        terminal.until_shown(HINT)
        terminal.send(b"x")
        assert terminal.until_ended() == 1
        assert terminal.wrongs() == []
        assert b"it broke" in terminal.output[terminal.output.rfind(GIVEN_BACK) :]
    finally:
        terminal.close()


def test_ctrl_z_lends_the_terminal_to_the_shell_and_comes_back(terminal: Terminal) -> None:
    terminal.send(b"\x1a")
    terminal.until_stopped()
    assert terminal.wrongs() == []
    lent = len(terminal.output)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.until_shown(TAKEN, since=lent)
    terminal.until_shown(HINT, since=lent)
    terminal.send(b"q")
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []


def test_it_can_be_ended_while_it_is_suspended(terminal: Terminal) -> None:
    terminal.send(b"\x1a")
    terminal.until_stopped()
    terminal.process.send_signal(signal.SIGTERM)
    terminal.process.send_signal(signal.SIGCONT)
    assert terminal.until_ended() == 143
    assert terminal.wrongs() == []


def test_it_ends_with_its_window(terminal: Terminal) -> None:
    terminal.hang_up()
    terminal.until_ended()  # the code has no reader, and depends on what could not be written


def test_without_a_race_file_it_says_so_and_takes_no_screen(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", "no-such-race")
    try:
        assert terminal.until_ended() == 2
        assert TAKEN not in terminal.output
    finally:
        terminal.close()
