"""How the text of a race file is laid out: so that a change of one fact is a change of one line."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from replay.race.model import Race

_CROSSINGS_A_LINE = 10


def canonical_text(race: Race) -> str:
    """Return the text of a race: LF, one fact a line, ten crossings a line."""
    fields: dict[str, Any] = msgspec.to_builtins(race)
    laps = fields.pop("laps", None)
    blocks = [f" {_json(key)}: {_block(value)}" for key, value in fields.items()]
    if laps is not None:
        blocks.append(' "laps": ' + _rows((_car_laps(car) for car in laps), indent=1))
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(value: object) -> str:
    """Format a top-level value: an object one field a line, a list one item a line."""
    if isinstance(value, dict):
        fields = [f"  {_json(key)}: {_field(item)}" for key, item in value.items()]
        return "{\n" + ",\n".join(fields) + "\n }"
    if isinstance(value, (list, tuple)):
        return _rows(map(_json, value), indent=1)
    return _json(value)


def _field(value: object) -> str:
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        return _rows(map(_json, value), indent=2)
    return _json(value)


def _rows(rows: Iterator[str], indent: int) -> str:
    pad = " " * indent
    return "[\n" + ",\n".join(f"{pad} {row}" for row in rows) + f"\n{pad}]"


def _car_laps(car: dict[str, Any]) -> str:
    crossings: list[int] = car["crossings"]
    lines = [
        ", ".join(map(str, crossings[start : start + _CROSSINGS_A_LINE]))
        for start in range(0, len(crossings), _CROSSINGS_A_LINE)
    ]
    known = _rows(map(_json, car["known"]), indent=3) if car["known"] else "[]"
    times = _rows(iter(lines), indent=3) if lines else "[]"
    also = f',\n   "incidents": {_json(car["incidents"])}' if "incidents" in car else ""
    return f'{{"car": {_json(car["car"])},\n   "known": {known},\n   "crossings": {times}{also}}}'
