"""Which fields a race fills."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from replay.race.model import Race
from replay.schema.filled_by import LETTERS


def filled_fields(race: Race) -> frozenset[str]:
    """Return the fields of a race that are not left out, as `entries.drivers.first`.

    Those of events are told apart by their kind: `events.caution.number`.
    """
    return frozenset(_within("", msgspec.to_builtins(race)))


def _within(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        inside = f"{path}.{value['kind']}" if path == "events" else path
        for name, inner in value.items():
            if path != "events" or name != "kind":
                below = f"{inside}.{name}".removeprefix(".")
                yield below
                yield from _within(below, inner)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _within(path, item)


def filled_table(filled: Mapping[str, frozenset[str]]) -> str:
    """Return the table of the fields that each source was seen to fill."""
    names = sorted(frozenset[str]().union(*filled.values()))
    return "".join(
        "".join(mark if name in filled[one] else "." for one, mark in LETTERS.items())
        + f" {name}\n"
        for name in names
    )
