"""Where in a JSON text a value stands."""

import json
import re

Path = tuple[str | int, ...]
"""The way to a value: names of fields and indexes, from the outermost in."""

_SPACE = re.compile(r"[ \t\r\n]*")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+)\]")


def path_of(written: str) -> Path:
    """Return a path written as `$.facts[0].car`, as far as its steps can be told."""
    return tuple(name or int(index) for name, index in _STEP.findall(written))


def line_of(text: str, path: Path) -> int:
    """Return the line of a field or item of a well-formed JSON text, of what holds it if missing.

    Lines count from 1; of a field it is the line of its name.
    """
    at = _skip(text, 0)
    found = at
    for step in path:
        inside = _field(text, at, step) if isinstance(step, str) else _item(text, at, step)
        if inside is None:
            break
        found, at = inside
    return 1 + text.count("\n", 0, found)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value_end(text: str, at: int) -> int:
    """Return where the text goes on after the value at `at`, spaces left out."""
    return _skip(text, json.JSONDecoder().raw_decode(text, at)[1])


def _field(text: str, at: int, name: str) -> tuple[int, int] | None:
    """Return where a field's name and its value stand in the object at `at`."""
    if text[at] != "{":
        return None
    at = _skip(text, at + 1)
    while text[at] == '"':
        key, end = json.JSONDecoder().raw_decode(text, at)
        value = _skip(text, _skip(text, end) + 1)
        if key == name:
            return at, value
        at = _value_end(text, value)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return None


def _item(text: str, at: int, index: int) -> tuple[int, int] | None:
    """Return where an item of the array at `at` stands, twice."""
    if text[at] != "[":
        return None
    at = _skip(text, at + 1)
    for _ in range(index):
        if text[at] == "]":
            return None
        at = _value_end(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return None if text[at] == "]" else (at, at)
