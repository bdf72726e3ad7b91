"""A field that stands twice in an object: JSON lets the last one count, and drops the other."""

import json
import re

from replay.json_place import place_at
from replay.schema.fault import Fault

_TOKEN = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"([ \t\r\n]*:)?|[{}]')
_SHOWN = 60
"""Characters of a name that are repeated."""


def field_twice(data: bytes) -> Fault | None:
    """Return the first field of a well-formed JSON text that an object has a second time."""
    text = data.decode()
    open_: list[dict[str, int]] = []
    for token in _TOKEN.finditer(text):
        if token[2] is not None:
            name = json.loads(f'"{token[1]}"') if "\\" in token[1] else token[1]
            before = open_[-1].setdefault(name, token.start())
            if before != token.start():
                line, column = place_at(text, before)
                message = f"`{name[:_SHOWN]}` stands twice, first in line {line}, column {column}"
                return Fault(message, None, place_at(text, token.start()))
        elif token[0] == "{":
            open_.append({})
        elif token[0] == "}":
            open_.pop()
    return None
