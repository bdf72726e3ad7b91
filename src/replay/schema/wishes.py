"""Types of the race format in words: what a field wants, and what was found instead."""

import json
import re
from datetime import date
from typing import Any, get_args

from msgspec import Meta, Struct

from replay.race.record import (
    SECOND,
    Basis,
    CarNumber,
    ClassMark,
    Colour,
    Date,
    DriverCode,
    LapNumber,
    Ticks,
)
from replay.race.text import PATTERN, RULE_IN_WORDS
from replay.schema.fields import (
    choices_of,
    fields_of,
    items_of,
    records_of,
    summary_of,
    tag_field,
    unannotated,
)

_NAMED = (
    (CarNumber, "car", 'a car number in quotes, 1 to 3 digits or capitals, such as "24"'),
    (ClassMark, "letters", 'a class of 1 to 3 letters or digits, such as "GT3"'),
    (DriverCode, "letters", 'a driver\'s code of 3 capitals, such as "VER"'),
    (Colour, "colour", 'a colour such as "#0c2340", in small letters'),
    (Date, "date", 'a date such as "2024-05-05"'),
    (Ticks, "time", "a time: a whole number of 0.0001 s, 0 to 8,640,000,000"),
    (LapNumber, "lap", "a lap: a whole number from 0 to 5,000"),
)
"""Types that have a name of their own in the format: the short one, and what they want."""

_CLOCK = re.compile(r'"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2}(?:\.[0-9]{1,4})?)"')
"""A time as people write it: `1:30.5`, `2:31:07`."""

_SECONDS = 100_000
"""Up to here a number with a point, where a time is wanted, is taken for one in seconds."""

_QUOTE = '"'
_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"?')
_SHOWN = 40
"""Characters of a wrong value that are repeated."""


def wish_of(kind: Any) -> str:
    """Say in words what a field of a type wants."""
    for named, _, wish in _NAMED:
        if kind == named:
            return wish
    records, words = records_of(kind), choices_of(kind)
    if words:
        return f"one of {', '.join(map(json.dumps, words))}"
    if (item := items_of(kind)) is not None:
        each = f", each {_object(records)}" if records else f", each {wish_of(item)}"
        return f"a list in [ ]{_how_many(_limits(kind))}{each}"
    if records:
        what = summary_of(records[0]) if len(records) == 1 else "something that happened"
        return f"{_object(records)}: {what[:1].lower()}{what[1:]}"
    return _plain_wish(kind)


def _object(records: tuple[type[Struct], ...]) -> str:
    """Say which fields an object has to have; those of events are told by their kind."""
    tag = tag_field(records[0])
    needs = [f"`{tag}`"] if tag else []
    needs += [f"`{one.name}`" for one in fields_of(records[0]) if one.required]
    last = needs[-1:]
    inside = " and ".join([", ".join(needs[:-1]), *last] if len(needs) > 1 else last)
    return "an object in { }" + (f" with {inside}" if inside else "")


def _plain_wish(kind: Any) -> str:
    limits, inner = _limits(kind), unannotated(kind)
    if inner is bool:
        return "true or false, without quotes"
    if inner is int:
        least, most = limits.get("ge"), limits.get("le", _below(limits.get("lt")))
        if least is None or most is None:
            return "a whole number"
        return f"a whole number from {least:,} to {most:,}"
    if inner is float:
        return _number(limits)
    if inner is date:
        return "a date such as 2024-05-05, without quotes"
    least, most = limits.get("min_length", 0), limits.get("max_length")
    size = "" if most is None else f" of {least} to {most} characters"
    rule = f", {RULE_IN_WORDS}" if limits.get("pattern") == PATTERN else ""
    return f"text in quotes{size}{rule.replace(', text', ',', 1)}"


def _number(limits: dict[str, Any]) -> str:
    most = limits.get("le")
    least = limits.get("ge", limits.get("gt"))
    if least is None or most is None:
        return "a number"
    return f"a number {'above' if 'gt' in limits else 'from'} {least:,}, at most {most:,}"


def _below(limit: int | None) -> int | None:
    return None if limit is None else limit - 1


def _how_many(limits: dict[str, Any]) -> str:
    least, most = limits.get("min_length", 0), limits.get("max_length")
    if most is None:
        return ""
    if least == most:
        return f" of {most:,} items"
    return f" of {least} to {most:,} items" if least else f" of at most {most:,} items"


def type_of(kind: Any) -> str:
    """Name a type in a word or two, for a table of fields."""
    for named, name, _ in _NAMED:
        if kind == named:
            return name
    item, words, inner = items_of(kind), choices_of(kind), unannotated(kind)
    if kind == Basis:
        return "basis"
    if words:
        return " or ".join(f"`{word}`" for word in words)
    if item is not None:
        return "list" if records_of(item) else f"{type_of(item)}s"
    if records_of(kind):
        return "object"
    names: dict[Any, str] = {bool: "true, false", int: "number"}
    return names.get(inner, "text")


def found_value(text: str, at: int) -> str:
    """Say what value of a JSON text begins at an offset, in a few words."""
    head = text[at : at + 1]
    if head == '"':
        match = _STRING.match(text, at, at + 300)
        written = match[0] if match else '"'
        shown = written if len(written) <= _SHOWN else written[:_SHOWN] + '..."'
        return f"the text {shown}" if len(written) > 2 else "an empty text"
    if number := _NUMBER.match(text, at, at + 2 * _SHOWN):
        written = number[0]
        return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}..."
    words = {"{": "an object", "[": "a list", "t": "true", "f": "false", "n": "null"}
    return words.get(head, "something else")


def hint_of(kind: Any, text: str, at: int) -> str:
    """Say how the value that begins at an offset may have been meant; empty where nobody can tell.

    A time in seconds, a number in quotes and a car number without them are the common slips.
    """
    wants_number = unannotated(kind) in (int, float)
    if kind == Ticks and (clock := _CLOCK.match(text, at, at + 30)):
        hours, minutes, seconds = clock.groups(default="0")
        ticks = (int(hours) * 3600 + int(minutes) * 60) * SECOND + round(float(seconds) * SECOND)
        return f"{clock[0].strip(_QUOTE)} is written {ticks}"
    number = _NUMBER.match(text, at, at + 30)
    if wants_number and text[at : at + 1] == '"':
        inside = _NUMBER.match(text, at + 1, at + 30)
        closed = inside is not None and text[inside.end() : inside.end() + 1] == '"'
        if inside is None or not closed:
            return ""
        whole = _whole(kind, inside[0]) if unannotated(kind) is int else ""
        return whole or f"write {inside[0]}, without quotes"
    if number is None:
        return ""
    if unannotated(kind) is str:
        return f'write "{number[0]}"' if number[0].isdecimal() else ""
    return _whole(kind, number[0]) if unannotated(kind) is int else ""


def _whole(kind: Any, written: str) -> str:
    """Say how a number with a point is written: a time in ticks, any other as a whole number."""
    try:
        value = float(written)
    except ValueError:
        return ""
    if "." not in written or not 0 <= value < 10_000_000:
        return ""
    if kind == Ticks and value < _SECONDS:
        return f"{written} s is written {round(value * SECOND)}"
    return f"write {int(value)}" if value == int(value) else ""


def thousandths_of(meaning: str, text: str, at: int) -> str:
    """Say how a number with a point is written where thousandths are wanted; else nothing."""
    number = _NUMBER.match(text, at, at + 30)
    wanted = re.search(r"thousandths of (a mile an hour|a mile)", meaning)
    if number is None or wanted is None or not re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,9}", number[0]):
        return ""
    unit = "miles" if wanted[1] == "a mile" else "miles an hour"
    return f"{number[0]} {unit} is written {round(float(number[0]) * 1000)}"


def _limits(kind: Any) -> dict[str, Any]:
    """Return the limits that stand beside a type, those of inner ones first."""
    found: dict[str, Any] = {}
    for meta in get_args(kind)[1:] if hasattr(kind, "__metadata__") else ():
        if isinstance(meta, Meta):
            names = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern")
            found |= {n: v for n in names if (v := getattr(meta, n)) is not None}
    return found
