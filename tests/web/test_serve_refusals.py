"""`replay serve` where it cannot serve: one line each, and what a session opens."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from replay.cli import main, serving
from replay.web.session import RACE, name_race, race_of_session

TINY = str(Path(__file__).parents[1] / "races" / "tiny.json")

Output = pytest.CaptureFixture[str]


def refused(capsys: Output, *arguments: str) -> str:
    assert main(["serve", *arguments]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("replay: ")
    assert err.count("\n") == 1
    return err.removeprefix("replay: ").rstrip("\n")


@pytest.fixture(autouse=True)
def _untold(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(RACE, raising=False)
    yield
    name_race(None)


def test_without_the_extra_it_says_how_to_get_it(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_EXTRA", "textual_serve_is_not_here")
    said = refused(capsys, TINY)
    assert said == "`replay serve` needs the extra `web`: pip install 'race-replay[web]'"


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http", ""])
def test_a_port_that_does_not_exist_is_refused(port: str, capsys: Output) -> None:
    assert "'--port'" in refused(capsys, TINY, f"--port={port}")


def test_a_port_in_use_is_told_in_a_line(capsys: Output) -> None:
    pytest.importorskip("textual_serve")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        said = refused(capsys, TINY, "--port", str(port))
    assert said == (
        f"cannot serve on port {port}: address already in use; choose another with --port"
    )


@pytest.mark.parametrize("race", ["no-such-race", "$(echo x)", "; ls", "\x1b[2J"])
def test_a_race_that_cannot_be_read_is_refused_before_anything_is_served(
    race: str, capsys: Output
) -> None:
    pytest.importorskip("textual_serve")
    assert "\x1b" not in refused(capsys, race)


@pytest.mark.parametrize("name", ["tiny", "list", "-h", "--plain", "$(touch ran)", "a b", None])
def test_a_session_opens_just_the_race_it_is_told(
    name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def open_one(*of: Any) -> int:
        asked.append(of[0] if len(of) == 2 else None)
        return 0

    for opener in ("open_race", "open_picker"):
        monkeypatch.setattr(f"replay.cli.viewer.{opener}", open_one)
    name_race("another")
    name_race(name)
    assert race_of_session() == name
    assert serving.run_session() == 0
    assert asked == [name]


def test_the_command_that_a_shell_sees_is_the_same_whatever_the_race() -> None:
    pytest.importorskip("textual_serve")
    from replay.web.page_server import PageServer

    commands = {PageServer(name, 8_000).command for name in (None, "tiny", "$(touch ran)", "'; x")}
    assert len(commands) == 1


def test_a_session_whose_race_has_gone_says_so(capsys: Output) -> None:
    name_race("gone.json")
    assert serving.run_session() == 2
    assert capsys.readouterr().err.startswith("replay: gone.json")
