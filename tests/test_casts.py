"""`replay cast`: a terminal's recording, played into a terminal."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyte
import pytest
from tests.tui.viewing import KANSAS, TINY

from replay.cli import main

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: tmp_path / "settings.toml")
    monkeypatch.chdir(tmp_path)


def cast(capsys: Output, *argv: str) -> list[Any]:
    """Write a cast and give its lines, the head first."""
    assert main(["cast", *argv, "-o", "a.cast"]) == 0
    assert capsys.readouterr() == ("", "")
    text = Path("a.cast").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def played(events: list[Any], size: tuple[int, int]) -> pyte.Screen:
    """Play a cast to its end in a terminal of that size."""
    screen = pyte.Screen(*size)
    terminal = pyte.Stream(screen)
    for _, code, data in events:
        assert code == "o"
        terminal.feed(data)
    return screen


def framed(capsys: Output, size: tuple[int, int], *argv: str) -> pyte.Screen:
    """Print a frame into a terminal of that size."""
    assert main(["frame", *argv, "--ansi"]) == 0
    screen = pyte.Screen(*size)
    lines = capsys.readouterr().out.removesuffix("\n")
    pyte.Stream(screen).feed(lines.replace("\n", "\r\n"))
    return screen


def cells(screen: pyte.Screen) -> list[list[Any]]:
    """Every cell as it looks: of a blank only its ground."""
    rows = range(screen.lines)
    look = [[screen.buffer[y][x] for x in range(screen.columns)] for y in rows]
    return [[(c.bg,) if c.data == " " else c for c in row] for row in look]


@pytest.mark.parametrize(
    ("race", "first", "last", "pane", "size", "pace"),
    [
        (TINY, "L3", "L5", "", (80, 24), ("--speed", "8")),
        (TINY, "L8", "finish", "", (100, 30), ("--speed", "64", "--no-slow-motion")),
        (TINY, "grid", "finish", "log", (80, 24), ("--in", "2s")),
        (KANSAS, "L174.5", "caution3+20s", "caution", (120, 40), ("--in", "2s")),
        (KANSAS, "L100", "L103", "places", (120, 40), ("--speed", "64")),
        (KANSAS, "finish-90s", "finish", "summary", (120, 40), ("--in", "1s")),
    ],
)
def test_a_cast_ends_with_the_screen_that_a_frame_has_there(
    race: Path,
    first: str,
    last: str,
    pane: str,
    size: tuple[int, int],
    pace: tuple[str, ...],
    capsys: Output,
) -> None:
    look = ("--size", f"{size[0]}x{size[1]}", *(("--pane", pane) if pane else ()))
    _, *events = cast(capsys, f"{race}@{first}..{last}", *look, *pace)
    frame = framed(capsys, size, f"{race}@{last}", *look)
    assert cells(played(events, size)) == cells(frame)
    begun = framed(capsys, size, f"{race}@{first}", *look).display
    assert played(events[:1], size).display[:2] == begun[:2]


def test_a_cast_lasts_as_long_as_it_plays_and_a_second_more(capsys: Output) -> None:
    _, *events = cast(capsys, f"{TINY}@0:10..0:26", "--speed", "8")
    assert (events[0][0], events[-1][0]) == (0.0, 3.0)
    _, *events = cast(capsys, f"{TINY}@L1..L9", "--in", "1s", "--fps", "10")
    assert events[-1][0] == 2.0
    times = [at for at, _, _ in events]
    assert times == sorted(times)


def test_only_what_changed_is_sent(capsys: Output) -> None:
    _, first, *events = cast(capsys, f"{KANSAS}@L100..L100+16s", "--speed", "8")
    assert max(len(data) for _, _, data in events) < len(first[2])
    assert sum(len(data) for _, _, data in events) / len(events) < len(first[2]) / 4


def test_a_cast_is_the_same_each_time(capsys: Output) -> None:
    argv = (f"{TINY}@L3..L4", "--in", "1s")
    assert cast(capsys, *argv) == cast(capsys, *argv)


def test_the_head_says_what_the_format_asks_for(capsys: Output) -> None:
    argv = (f"{TINY}@L3..L4", "--in", "1s", "--size", "80x24")
    two, *absolute = cast(capsys, *argv)
    assert two == {
        "version": 2,
        "width": 80,
        "height": 24,
        "title": "tiny@L3..L4",
        "env": {"TERM": "xterm-256color"},
    }
    three, *relative = cast(capsys, *argv, "--v3")
    assert three == {
        "version": 3,
        "term": {"cols": 80, "rows": 24, "type": "xterm-256color"},
        "title": "tiny@L3..L4",
    }
    passed = 0.0
    for (at, _, codes), (since, _, same) in zip(absolute, relative, strict=True):
        passed += since
        assert passed == pytest.approx(at)
        assert codes == same


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["tiny"], "a cast goes from one moment to another: RACE@L260..finish"),
        (["tiny@L5"], "a cast goes from one moment to another: RACE@L260..finish"),
        ([f"{TINY}@L5..L4"], "in A..B the second moment is after the first"),
        ([f"{TINY}@L5..L99"], "no such moment"),
        ([f"{TINY}@L5..L6", "--in", "soon"], "'soon' is not a length of time: 30s, 10m or 1:30"),
        ([f"{TINY}@L5..L6", "--speed", "2", "--in", "1s"], "--speed and --in exclude each other"),
        (["le-mans-2024@grid..finish"], "longer than a cast may be (1.9 hours): take --speed or"),
        ([f"{TINY}@L5..L6", "--in", "99h"], "longer than a cast may be (1.9 hours)"),
        ([f"{TINY}@L5..L6", "--pane", "radar"], "no pane 'radar': there are places"),
        ([f"{TINY}@L5..L6", "-o", "-"], "-o writes to a file: `-` names none"),
        ([f"{TINY}@L5..L6", "-o", "no/such/place"], "no such file or directory"),
    ],
)
def test_what_cannot_be_cast_is_refused_and_no_file_stands(
    argv: list[str], line: str, capsys: Output
) -> None:
    assert main(["cast", "-o", "a.cast", *argv]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert line in err
    assert list(Path().iterdir()) == []


def test_a_cast_that_is_interrupted_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.cast"
    target.write_text("old")
    command = [sys.executable, "-m", "replay", "cast", f"{KANSAS}@grid..finish", "-o", str(target)]
    process = subprocess.Popen(
        [*command, "--speed", "64"], stderr=subprocess.DEVNULL, env={**os.environ}
    )
    patience = time.monotonic() + 30
    while not any(p.stat().st_size for p in tmp_path.glob(".*.part")):
        assert time.monotonic() < patience
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["a.cast"]
    assert target.read_text() == "old"
