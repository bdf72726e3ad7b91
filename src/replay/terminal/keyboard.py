"""What a terminal sends, as Textual's events: keys, mouse reports, pastes.

The meaning of a sequence is Textual's; where sequences end is told by `Sequences`, since
Textual takes the rest of one that comes late for keys.
"""

from collections.abc import Iterator

from textual import constants, events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import (
    FOCUSIN,
    FOCUSOUT,
    IS_ITERM,
    XTermParser,
    _re_cursor_position,
    _re_in_band_window_resize,
    _re_mouse_event,
    _re_terminal_mode_response,
)
from textual.keys import Keys
from textual.message import Message

from replay.terminal.sequences import Sequences, Unit

MAX_CELLS = 2_000
"""The most columns or rows that a report of the terminal's size is believed."""


class Keyboard:
    """Makes events of bytes; like `Sequences` it is told the time in seconds."""

    def __init__(self) -> None:
        self._sequences = Sequences(constants.ESCAPE_DELAY)
        self._meaning = XTermParser()

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """Give the events that these bytes complete."""
        for unit in self._sequences.feed(data, now):
            yield from self._events(unit)

    def tick(self, now: float) -> Iterator[Message]:
        """Give the events that come by waiting: the escape key."""
        for unit in self._sequences.tick(now):
            yield from self._events(unit)

    def wait(self, now: float, most: float) -> float:
        """Say how long to wait for bytes before the next `tick`, at most `most` seconds."""
        deadline = self._sequences.deadline
        return most if deadline is None else min(max(deadline - now, 0.0), most)

    def _events(self, unit: Unit) -> Iterator[Message]:
        try:
            found = list(self._meant(unit))
        except (ValueError, OverflowError, ZeroDivisionError, KeyError):
            return  # numbers that no terminal sends
        for event in found:
            if not (isinstance(event, events.Key) and _is_odd(event)):
                yield event

    def _meant(self, unit: Unit) -> Iterator[Message]:
        text = unit.text
        if unit.kind == "text":
            for character in text:
                yield from self._meaning._sequence_to_key_events(character)
        elif unit.kind == "escape":
            yield events.Key("escape", text)
        elif unit.kind == "paste":
            yield events.Paste(_printable(text))
        elif unit.kind == "alt":
            if f"\x1b{text}" in ANSI_SEQUENCES_KEYS:
                yield from self._meaning._sequence_to_key_events(f"\x1b{text}")
            else:
                for key in self._meaning._sequence_to_key_events(text, alt=True):
                    yield events.Key(key.key, None)  # no character: a line of text would take it
        else:
            yield from self._sequence(text)

    def _sequence(self, text: str) -> Iterator[Message]:
        """Give the meaning of an escape sequence; one that is not known has none."""
        if text == FOCUSIN:
            yield events.AppFocus()
        elif text == FOCUSOUT:
            yield events.AppBlur()
        elif found := _re_in_band_window_resize.fullmatch(text):
            yield from self._resized(found.groups())
        elif found := _re_cursor_position.fullmatch(text):
            row, column = map(int, found.groups())
            yield events.CursorPosition(column - 1, row - 1)
        elif _re_mouse_event.match(text):
            report = self._meaning.parse_mouse_code(text)
            if report is not None:
                yield report
        elif found := _re_terminal_mode_response.fullmatch(text):
            yield from _mode(found["mode_id"], int(found["setting_parameter"]))
        else:
            yield from self._meaning._sequence_to_key_events(text)

    def _resized(self, numbers: tuple[str, ...]) -> Iterator[Message]:
        height, width, pixel_height, pixel_width = (
            int(number.partition(":")[0]) for number in numbers
        )
        if not (0 < height <= MAX_CELLS and 0 < width <= MAX_CELLS):
            return
        event = events.Resize.from_dimensions((width, height), (pixel_width, pixel_height))
        self._meaning.terminal_size = event.size
        self._meaning.terminal_pixel_size = event.pixel_size
        self._meaning.mouse_pixels = True
        yield event


def _printable(pasted: str) -> str:
    """Leave out what does not belong in a line that is typed: an escape would reach the screen."""
    lines = "\n".join(pasted.splitlines())
    return "".join(it for it in lines if it.isprintable() or it == "\n")


def _is_odd(key: events.Key) -> bool:
    """Tell a key that is to be ignored, or of which the character is none."""
    if key.key == Keys.Ignore:
        return True
    return any("\ud800" <= it <= "\udfff" for it in key.character or "")


def _mode(mode: str, setting: int) -> Iterator[Message]:
    """Give what a terminal says of the modes Textual asks for."""
    if mode == "2026" and setting > 0:
        yield messages.TerminalSupportsSynchronizedOutput()
    elif mode == "2048" and constants.SMOOTH_SCROLL and not IS_ITERM:
        yield messages.InBandWindowResize.from_setting_parameter(setting)
