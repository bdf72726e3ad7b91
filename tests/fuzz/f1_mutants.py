"""Laps, tables and pages of Formula 1 gone wrong: cells, rows, columns, values and bytes."""

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from tests.fuzz.mutant_files import spoilt
from tests.importers.f1.grids import (
    ergast,
    fastf1,
    page,
    page_results,
    pages,
    pandas,
    pit_stop,
    red_flag,
    row_of,
    rows,
    safety_car,
    table,
)

Files = dict[str, str]

_CELLS = (
    "", "\\N", "0", "1", "-1", "2", "3.0", "5", "1e3", "1e300", "nan", "99999", "NaT", "True",
    "0 days", "0 days 00:00:00", "0 days 01:01:41", "9 days 23:59:59.999999", "-1 days +23:59:59",
    "1:40.000", "99:59:59.9", "x" * 3_000, "\x1b[2J", "علی\u200cرضا", "a\u200cb", '"', "12.0",
    "671", "٣", "D", "W", "F", "Formula", "2012 Invented Grand Prix", "ABL", "44", "501", "10",
)  # fmt: skip

_VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 1.5, "", "0", "1", "2", "5000", "99999999", "x" * 3_000, "\x1b[2J",
    "1:40.000", "1:99.0", "9:00:00.0", "nan", [], {}, [[]], "bold", "علی", "R", "Lapped",
)  # fmt: skip


@cache
def _stopped_laps() -> str:
    lines = rows(RoundNumber="3", EventName="Invented Grand Prix")
    row_of(lines, "BOL", 2)["PitInTime"] = pandas(3790)
    row_of(lines, "BOL", 3).update(PitOutTime=pandas(3812), Compound="HARD", TyreLife="1.0")
    row_of(lines, "COL", 3)["PitInTime"] = pandas(3886)
    for code in ("ABL", "BOL", "COL"):
        row_of(lines, code, 3)["TrackStatus"] = "24"
    return fastf1(lines)


@cache
def _tables() -> Files:
    return ergast(
        stops=[pit_stop("502", 2, 23.5), pit_stop("501", 3, 24.0)],
        safety=[safety_car(2, 4, 1), safety_car(5, None, 0)],
        red=[red_flag(3)],
    )


def _seed(random: Random) -> Files:
    """Give files that make a race: laps of FastF1, tables, both, or pages."""
    chance = random.random()
    if chance < 0.3:
        return {"fastf1": _stopped_laps()}
    if chance < 0.5:
        return {**_tables(), "fastf1": _stopped_laps(), "laps": ""}
    if chance < 0.8:
        return dict(_tables())
    stops = [{"driverId": "bold", "lap": "2", "stop": "1", "time": "-", "duration": "23.1"}]
    texts = [*pages(5), page({"Results": page_results()}), page({"PitStops": stops})]
    return {f"page{at}": text for at, text in enumerate(texts)}


def mutant(random: Random) -> dict[str, bytes]:
    """Give files that have gone wrong in one to three places, as the bytes of each."""
    files = {name: text for name, text in _seed(random).items() if text}
    for name in list(files):
        if len(files) > 1 and random.random() < 0.06:
            del files[name]
    for _ in range(random.randint(1, 3)):
        name = random.choice(list(files))
        change = _change_page if name.startswith("page") else _change_table
        files[name] = change(files[name], random)
    data = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    if random.random() < 0.1:
        name = random.choice(list(data))
        data[name] = spoilt(data[name], random)
    return data


def _change_table(text: str, random: Random) -> str:
    lines = list(csv.DictReader(io.StringIO(text)))
    if not lines:
        return text
    row = random.choice(lines)
    column = random.choice(list(row))
    changes: tuple[Callable[[], Any], ...] = (
        lambda: row.update({column: random.choice(_CELLS)}),
        lambda: row.update({column: random.choice(lines)[column]}),
        lambda: row.update({column: _number(row[column], random)}),
        lambda: lines.remove(row),
        lambda: lines.insert(random.randrange(len(lines) + 1), dict(row)),
        lambda: random.shuffle(lines),
        lambda: [line.update({column: random.choice(_CELLS)}) for line in lines],
        lambda: [line.pop(column) for line in lines],
        lambda: [line.update({"renamed": line.pop(column)}) for line in lines],
    )
    random.choices(changes, weights=(30, 15, 30, 6, 4, 4, 4, 1, 1))[0]()
    return table(lines) if lines else text


def _number(cell: str | None, random: Random) -> str:
    """Give a cell with a number in it changed a little, or much."""
    try:
        number = float(cell or "x")
    except ValueError:
        return (cell or "").replace(*random.choice((("0", "9"), ("1", "2"), (":", "."))), 1)
    changed = number + random.choice((-1, 1, 2, -30, 30, 900, 100_000, -100, 0.5))
    return str(changed) if changed % 1 else str(int(changed))


def _change_page(text: str, random: Random) -> str:
    whole = json.loads(text)
    here: Any = whole
    if not isinstance(here, dict | list) or not here:
        return text
    while True:
        key: Any = (
            random.choice(list(here)) if isinstance(here, dict) else random.randrange(len(here))
        )
        inside = here[key]
        if isinstance(inside, dict | list) and inside and random.random() < 0.93:
            here = inside
            continue
        break
    chance = random.random()
    if chance < 0.15:
        del here[key]
    elif chance < 0.25 and isinstance(here, list):
        here.append(inside)
    elif chance < 0.6 and isinstance(inside, str):
        here[key] = _number(inside, random)
    else:
        here[key] = random.choice(_VALUES)
    return json.dumps(whole)
