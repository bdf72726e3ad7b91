"""A small race in the shape of IndyCar's `$C` records: three cars and twelve laps, by hand."""

from collections.abc import Iterable
from pathlib import Path

from replay.importers import Imported, candidates, selected
from replay.race.model import Race

_HEADER = (
    "rank,car_number,unique_id,completed_laps,elapsed_time,last_laptime,lap_status,best_laptime,"
    "best_lap,time_behind_leader,laps_behind_leade,time_behind_prec,laps_behind_prec,overall_rank,"
    "overall_best_laptime,current_status,track_status,pit_stop_count,last_pitted_lap,"
    "start_position,laps_led"
)
COLUMNS = _HEADER.split(",")

Row = dict[str, str]

STARTS = {"9": 0.0, "20": 0.1913, "98": 0.2394}

CROSSINGS = {
    "9": (40.5, 81.0, 121.5, 190.0, 290.0, 390.0, 430.5, 471.0, 511.5, 552.0, 592.5, 633.2011),
    "20": (41.0, 81.8, 122.8, 191.0, 291.0, 391.0, 431.4, 471.6, 512.0, 552.3, 592.4, 633.0),
    "98": (42.0, 83.0, 124.0, 192.0, 292.0, 392.0, 432.2),
}
"""When each car completes its laps: 98 falls out after lap 7, 20 passes 9 on lap 11."""

FLAGS = "GGGGYYGGGGGGK"
"""The flag as the leader completes each lap, from lap 0."""

RED = 900.5
"""How long the race was stopped on lap 5: the lap times have it, the race clock has not."""

PITTED = {("9", 4), ("20", 4), ("98", 4), ("20", 8)}


def record(rank: int, car: str, lap: int, **changes: str) -> Row:
    """The first record of a lap, as the feed writes it; counts in hexadecimal."""
    line = (STARTS[car], *CROSSINGS[car])
    time = line[lap] - line[lap - 1] + (RED if lap == 5 else 0) if lap else 90.0 - 3 * rank
    stops = sum(one == car and at <= lap for one, at in PITTED)
    led = {"9": min(lap, 10), "20": max(lap - 10, 0), "98": 0}[car]
    row = {
        "rank": str(rank),
        "car_number": car,
        "unique_id": f"{rank - 1:X}",
        "completed_laps": str(lap),
        "elapsed_time": str(line[lap]),
        "last_laptime": f"{time:.4f}",
        "lap_status": "P" if (car, lap) in PITTED else "T",
        "best_laptime": "0.0",
        "best_lap": "0",
        "time_behind_leader": "0.0",
        "current_status": "Active",
        "track_status": FLAGS[lap],
        "pit_stop_count": f"{stops:X}",
        "last_pitted_lap": "0",
        "start_position": f"{[*STARTS].index(car) + 1:X}",
        "laps_led": f"{led:X}",
    }
    return {column: row.get(column, "0") for column in COLUMNS} | changes


def small_race() -> list[Row]:
    """The records of the race in order of time, each lap's first one."""
    laps = [
        (at, car, lap) for car in CROSSINGS for lap, at in enumerate((STARTS[car], *CROSSINGS[car]))
    ]
    rows = []
    for _, car, lap in sorted(laps):
        at = sorted(
            (line[lap - 1] if lap else STARTS[one], one)
            for one, line in CROSSINGS.items()
            if len(line) >= lap
        )
        rows.append(record([one for _, one in at].index(car) + 1, car, lap))
    rows += [
        record(1, "20", 12, laps_led="2", best_laptime="40.1", best_lap="B"),
        record(2, "9", 12, laps_led="A", best_laptime="40.5", best_lap="1",
               time_behind_leader="0.2011"),
        record(3, "98", 7, current_status="Mechanical", track_status="G"),
    ]  # fmt: skip
    return rows


def text_of(rows: Iterable[Row]) -> str:
    """A table as it is written."""
    lines = [",".join(COLUMNS), *(",".join(row.values()) for row in rows)]
    return "\n".join(lines) + "\n"


def flag_table(flags: str = FLAGS) -> str:
    """The table of flags, with its first column that has no name."""
    rows = [f"{7 * lap},{lap},{flag}" for lap, flag in enumerate(flags)]
    return "\n".join([",completed_laps,track_status", *rows]) + "\n"


def imported(folder: Path, rows: Iterable[Row], flags: str | None = None) -> Imported:
    """What comes of records, and of a table of flags."""
    (folder / "any.name").write_text(text_of(rows), encoding="utf-8")
    if flags is not None:
        (folder / "other.name").write_text(flag_table(flags), encoding="utf-8")
    return selected(candidates(None, [folder]), "").read()


def race_of(folder: Path, rows: Iterable[Row], flags: str | None = None) -> Race:
    return imported(folder, rows, flags).race
