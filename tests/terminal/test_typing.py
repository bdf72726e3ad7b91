"""Keys, pastes and mouse reports through a real terminal, on good lines and bad ones."""

import time

import pytest
from tests.terminal.session import Terminal

GREEN, CAUTION = b"GREEN", b"CAUTION"


def quit_quietly(terminal: Terminal) -> None:
    terminal.send(b"q")
    assert terminal.until_ended() == 0
    assert terminal.wrongs() == []
    assert b"Traceback" not in terminal.output


def test_bytes_that_are_no_utf8_are_ignored(terminal: Terminal) -> None:
    terminal.send(b"\xff\xc3\x1b[<0;1\xff;2M\x1b[200~\xfe\x1b[201~\x1b[M\xff\xff\xff")
    terminal.send(b"\x1b[C")
    terminal.until_shown(GREEN)
    quit_quietly(terminal)


def test_a_key_in_parts_on_a_slow_line_is_that_key(terminal: Terminal) -> None:
    for part in (b"\x1b", b"[", b"C"):
        terminal.send(part)
        time.sleep(0.2)
    terminal.until_shown(GREEN)
    terminal.until_at_rest()
    assert CAUTION not in terminal.output
    quit_quietly(terminal)


def test_a_paste_moves_nothing(terminal: Terminal) -> None:
    terminal.send(b"\x1b[200~ccc\x1b[31m.....\x1b[C\x1b[201~")
    terminal.send(b"?")
    terminal.until_shown(b"Back, forward one lap")
    assert CAUTION not in terminal.output
    assert GREEN not in terminal.output
    terminal.send(b"\x1b")
    terminal.until_at_rest()
    quit_quietly(terminal)


@pytest.mark.parametrize(("words", "shown"), [(b"gwhite\r", b"WHITE"), (b":finish\r", b"FINISH")])
def test_words_that_come_together_with_the_key_that_asks_for_them_are_whole(
    terminal: Terminal, words: bytes, shown: bytes
) -> None:
    terminal.send(words)
    terminal.until_shown(shown)
    terminal.until_at_rest()
    quit_quietly(terminal)
