"""From an error of decoding to what is wrong with a race file, and where in its text.

The place is looked for only once something is wrong. Of a text too odd to walk through it stays
unknown.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from replay.json_place import Path, TextPlace, bracket_at, found_at, path_of, place_at, unclosed
from replay.race.consistency import InconsistentRace
from replay.race.model import VERSION, Race
from replay.race.record import LapNumber, Text, Ticks, plain_message
from replay.schema.fault import NOT_A_RACE, Fault
from replay.schema.fields import (
    choices_of,
    fields_of,
    items_of,
    meanings_of,
    records_of,
    tag_field,
    tag_of,
    unannotated,
)
from replay.schema.malformed import malformed, not_utf_8
from replay.schema.nearest import CHOICE_ALIKE, all_of, did_you_mean, nearest_names, one_of
from replay.schema.wishes import found_value, hint_of, thousandths_of, wish_of

_NAMED_FIELD = re.compile(r"Object (?:contains unknown|missing required) field `(.*)`", re.DOTALL)
_FIELD = re.compile(r'"[^"\\\n]{1,80}"\s*:')
_SLIP = 0.75
"""How alike a wrong name is to a right one, of 1, to be a slip whatever else is missing."""

_SHOWN = 60
"""Characters of a wrong name that are repeated."""


class _Version(Struct):
    """The one field that says whether the others can be understood."""

    replay: int


def diagnosed(data: bytes, error: Exception | None) -> Fault:
    """Return what is wrong with a text that cannot be decoded, or does not fit together.

    Bytes that are no text are blamed first, then the version: in another version's file everything
    else may look wrong. Without an `error` that is all that is wrong.
    """
    if (fault := not_utf_8(data)) is not None:
        return fault
    text = data.decode()
    version = _version_of(data)
    if version not in (None, VERSION) or error is None:
        message = f"written in version {version} of the race format; this program reads {VERSION}"
        return Fault(message, "$.replay", _place(text, ("replay",)))
    if isinstance(error, InconsistentRace):
        return Fault(error.message, error.path, _place(text, path_of(error.path), last=True))
    if isinstance(error, msgspec.ValidationError):
        return _wrong_value(text, str(error))
    return malformed(data, str(error))


def _version_of(data: bytes) -> int | None:
    try:
        return msgspec.json.decode(data, type=_Version).replay
    except (ValueError, RecursionError):
        return None


def place_of(data: bytes, where: str) -> TextPlace | None:
    """Return where the value at a path stands in the text of a race file that decodes."""
    return _place(data.decode(errors="replace"), path_of(where), last=True)


def _place(text: str, path: Path, *, last: bool = False, name: bool = False) -> TextPlace | None:
    """Return the place of a value, or of its name; of what holds it if it is not there."""
    found = found_at(text, path, last=last)
    if found is None:
        return None
    start, there = found
    return place_at(text, start.name if name and there else start.value)


def _wrong_value(text: str, complaint: str) -> Fault:
    message, found, written = complaint.partition(" - at `")
    where = written.removesuffix("`") if found else None
    path = path_of(written) if found else ()
    kind = _kind_at(text, path)
    if path == () and not _is_meant_as_race(text):
        return Fault(NOT_A_RACE, None, _place(text, ()))
    if (field := _NAMED_FIELD.fullmatch(message)) is not None:
        return _wrong_field(text, message, field[1], where, path, kind)
    place = _place(text, path)
    if path and (event := _event_at(text, path[:-1])) is not None and path[-1] == "kind":
        return Fault(_no_such_kind(message, event), where, place)
    if message.startswith("Invalid ") and choices_of(kind):
        word = message.partition(" value ")[2].strip("'\"")
        instead = did_you_mean(word, choices_of(kind), CHOICE_ALIKE)
        return Fault(f"no `{word[:_SHOWN]}` here; {instead}", where, place)
    if kind is None:
        return Fault(plain_message(message), where, place)
    return Fault(_wish(text, path, kind), where, place)


def _is_meant_as_race(text: str) -> bool:
    named = (found_at(text, (name,)) for name in ("replay", "header", "entries"))
    return any(found is not None and found[1] for found in named)


def _wish(text: str, path: Path, kind: Any) -> str:
    """Say what is wanted, what was found and what may have been meant."""
    found = found_at(text, path)
    meaning = _meaning(text, path, kind)
    wish = f"expected {wish_of(kind)}{meaning}"
    if found is None or not found[1]:
        return wish
    at = found[0].value
    if endless := _unclosed_list(text, path, at):
        return endless
    hint = hint_of(kind, text, at) or thousandths_of(meaning, text, at)
    return f"{wish}; found {found_value(text, at)}" + (f": {hint}" if hint else "")


def _unclosed_list(text: str, path: Path, at: int) -> str:
    """Say of a field that stands where an item is wanted that its list has no end; else nothing."""
    if not path or not isinstance(path[-1], int) or not _FIELD.match(text, at):
        return ""
    opened = unclosed(text[:at])
    return "" if opened is None else f"{bracket_at(text, opened)} is not closed before this field"


def _meaning(text: str, path: Path, kind: Any) -> str:
    """Say what a number counts, which its type does not tell."""
    record = _record_of(text, path[:-1], _kind_at(text, path[:-1]))
    if record is None or kind in (Ticks, LapNumber) or unannotated(kind) is not int:
        return ""
    words = meanings_of(record).get(str(path[-1]), "").rstrip(".")
    return f" ({words[:1].lower()}{words[1:]})" if words else ""


def _wrong_field(
    text: str, message: str, field: str, where: str | None, path: Path, kind: Any
) -> Fault:
    """Say which fields there are where one is unknown, and what one is that is missing."""
    record = _record_of(text, path, kind)
    if "missing" in message:
        if record is None:
            return Fault(f"`{field}` is missing", where, _place(text, path))
        return Fault(_missing(field, record), where, _place(text, path))
    place = _place(text, (*path, field), name=True)
    if record is None:
        return Fault(f"no field `{field[:_SHOWN]}` here", where, place)
    lacking = _lacking(text, path, record)
    if lacking and not nearest_names(field, lacking) and not _is_slip(field, record):
        verb = "are" if len(lacking) > 1 else "is"
        message = f"no field `{field[:_SHOWN]}` here, and {all_of(lacking)} {verb} missing"
        return Fault(message, where, place)
    names = [one.name for one in fields_of(record)]
    if tag_field(record) is not None:
        names.insert(0, str(tag_field(record)))
    return Fault(f"no field `{field[:_SHOWN]}` here; {did_you_mean(field, names)}", where, place)


def _lacking(text: str, path: Path, record: type[Struct]) -> list[str]:
    """Return the fields that a record has to have and does not."""
    needed = [one.name for one in fields_of(record) if one.required]
    found = {name: found_at(text, (*path, name)) for name in needed}
    return [name for name, one in found.items() if one is not None and not one[1]]


def _is_slip(field: str, record: type[Struct]) -> bool:
    return bool(nearest_names(field, [one.name for one in fields_of(record)], _SLIP))


def _missing(field: str, record: type[Struct]) -> str:
    if field == tag_field(record):
        return f"`{field}` is missing: what kind of event it is"
    (one,) = (one for one in fields_of(record) if one.name == field)
    words = one.meaning.split(". ")[0].rstrip(".")
    what = f"{words[:1].lower()}{words[1:]}"
    if records_of(one.kind):
        # What the record is would say the same once more.
        needed = wish_of(one.kind).partition(": ")[0]
        return f"`{field}` is missing, {needed}" + (f": {what.split(';')[0]}" if what else "")
    return f"`{field}` is missing{what and ': '}{what}; expected {wish_of(one.kind)}"


def _no_such_kind(message: str, events: Iterable[type[Struct]]) -> str:
    kinds = [str(tag_of(event)) for event in events]
    if not message.startswith("Invalid value"):
        return f"expected a kind of event: {one_of(kinds)}"
    word = message.partition(" value ")[2].strip("'\"")
    return f"no kind of event `{word[:_SHOWN]}`; {did_you_mean(word, kinds)}"


# -- the types along a path


def _kind_at(text: str, path: Path) -> Any | None:
    """Return the type of the value at a path of a race file; None for a path of no race file."""
    if path == ("$schema",):
        return Text
    kind: Any = Race
    for depth, step in enumerate(path):
        if isinstance(step, int):
            kind = items_of(kind)
        else:
            record = _record_of(text, path[:depth], kind)
            fields = {one.name: one.kind for one in fields_of(record)} if record else {}
            kind = fields.get(step)
        if kind is None:
            return None
    return kind


def _record_of(text: str, path: Path, kind: Any) -> type[Struct] | None:
    """Return the record of a type; of an event the one that its `kind` names."""
    records = records_of(kind) if items_of(kind) is None else ()
    if len(records) <= 1:
        return records[0] if records else None
    named = found_at(text, (*path, "kind"))
    if named is not None and named[1]:
        for record in records:
            if text.startswith(f'"{tag_of(record)}"', named[0].value):
                return record
    return records[0] if records else None


def _event_at(text: str, path: Path) -> tuple[type[Struct], ...] | None:
    """Return the kinds of event that may stand at a path, None where none does."""
    records = records_of(unannotated(_kind_at(text, path)))
    return records if records and tag_field(records[0]) is not None else None
