"""From an error of decoding to what is wrong with a file of facts, in the words of race files."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args, get_origin

import msgspec
from msgspec import Struct

from replay.importers.fact_group import FactGroup
from replay.schema.fields import (
    choices_of,
    fields_of,
    items_of,
    meanings_of,
    records_of,
    unannotated,
)
from replay.schema.nearest import CHOICE_ALIKE, did_you_mean
from replay.schema.wishes import found_value, hint_of, wish_of

_AT = re.compile(r" - at `(?:key` in `)?\$(.*)`", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+|\.\.\.)\]")
_NAMED_FIELD = re.compile(r"Object (?:contains unknown|missing required) field `(.*)`", re.DOTALL)
_SHOWN = 60
"""Characters of a wrong name that are repeated."""


class FactFault(NamedTuple):
    """What is wrong: the message, and the group and the key that it is wrong of."""

    message: str
    group: str
    key: str = ""


class _Wrong(NamedTuple):
    """A value that is wrong: the way to it as in the file, what it is, and what it should be."""

    way: tuple[str, ...]
    value: Any
    kind: Any
    meaning: str


def wrong_fact(
    plain: Mapping[str, Any], complaint: str, table: type[Struct], inside: Mapping[str, str]
) -> FactFault:
    """Return what is wrong with the values of a file, from a complaint of msgspec.

    `plain` are the values as they were given to `table`; `inside` names the field of a group that
    holds all that stands in it under names of its own, which is no part of the file.
    """
    found = _AT.search(complaint)
    message = complaint[: found.start()] if found else complaint
    steps = [name or index for name, index in _STEP.findall(found[1])] if found else []
    if "`key` in `" in complaint:
        steps.append("...")
    wrong = _followed(plain, steps, table, inside)
    group, key = _in_file(wrong.way)
    named = _NAMED_FIELD.fullmatch(message)
    if named is not None:
        return _wrong_field(message, named[1], wrong, group)
    where = f"`{'.'.join(step for step in wrong.way if not step.isdecimal() or key == step)}`"
    choices = choices_of(wrong.kind)
    if choices and isinstance(wrong.value, str):
        instead = did_you_mean(wrong.value, choices, CHOICE_ALIKE)
        return FactFault(f"{where}: no `{wrong.value[:_SHOWN]}` here; {instead}", group, key)
    return FactFault(f"{where}: {_wish(wrong)}", group, key)


def _followed(
    plain: Mapping[str, Any], steps: Sequence[str], table: type[Struct], inside: Mapping[str, str]
) -> _Wrong:
    """Follow the steps of msgspec, which does not name the keys of a table that are free."""
    wrong = _Wrong((), plain, table, "")
    for step in steps:
        way, value, kind, _ = wrong
        if step == "...":
            name, inner, wanted = _culprit(value, kind)
            wrong = _Wrong((*way, name), inner, wanted, "")
        elif step.isdecimal():
            wrong = _Wrong((*way, step), value[int(step)], items_of(kind), wrong.meaning)
        else:
            (record,) = records_of(kind)
            field = next(one for one in fields_of(record) if one.name == step)
            free = len(way) == 1 and inside.get(way[0]) == step
            further = way if free else (*way, step)
            wrong = _Wrong(further, value[step], field.kind, meanings_of(record).get(step, ""))
    return wrong


def _culprit(value: Mapping[str, Any], kind: Any) -> tuple[str, Any, Any]:
    """Return the key of a table of which key or value is wrong, the wrong one, and its type."""
    for_key, for_value = get_args(unannotated(kind))
    for key, inner in value.items():
        for one, wanted in ((key, for_key), (inner, for_value)):
            try:
                msgspec.convert(one, wanted)
            except msgspec.ValidationError:
                return str(key), one, wanted
    raise LookupError(kind)


def _in_file(way: tuple[str, ...]) -> tuple[str, str]:
    """Return the group and the key of a way, as they are looked for in the text.

    `after.facts[2]` is the third of the groups under `[[after.facts]]`.
    """
    if len(way) > 2 and way[0] == "after":
        return f"{'.'.join(way[:2])}[{way[2]}]", way[3] if len(way) > 3 else ""
    if way[:2] == ("result", "classes") and len(way) > 2:
        return "result.classes", way[2]
    return (way[0] if way else ""), (way[1] if len(way) > 1 else "")


def _wrong_field(message: str, field: str, wrong: _Wrong, group: str) -> FactFault:
    """Say which groups or fields there are where one is unknown, and what one is that is missing.

    Of what is unknown the key is its name; what is missing is missing where its group begins.
    """
    (record,) = records_of(wrong.kind)
    names = [one.name for one in fields_of(record)]
    if not group:
        instead = did_you_mean(field, names)
        return FactFault(f"`{field[:_SHOWN]}` is no group of facts; {instead}", field)
    shown = f"`[[{group.partition('[')[0]}]]`" if group.endswith("]") else f"`[{group}]`"
    if "missing" in message:
        (one,) = (one for one in fields_of(record) if one.name == field)
        words = one.meaning.rstrip(".")
        also = f": {words[:1].lower()}{words[1:]}" if words else ""
        return FactFault(f"{shown} lacks `{field}`{also}; expected {wish_of(one.kind)}", group)
    message = f"no field `{field[:_SHOWN]}` in {shown}; {did_you_mean(field, names)}"
    return FactFault(message, group, field)


def _wish(wrong: _Wrong) -> str:
    """Say what is wanted, what was found, and how it may have been meant."""
    kind = wrong.kind
    records = records_of(kind) if items_of(kind) is None else ()
    if get_origin(unannotated(kind)) is dict:
        wish = "names with their values, at least one"
    elif records:
        wish = "a group" if issubclass(records[0], FactGroup) else "a table"
    else:
        words = wrong.meaning.rstrip(".")
        numbers = unannotated(kind) in (int, float)
        wish = wish_of(kind) + (f" ({words[:1].lower()}{words[1:]})" if numbers and words else "")
    if isinstance(wrong.value, dict):
        return f"expected {wish}" + ("; found none" if not wrong.value else "; found a table")
    text = json.dumps(wrong.value, default=str, ensure_ascii=False)
    hint = hint_of(kind, text, 0)
    return f"expected {wish}; found {found_value(text, 0)}" + (f": {hint}" if hint else "")
