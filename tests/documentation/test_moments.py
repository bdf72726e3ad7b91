"""What the pages say of moments is so, and their pictures are what the commands make."""

import re
from pathlib import Path

import pytest
from tests.documentation.opened_screen import OpenedScreen, instead_of_the_app
from tests.documentation.pages import TOP, commands, text_of

from replay.cli import main
from replay.race.moment_name import moment_time
from replay.race.timeline import Timeline

PAGES = ("README.md", "src/replay/cli/README.md")
OPENED = [
    command
    for page in PAGES
    for command in commands(page)
    if command.words[0] == "replay" and "@" in command.words[1]
]
MADE = [
    command
    for page in PAGES
    for command in commands(page)
    if "--svg" in command.words and "-o" in command.words
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: tmp_path / "settings.toml")
    monkeypatch.chdir(tmp_path)
    Path("pictures").mkdir()


@pytest.mark.parametrize("command", MADE, ids=str)
def test_a_picture_is_what_its_command_makes(
    command: tuple[tuple[str, ...], str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = command[0][1:]
    assert main(words) == 0
    assert capsys.readouterr() == ("", "")
    file = Path(words[words.index("-o") + 1])
    made, kept = file.read_bytes(), (TOP / file).read_bytes()
    assert made == kept, f"run `{command}` again, and look at the picture"


@pytest.mark.parametrize("command", OPENED, ids=str)
def test_a_moment_opens_where_its_name_says(
    command: tuple[tuple[str, ...], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    instead_of_the_app(monkeypatch)
    words = command[0][1:]
    assert main(words) == 0
    options = OpenedScreen.options
    name, _, moment = words[0].partition("@")
    assert options["name"] == name
    assert options["start"] == moment_time(Timeline(options["race"]), moment) > 0


def test_every_picture_that_a_command_makes_is_shown() -> None:
    made = {command.words[command.words.index("-o") + 1] for command in MADE}
    assert len(made) == 2
    shown = {
        found for page in PAGES for found in re.findall(r"(pictures/[\w.-]+)\)", text_of(page))
    }
    assert made == shown


def test_the_status_line_is_the_one_that_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = (c for c in commands("src/replay/cli/README.md") if "--line" in c.words)
    assert main(command.words[1:]) == 0
    assert f"```\n{capsys.readouterr().out}```" in text_of("src/replay/cli/README.md")
