"""A race read line by line in a real terminal: a prompt, answers, and nothing that steers it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal.session import TINY, Terminal

PROMPT = b"lap 0 of 10> "


@pytest.fixture
def prompt(tmp_path: Path) -> Iterator[Terminal]:
    shown = Terminal(tmp_path, "-m", "replay", str(TINY), environment={"ACCESSIBLE": "1"})
    try:
        shown.until_shown(PROMPT)
        yield shown
    finally:
        shown.close()


def test_what_is_typed_is_answered_line_after_line(prompt: Terminal) -> None:
    prompt.answer(b"lap 6", b"lap 6 of 10> ")
    prompt.answer(b"where 5", b"No car is called 5.")
    prompt.answer(b"card 24", b"On pit road: 30.700 s")
    prompt.answer(b"next caution", b"white flag")
    prompt.answer(b"finish", b"Now: 1 Nu\xc3\xb1ez wins")
    prompt.send(b"quit\n")
    assert prompt.until_ended() == 0
    assert b"\x1b" not in prompt.output


def test_it_plays_until_something_is_typed(prompt: Terminal) -> None:
    prompt.answer(b"play 64", b"Lap 2: 1 Nu\xc3\xb1ez leads")
    prompt.answer(b"where 24", b": 24 Lovell")
    prompt.answer(b"play 64", b"The record ends here.")
    prompt.send(b"\x04")
    assert prompt.until_ended() == 0


def test_an_interrupt_ends_it_quietly(prompt: Terminal) -> None:
    prompt.send(b"\x03")
    assert prompt.until_ended() == 130
    assert b"Traceback" not in prompt.output


def test_a_live_line_is_written_over_itself(tmp_path: Path) -> None:
    options = ("--line", "--speed", "64", "--follow", "99", "--at", "3:00")
    terminal = Terminal(tmp_path, "-m", "replay", str(TINY), *options, size=(24, 40))
    try:
        assert terminal.until_ended() == 0
    finally:
        terminal.close()
    assert b"\x1b" not in terminal.output
    lines = [line.rstrip() for line in terminal.output.decode().split("\r") if line.strip()]
    assert lines[-1] == "official | lap 10/10"
    assert all(len(line) < 40 for line in lines)
    assert terminal.output.count(b"\n") == 1
