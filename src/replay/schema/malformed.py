"""What of a text is not JSON, in words for who wrote it by hand."""

import re
import unicodedata

from replay.json_place import TextPlace, bracket_at, place_at, too_deep, unclosed
from replay.schema.fault import NOT_A_RACE, Fault

_BYTE = re.compile(r"(?:JSON is malformed: )?(.*?) \(byte ([0-9]+)\)")
_WORD = re.compile(r"[A-Za-z_]{0,40}")
_WORD_BEFORE = re.compile(r"[A-Za-z_]*\Z")

_UNCLOSED = {"expected ',' or ']'": "}", "expected ',' or '}'": "]"}
"""What msgspec wanted -> the bracket that shows that another one is not closed."""

_PRINTED_QUOTES = "‘’‚‛“”„‟«»"

_MALFORMED = {
    "expected ',' or '}'": "expected `,` or `}`: is a comma or a quote missing before this?",
    "expected ',' or ']'": "expected `,` or `]`: is a comma missing before this?",
    "trailing comma in object": "a comma with nothing after it: the last field has none",
    "trailing comma in array": "a comma with nothing after it: the last item has none",
    "expected ':'": "expected `:` between a field and its value",
    "expected '\"'": 'expected the name of a field, in " quotes',
    "object keys must be strings": 'expected the name of a field, in " quotes',
    "trailing characters": "more text after the end of the race",
    **dict.fromkeys(
        (
            "invalid escaped character",
            "invalid escape character in string",
            "invalid character in unicode escape",
            "unexpected end of hex escape",
        ),
        r"after a backslash in a text stands one of \" \\ / b f n r t, or u and four digits",
    ),
    **dict.fromkeys(
        ("unexpected end of escaped utf-16 surrogate pair", "invalid utf-16 surrogate pair"),
        r"half of a character: \ud800 to \udfff stand in pairs",
    ),
    "invalid number": "not a number as JSON writes it: no 0 or + before it, and no comma in it",
    "invalid character": "nothing of JSON begins so",
}


def not_utf_8(data: bytes) -> Fault | None:
    """Return the fault of a text that is not UTF-8, at the first byte that is not."""
    if b"\0" in data[:4]:
        message = "UTF-16 or no text at all: save it as UTF-8"
        return Fault(message, None, TextPlace(1, 1))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        byte = data[error.start]
        message = f"not UTF-8: save it as UTF-8 (the byte 0x{byte:02x} stands here)"
        return Fault(message, None, place_at(before, len(before)))
    return None


def malformed(data: bytes, complaint: str) -> Fault:
    """Return what of a text is not JSON, from a complaint of msgspec."""
    text = data.decode(errors="replace")
    if complaint.startswith("maximum recursion"):
        at = too_deep(text)
        place = None if at is None else place_at(text, at)
        return Fault("not JSON that can be meant: nested too deeply", None, place)
    match = _BYTE.fullmatch(complaint)
    if match is None:
        return _cut_short(text)
    # Of what follows the end, the byte that is named is the one after its first.
    byte = int(match[2]) - (match[1] == "trailing characters")
    before = data[:byte].decode(errors="replace")
    message = _MALFORMED.get(match[1], match[1])
    if text.startswith(("//", "/*", "#"), len(before)):
        return Fault("not JSON, which has no comments", None, place_at(text, len(before)))
    if not before.strip():
        return Fault(NOT_A_RACE, None, place_at(text, len(before)))
    at = len(before)
    if (odd := look_alike(text, at)) is not None:
        return Fault(f"not JSON: {odd}", None, place_at(text, at))
    if match[1] in _UNCLOSED and text[at : at + 1] == _UNCLOSED[match[1]]:
        opened = unclosed(text[:at])
        if opened is not None:
            message = f"{bracket_at(text, opened)} is not closed before this `{text[at]}`"
    if match[1] == "invalid character" and at < len(text):
        at, message = _odd_character(text, at)
    return Fault(f"not JSON: {message}", None, place_at(text, min(at, len(text))))


def look_alike(text: str, at: int) -> str | None:
    """Say which character only looks like a plain one: a quote of print, or another space."""
    char = text[at : at + 1]
    if not char:
        return None
    if char in _PRINTED_QUOTES:
        return f'`{char}`: names and text stand in plain " quotes'
    if char > "~" and unicodedata.category(char) in ("Zs", "Cf", "Zl", "Zp"):
        name = unicodedata.name(char, "a character").lower()
        return f"{name} (U+{ord(char):04X}) stands here: write a plain space, or none"
    return None


def _control_character(char: str) -> str:
    if char in "\r\n":
        return "a text in quotes ends on its own line"
    if char == "\t":
        return "a text in quotes has no tabs in it: write spaces"
    return f"a text in quotes has no control characters in it: this is U+{ord(char):04X}"


def _odd_character(text: str, at: int) -> tuple[int, str]:
    """Say what is wrong, and where it begins, at a character that stands where none such may."""
    char = text[at]
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if char < " " and line.count('"') % 2:
        return at, _control_character(char)
    before = _WORD_BEFORE.search(line)
    begins = at - len(before[0]) if before else at
    word = _WORD.match(text, begins)
    if word and word[0]:
        rule = "text stands in quotes; true, false and null are in small letters"
        return begins, f"`{word[0]}` is no value: {rule}"
    if char in "]}":
        return at, "a value is missing here, or the comma before this is one too many"
    if char == "'":
        return at, f'`{char}`: text stands in plain " quotes'
    return at, _MALFORMED["invalid character"]


def _cut_short(text: str) -> Fault:
    """Say what a text that ends too early has left open."""
    end = len(text.rstrip())
    ends = place_at(text, max(end - 1, 0))
    at = unclosed(text)
    if at is None:
        return Fault("not JSON: the file ends in the midst of a value", None, ends)
    message = f"not JSON: the file ends, and {bracket_at(text, at)} is never closed"
    return Fault(message, None, ends)
