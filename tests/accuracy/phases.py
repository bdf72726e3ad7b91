"""The phase of the race that each of the leader's laps belongs to."""

from pathlib import Path
from typing import Literal, get_args

from tests.accuracy.boxscore import laps_run, rows_of

Phase = Literal["start", "yellow", "restart", "after restart", "pit cycle", "green"]
PHASES: tuple[Phase, ...] = get_args(Phase)
"""In order of precedence: a lap is of the first phase that claims it."""

_START = 6
"""The laps that scramble the grid."""

_AFTER = 5
"""The laps after the restart lap that scramble the restart order."""

_GAP = 3
_CARS = 5
"""Stops under green are a cycle when at least so many cars make them, none of them more than so
many laps after the one before."""


def phases_of(folder: Path) -> tuple[Phase, ...]:
    """Give the phase of every lap of the race; lap 0 counts as the start."""
    spans = [
        (int(row["first_yellow_lap"]), int(row["last_yellow_lap"]))
        for row in rows_of(folder, "cautions.csv")
    ]
    yellow = {lap for first, last in spans for lap in range(first, last + 1)}
    restart = {last + 1 for _, last in spans}
    after = {lap for _, last in spans for lap in range(last + 2, last + 2 + _AFTER)}
    claims: dict[Phase, set[int]] = {
        "start": set(range(_START + 1)),
        "yellow": yellow,
        "restart": restart,
        "after restart": after,
        "pit cycle": _cycles(folder, yellow),
    }

    def phase(lap: int) -> Phase:
        return next((name for name, laps in claims.items() if lap in laps), "green")

    return tuple(phase(lap) for lap in range(laps_run(folder) + 1))


def _cycles(folder: Path, yellow: set[int]) -> set[int]:
    """Give the laps of the cycles of stops under green, up to the last car's first lap out."""
    stops = sorted(
        (lap, row["car"])
        for row in rows_of(folder, "pit_stops.csv")
        if (lap := int(row["leader_laps_completed"]) + 1) not in yellow
    )
    runs: list[list[tuple[int, str]]] = []
    for stop in stops:
        if not runs or stop[0] - runs[-1][-1][0] > _GAP:
            runs.append([])
        runs[-1].append(stop)
    return {
        lap
        for run in runs
        if len({car for _, car in run}) >= _CARS
        for lap in range(run[0][0], run[-1][0] + 2)
    }
