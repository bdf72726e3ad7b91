"""The plug-in among others: in event loops, without a home, and where nobody asks for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.testing.runs import TINY, Project

ONE = """
def test_it(replay_screen, replay_match):
    replay_match(replay_screen("races/tiny.json", "L3").press("right"), "one lap on")
"""


def test_it_paints_within_tests_that_a_loop_runs(project: Project) -> None:
    project.race()
    project.write(
        "test_it.py",
        """
import asyncio

def test_it(replay_screen):
    async def paint():
        await asyncio.sleep(0)
        screen = replay_screen("races/tiny.json", "L3").press("right")
        return screen.lines[0]
    loop = asyncio.new_event_loop()
    try:
        assert "Lap 4 of 10" in loop.run_until_complete(paint())
    finally:
        loop.close()
""",
    )
    project.run().assert_outcomes(passed=1)


def test_what_a_test_prints_and_catches_is_its_own(project: Project) -> None:
    project.race()
    project.write(
        "test_it.py",
        """
import gc, os, signal, sys, threading

def test_it(replay_screen, capsys):
    before = sys.stdout, dict(os.environ), signal.getsignal(signal.SIGINT), gc.isenabled()
    frozen = gc.get_freeze_count()
    replay_screen("races/tiny.json", "L3").press("right")
    print("after the screen")
    assert capsys.readouterr().out == "after the screen\\n"
    assert (sys.stdout, dict(os.environ), signal.getsignal(signal.SIGINT), gc.isenabled()) == before
    assert gc.get_freeze_count() == frozen

def test_another(replay_screen, capfd):
    replay_screen("races/tiny.json", "L4")
    print("here")
    assert capfd.readouterr().out == "here\\n"
""",
    )
    project.run().assert_outcomes(passed=2)
    result = project.run("-s", "-k", "test_another or nothing")
    result.assert_outcomes(passed=1, deselected=1)


@pytest.mark.parametrize(
    "variables",
    [
        {"NO_COLOR": "1"},
        {"TEXTUAL_THEME": "dracula", "TEXTUAL_FILTERS": "dim", "TEXTUAL_PRESS": "q"},
        {"COLUMNS": "30", "LINES": "9", "TERM": "dumb", "COLORTERM": ""},
        {"TZ": "Asia/Tokyo", "LC_ALL": "C"},
    ],
)
def test_no_environment_changes_a_screen(
    project: Project, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project.race()
    project.write("test_it.py", ONE)
    project.run("--replay-update")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    project.run("--replay-strict").assert_outcomes(passed=1)


def test_nothing_runs_any_more_as_a_session_finishes(project: Project) -> None:
    project.race()
    project.write("test_it.py", ONE)
    project.write(
        "conftest.py",
        """
import threading, pytest

@pytest.hookimpl(trylast=True)
def pytest_sessionfinish():
    assert "replay" not in [thread.name for thread in threading.enumerate()]
""",
    )
    project.run("--replay-update").assert_outcomes(passed=1)


def test_a_home_that_cannot_be_written_is_not_needed(project: Project) -> None:
    """In a process of its own, with the terminal's variables of nobody and a locale of none."""
    project.race()
    project.write("test_it.py", ONE)
    home = project.path / "home"
    home.mkdir()
    home.chmod(0o500)
    folders = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = {name: str(home) for name in folders} | {"PATH": os.defpath, "LC_ALL": "C"}
    command = [sys.executable, "-m", "pytest", "--replay", "races", "test_it.py"]
    try:
        for option in ("--replay-update", "--replay-strict"):
            done = subprocess.run(
                [*command, option],
                cwd=project.path,
                env=environment,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            assert "8 passed" in done.stdout
        assert list(home.iterdir()) == []
    finally:
        home.chmod(0o700)


def test_where_nobody_asks_for_it_nothing_is_loaded(project: Project) -> None:
    project.write(
        "test_it.py",
        """
import sys

def test_it():
    ours = {name.split(".")[1] for name in sys.modules if name.startswith("replay.")}
    assert ours == {"testing"}
    assert "textual" not in sys.modules and "msgspec" not in sys.modules
""",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:textual-snapshot", "test_it.py"]
    done = subprocess.run(command, cwd=project.path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_put_off_by_name_it_is_not_there(project: Project) -> None:
    project.write("test_it.py", "def test_it(replay_screen): ...\n")
    text = project.text("-p", "no:replay")
    assert "fixture 'replay_screen' not found" in text


def test_pictures_of_textual_are_still_compared_beside_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own: that plug-in keeps what it compares in one place for a process."""
    for name in [name for name in os.environ if name.startswith(("PYTEST", "TEXTUAL"))]:
        monkeypatch.delenv(name)
    (project.path / "pytest.ini").unlink()
    project.race()
    picture = """
from textual.app import App

def test_picture(snap_compare):
    assert snap_compare(App(), terminal_size=(20, 5))
"""
    project.write("test_it.py", ONE + picture)
    command = [sys.executable, "-m", "pytest", "-q", "test_it.py"]
    for options in (["--replay-update", "--snapshot-update"], ["--replay-strict"]):
        done = subprocess.run(
            [*command, *options], cwd=project.path, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "2 passed" in done.stdout


def test_a_race_in_another_folder_is_told_as_seen_from_here(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere: Path = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "tiny.json").write_bytes(TINY.read_bytes())
    there = ("-c", "pytest.ini", "--replay", str(elsewhere))
    text = project.text(*there)
    told = Path(os.path.relpath(elsewhere / "tiny.json", project.path)).as_posix()
    assert f"open it:   replay {told}@grid" in text
    project.run(*there, "--replay-update").assert_outcomes(passed=7)
    snapshot = elsewhere / "__replay__" / "tiny" / "grid.txt"
    assert str(elsewhere) not in snapshot.read_text(encoding="utf-8")
    project.run(*there, "--replay-strict").assert_outcomes(passed=7)
