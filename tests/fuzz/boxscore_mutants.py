"""Box scores gone wrong in what they mean: other figures, cars, laps, rulings, rows twice."""

import json
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from tests.reconstruct.publishing import Published, Row, published
from tests.reconstruct.simulation import Plan, simulated

_CELLS = (
    "", "0", "1", "2", "5", "99", "-1", "0.0001", "0.001", "29.5", "500", "863999.9999", "864000",
    "864001", "999999999", "nan", "x", "x" * 81, "Running", "accident", "disqualified", "exact",
    "approximate lap", "علی\u200cرضا کریمی", "a\u200cb c", "\x1b[2J", "00", "007",
)  # fmt: skip
_FIGURES = (-1, 0, 1, 12, 250, 5_000, 5_001, 10**9, 0.0001, 1e300, "0.001", "864000", "x", None)


@cache
def seeds() -> tuple[Published, ...]:
    """Give the box scores that mutants are made of, each with every table."""
    plans = (
        Plan(cars=5, laps=14, seed=3, cautions=((4, 6), (9, 11)), stops={0: (5,)}, stage=4),
        Plan(cars=9, laps=20, seed=5, cautions=((8, 11),), retired={3: 9}, slow={5: 90}),
        Plan(cars=3, laps=6, seed=7, stops={0: (2,), 2: (3,)}),
    )  # fmt: skip
    return tuple(_whole(published(simulated(plan), (plan.laps // 2,))) for plan in plans)


def _whole(box_score: Published) -> Published:
    laps = box_score.race["laps"]
    tables = box_score.tables
    tables["red_flags.csv"] = [{"laps_completed": "2", "reason": "rain"}]
    tables["penalties.csv"] = [{"car": "1", "leader_laps_completed": "1", "text": "speeding"}]
    tables["stop_remarks.csv"] = [{"car": "1", "laps_completed_at_pit_in": "1", "text": "slow"}]
    tables["after_race.csv"] = [
        {"kind": "report", "label": "margin", "text": "a nose", "source": "the press", "car": "1",
         "otherwise": "two", "otherwise_source": "a photograph"},
    ]  # fmt: skip
    tables["standing.csv"] = [
        {"position": "1", "source": "the press", "car": "1", "points": "395.5", "wins": "2"}
    ]
    tables["drivers.csv"] = [{"car": "1", "first": "A", "last": "B", "short": "A. B"}]
    tables["liveries.csv"] = [
        {"car": "1", "paint": "#000000", "ink": "#ffffff", "second": "#ff0000"}
    ]
    first = tables["results.csv"][0]
    box_score.race |= {
        "facts": [{"label": "pole", "text": "29.5 s", "car": "1"}],
        "finish": {"resolution": 10, "lanes": ["1", "2"], "lanes_known": ["1"]},
        "ruling": {
            "by": "camera", "text": "a nose", "of_lap": laps, "after_s": 60,
            "provisional": [[first["car"], first["elapsed_s"]]],
        },
    }  # fmt: skip
    return box_score


def mutant(random: Random) -> Published:
    """Give a box score that has gone wrong in one to three places."""
    wrong = deepcopy(random.choice(seeds()))
    if random.random() < 0.5:
        del wrong.race["ruling"]
    for _ in range(random.randint(1, 3)):
        random.choice((_cell, _cell, _cell, _rows, _table, _figure, _ruling, _finish))(
            wrong, random
        )
    return wrong


def text_of(wrong: Published) -> bytes:
    """Give a box score as one text, to be kept where it is found to break something."""
    return json.dumps({"race.json": wrong.race, **wrong.tables}, indent=1).encode()


def _rows_of(wrong: Published, random: Random) -> list[Row]:
    return wrong.tables[random.choice([file for file, rows in wrong.tables.items() if rows])]


def _cell(wrong: Published, random: Random) -> None:
    """A cell says what another says, something odd, or a little more or less."""
    rows = _rows_of(wrong, random)
    row = random.choice(rows)
    column = random.choice(list(row))
    was = row[column]
    near = was
    if was.replace(".", "", 1).isdigit():
        more = random.choice((-40, -1, -0.01, 0.01, 1, 40, 1e5, 8e5))
        near = f"{float(was) + more:.4f}" if "." in was else str(int(was) + int(more))
    row[column] = random.choice((random.choice(_CELLS), random.choice(rows)[column], near))


def _rows(wrong: Published, random: Random) -> None:
    """A row stands twice, in another place, or not at all."""
    rows = _rows_of(wrong, random)
    at = random.randrange(len(rows))
    change = random.randrange(4)
    if change == 0:
        rows.insert(random.randrange(len(rows)), dict(rows[at]))
    elif change == 1:
        del rows[at]
    elif change == 2:
        random.shuffle(rows)
    else:
        rows += [dict(row) for row in rows] * random.choice((1, 30))


def _table(wrong: Published, random: Random) -> None:
    """A table or a column of it is not there."""
    file = random.choice([file for file, rows in wrong.tables.items() if rows])
    if random.random() < 0.5:
        del wrong.tables[file]
        wrong.tables.setdefault("results.csv", [])
        return
    column = random.choice(list(wrong.tables[file][0]))
    for row in wrong.tables[file]:
        row.pop(column, None)


def _figure(wrong: Published, random: Random) -> None:
    """A figure of race.json is another, or is not there."""
    key = random.choice(list(wrong.race))
    if random.random() < 0.3:
        del wrong.race[key]
    else:
        was: Any = wrong.race[key]
        near = was + random.choice((-1, 1)) if isinstance(was, int | float) else was
        wrong.race[key] = random.choice((random.choice(_FIGURES), near))


def _ruling(wrong: Published, random: Random) -> None:
    """A decision takes back crossings that no camera could."""
    rows = [row for row in wrong.tables.get("results.csv", []) if row.get("car")]
    laps = wrong.race.get("laps", 1)
    some = random.sample(rows, random.randint(0, len(rows)))
    wrong.race["ruling"] = {
        "by": "camera",
        "text": "a nose",
        "of_lap": random.choice((1, laps, 5_000)),
        "after_s": random.choice((0, 60, 86_400)),
        "provisional": [
            [row["car"], random.choice((row.get("elapsed_s") or "1", "0", "864000", "300.5"))]
            for row in some
        ],
    }


def _finish(wrong: Published, random: Random) -> None:
    """A picture of the line with lanes twice, times of days, or a speed of nothing."""
    cars = [row["car"] for row in wrong.tables.get("results.csv", []) if row.get("car")]
    wrong.race["finish"] = {
        "resolution": random.choice((1, 10, 10_000)),
        "lanes": random.choices(cars, k=2) if cars else [],
        "lanes_known": [],
        "speed": random.choice((0, 1, 1_000_000)),
        "speed_basis": "official",
        "times": [{"car": car, "gap": random.choice((0, 8_640_000_000))} for car in cars[:2]],
    }
