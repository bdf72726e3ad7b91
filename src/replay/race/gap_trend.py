"""What a car has gained or lost a lap of late: the slope of its gap over its last green laps.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from replay.race.gap_runs import GapRun, runs_between, runs_to_leader
from replay.race.timeline import Timeline

MOST_LAPS = 10
"""The slope is that of the last so many laps."""

LEAST_LAPS = 5
"""Over fewer laps there is none."""


class GapTrend(Struct, frozen=True, gc=False):
    """How many ticks a lap a gap grew, negative where it fell, over so many laps."""

    ticks: int
    laps: int


def trend_to_leader(timeline: Timeline, time: int, car: str) -> GapTrend | None:
    """Give the slope of the gap to the leader: of the car's class, where it has one.

    Least squares over its last laps in a row under green without a stop (`runs_to_leader`); None
    while there are too few, and where its last lap was none of them.
    """
    time = min(max(time, 0), timeline.end)
    return _trend(runs_to_leader(timeline, time, car), _laps(timeline, time, car))


def trend_between(timeline: Timeline, time: int, car: str, other: str) -> GapTrend | None:
    """Give the slope of the gap of a car to another, as `trend_to_leader` does."""
    time = min(max(time, 0), timeline.end)
    laps = min(_laps(timeline, time, car), _laps(timeline, time, other))
    return _trend(runs_between(timeline, time, car, other), laps)


def _laps(timeline: Timeline, time: int, car: str) -> int:
    """Count the laps that a car has completed."""
    return bisect_right(timeline.scoring_at(time).by_car[car].crossings, time)


def _trend(runs: Sequence[GapRun], laps: int) -> GapTrend | None:
    if not runs or runs[-1].last < laps:
        return None
    gaps = runs[-1].gaps[-MOST_LAPS:]
    return GapTrend(_slope(gaps), len(gaps)) if len(gaps) >= LEAST_LAPS else None


def _slope(values: Sequence[int]) -> int:
    """Give the slope of the line of least squares through values in a row, rounded half up."""
    count = len(values)
    # Twice their distance from the middle one, so that it is whole.
    along = [2 * place - count + 1 for place in range(count)]
    over = 2 * sum(x * value for x, value in zip(along, values, strict=True))
    under = sum(x * x for x in along)
    return (2 * over + under) // (2 * under)
