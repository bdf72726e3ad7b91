"""What the README says of moments is so: every command of it runs, and its pictures are theirs."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from replay.cli import main
from replay.race.moment_name import moment_time
from replay.race.timeline import Timeline

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
SECTION = README[README.index("## Moments") : README.index("## The list of races")]
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("replay ")
]
RUN = ("order", "events", "frame", "cast")


class OpenedScreen:
    """Stands for the app: remembers how it was opened."""

    options: dict[str, Any]

    def __init__(self, **options: Any) -> None:
        OpenedScreen.options = options
        self.return_code = 0

    def run(self) -> None:
        pass


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replay.cli.choices.keymap_path", lambda: tmp_path / "keymap.toml")
    monkeypatch.setattr("replay.cli.choices.settings_path", lambda: tmp_path / "settings.toml")
    monkeypatch.chdir(tmp_path)
    Path("pictures").mkdir()


@pytest.mark.parametrize("argv", [a for a in COMMANDS if a[0] in RUN], ids=" ".join)
def test_a_command_of_the_readme_does_what_it_says(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 0
    out, err = capsys.readouterr()
    assert err == ""
    if "-o" not in argv:
        assert len(out.splitlines()) > 3
        return
    file = Path(argv[argv.index("-o") + 1])
    assert out == ""
    if file.parent.name:
        made, kept = file.read_bytes(), (TOP / file).read_bytes()
        assert made == kept, f"run `replay {shlex.join(argv)}` again, and look at the picture"


@pytest.mark.parametrize("argv", [a for a in COMMANDS if a[0] not in RUN], ids=" ".join)
def test_a_moment_of_the_readme_opens_there(
    argv: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replay.tui.app.ReplayApp", OpenedScreen)
    monkeypatch.setattr("replay.cli.terminal._is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert main(argv) == 0
    options = OpenedScreen.options
    name, _, moment = argv[0].partition("@")
    assert options["name"] == name
    assert options["start"] == moment_time(Timeline(options["race"]), moment) > 0


def test_every_picture_that_a_command_makes_is_shown() -> None:
    made = {argv[argv.index("-o") + 1] for argv in COMMANDS if "--svg" in argv}
    assert len(made) == 2
    assert made == set(re.findall(r"\]\((pictures/[^)]*)\)", README))
