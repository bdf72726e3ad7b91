"""Where in a JSON text a value stands: the way to it, its offset, its line and column."""

import json
import re
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way to a value: names of fields and indexes, from the outermost in."""

MAX_OPEN = 200
"""Brackets open at once, beyond which nobody is told which of them is not closed."""

_SPACE = re.compile(r"[ \t\r\n]*")
_STEP = re.compile(r"\.([A-Za-z_$][A-Za-z0-9_]*)|\[([0-9]+)\]")
_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[][{}]', re.DOTALL)

# Numbers are never looked at: one of thousands of digits would cost the square of their number.
_SKIPPED = json.JSONDecoder(parse_int=len, parse_float=len, strict=False)


class TextPlace(NamedTuple):
    """A place in a text: line and column count from 1, the column in characters."""

    line: int
    column: int


class ValueStart(NamedTuple):
    """Where something of a JSON text begins: its name (of an item, the item), and its value."""

    name: int
    value: int


def path_of(written: str) -> Path:
    """Return a path written as `$.facts[0].car`, as far as its steps can be told."""
    return tuple(name or int(index) for name, index in _STEP.findall(written))


def line_of(text: str, path: Path) -> int:
    """Return the line of a field or item of a well-formed JSON text, of what holds it if missing.

    Lines count from 1; of a field it is the line of its name.
    """
    return place_at(text, walked(text, path)[0].name).line


def place_at(text: str, offset: int) -> TextPlace:
    """Return the line and column of a character; lines end with LF."""
    begins = text.rfind("\n", 0, offset) + 1
    return TextPlace(1 + text.count("\n", 0, offset), 1 + offset - begins)


def found_at(text: str, path: Path, *, last: bool = False) -> tuple[ValueStart, bool] | None:
    """Return where a path leads, of what holds it if missing, and whether it is there itself.

    Only what stands before it has to be well formed. Of a field written twice it is the first, or
    the `last`, which is the one that counts. None for a text too odd to walk through.
    """
    try:
        return walked(text, path, last=last)
    except (ValueError, IndexError, RecursionError):
        return None


def walked(text: str, path: Path, *, last: bool = False) -> tuple[ValueStart, bool]:
    """Do what `found_at` does; raises ValueError, IndexError or RecursionError instead of None."""
    at = _skip(text, 0)
    found = ValueStart(at, at)
    for step in path:
        if isinstance(step, str):
            inside = _field(text, found.value, step, last=last)
        else:
            inside = _item(text, found.value, step)
        if inside is None:
            return found, False
        found = inside
    return found, True


def unclosed(text: str) -> int | None:
    """Return the offset of the innermost bracket that a text opens and never closes.

    None if there is none, if brackets do not fit, or if more than `MAX_OPEN` are open at once.
    """
    open_: list[int] = []
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark in "[{":
            open_.append(match.start())
            if len(open_) > MAX_OPEN:
                return None
        elif mark in "]}" and (not open_ or text[open_.pop()] != {"]": "[", "}": "{"}[mark]):
            return None
    return open_[-1] if open_ else None


def bracket_at(text: str, offset: int) -> str:
    """Name a bracket by its place, for a message."""
    line, column = place_at(text, offset)
    return f"the `{text[offset]}` of line {line}, column {column}"


def too_deep(text: str) -> int | None:
    """Return the offset of the first bracket that opens with `MAX_OPEN` others open before it."""
    depth = 0
    for match in _BRACKET.finditer(text):
        if match[0] in "[{":
            depth += 1
            if depth > MAX_OPEN:
                return match.start()
        elif match[0] in "]}":
            depth -= 1
    return None


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value_end(text: str, at: int) -> int:
    """Return where the text goes on after the value at `at`, spaces left out."""
    return _skip(text, _SKIPPED.raw_decode(text, at)[1])


def _field(text: str, at: int, name: str, *, last: bool) -> ValueStart | None:
    """Return where a field of the object at `at` stands."""
    if text[at] != "{":
        return None
    found = None
    at = _skip(text, at + 1)
    while text[at] == '"':
        key, end = _SKIPPED.raw_decode(text, at)
        value = _skip(text, _skip(text, end) + 1)
        if key == name:
            found = ValueStart(at, value)
            if not last:
                return found
        at = _value_end(text, value)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _item(text: str, at: int, index: int) -> ValueStart | None:
    """Return where an item of the array at `at` stands."""
    if text[at] != "[":
        return None
    at = _skip(text, at + 1)
    for _ in range(index):
        if text[at] == "]":
            return None
        at = _value_end(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return None if text[at] == "]" else ValueStart(at, at)
