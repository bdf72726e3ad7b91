"""What of a text is not TOML, in words for who wrote it by hand."""

import re

from replay.json_place import TextPlace, place_at, too_deep
from replay.schema.malformed import look_alike

_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
_IN_WORDS = {
    "Expected '=' after a key in a key/value pair": "expected `=` between a name and its value",
    "Invalid value": 'no value of TOML: text stands in " quotes; true and false in small letters',
    "Expected newline or end of document after a statement": "more text after the value",
    "Illegal character '\\n'": "a text in quotes ends on its own line",
    "Unclosed array": "a list ends with `]`, and has commas between its items",
    "Unterminated string": "a text is never closed by its quote",
    "Invalid initial character for a key part": "expected a name, in letters, digits, - and _",
    "Invalid statement": "expected a name and `=`, or a group in [ ]",
    "Expected ']' at the end of a table declaration": "the name of a group ends with `]`",
    "Expected ']]' at the end of an array declaration": "the name of this group ends with `]]`",
    "Found invalid character '\\n'": "a text in quotes ends on its own line",
    'Expected "\'"': "a text is never closed by its quote",
    "Unclosed inline table": "a table in { } ends with `}`, and has commas between its fields",
    "Unescaped '\\' in a string": "a backslash in a text is written twice",
}
"""How tomllib says it -> how it is said."""


def not_toml(text: str, error: Exception) -> tuple[str, TextPlace | None]:
    """Return what is wrong, and where, from an error of tomllib, which reads LF alone."""
    text = text.replace("\r\n", "\n")
    if isinstance(error, RecursionError):
        at = too_deep(text)
        place = None if at is None else place_at(text, at)
        return "not TOML that can be meant: nested too deeply", place
    complaint = str(error)
    found = _PLACE.search(complaint)
    words = complaint[: found.start()] if found else complaint
    at = _offset(text, int(found[1]), int(found[2])) if found and found[1] else len(text.rstrip())
    if odd := look_alike(text, at):
        return f"not TOML: {odd}", place_at(text, at)
    if words.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate")):
        return _twice(text, at)
    return f"not TOML: {_IN_WORDS.get(words, words)}", place_at(text, at)


def _offset(text: str, line: int, column: int) -> int:
    begins = 0
    for _ in range(line - 1):
        begins = text.find("\n", begins) + 1
    return begins + column - 1


def _twice(text: str, at: int) -> tuple[str, TextPlace]:
    """Say where what stands here a second time stood first."""
    begins = text.rfind("\n", 0, at) + 1
    line = text[begins:].partition("\n")[0]
    place = place_at(text, begins + len(line) - len(line.lstrip()))
    is_group = line.lstrip().startswith("[")
    ends = "#" if is_group else "="
    name = line.partition(ends)[0].strip()
    before = [
        number
        for number, one in enumerate(text[:begins].split("\n"), 1)
        if one.partition(ends)[0].strip() == name
    ]
    if not before:
        return f"`{name[:60]}`: a value of that name stands before it", place
    # Of a group the first is the other one; of a name, which other groups may have, the last.
    first = before[0 if is_group else -1]
    return f"`{name[:60]}` stands twice, first in line {first}", place
