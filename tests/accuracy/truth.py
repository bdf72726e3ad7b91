"""The answer key: where every car really was on completing each of its own laps, and when."""

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from statistics import median

from msgspec import Struct
from tests.accuracy.boxscore import ANSWERS, laps_run, rows_of

from replay.race.model import SECOND


class TrueLap(Struct, frozen=True):
    """One car's completion of one of its own laps.

    `crossing` is in ticks on the race clock, None where the car's start offset is unknown.
    `leader_lap` is how many laps the leader had completed by then.
    """

    car: str
    lap: int
    position: int
    crossing: int | None
    leader_lap: int


class AnswerKey(Struct, frozen=True):
    """What is measured of one race: the laps strictly between the grid and the last one.

    `untimed` are the cars whose crossing times are unknown; their places count all the same.
    """

    laps: tuple[TrueLap, ...]
    untimed: tuple[str, ...]


class _CarLine:
    """One car's laps off the lap file, held against its line of the result.

    The lap file may hold one partial lap more than the result, with an absurd time: it is cut.
    `real` are the crossings on a clock that runs on under red, from the leader's green flag.
    """

    def __init__(self, rows: list[dict[str, str]], result: dict[str, str]) -> None:
        rows = sorted(rows, key=lambda row: int(row["lap"]))[: int(result["laps"]) + 1]
        self.positions = [int(row["position"]) for row in rows]
        grid, *laps = (_ticks(row["lap_time_s"]) for row in rows)
        sums = list(accumulate(time or 0 for time in laps))
        finished = result["status"].casefold() == "running" and bool(result["elapsed_s"])
        elapsed = _ticks(result["elapsed_s"]) if finished else None
        # The elapsed time of a car that is out is not on the race clock.
        start = grid
        if grid is None and elapsed is not None:
            start = elapsed - sums[-1]
        self.timed = start is not None
        self.real = [time + (start or 0) for time in sums]
        self.stood = self.real[-1] - elapsed if elapsed is not None else None

    def race_clock(self, moment: int, stood: int) -> list[int]:
        """Take the red flag out of the crossings: it stood for `stood`, also at `moment`."""
        return [time - stood if time > moment else time for time in self.real]


def answer_key(folder: Path) -> AnswerKey:
    """Read the answer key of a box score."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(folder, ANSWERS):
        rows[row["car"]].append(row)
    results = {row["car"]: row for row in rows_of(folder, "results.csv")}
    lines = {car: _CarLine(rows[car], results[car]) for car in rows}
    moment, stood = _red_flag(folder, lines)
    clocks = {car: line.race_clock(moment, stood) for car, line in lines.items()}
    distance = laps_run(folder)
    timed = [clocks[car] for car, line in lines.items() if line.timed]
    lead = [min(clock[lap] for clock in timed if lap < len(clock)) for lap in range(distance)]
    laps = tuple(
        TrueLap(
            car,
            lap,
            line.positions[lap],
            at if line.timed else None,
            # Without its start offset a car can seem to be ahead of the leader.
            max(bisect_right(lead, at), lap),
        )
        for car, line in lines.items()
        for lap, at in enumerate(clocks[car], 1)
        if lap < distance
    )
    return AnswerKey(laps, tuple(car for car, line in lines.items() if not line.timed))


def _red_flag(folder: Path, lines: dict[str, _CarLine]) -> tuple[int, int]:
    """Return a moment at which the field stood, and for how long it stood in all.

    The lap times hold the stop, elapsed times do not. The stop ends before the leader ends the
    lap, so that one stop's length before that crossing every car was standing.
    """
    reds = rows_of(folder, "red_flags.csv")
    if not reds:
        return 0, 0
    (red,) = reds
    stood = round(median(line.stood for line in lines.values() if line.stood is not None))
    after = int(red["laps_completed"])
    ends = [line.real[after] for line in lines.values() if line.timed and after < len(line.real)]
    return min(ends) - stood, stood


def _ticks(seconds: str) -> int | None:
    return round(float(seconds) * SECOND) if seconds else None
