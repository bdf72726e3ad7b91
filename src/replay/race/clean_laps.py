"""The laps that tell a car's pace: those that no yellow, restart or stop has slowed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from replay.race.neutralisation import Neutralisation
from replay.race.pit_visits import PitVisit
from replay.race.timeline import Timeline


class CleanLap(NamedTuple):
    """A clean lap: the car's own lap, its `ticks`, and whether they were measured (`exact`)."""

    lap: int
    ticks: int
    exact: bool


def clean_laps(timeline: Timeline, time: int, car: str) -> tuple[CleanLap, ...]:
    """Give the clean laps that a car has completed by `time`, oldest first.

    Not clean are its lap 1, each that was run in part or whole under a flag that neutralises the
    race, the next one after such a flag over the whole course, and the laps in and out of the
    pits. Where a file does not know flags or stops, nobody can tell those laps from the others.
    """
    time = min(max(time, 0), timeline.end)
    index = timeline.scoring_at(time).by_car[car]
    done = bisect_right(index.crossings, time)
    slowed = _slowed(index.crossings, timeline.flags.neutralised_times(time))
    slowed |= _stopped(timeline.stops.get(car, ()), time)
    return tuple(
        CleanLap(lap, index.lap_time(lap), index.known[lap][0])
        for lap in range(2, done + 1)
        if lap not in slowed
    )


def _slowed(
    crossings: Sequence[int], neutralised: Iterable[tuple[Neutralisation, int]]
) -> set[int]:
    """Give the laps of a car that flags slowed: those run under one, and the one after.

    `neutralised` are flags with the time at which each was over. After a flag on a part of the
    track nobody has to come back to speed.
    """
    slowed: set[int] = set()
    for one, end in neutralised:
        first = bisect_right(crossings, one.at) + 1
        # A red flag under which the clock stands begins and ends at one time.
        last = max(bisect_left(crossings, end) + 1, first)
        slowed.update(range(first, last + (1 if one.height == "part" else 2)))
    return slowed


def _stopped(visits: Sequence[PitVisit], time: int) -> set[int]:
    """Give the laps in and out of the stops begun by `time`, by the car's own count."""
    begun = visits[: bisect_right(visits, time, key=lambda visit: visit.since)]
    return {visit.stop.lap + more for visit in begun for more in (1, 2)}
