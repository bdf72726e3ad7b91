"""A small race in the shape of iRacing's Data API: four cars and four laps, by hand."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from replay.importers import Imported, candidates, selected
from replay.race.model import Race

Fields = dict[str, Any]

BEGIN = 1_000_000
"""The session's clock as the race begins, 1/10,000 s."""

SUBSESSION = 43_000_001

NAMES = {"1": "Ann Able", "02": "Bea von Bold2", "7": "Cy Cole", "33": "Dee Dull"}
"""Car 33 never starts; 7 joins late, from the pits."""

CROSSINGS = {
    "1": (1_000_000, 2_000_500, 3_000_900, 4_002_000),
    "02": (1_001_000, 2_000_400, 3_001_900, 4_002_007),
    "7": (3_500_000, 4_600_000),
}
"""When each car completes its laps, after the race began; 02 leads lap 2 and has one clock."""


def row(car: str, lap: int, **changes: Any) -> Fields:
    """A lap as the service writes it; lap 0 is the grid."""
    place = [*NAMES].index(car) + 1
    line = CROSSINGS.get(car, ())
    start = 2_000_000 if car == "7" else 10 * (place - 1)
    times = (start, *line)
    started = bool(line)
    on_lap = sorted(at[lap - 1] for at in CROSSINGS.values() if len(at) >= lap) if lap else []
    fields = {
        "group_id": 500 + place,
        "name": NAMES[car],
        "cust_id": 500 + place,
        "display_name": NAMES[car],
        "lap_number": lap,
        "flags": 0x4000 if lap and lap == len(line) else 0,
        "incident": False,
        "session_time": BEGIN + times[lap],
        "session_start_time": None,
        "lap_time": times[lap] - times[lap - 1] if lap else -1,
        "team_fastest_lap": False,
        "car_number": car,
        "lap_events": [],
        "lap_position": on_lap.index(times[lap]) + 1 if lap else place if started else 0,
        "interval": None,
        "interval_units": None,
    }
    if not started:
        del fields["name"]
        fields["session_time"] = BEGIN + 2_000_010
    return fields | changes


def chart() -> list[Fields]:
    """Every lap of every car, in the order of the laps."""
    rows = [row(car, 0, **({"flags": 2, "lap_events": ["pitted"]} if car == "7" else {}))
            for car in NAMES]  # fmt: skip
    rows += [
        row(car, lap) for lap in range(1, 5) for car, at in CROSSINGS.items() if len(at) >= lap
    ]
    return rows


def session(**changes: Any) -> Fields:
    return {
        "subsession_id": SUBSESSION,
        "simsession_number": 0,
        "simsession_type": 6,
        "season_name": "An Invented Series - 2022 Season 1",
        "season_short_name": "2022 Season 1",
        "series_name": "An Invented Series",
        "series_short_name": "Invented",
        "start_time": "2022-01-02T10:15:00Z",
        "track": {"track_id": 1, "track_name": "Somewhere", "config_name": "Long"},
    } | changes


def header(rows: int, chunks: Iterable[str] = (), **changes: Any) -> Fields:
    """The header of a lap chart."""
    names = list(chunks)
    return {
        "success": True,
        "session_info": session(**changes),
        "best_lap_num": 2,
        "best_lap_time": 1_000_000,
        "chunk_info": {
            "chunk_size": 500,
            "num_chunks": len(names),
            "rows": rows,
            "chunk_file_names": names,
        },
    }


LINK: Fields = {"link": "https://storage.example/lap_chart/1", "expires": "2022-08-27T11:23:19Z"}


def event(car: str, code: int, time: int, message: str, **changes: Any) -> Fields:
    return {
        "subsession_id": SUBSESSION,
        "simsession_number": 0,
        "session_time": BEGIN + time,
        "event_seq": time,
        "event_code": code,
        "group_id": 501 + [*NAMES].index(car),
        "cust_id": 0,
        "lap_number": 1,
        "description": "Penalty Applied",
        "message": message,
        "display_name": NAMES[car],
    } | changes


def log() -> list[Fields]:
    """A penalty and a change of the lead."""
    return [
        event("7", 4, 3_900_000, f"Penalty: Repairs needed, Repair, Lap 1, #7 {NAMES['7']}"),
        event("02", 7, 2_000_400, "Lead change: #02 takes over from #1"),
    ]


def finish(car: str, place: int, laps: int, **changes: Any) -> Fields:
    return {
        "cust_id": 500,
        "display_name": NAMES[car],
        "finish_position": place - 1,
        "starting_position": [*NAMES].index(car),
        "interval": -1,
        "laps_complete": laps,
        "laps_lead": 0,
        "reason_out": "Running",
        "car_name": "Saloon",
        "car_class_id": 1,
        "car_class_name": "Fast Cars",
        "car_class_short_name": "Fast",
        "livery": {"car_number": car},
    } | changes


def result(**changes: Any) -> Fields:
    """The answer of `results/get`, with a practice before the race."""
    rows = [
        finish("1", 1, 4, interval=0, laps_lead=3),
        finish("02", 2, 4, interval=7, laps_lead=1),
        finish("7", 3, 2, reason_out="Disconnected"),
        finish("33", 4, 0, reason_out="Disconnected"),
    ]
    sessions = [
        {"simsession_type": 3, "simsession_name": "PRACTICE", "results": rows[::-1]},
        {"simsession_type": 6, "simsession_name": "RACE", "results": rows},
    ]
    return {
        "subsession_id": SUBSESSION,
        "allowed_licenses": [],
        "associated_subsession_ids": [SUBSESSION],
        "event_strength_of_field": 1,
        "num_cautions": 0,
        "session_results": sessions,
        **{key: value for key, value in session().items() if "name" in key or "time" in key},
        "track": {"category": "Road", "track_name": "Somewhere", "config_name": "Long"},
    } | changes


def write(folder: Path, *answers: Any, kept: bool = False) -> Path:
    """Put answers into a folder, each a file; `kept` with the headers they came with."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, answer in enumerate(answers):
        content = {"headers": {}, "content": answer} if kept else answer
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (folder / f"{number}.name").write_text(text, encoding="utf-8")
    return folder


def imported(folder: Path, *answers: Any, kept: bool = False) -> Imported:
    return selected(candidates(None, [write(folder, *answers, kept=kept)]), "").read()


def race_of(folder: Path, *answers: Any) -> Race:
    return imported(folder, *answers).race
