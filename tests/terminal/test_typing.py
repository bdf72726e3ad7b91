"""Keys, pastes and mouse reports through a real terminal, on good lines and bad ones."""

import time
from base64 import b64decode

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


@pytest.mark.parametrize(
    ("keys", "moment"),
    [
        (b"g2\r\x1b[C", b"L3"),
        (b"g6\r\x1b[D\x1b[D", b"L4"),
        (b"\x1b[CMa note\r\x1b[C\x1b[C", b"L3"),
        (b"M\x1b[13u\x1b[C", b"L1"),
        (b"'\x1b[27u\x1b[C", b"L1"),
        (b"H\x1b[B \x1b[27u\x1b[C\x1b[C", b"L2"),
        (b"?\x1b[27u\x1b[C", b"L1"),
        (b"g9000\r\x1b[D\x7f\x7f\x7f\x1b[F\x7f2\r\x1b[C", b"L3"),
    ],
)
def test_keys_that_come_together_with_the_one_that_closes_a_dialog_go_to_the_race(
    terminal: Terminal, keys: bytes, moment: bytes
) -> None:
    """`y` sends the name of the moment to the clipboard, as OSC 52 in base 64."""
    terminal.send(keys + b"y")
    terminal.until_shown(b"\x1b]52;c;")
    terminal.until_shown(b"\a", terminal.output.index(b"\x1b]52;c;"))
    sent = terminal.output.partition(b"\x1b]52;c;")[2].partition(b"\a")[0]
    assert b64decode(sent).endswith(b"@" + moment)
    terminal.until_at_rest()
    quit_quietly(terminal)
