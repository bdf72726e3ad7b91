"""Small feeds in the shape of NASCAR's: a race of a few cars and laps, written by hand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from replay.importers import Imported, candidates, selected
from replay.race.model import Race

Fields = dict[str, Any]


def laps(*rows: tuple[float | str | None, int], grid: tuple[float | None, int]) -> list[Fields]:
    """The laps of a car as (seconds, place), after its place on the grid."""
    return [
        {"Lap": lap, "LapTime": time, "LapSpeed": None, "RunningPos": place}
        for lap, (time, place) in enumerate([grid, *rows])
    ]


def car(number: str, name: str, final: int, rows: list[Fields], make: str = "Chv") -> Fields:
    return {
        "Number": number,
        "FullName": name,
        "Manufacturer": make,
        "RunningPos": final,
        "NASCARDriverID": 4000 + final,
        "Laps": rows,
    }


def flags(states: Sequence[int]) -> list[Fields]:
    """The flag of each lap of the leader, from lap 0 on."""
    return [{"LapsCompleted": lap, "FlagState": flag} for lap, flag in enumerate(states)]


def three_cars() -> Fields:
    """Five laps of three cars: lap 3 is yellow, car 9 falls out, 01 passes 1 on lap 4."""
    return {
        "laps": [
            car("01", "Ann Able #", 1, laps(
                (30.5, 2), (30.0, 2), (60.0, 2), (29.0, 1), (30.0, 1), grid=(None, 2))),
            car("1", "* Bea Bold(i)", 2, laps(
                (30.5, 1), (30.0, 1), (60.0, 1), (30.0, 2), (30.0, 2), grid=(None, 1)), "Frd"),
            car("9", "Cy Cole Jr. (P)", 3, laps((32.0, 3), (31.0, 3), grid=(None, 3)), "Tyt"),
        ],
        "flags": flags([8, 1, 1, 2, 1, 4]),
    }  # fmt: skip


FLAG_ROWS: list[Fields] = [
    {"lap_number": 0, "flag_state": 8, "elapsed_time": 0.0, "comment": None, "beneficiary": None},
    {"lap_number": 0, "flag_state": 1, "elapsed_time": 0.0, "comment": None, "beneficiary": None},
    {"lap_number": 2, "flag_state": 2, "elapsed_time": 75.25,
     "comment": "Nos. 9, 1 Incident Turn 3/ Stage 1 Conclusion ", "beneficiary": "9    "},
    {"lap_number": 3, "flag_state": 1, "elapsed_time": 147.5, "comment": None,
     "beneficiary": "     "},
    {"lap_number": 4, "flag_state": 4, "elapsed_time": 179.9, "comment": "", "beneficiary": ""},
    {"lap_number": 5, "flag_state": 2, "elapsed_time": 185.0, "comment": "", "beneficiary": ""},
]  # fmt: skip
"""Live-flag-data of the same race; the times of day are left out, as they tell nothing here."""


def pit(car: str, lap: int, begin: float, end: float, **more: Any) -> Fields:
    """A row of live-pit-data."""
    return {
        "vehicle_number": car,
        "driver_name": {"01": "Ann Able #", "1": "Bea Bold(i)", "9": "Cy Cole Jr. (P)"}[car],
        "leader_lap": lap,
        "lap_count": lap,
        "pit_in_flag_status": 2,
        "pit_out_flag_status": 2,
        "pit_in_race_time": begin,
        "pit_out_race_time": end,
        "total_duration": end - begin,
        "pit_stop_type": "FOUR_WHEEL_CHANGE",
        **dict.fromkeys(
            (
                "left_front_tire_changed",
                "left_rear_tire_changed",
                "right_front_tire_changed",
                "right_rear_tire_changed",
            ),
            True,
        ),
        **more,
    }


def result(car: str, name: str, place: int, laps: int, gap_ms: int, **more: Any) -> Fields:
    """A line of the result of weekend-feed."""
    return {
        "car_number": car,
        "driver_fullname": name,
        "finishing_position": place,
        "starting_position": place,
        "laps_completed": laps,
        "finishing_status": "Running",
        "diff_time": gap_ms,
        "team_name": f"Team {car}",
        "car_make": "Chevrolet",
        "disqualified": False,
        **more,
    }


def weekend(**more: Any) -> Fields:
    """Weekend-feed of the same race; its caution is numbered a lap later than the flags."""
    race = {
        "race_name": "Invented 150",
        "series_id": 1,
        "race_season": 2021,
        "track_name": "Somewhere Speedway",
        "race_date": "2021-06-05T19:00:00",
        "scheduled_laps": 5,
        "actual_laps": 5,
        "stage_1_laps": 2,
        "stage_2_laps": 3,
        "number_of_cautions": 1,
        "margin_of_victory": ".420",
        "results": [
            result("01", "Ann Able", 1, 5, 0),
            result("1", "Bea Bold", 2, 5, 420),
            result("9", "Cy Cole Jr.", 3, 2, 0, finishing_status="Engine"),
        ],
        "caution_segments": [
            {"start_lap": 4, "end_lap": 4, "reason": "Accident", "comment": "#9 Spin Turn 2",
             "beneficiary_car_number": None}
        ],
        "race_leaders": [
            {"start_lap": 0, "end_lap": 3, "car_number": "1"},
            {"start_lap": 4, "end_lap": 5, "car_number": "01"},
        ],
    }  # fmt: skip
    return {"weekend_race": [race | more], "weekend_runs": []}


def write(folder: Path, **files: object) -> Path:
    """Write feeds into a folder, under names that tell nothing; text is written as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def imported(*paths: Path, select: str = "") -> Imported:
    """Import the one race that paths hold, the format found by content."""
    return selected(candidates(None, paths), select).read()


def race(*paths: Path) -> Race:
    return imported(*paths).race


def crossings(race: Race) -> dict[str, tuple[int, ...]]:
    return {line.car: line.crossings for line in race.laps}
