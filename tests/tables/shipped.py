"""The races that come with the program, as tables read them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import replay
from replay import racefile
from replay.race.model import Race
from replay.race.timeline import Timeline

RACES = Path(__file__).parents[2] / "races"
TINY = Path(__file__).parents[1] / "races" / "tiny.json"

NAMES = sorted(path.stem for path in RACES.glob("*.json"))


@cache
def race_named(name: str) -> Race:
    return racefile.load(RACES / f"{name}.json")


@cache
def timeline_named(name: str) -> Timeline:
    return Timeline(race_named(name))


WITH_LAPS = [name for name in NAMES if race_named(name).has_laps]


def rows_of(columns: replay.Columns) -> list[dict[str, Any]]:
    """A table as rows, each a dict."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def ticks(seconds: float) -> int:
    """Seconds as ticks; they are whole ones."""
    whole = round(seconds * 10_000)
    assert whole / 10_000 == seconds
    return whole


def maybe_ticks(seconds: float | None) -> int | None:
    return None if seconds is None else ticks(seconds)


def of_car(rows: Sequence[dict[str, Any]], car: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["DriverNumber"] == car]
