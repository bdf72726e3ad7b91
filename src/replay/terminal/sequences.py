"""The bytes of a terminal cut into what was typed: text, escape sequences, pastes.

Nothing here knows what a sequence means. A sequence of which the end is late is waited for, and
dropped whole if it never comes: its bytes are never taken for keys.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from enum import Enum
from typing import Literal, NamedTuple

ESC = 0x1B
_PASTE, _END_OF_PASTE = b"\x1b[200~", b"\x1b[201~"

_STRINGS = (b"]", b"P", b"X", b"^", b"_")
"""What begins a string after an escape: a terminal answers so."""

PATIENCE_SECONDS = 1.0
"""How long the rest of a sequence may take; a slow line splits one by up to half a second."""

HOLD_SECONDS = 0.6
"""How long a `[` soon after an escape key is held, since the rest of a sequence may follow it."""

MAX_SEQUENCE = 64
"""The longest sequence that is kept, in bytes; those of keys and mice have at most about 30."""

MAX_PASTE = 64 * 1024
"""How much of a paste is kept, in bytes."""

Kind = Literal["text", "sequence", "alt", "escape", "paste"]


class Unit(NamedTuple):
    """One thing that was typed.

    `text` is for "text" one or more characters without an escape; for "sequence" all of it with
    its escape; for "alt" the one character pressed with alt; for "escape" the escape alone; for
    "paste" what was pasted.
    """

    kind: Kind
    text: str


class _State(Enum):
    GROUND = 0
    ESCAPED = 1  # an escape, and nothing after it yet
    CONTROL = 2  # ESC [
    SHIFT = 3  # ESC O
    STRING = 4  # ESC ] and the like, until BEL or ESC \
    STRING_END = 5  # an escape in such a string
    OLD_MOUSE = 6  # ESC [ M and three bytes
    CONSOLE = 7  # ESC [ [ and a letter
    PASTE = 8


class Sequences:
    """Cuts bytes into units; `feed` and `tick` are told the time in seconds.

    `escape_delay` is how long an escape waits (seconds) until it is the key of that name; a letter
    that comes after it, and not with it, makes it that at once. The rest of a sequence that comes
    later still is that: `[C` a while after an escape is `→`.
    """

    def __init__(self, escape_delay: float) -> None:
        self._escape_delay = escape_delay
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._state = _State.GROUND
        self._held = bytearray()
        self._broken = False
        self._late = False  # its escape was told as a key before the rest came
        self._deadline: float | None = None
        self._late_until: float | None = None

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do, if no byte comes before."""
        return self._deadline

    def feed(self, data: bytes, now: float) -> Iterator[Unit]:
        """Give what these bytes complete.

        Whoever waits calls `tick` when nothing came in time: bytes that are here, however late
        they are read, were not late on the line.
        """
        if not data:
            return
        if self._state is _State.ESCAPED and data[:1] not in (b"[", b"O"):
            yield from self._escape_typed(data, now)
        late = self._late_until is not None and now < self._late_until
        self._late_until = None
        if late and self._state is _State.GROUND:
            data = self._late_rest(data)
        at = 0
        while at < len(data):
            if self._state is _State.GROUND:
                escape = data.find(ESC, at)
                end = len(data) if escape < 0 else escape
                if end > at:
                    yield from self._text(data[at:end])
                if escape >= 0:
                    self._decoder.reset()
                    self._begin_escape()
                at = end + 1
            elif self._state is _State.PASTE:
                text, read = self._pasted(data[at:])
                at += read
                if text is not None:
                    yield Unit("paste", text)
            else:
                yield from self._take(data[at])
                at += 1
        self._deadline = self._wait(now)

    def tick(self, now: float) -> Iterator[Unit]:
        """Give up waiting for what should have come by now."""
        if self._deadline is None or now < self._deadline:
            return
        self._deadline = None
        state, held = self._state, bytes(self._held)
        yield from self._give_up()
        if state is _State.ESCAPED:
            self._late_until = now + PATIENCE_SECONDS
            yield Unit("escape", "\x1b")
        elif state is _State.PASTE:
            yield Unit("paste", _decoded(held))

    def _escape_typed(self, data: bytes, now: float) -> Iterator[Unit]:
        """Tell an escape as a key where what follows it apart is a character: alt comes with it."""
        if data[0] < 0x20 or data[:1] in _STRINGS:
            yield from self.tick(now)
        else:
            self._reset()
            yield Unit("escape", "\x1b")

    def _late_rest(self, data: bytes) -> bytes:
        """Begin the sequence of which the escape was told already, if this is its rest."""
        first = data[:1]
        if first not in (b"[", b"O") or (data[:2] == b"[[" and not b"A" <= data[2:3] <= b"E"):
            return data
        self._begin(_State.CONTROL if first == b"[" else _State.SHIFT, data[0])
        if data[:2] == b"[[":
            self._keep(data[1])
            self._state = _State.CONSOLE
            return data[2:]
        self._late = True
        return data[1:]

    def _give_up(self) -> Iterator[Unit]:
        """Drop what was begun; a `[` alone, soon after an escape key, was typed."""
        typed = self._held[1:] if self._late and len(self._held) == 2 else b""
        self._reset()
        if typed:
            yield from self._text(bytes(typed))

    def _begin(self, state: _State, byte: int) -> None:
        self._state, self._broken, self._late = state, False, False
        self._held[:] = (ESC, byte)

    def _reset(self) -> None:
        self._state, self._broken, self._late = _State.GROUND, False, False
        self._held.clear()

    def _wait(self, now: float) -> float | None:
        if self._state is _State.GROUND:
            return None
        if self._state is _State.ESCAPED:
            return now + self._escape_delay
        held_key = self._late and len(self._held) == 2
        return now + (HOLD_SECONDS if held_key else PATIENCE_SECONDS)

    def _text(self, data: bytes) -> Iterator[Unit]:
        text = self._decoder.decode(data)
        if text:
            yield Unit("text", text)

    def _take(self, byte: int) -> Iterator[Unit]:
        """Take one byte of a sequence that has begun."""
        state = self._state
        if state is _State.STRING_END:
            self._reset()
            if byte != ord("\\"):
                self._begin_escape()
                yield from self._take(byte)
        elif byte == ESC:
            if state is _State.STRING:
                self._state = _State.STRING_END
            else:
                yield from self._give_up()
                self._begin_escape()
                if state is _State.ESCAPED:
                    yield Unit("escape", "\x1b")
        elif state is _State.ESCAPED:
            yield from self._after_escape(byte)
        elif state is _State.OLD_MOUSE:
            self._keep(byte)
            if len(self._held) >= len(b"\x1b[M") + 3:
                yield from self._complete()
        elif state is _State.STRING:
            if byte == 0x07:
                self._reset()
            elif byte < 0x20:
                yield from self._interrupt(byte)
        elif byte < 0x20:
            yield from self._interrupt(byte)
        else:
            yield from self._inside(byte)

    def _begin_escape(self) -> None:
        self._reset()
        self._held[:] = b"\x1b"
        self._state = _State.ESCAPED

    def _after_escape(self, byte: int) -> Iterator[Unit]:
        begun = {
            ord("["): _State.CONTROL,
            ord("O"): _State.SHIFT,
            **dict.fromkeys(b"".join(_STRINGS), _State.STRING),
        }.get(byte)
        if begun is not None:
            self._begin(begun, byte)
            return
        self._reset()
        if byte < 0x80:
            yield Unit("alt", chr(byte))
        else:  # the first of several bytes: the character alone
            yield from self._text(bytes((byte,)))

    def _interrupt(self, byte: int) -> Iterator[Unit]:
        """Drop the sequence: a control character never stands in one."""
        yield from self._give_up()
        yield from self._text(bytes((byte,)))

    def _inside(self, byte: int) -> Iterator[Unit]:
        """Take a byte of ESC [ or ESC O and what follows."""
        first = len(self._held) == 2
        self._keep(byte)
        if byte >= 0x7F:
            self._broken = True
        elif self._state is _State.CONSOLE:
            yield from self._complete()
        elif self._state is _State.CONTROL and first and byte == ord("["):
            if self._late:  # typed twice: no line is so slow
                self._reset()
                yield Unit("text", "[[")
            else:
                self._state = _State.CONSOLE
        elif self._state is _State.CONTROL and first and byte == ord("M"):
            self._state = _State.OLD_MOUSE
        elif byte >= 0x40 or (byte == ord("$") and self._held[2:-1].isdigit()):
            yield from self._complete()

    def _keep(self, byte: int) -> None:
        if len(self._held) < MAX_SEQUENCE:
            self._held.append(byte)
        else:
            self._broken = True

    def _complete(self) -> Iterator[Unit]:
        held, broken = bytes(self._held), self._broken
        self._reset()
        if held == _PASTE and not broken:
            self._state = _State.PASTE
        elif not broken and held.isascii():
            yield Unit("sequence", held.decode("ascii"))

    def _pasted(self, data: bytes) -> tuple[str | None, int]:
        """Take what was pasted; give it whole once its end has come, and how far it was read."""
        held = self._held
        before = len(held)
        held += data
        end = held.find(_END_OF_PASTE, max(before - len(_END_OF_PASTE) + 1, 0))
        if end < 0:
            del held[MAX_PASTE : -len(_END_OF_PASTE)]
            return None, len(data)
        text = _decoded(held[: min(end, MAX_PASTE)])
        self._reset()
        return text, end + len(_END_OF_PASTE) - before


def _decoded(data: bytes | bytearray) -> str:
    return data.decode("utf-8", "ignore")
