"""iRacing's answers gone wrong: values, rows and keys of the JSON, and bytes of the text."""

import json
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from tests.fuzz.mutant_files import spoilt
from tests.importers.iracing.answers import chart, header, log, result

Answers = dict[str, Any]

_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2, 3, 0x1003, 0x4000, 10**9, 10**30, -(10**12), 1.5, "", "1", "02",
    "#1", "x" * 3_000, "No\x1b[2J", "MÃ¡r", "علی\u200cرضا", "a\u200cb", "Ã", "\ud800", [], {}, [[]],
    "Disconnected", "Disqualified", "2022-02-31T", "Penalty: , , Lap", "GT3",
)  # fmt: skip


@cache
def seeds() -> Answers:
    """Give the answers that mutants are made of; a mutant has the laps and some of the rest."""
    rows = chart()
    rows[5]["flags"] = 2
    rows[8].update(incident=True, lap_time=-1)
    for row in rows:
        if row["car_number"] == "1":
            row["group_id"], row["name"] = -9, "Team One"
            row["display_name"] = "Ann Able" if row["lap_number"] < 3 else "Al Abbot"
    finish = result()
    second = {"car_class_id": 2, "car_class_name": "NEC GT4", "car_class_short_name": "GT4"}
    for line in finish["session_results"][1]["results"][2:]:
        line.update(second)
    drivers = [{"display_name": "Ann Able"}, {"display_name": "Al Abbot"}]
    finish["session_results"][1]["results"][0]["driver_results"] = drivers
    return {
        "laps": rows[:8],
        "more": rows[8:],
        "header": header(len(rows)),
        "log": log(),
        "result": finish,
    }


def mutant(random: Random) -> dict[str, bytes]:
    """Give answers that have gone wrong in one to three places, as the bytes of each file."""
    answers = deepcopy(seeds())
    for name in ("header", "log", "result"):
        if random.random() < 0.4:
            del answers[name]
    for _ in range(random.randint(1, 3)):
        _change(answers[random.choice(list(answers))], random)
    kept = random.random() < 0.3
    files = {
        name: json.dumps({"headers": {}, "content": one} if kept else one, indent=1).encode()
        for name, one in answers.items()
    }
    if random.random() < 0.15:
        name = random.choice(list(files))
        files[name] = spoilt(files[name], random)
    return files


def _change(answer: Any, random: Random) -> None:
    """Change one value, row or key somewhere in an answer."""
    here: Any = answer
    while isinstance(here, dict | list) and here:
        key: Any = random.choice(list(here) if isinstance(here, dict) else range(len(here)))
        inside = here[key]
        if not isinstance(inside, dict | list) or not inside or random.random() < 0.1:
            _change_at(here, key, random)
            return
        here = inside


def _change_at(here: Any, key: Any, random: Random) -> None:
    inside, change = here[key], random.random()
    if change < 0.12:
        del here[key]
    elif change < 0.22 and isinstance(here, list):
        here.insert(random.randrange(len(here) + 1), deepcopy(inside))
    elif change < 0.3 and isinstance(here, list):
        random.shuffle(here)
    elif change < 0.65 and isinstance(inside, int) and not isinstance(inside, bool):
        here[key] = inside + random.choice((-1, 1, 10, -300_000, 900_000, 10_000_000))
    else:
        here[key] = deepcopy(random.choice(_VALUES))
