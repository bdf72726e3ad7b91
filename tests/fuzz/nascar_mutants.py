"""NASCAR feeds gone wrong: values, rows and keys of the JSON, and bytes of the text."""

import csv
import io
import json
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from tests.fuzz.mutant_files import spoilt
from tests.importers.nascar.box_scores import CAUTIONS, LEADS, RACE, RESULTS, STOPS
from tests.importers.nascar.feeds import FLAG_ROWS, pit, three_cars, weekend

Feeds = dict[str, Any]

_TABLES = {"results": RESULTS, "leads": LEADS, "cautions": CAUTIONS, "stops": STOPS}
"""The tables of a box score, which are CSV."""

_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2, 3, 4, 5, 6, 9999.999, 1e300, -1e300, 0.00001, 10**30, 5_001, "", "5",
    "01", "-1", "nan", "x" * 3_000, "No. 9 \x1b[2J", "علی\u200cرضا", "a\u200cb", "A. B", [], {},
    [[]], "Jr.", "*(i)#", "2021-02-30", ".5", "Under Caution",
)  # fmt: skip


@cache
def seeds() -> Feeds:
    """Give the feeds that mutants are made of; a mutant has the laps and some of the rest."""
    live = {
        "lap_number": 5, "laps_in_race": 5, "laps_to_go": 0, "run_type": 3, "run_name": "Invented",
        "track_name": "Somewhere", "track_length": 1.5, "series_id": 1,
        "vehicles": [
            {"vehicle_number": car, "laps_completed": laps, "average_running_position": 2.0}
            for car, laps in (("01", 5), ("1", 5), ("9", 2))
        ],
    }  # fmt: skip
    stops = [pit("1", 2, 110.0, 140.0), pit("01", 2, 111.0, 142.5), pit("9", 2, 80.0, 0)]
    stages = [
        {
            "stage_number": 1,
            "results": [{"car_number": "1", "finishing_position": 1, "stage_points": 10}],
        }
    ]
    return {
        "laps": three_cars(),
        "flags": FLAG_ROWS,
        "pits": stops,
        "weekend": weekend(stage_results=stages),
        "live": live,
        "notes": {"laps": {"3": [{"Note": "#9 spins, caution", "NoteID": 1, "DriverIDs": []}]}},
        "race": RACE,
        **{name: list(csv.reader(text.splitlines())) for name, text in _TABLES.items()},
    }


def mutant(random: Random) -> dict[str, bytes]:
    """Give feeds that have gone wrong in one to three places, as the bytes of each file."""
    feeds = deepcopy(seeds())
    for name in list(feeds):
        if name != "laps" and random.random() < 0.5:
            del feeds[name]
    if "weekend" in feeds and random.random() < 0.8:
        feeds.pop("results", None)  # a result is wanted once
    if "results" not in feeds and random.random() < 0.8:
        for name in ("race", "leads", "cautions"):
            feeds.pop(name, None)  # they go with a result
    for _ in range(random.randint(1, 3)):
        _change(feeds, random)
    files = {name: _text(name, feed).encode() for name, feed in feeds.items()}
    if random.random() < 0.2:
        name = random.choice(list(files))
        files[name] = spoilt(files[name], random)
    return files


def _text(name: str, feed: Any) -> str:
    """Write a feed as JSON, a table as CSV as long as it is one."""
    if name not in _TABLES or not isinstance(feed, list):
        return json.dumps(feed, indent=1)
    out = io.StringIO()
    csv.writer(out).writerows(row if isinstance(row, list) else [row] for row in feed)
    return out.getvalue()


def _change(feeds: Feeds, random: Random) -> None:
    """Change one value, row or key somewhere in a feed."""
    here: Any = feeds
    while True:
        if not isinstance(here, dict | list) or not here:
            return
        key: Any = random.choice(list(here)) if isinstance(here, dict) else _index(here, random)
        inside = here[key]
        if isinstance(inside, dict | list) and inside and (here is feeds or random.random() < 0.9):
            here = inside
            continue
        break
    change = random.random()
    if here is feeds:
        return
    if change < 0.15:
        del here[key]
    elif change < 0.25 and isinstance(here, list):
        here.insert(random.randrange(len(here) + 1), deepcopy(inside))
    elif change < 0.35 and isinstance(here, list):
        random.shuffle(here)
    elif change < 0.65 and isinstance(inside, int | float) and not isinstance(inside, bool):
        here[key] = inside + random.choice((-1, 1, 0.5, -30, 30, 900, 10_000, -100))
    else:
        here[key] = deepcopy(random.choice(_VALUES))


def _index(rows: list[Any], random: Random) -> int:
    return random.randrange(len(rows))
