"""A race whose file names the schema that an editor holds it against."""

from functools import cache

import msgspec

from replay.race.model import Race, Text


class _BoundRace(Race, frozen=True, kw_only=True):
    schema: Text | None = msgspec.field(default=None, name="$schema")


def decode_bound(data: bytes) -> Race:
    """Return the race of a text that may name its schema, which is no fact of the race.

    Raises what msgspec does.
    """
    bound = _decoder().decode(data)
    return Race(**{name: getattr(bound, name) for name in Race.__struct_fields__})


@cache
def _decoder() -> msgspec.json.Decoder[_BoundRace]:
    return msgspec.json.Decoder(_BoundRace)
