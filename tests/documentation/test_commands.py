"""Every command that a page shows is run."""

import os
import shutil
import subprocess
import sys
from functools import cache
from glob import glob
from pathlib import Path

import pytest
from tests.documentation.opened_screen import OpenedScreen, instead_of_the_app
from tests.documentation.pages import PAGES, TOP, Command, commands
from tests.importers.f1.grids import fastf1, rows
from tests.importers.nascar.feeds import three_cars, weekend, write

from replay.cli import main

INSTALLS = {"python3", ".venv/bin/pip", ".venv-test/bin/pip"}
"""Run as they stand by the script of continuous integration, in a fresh clone."""

CHECKS = {".venv-test/bin/ruff", ".venv-test/bin/mypy"}
"""Run by that script, too."""

REPLAY = {"replay", ".venv/bin/replay", ".venv-test/bin/replay"}


@pytest.fixture(name="workshop")
def folder_of_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A folder in which everything lies that the commands of the pages take."""
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: tmp_path / "settings.toml")
    folder = tmp_path / "workshop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "pictures").mkdir()
    write(folder / "kansas-2025", a=three_cars(), b=weekend())
    write(
        folder / "feeds",
        a=three_cars(),
        b=weekend(race_name="Martinsville 500", race_season=2020, race_date="2020-06-10T19:00:00"),
    )
    (folder / "laps.csv").write_text(fastf1(rows()))
    (folder / "facts.toml").write_text('[race]\nname = "A name"\nsource = "a programme"\n')
    shutil.copytree(TOP / "races" / "boxscores", folder / "races" / "boxscores")
    for name in ("kansas-2024", "monza-1971"):
        shutil.copy(TOP / "races" / f"{name}.json", folder / "races")
    return folder


def ours(page: str) -> list[Command]:
    return [command for command in commands(page) if command.words[0] in REPLAY]


@pytest.mark.parametrize("page", [page for page in PAGES if ours(page)])
def test_the_commands_of_a_page_run_one_after_another(
    page: str, workshop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ours(page):
        words = [found for word in command.words[1:] for found in (sorted(glob(word)) or [word])]
        if words[0] == "serve":
            words.append("--help")  # it serves until it is stopped
        with pytest.MonkeyPatch.context() as patch:
            if opens(words):
                instead_of_the_app(patch)
            code = main(words)
        out, err = capsys.readouterr()
        assert code == 0, f"{command}: {err}"
        if opens(words):
            assert OpenedScreen.options["name"] == "kansas-2024", command
        elif "-o" in words:
            assert Path(words[words.index("-o") + 1]).exists(), command
        else:
            assert out, command


def opens(words: list[str]) -> bool:
    """Tell whether a command line opens the screen."""
    race = words[0] == "finish" or words[0].partition("@")[0] == "kansas-2024"
    return race and not {"--plain", "--line"} & set(words)


TOOLS = [
    command
    for page in PAGES
    for command in commands(page)
    if command.words[0] not in REPLAY | INSTALLS | CHECKS | {"eval"}
]


@cache
def told_by(*words: str) -> str:
    """Give what Python prints with these words after it; that of each is asked for once."""
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    told = subprocess.run(
        [sys.executable, *words],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@pytest.mark.parametrize("command", TOOLS, ids=str)
def test_a_command_for_developers_takes_its_options_and_paths(command: Command) -> None:
    """A run that is long tells of its options; a short one of a line of Python is run."""
    program, *words = command.words
    if program in (".venv-test/bin/pytest", "pytest"):
        words = ["-m", "pytest", *words]
    else:
        assert program == ".venv-test/bin/python"
    line = words[0] == "-c"
    told = told_by(*(words if line else [*words[:2], "--help"]))
    for word in () if line else words[2:]:
        if word.startswith("-"):
            assert word.partition("=")[0] in told, f"{command}: no option {word}"
        elif "/" in word:
            assert (TOP / word).exists(), f"{command}: no path {word}"


def test_what_completes_in_a_shell_is_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = {
        command.words for page in PAGES for command in commands(page) if command.words[0] == "eval"
    }
    assert line == ("eval", "$(_REPLAY_COMPLETE=bash_source replay)")
    told = subprocess.run(
        [sys.executable, "-m", "replay"],
        env={"_REPLAY_COMPLETE": "bash_source", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "complete" in told.stdout
