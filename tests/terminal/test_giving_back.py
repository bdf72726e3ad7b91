"""The program in a real terminal: whatever ends it, the terminal is given back as it was."""

import signal
import time
from pathlib import Path

import pytest
from tests.terminal.session import GIVEN_BACK, HINT, PATIENCE, TAKEN, TINY, Terminal

_BREAKING = """
import sys
import time
import replay.cli
import replay.tui.app

def crash(app):
    raise RuntimeError("it broke")

def freeze(app):
    while True:
        time.sleep(1)

replay.tui.app.ReplayApp.key_f9 = crash
replay.tui.app.ReplayApp.key_w = freeze
sys.exit(replay.cli.main(sys.argv[1:]))
"""

_ANNOUNCED = """
import sys
import replay.cli
print("it runs", flush=True)
sys.exit(replay.cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGINT, 130),
        (signal.SIGQUIT, 131),
        (signal.SIGABRT, 134),
        (signal.SIGUSR1, 138),
    ],
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


@pytest.mark.parametrize("seconds", [0.1, 0.3])
def test_ctrl_c_while_it_starts_ends_it_quietly(tmp_path: Path, seconds: float) -> None:
    # Before the first of our lines runs, the interpreter itself is interrupted, and says so.
    terminal = Terminal(tmp_path, "-c", _ANNOUNCED, str(TINY))
    try:
        terminal.until_shown(b"it runs")
        time.sleep(seconds)
        terminal.send(b"\x03")
        assert terminal.until_ended() in (0, 130)  # quit by the key, or by the signal before
        assert TAKEN not in terminal.output or terminal.wrongs() == []
    finally:
        terminal.close()


def test_a_crash_gives_the_terminal_back_and_says_what_broke(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-c", _BREAKING, str(TINY))
    try:
        terminal.until_shown(HINT)
        terminal.send(b"\x1b[20~")
        assert terminal.until_ended() == 1
        assert terminal.wrongs() == []
        assert b"it broke" in terminal.output[terminal.output.rfind(GIVEN_BACK) :]
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_gives_the_terminal_back_though_the_program_is_stuck(
    tmp_path: Path, number: signal.Signals
) -> None:
    terminal = Terminal(tmp_path, "-c", _BREAKING, str(TINY))
    try:
        terminal.until_shown(HINT)
        terminal.send(b"w")
        time.sleep(0.3)
        terminal.process.send_signal(number)
        assert terminal.until_ended() == 128 + number
        assert terminal.wrongs() == []
    finally:
        terminal.close()


def test_after_a_stop_that_nobody_could_see_coming_all_is_painted_again(
    terminal: Terminal,
) -> None:
    terminal.process.send_signal(signal.SIGSTOP)
    terminal.until_stopped()
    stopped = len(terminal.output)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.until_shown(TAKEN, since=stopped)
    terminal.until_shown(HINT, since=stopped)
    for words in (b"GRID", b"Running order", b"Okafor-Brandt", b"What is known", b"stage 1"):
        terminal.until_shown(words, since=stopped)
    terminal.until_at_rest()
    terminal.send(b"\x1b[C")
    terminal.until_shown(b"GREEN", since=stopped)
    terminal.send(b"q")
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []


def test_going_on_without_a_stop_changes_nothing(terminal: Terminal) -> None:
    for _ in range(3):
        terminal.process.send_signal(signal.SIGCONT)
    terminal.until_at_rest()
    terminal.send(b"\x1b[C")
    terminal.until_shown(b"GREEN")
    terminal.send(b"q")
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []


def lent_and_back(terminal: Terminal, *shown: bytes) -> None:
    """Go to the shell by ctrl+z and come back; then all of `shown` stands again."""
    terminal.send(b"\x1a")
    terminal.until_lent()
    assert terminal.wrongs() == []
    lent = len(terminal.output)
    terminal.process.send_signal(signal.SIGCONT)
    for words in shown:
        terminal.until_shown(words, since=lent)


def test_ctrl_z_lends_the_terminal_to_the_shell_and_comes_back(terminal: Terminal) -> None:
    lent_and_back(terminal, TAKEN, HINT)
    terminal.send(b"q")
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []


@pytest.mark.parametrize(
    ("opening", "shown", "behind"),
    [
        (b"?", b"Back, forward one lap", b"Play or pause"),  # it covers the race
        (b"g", b"2:31:07", b"GRID"),
        (b"\x10", b"Search for commands", b"GRID"),
    ],
)
def test_ctrl_z_works_in_dialogs_and_they_come_back(
    terminal: Terminal, opening: bytes, shown: bytes, behind: bytes
) -> None:
    terminal.send(opening)
    terminal.until_shown(shown)
    lent_and_back(terminal, shown, behind)
    terminal.send(b"\x03")
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []


def test_it_can_be_ended_while_it_is_suspended(terminal: Terminal) -> None:
    terminal.send(b"\x1a")
    terminal.until_lent()
    terminal.process.send_signal(signal.SIGTERM)
    terminal.process.send_signal(signal.SIGCONT)
    assert terminal.until_ended() == 143
    assert terminal.wrongs() == []


def test_it_ends_with_its_window(terminal: Terminal) -> None:
    terminal.hang_up()
    terminal.until_ended()  # the code has no reader, and depends on what could not be written


def test_it_ends_with_its_window_though_nobody_tells_it(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", str(TINY), controls=False)
    try:
        terminal.until_shown(HINT)
        terminal.hang_up()
        assert terminal.until_ended() == 129
    finally:
        terminal.close()


def test_without_a_race_file_it_says_so_and_takes_no_screen(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", "no-such-race")
    try:
        assert terminal.until_ended() == 2
        assert TAKEN not in terminal.output
    finally:
        terminal.close()
