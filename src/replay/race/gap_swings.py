"""Where the gap between two cars was made: on the track, or at the stops.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from replay.race.duel_gaps import DuelGaps, duel_gaps
from replay.race.model import MEASURED, SECOND
from replay.race.stops_compared import WITHIN, StopPair, stops_compared
from replay.race.timeline import Timeline

LEAST_SWING = 3 * SECOND // 10
"""A gap that changed by less (ticks) is not told."""

LEAST_RUN = 7
"""The laps of the shortest green run that is told."""

AFTER_STOPS = 4
"""A cycle of stops ends so many laps after the last of them: both are up to speed by then."""


class GapSwing(Struct, frozen=True, gc=False):
    """By how many `ticks` a car gained on the other from the end of a lap to that of another.

    `at_stops`: over a cycle of stops, of one car or of both; else on the track. `exact`: all four
    lines that it was reckoned from were measured.
    """

    first: int
    last: int
    car: str
    ticks: int
    at_stops: bool
    exact: bool


def gap_swings(timeline: Timeline, time: int, car: str, other: str) -> tuple[GapSwing, ...]:
    """Give the swings of the gap between two cars so far, in order of laps.

    A cycle of green stops goes from the lap before the first of them. One that the other car has
    not answered is told once it will not be compared with any that is still to come. What is left
    of the green laps are runs on the track.
    """
    time = min(max(time, 0), timeline.end)
    duel = duel_gaps(timeline, time, car, other)
    cycles = list(_cycles(stops_compared(timeline, time, car, other)))
    known = timeline.scoring_at(time).by_car
    found = []
    spans = [(first, last, True) for first, last in _told(cycles, duel)]
    spans += [(first, last, False) for first, last in _runs(cycles, duel)]
    for first, last, at_stops in sorted(spans):
        before, after = duel.gaps[first - 1], duel.gaps[last - 1]
        if before is None or after is None or abs(after - before) < LEAST_SWING:
            continue
        exact = all(
            known[one].known[lap][1] in MEASURED for one in (car, other) for lap in (first, last)
        )
        who = car if after < before else other
        found.append(GapSwing(first, last, who, abs(after - before), at_stops, exact))
    return tuple(found)


class _Cycle(Struct, frozen=True):
    """Stops that belong together: the laps at whose ends they begin and end to count.

    `answered`: both cars have stopped in it.
    """

    first: int
    last: int
    answered: bool


def _cycles(pairs: Sequence[StopPair]) -> Iterator[_Cycle]:
    """Give the cycles of green stops; those that overlap are one."""
    cycle: _Cycle | None = None
    for pair in pairs:
        if not pair.green:
            continue
        answered = pair.first is not None and pair.second is not None
        first, last = pair.laps[0] - 1, pair.laps[-1] + AFTER_STOPS
        if cycle is not None and first < cycle.last:
            cycle = _Cycle(
                min(first, cycle.first), max(last, cycle.last), answered or cycle.answered
            )
            continue
        if cycle is not None:
            yield cycle
        cycle = _Cycle(first, last, answered)
    if cycle is not None:
        yield cycle


def _told(cycles: Sequence[_Cycle], duel: DuelGaps) -> Iterator[tuple[int, int]]:
    """Give the cycles that are over, and were green from end to end."""
    laps = len(duel.gaps)
    for cycle in cycles:
        over = cycle.last if cycle.answered else max(cycle.first + 1 + WITHIN, cycle.last)
        if cycle.first and over <= laps and all(duel.green[cycle.first : cycle.last]):
            yield cycle.first, cycle.last


def _runs(cycles: Sequence[_Cycle], duel: DuelGaps) -> Iterator[tuple[int, int]]:
    """Give the green runs between the cycles, each with the laps at its ends."""
    within = {lap for cycle in cycles for lap in range(cycle.first + 1, cycle.last)}
    meaning = [
        lap for run in duel.runs for lap in range(run.first, run.last + 1) if lap not in within
    ]
    starts = [lap for before, lap in pairwise([-1, *meaning]) if lap != before + 1]
    for _, group in groupby(meaning, key=lambda lap: sum(lap >= start for start in starts)):
        laps = [*group]
        if len(laps) >= LEAST_RUN:
            yield laps[0], laps[-1]
