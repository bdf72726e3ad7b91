"""A plug-in of pytest that writes down which fields each source fills while its tests run.

The file named in `FIELDS_FILLED` gets them as JSON: source -> fields.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from replay.race import consistency
from replay.race.model import Race
from replay.schema.filled import filled_fields

IMPORTERS = ("alkamel", "f1", "indycar", "iracing", "nascar")

_FILLED: dict[str, set[str]] = {}
_verify = consistency.verify


def _verify_and_note(race: Race) -> None:
    _verify(race)
    source = _source()
    if source is not None:
        _FILLED.setdefault(source, set()).update(filled_fields(race))


def _source() -> str | None:
    """Name the source whose code asks for a race to be verified."""
    frame = sys._getframe(2)
    while frame is not None:
        parts = frame.f_globals.get("__name__", "").split(".")
        if parts[:2] == ["replay", "importers"] and len(parts) > 3 and parts[2] in IMPORTERS:
            return str(parts[2])
        if parts[:2] == ["replay", "reconstruct"]:
            return "a box score"
        if frame.f_back is None:
            return None
        frame = frame.f_back
    return None


consistency.verify = _verify_and_note


@pytest.hookimpl
def pytest_sessionfinish() -> None:
    """Write down what was seen."""
    seen = {source: sorted(fields) for source, fields in _FILLED.items()}
    Path(os.environ["FIELDS_FILLED"]).write_text(json.dumps(seen), encoding="utf-8")
