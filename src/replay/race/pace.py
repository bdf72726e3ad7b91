"""How a car's pace has gone: its clean laps as lines, and its stints with what a lap cost in them.

It is a question of the race up to a time, as those of `replay.race.series` are.
Marks count as the ribbon does: in laps of the leader, or in seconds where the race goes over a
time; so a lapped car stands under the flags of its time, and its last lap at the clock.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from replay.race.car_history import CarHistory
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


class CarPace(Struct, frozen=True, gc=False):
    """How a car's pace has gone so far.

    `lines` are its clean laps, in lines of laps that follow each other. A line is drawn through
    the median of each lap and its two neighbours, through the lap itself at its ends: of the last
    lap the next one is not yet run. `ends[n - 1]` is where its own lap n ended, clean or not.
    `stints` are those in which it has completed a lap, oldest first; `stops` is where each but the
    first began: at the end of the in-lap of a stop.
    """

    lines: tuple[tuple[PaceLap, ...], ...]
    ends: tuple[int, ...]
    stints: tuple[StintPace, ...]
    stops: tuple[int, ...]


def car_pace(timeline: Timeline, time: int, car: str) -> CarPace:
    """Give how a car's pace has gone.

    A stop ends the stint of its in-lap; of an in-lap that is not completed yet it ends none. Of
    who drives and on which tires is told what is known as the first lap of a stint is completed.
    """
    time = min(max(time, 0), timeline.end)
    ends = _ends(timeline, time, car)
    clean = clean_laps(timeline, time, car)
    history = timeline.histories_at(time)[car]
    begun = history.visits[: bisect_right(history.visits_at, time)]
    in_laps = sorted({visit.stop.lap for visit in begun if visit.stop.lap < len(ends)})
    return CarPace(
        _lines(clean, ends),
        ends,
        tuple(_stints(history, in_laps, clean, ends)),
        tuple(ends[lap] for lap in in_laps),
    )


def _lines(clean: Sequence[CleanLap], ends: Sequence[int]) -> tuple[tuple[PaceLap, ...], ...]:
    lines: list[list[CleanLap]] = []
    before = -1
    for one in clean:
        if one.lap != before + 1:
            lines.append([])
        lines[-1].append(one)
        before = one.lap
    return tuple(
        tuple(
            PaceLap(lap, ends[lap - 1], ticks, drawn, exact)
            for (lap, ticks, exact), drawn in zip(
                line, medians([one.ticks for one in line]), strict=True
            )
        )
        for line in lines
    )


def _stints(
    history: CarHistory, in_laps: Sequence[int], clean: Sequence[CleanLap], ends: Sequence[int]
) -> Iterator[StintPace]:
    """Give the stints; `in_laps` are the laps completed as the car came to the pits."""
    edges = sorted({0, len(ends), *(lap + 1 for lap in in_laps)})
    for before, last in pairwise(edges):
        first_at = bisect_left(clean, before + 1, key=_lap)
        laps = clean[first_at : bisect_right(clean, last, key=_lap)]
        at = history.crossings[before]
        yield StintPace(
            first=before + 1,
            last=last,
            began=ends[before - 1] if before else 0,
            ended=ends[last - 1],
            clean=len(laps),
            average=average_of([one.ticks for one in laps]),
            cost=cost_of(laps) if len(laps) >= FEWEST else None,
            exact=all(one.exact for one in laps),
            driver=history.driver_at(at)[0],
            compound=history.tyres_at(at, before + 1)[0],
        )


def _lap(one: CleanLap) -> int:
    return one.lap


def _ends(timeline: Timeline, time: int, car: str) -> tuple[int, ...]:
    """Give where each lap of a car completed by `time` ended."""
    scoring = timeline.scoring_at(time)
    crossings = scoring.by_car[car].crossings
    done = crossings[: bisect_right(crossings, time)]
    if timeline.flags.duration_at(time) is not None:
        return tuple(at // SECOND for at in done)
    led = scoring.lead_at
    return tuple(bisect_right(led, at) for at in done)
