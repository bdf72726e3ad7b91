"""What is typed on good lines and bad ones, as the events it makes. Times are seconds."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import constants, events

from replay.terminal.keyboard import Keyboard
from replay.terminal.sequences import MAX_PASTE

SLOW = (0.12, 0.2, 0.35, 0.5)
"""How far apart a slow line sets the parts of a sequence."""

KEYS = {
    b"\x1b[C": "right",
    b"\x1bOC": "right",
    b"\x1b[1;2C": "shift+right",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b[Z": "shift+tab",
    b"\x1b[H": "home",
    b"\x1b[99;5u": "ctrl+c",
    b"\x1b[99;2;67u": "C",
    b"\x1b[56;;91u": "left_square_bracket",
    b"\x1b[23$": "f23",
    b"\x1b[[A": "f1",
}
MOUSE = (b"\x1b[<0;10;20M", b"\x1b[<35;100;20M", b"\x1b[<64;7;9M", b"\x1b[<0;10;20m")


def told(parts: Sequence[bytes], gap: float = 0.0) -> list[events.Event]:
    """Feed the parts, each `gap` seconds after the one before, and wait two seconds after."""
    keyboard = Keyboard()
    found: list[events.Event] = []
    now = 0.0

    def pass_time(until: float) -> Iterator[object]:
        nonlocal now
        while now < until:
            now = min(now + max(keyboard.wait(now, 0.1), 0.001), until)
            yield from keyboard.tick(now)

    for part in parts:
        found.extend(it for it in keyboard.feed(part, now) if isinstance(it, events.Event))
        found.extend(it for it in pass_time(now + gap) if isinstance(it, events.Event))
    found.extend(it for it in pass_time(now + 2.0) if isinstance(it, events.Event))
    return found


def keys(parts: Sequence[bytes], gap: float = 0.0) -> list[str]:
    return [event.key for event in told(parts, gap) if isinstance(event, events.Key)]


def cuts(data: bytes) -> list[list[bytes]]:
    """Give every way to send it in two parts, and the one of a byte at a time."""
    two = [[data[:at], data[at:]] for at in range(1, len(data))]
    return [*two, [data[at : at + 1] for at in range(len(data))]]


@pytest.mark.parametrize("sent", KEYS, ids=repr)
def test_a_key_that_comes_in_one_piece_is_that_key(sent: bytes) -> None:
    assert keys([sent]) == [KEYS[sent]]
    assert keys([sent + b"q" + sent]) == [KEYS[sent], "q", KEYS[sent]]


@pytest.mark.parametrize("gap", SLOW)
@pytest.mark.parametrize("sent", KEYS, ids=repr)
def test_a_key_in_parts_is_that_key_or_nothing(sent: bytes, gap: float) -> None:
    for parts in cuts(sent):
        if len(parts) > 2 and sent.startswith(b"\x1b[["):
            continue  # of a console of this machine: no line lies between
        found = keys(parts, gap)
        # An escape that waits longer than the delay is told: nobody can know that more comes.
        assert [key for key in found if key != "escape"] in ([KEYS[sent]], []), parts


@pytest.mark.parametrize("gap", SLOW)
@pytest.mark.parametrize("sent", MOUSE, ids=repr)
def test_a_mouse_report_in_parts_is_that_report_and_never_a_key(sent: bytes, gap: float) -> None:
    whole = [type(event) for event in told([sent])]
    assert len(whole) == 1
    for parts in cuts(sent):
        found = told(parts, gap)
        assert [type(it) for it in found if not isinstance(it, events.Key)] == whole
        assert keys(parts, gap) in ([], ["escape"])


def test_an_escape_alone_is_told_after_the_delay() -> None:
    keyboard = Keyboard()
    assert list(keyboard.feed(b"\x1b", 5.0)) == []
    assert keyboard.wait(5.0, 1.0) == pytest.approx(constants.ESCAPE_DELAY)
    assert constants.ESCAPE_DELAY <= 0.1
    (event,) = keyboard.tick(5.0 + constants.ESCAPE_DELAY)
    assert isinstance(event, events.Key)
    assert event.key == "escape"
    assert keyboard.wait(6.0, 1.0) == 1.0


def test_bytes_that_were_read_late_did_not_come_late() -> None:
    for sent in KEYS:
        keyboard = Keyboard()
        early = list(keyboard.feed(sent[:1], 0.0))
        late = list(keyboard.feed(sent[1:], 9.0))  # the program was stopped in between
        assert [event.key for event in [*early, *late] if isinstance(event, events.Key)] == [
            KEYS[sent]
        ]


@pytest.mark.parametrize(
    ("parts", "gap", "typed"),
    [
        ([b"\x1b", b"["], 2.0, ["escape", "left_square_bracket"]),
        ([b"\x1b", b"["], 0.3, ["escape", "left_square_bracket"]),
        ([b"\x1b", b"[["], 0.3, ["escape", *["left_square_bracket"] * 2]),
        ([b"\x1b", b"[", b"["], 0.3, ["escape", *["left_square_bracket"] * 2]),
        ([b"\x1b", b"[", b"\x03"], 0.3, ["escape", "left_square_bracket", "ctrl+c"]),
        ([b"\x1b", b"O"], 0.3, ["escape", "O"]),
        ([b"\x1b", b"q"], 0.3, ["escape", "q"]),
        ([b"\x1b\x1b[C"], 0.0, ["escape", "right"]),
        ([b"\x1b\x1b"], 0.0, ["escape", "escape"]),
        ([b"\x1bx"], 0.0, ["alt+x"]),
        ([b"\x1b", b"x"], 0.02, ["escape", "x"]),
        ([b"\x1b", b"f"], 0.02, ["escape", "f"]),
        ([b"\x1b", b"\xc3\xb6"], 0.02, ["escape", "ö"]),
        ([b"\x1bX", b"\x03"], 0.3, ["ctrl+c"]),
        ([b"\x1b[12", b"\x03"], 0.3, ["ctrl+c"]),
        ([b"\x1b[12\x1b[C"], 0.0, ["right"]),
        ([b"\x1b]11;rgb:00/00/00\x07q"], 0.0, ["q"]),
        ([b"\x1b]11;rgb:00/", b"00/00\x1b\\q"], 0.5, ["q"]),
        ([b"\x1bP1+r\x1b[C"], 0.0, ["right"]),
        ([b"\x1b[?2026;2$yq"], 0.0, ["q"]),
        ([b"\x1b[99xq"], 0.0, ["q"]),
        ([b"\x1b[M \xff\x80q"], 0.0, ["q"]),
        ([b"\x1b[" + b"1" * 500 + b"Cq"], 0.0, ["q"]),
        ([b"\x1b[99999999999uq"], 0.0, ["q"]),
        ([b"\x1b[97;1;55296uq"], 0.0, ["q"]),
        ([b"\x1b[57:57;1uq"], 0.0, ["q"]),
        ([b"\x1b[48;0;0;0;0tq"], 0.0, ["q"]),
        ([b"\x1b[48;99999;99999;0;0tq"], 0.0, ["q"]),
    ],
    ids=repr,
)
def test_what_stands_between_keys_is_no_key(
    parts: list[bytes], gap: float, typed: list[str]
) -> None:
    assert keys(parts, gap) == typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        (b"\xffq", ["q"]),
        (b"\xc3q", ["q"]),
        (b"\xc3\x1b[C", ["right"]),
        (b"\x1b\xc3\xa9q", ["é", "q"]),
        (b"\xed\xa0\x80q", ["q"]),
        (b"\xc3\xb6", ["ö"]),
        (b"\x1b[<0;1\xff0;5Mq", ["q"]),
        (b"\x1b[\xff1;5Cq", ["q"]),
    ],
    ids=repr,
)
def test_a_byte_that_is_no_utf8_is_ignored(sent: bytes, typed: list[str]) -> None:
    assert [event.key for event in told([sent]) if isinstance(event, events.Key)] == typed
    assert all(isinstance(event, events.Key) for event in told([sent]))


def test_a_letter_with_alt_has_no_character_to_be_typed() -> None:
    (event,) = told([b"\x1bc"])
    assert isinstance(event, events.Key)
    assert (event.key, event.character) == ("alt+c", None)


def test_a_letter_of_two_bytes_may_come_in_parts() -> None:
    assert keys([b"\xc3", b"\xb6"], 0.5) == ["ö"]


def pasted(*parts: bytes) -> list[str]:
    return [event.text for event in told(parts, 0.3) if isinstance(event, events.Paste)]


def test_a_paste_is_one_whatever_it_holds_and_however_it_comes() -> None:
    whole = b"\x1b[200~cau\xfftion\x1b[31m 3\r\nq\x00\x1b[201~"
    assert pasted(whole) == ["caution[31m 3\nq"]
    assert keys([whole]) == []
    for parts in cuts(whole)[1:-1]:  # cut after its first byte, it begins late
        assert pasted(*parts) == ["caution[31m 3\nq"]
        assert set(keys(parts, 0.3)) <= {"escape"}


def test_a_paste_is_kept_within_bounds_and_what_follows_is_typed() -> None:
    huge = b"\x1b[200~" + b"a" * 300_000 + b"\x1b[201~q"
    parts = [huge[at : at + 4096] for at in range(0, len(huge), 4096)]
    assert [len(text) for text in pasted(*parts)] == [MAX_PASTE]
    assert keys(parts) == ["q"]


def test_a_paste_that_never_ends_does_not_keep_the_keys() -> None:
    assert pasted(b"\x1b[200~abc") == ["abc"]
    assert keys([b"\x1b[200~abc", b"q"], 2.0) == ["q"]


BYTES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([*KEYS, *MOUSE, b"\x1b", b"\x1b[", b"\x1b[200~", b"\x1b[201~", b"\x1b[M"]),
)


@example([b"\x1b[48;5;5;5;5t", b"\x1b[<0;1;1M"])
@given(st.lists(BYTES, max_size=8))
def test_no_bytes_whatever_stop_the_keys_that_follow(parts: list[bytes]) -> None:
    quiet = [*parts, b"", b"", b"", b""]
    assert keys([*quiet, b"q"], 0.6)[-1:] == ["q"]
