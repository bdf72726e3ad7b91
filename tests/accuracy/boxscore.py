"""The published tables of a box score, as the measurement reads them: plain rows of text.

The program's own reader is not used here, so that a fault in it shows instead of cancelling out.
"""

import csv
import json
from pathlib import Path
from typing import Any

ANSWERS = "truth.csv"
"""The answer key in a box score's folder. It is never an input of the reconstruction."""

SHARED = Path(__file__).parents[3] / "shared" / "boxscores"
"""Where the box scores lie: beside the repository, not in it."""


def rows_of(folder: Path, file: str) -> list[dict[str, str]]:
    """Read a table; one that was not published has no rows."""
    path = folder / file
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def laps_run(folder: Path) -> int:
    """Read how many laps the race was long."""
    race: dict[str, Any] = json.loads((folder / "race.json").read_text(encoding="utf-8"))
    return int(race["laps"])


def official_leaders(folder: Path) -> dict[int, str]:
    """Read the official leader at the line of every lap; lap 0 is the pole."""
    return {
        lap: stint["car"]
        for stint in rows_of(folder, "lead_segments.csv")
        for lap in range(int(stint["start_lap"]), int(stint["end_lap"]) + 1)
    }
