"""How a car's pace has gone: its clean laps as lines, and its stints with what a lap cost in them.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
Marks count as the ribbon does: in laps of the leader, or in seconds where the race goes over a
time; so a lapped car stands under the flags of its time, and its last lap at the clock.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from replay.race.clean_laps import CleanLap, clean_laps
from replay.race.lap_times import average_of, cost_of, medians
from replay.race.model import SECOND
from replay.race.timeline import Timeline

FEWEST = 5
"""Clean laps from which on a stint tells what a lap costs, and an average of the last is told."""


class PaceLap(NamedTuple):
    """A clean lap on a line: where it ended, its ticks, and those of the line at this point."""

    lap: int
    mark: int
    ticks: int
    drawn: int
    exact: bool


class StintPace(Struct, frozen=True, gc=False):
    """A car's own laps `first` to `last` between two stops, the last one up to now.

    Its stop ended at the mark `began` (0 of the first), its last lap at `ended`. `clean` counts
    the clean laps, `average` is theirs in ticks, None without any. `cost` is how many ticks each
    lap took more than the one before, by least squares, None before there are `FEWEST`.
    `exact`: all of them were measured. `driver` is the index of who drives, None where that is
    unknown, and so is `compound`.
    """

    first: int
    last: int
    began: int
    ended: int
    clean: int
    average: int | None
    cost: int | None
    exact: bool
    driver: int | None
    compound: str | None


def pace_lines(timeline: Timeline, time: int, car: str) -> tuple[tuple[PaceLap, ...], ...]:
    """Give a car's clean laps so far as lines of laps that follow each other.

    A line is drawn through the median of each lap and its two neighbours, through the lap itself
    at its ends: of the last lap the next one is not yet run.
    """
    time = min(max(time, 0), timeline.end)
    marks = _marks(timeline, time, car)
    lines: list[list[CleanLap]] = []
    for one in clean_laps(timeline, time, car):
        if lines and lines[-1][-1].lap == one.lap - 1:
            lines[-1].append(one)
        else:
            lines.append([one])
    return tuple(
        tuple(
            PaceLap(one.lap, marks[one.lap - 1], one.ticks, drawn, one.exact)
            for one, drawn in zip(line, medians([one.ticks for one in line]), strict=True)
        )
        for line in lines
    )


def stint_paces(timeline: Timeline, time: int, car: str) -> tuple[StintPace, ...]:
    """Give a car's stints so far, oldest first: those in which it has completed a lap.

    A stop ends the stint of its in-lap. Of who drives and on which tires is told what is known as
    the first lap of the stint is completed.
    """
    time = min(max(time, 0), timeline.end)
    history = timeline.histories_at(time)[car]
    crossings = timeline.scoring_at(time).by_car[car].crossings
    done = bisect_right(crossings, time)
    begun = bisect_right(history.visits_at, time)
    ends = sorted({min(visit.stop.lap + 1, done) for visit in history.visits[:begun]} | {0, done})
    marks = _marks(timeline, time, car)
    clean = clean_laps(timeline, time, car)
    found = []
    for before, last in pairwise(ends):
        first_at = bisect_left(clean, before + 1, key=_lap)
        laps = clean[first_at : bisect_right(clean, last, key=_lap)]
        at = crossings[before]
        found.append(
            StintPace(
                first=before + 1,
                last=last,
                began=marks[before - 1] if before else 0,
                ended=marks[last - 1],
                clean=len(laps),
                average=average_of(laps),
                cost=cost_of(laps) if len(laps) >= FEWEST else None,
                exact=all(one.exact for one in laps),
                driver=history.driver_at(at)[0],
                compound=history.tyres_at(at, before + 1)[0],
            )
        )
    return tuple(found)


def stint_marks(timeline: Timeline, time: int, car: str) -> tuple[int, ...]:
    """Give where each stint of a car but the first began: at the end of the in-lap of its stop.

    A stop on an in-lap that is not completed yet has none.
    """
    time = min(max(time, 0), timeline.end)
    history = timeline.histories_at(time)[car]
    marks = _marks(timeline, time, car)
    begun = history.visits[: bisect_right(history.visits_at, time)]
    laps = sorted({visit.stop.lap for visit in begun})
    return tuple(marks[lap] for lap in laps if lap < len(marks))


def _lap(one: CleanLap) -> int:
    return one.lap


def _marks(timeline: Timeline, time: int, car: str) -> list[int]:
    """Give where each lap of a car completed by `time` ended."""
    scoring = timeline.scoring_at(time)
    crossings = scoring.by_car[car].crossings
    done = crossings[: bisect_right(crossings, time)]
    if timeline.flags.duration_at(time) is not None:
        return [at // SECOND for at in done]
    return [bisect_right(scoring.lead_at, at) for at in done]
