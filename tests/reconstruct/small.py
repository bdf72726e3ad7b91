"""A small box score of tables in text, to be changed cell by cell."""

import json
from pathlib import Path
from typing import Any

RACE: dict[str, Any] = {
    "name": "Test 10",
    "series": "Test Series",
    "date": "2024-05-05",
    "track": "Test Oval",
    "track_length_miles": 1.5,
    "scheduled_laps": 10,
    "laps": 10,
}

RESULTS = """\
pos,start,car,driver,laps,status,gap_s,elapsed_s,best_lap_s,best_lap_no,last_lap_s
1,1,07,Ann Able,10,Running,0.000,312.000,30.500,4,31.000
2,2,7,Bob Baker,10,Running,0.400,312.400,30.600,5,31.200
3,3,5,Cleo Cole,10,Running,1.200,313.200,30.700,5,31.300
4,4,99,Dan Dole,9,Running,,331.000,31.000,2,33.000
5,5,42,Eve East,4,Engine,,130.000,31.200,2,32.000
"""


def write(folder: Path, results: str = RESULTS, /, *, race: Any = RACE, **tables: str) -> Path:
    """Write the box score as a folder; `tables` by their names without `.csv`. Returns it."""
    (folder / "race.json").write_text(json.dumps(race), encoding="utf-8")
    (folder / "results.csv").write_text(results, encoding="utf-8", newline="")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder
