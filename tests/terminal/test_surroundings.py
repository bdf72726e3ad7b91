"""The screen under what the environment says of the terminal: drawn and at rest, or one line."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.terminal.session import HINT, PATIENCE, TAKEN, TINY, Terminal

WEB = "textual.drivers.web_driver:WebDriver"


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("TERM", "dumb", b"TERM is 'dumb'"),
        ("TERM", "unknown", b"TERM is 'unknown'"),
        ("TEXTUAL_DRIVER", "rubbish", b"TEXTUAL_DRIVER: no driver 'rubbish'"),
        ("TEXTUAL_DRIVER", "os:path", b"TEXTUAL_DRIVER: no driver 'os:path'"),
        ("TEXTUAL_COLOR_SYSTEM", "rubbish", b"TEXTUAL_COLOR_SYSTEM: no colours 'rubbish'"),
    ],
)
def test_what_cannot_be_drawn_on_is_refused_in_one_line(
    variable: str, value: str, told: bytes, tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", str(TINY), environment={variable: value})
    try:
        assert terminal.until_ended() == 2
        assert TAKEN not in terminal.output
        assert told in terminal.output
        assert terminal.output.count(b"\n") == 1
    finally:
        terminal.close()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TERM": "vt100"},
        {"COLUMNS": "0", "LINES": "0"},
        {"TEXTUAL_DRIVER": "", "TEXTUAL_COLOR_SYSTEM": ""},
    ],
    ids=str,
)
def test_a_paused_screen_rests(surroundings: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(
        tmp_path, "-m", "replay", str(TINY), size=(40, 120), environment=surroundings
    )
    try:
        terminal.until_shown(HINT)
        terminal.until_at_rest()
        rested = len(terminal.output)
        late = time.monotonic() + 0.5
        while time.monotonic() < late:
            terminal.read()
        assert len(terminal.output) == rested
        terminal.send(b"q")
        assert terminal.until_ended() == 0
    finally:
        terminal.close()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_where_the_encoding_is_not_utf8_all_is_drawn_in_ascii(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path, "-m", "replay", str(TINY), environment=surroundings)
    try:
        terminal.until_shown(HINT)
        terminal.send(b"\x1b[C")
        terminal.until_shown(b"GREEN")
        terminal.until_at_rest()
        assert terminal.output.isascii()
        assert b"Nunez" in terminal.output
        assert b"\\x" not in terminal.output
        assert b"\\u" not in terminal.output
        terminal.send(b"q")
        assert terminal.until_ended() == 0
    finally:
        terminal.close()


def test_unless_the_user_will_have_it_otherwise(tmp_path: Path) -> None:
    terminal = Terminal(
        tmp_path,
        "-m",
        "replay",
        str(TINY),
        "--no-ascii",
        environment={"PYTHONIOENCODING": "cp1252"},
    )
    try:
        terminal.until_shown(HINT)
        terminal.until_shown("Nuñez".encode())
        terminal.send(b"q")
        assert terminal.until_ended() == 0
    finally:
        terminal.close()


def test_a_driver_of_the_users_works_without_a_terminal(tmp_path: Path) -> None:
    """The driver of textual-serve talks to its server by packets: a kind, a length, the data."""
    surroundings = {"HOME": str(tmp_path), "TEXTUAL_DRIVER": WEB, "COLUMNS": "100", "ROWS": "30"}
    served = subprocess.Popen(
        [sys.executable, "-m", "replay", str(TINY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "TERM": "dumb", **surroundings},
    )
    assert served.stdin is not None
    assert served.stdout is not None
    written = b""

    def send(kind: bytes, data: bytes) -> None:
        assert served.stdin is not None
        served.stdin.write(kind + len(data).to_bytes(4, "big") + data)
        served.stdin.flush()

    def until_shown(text: bytes) -> None:
        nonlocal written
        assert served.stdout is not None
        late = time.monotonic() + PATIENCE
        while text not in written:
            assert time.monotonic() < late, written[-500:]
            if select.select([served.stdout], [], [], 0.1)[0]:
                written += os.read(served.stdout.fileno(), 65536)

    with served:
        try:
            until_shown(HINT)
            send(b"M", json.dumps({"type": "resize", "width": 120, "height": 40}).encode())
            send(b"D", b"\x1b[C")
            until_shown(b"GREEN")
            send(b"D", b"q")
            assert served.wait(PATIENCE) == 0
        finally:
            served.kill()
