"""The JSON Schema of a race file, with what each field means."""

import json
from typing import Any

import msgspec
from msgspec import Struct

from replay.race.model import VERSION, Race
from replay.schema.fields import fields_of, meanings_of, records_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BINDS = "Where the schema of this file is, for editors; nothing else reads it."


def json_schema() -> bytes:
    """Return the JSON Schema of a race file."""
    schema = msgspec.json.schema(Race)
    for record in records_within(Race):
        described: dict[str, Any] = schema["$defs"][record.__name__]["properties"]
        for name, meaning in meanings_of(record).items():
            also = described[name].get("description", "")
            described[name]["description"] = f"{meaning} {also}".strip()
    race = schema["$defs"][Race.__name__]["properties"]
    race["replay"]["const"] = VERSION
    race["$schema"] = {"type": "string", "maxLength": 300, "description": _BINDS}
    schema = {"$schema": _DIALECT, "title": "A race file of replay"} | schema
    # Patterns name the characters that no text may hold: those too are shown as escapes.
    return json.dumps(schema, indent=1).encode() + b"\n"


def records_within(record: type[Struct]) -> tuple[type[Struct], ...]:
    """Return a record and all that stand in it, each once, in the order of a file."""
    found: dict[type[Struct], None] = {record: None}
    for field in fields_of(record):
        for inner in records_of(field.kind):
            found |= dict.fromkeys(records_within(inner))
    return tuple(found)
