"""What a car has gained or lost a lap of late: the slope of its gap over its last green laps.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from replay.race.gaps import gaps_between, gaps_to_leader, leaders_by_lap
from replay.race.green_laps import green_laps
from replay.race.model import MEASURED
from replay.race.timeline import Timeline

MOST_LAPS = 10
"""The slope is that of the last so many laps."""

LEAST_LAPS = 5
"""Over fewer laps there is none."""


class GapTrend(Struct, frozen=True, gc=False):
    """How many ticks a lap a gap grew, negative where it fell, over so many laps.

    `exact`: every line that it was reckoned from was measured.
    """

    ticks: int
    laps: int
    exact: bool


def trend_to_leader(timeline: Timeline, time: int, car: str) -> GapTrend | None:
    """Give the slope of the gap to the leader: of the car's class, where it has one.

    Least squares over the last laps in a row under green that ended without a stop, neither of the
    car nor of who led; None while there are too few.
    """
    time = min(max(time, 0), timeline.end)
    gaps = gaps_to_leader(timeline, time, car)
    leaders = leaders_by_lap(timeline, time, car)
    return _trend(timeline, time, car, gaps, lambda lap: leaders[lap - 1])


def trend_between(timeline: Timeline, time: int, car: str, other: str) -> GapTrend | None:
    """Give the slope of the gap of a car to another, as `trend_to_leader` does."""
    time = min(max(time, 0), timeline.end)
    gaps = gaps_between(timeline, time, car, other)
    return _trend(timeline, time, car, gaps, lambda lap: other)


def _trend(
    timeline: Timeline,
    time: int,
    car: str,
    gaps: Sequence[int | None],
    reference: Callable[[int], str],
) -> GapTrend | None:
    scoring = timeline.scoring_at(time)
    histories = timeline.histories_at(time)
    green = green_laps(timeline, time, scoring.by_car[car].race_class)

    def stopped(one: str, lap: int) -> bool:
        return lap in histories[one].stopped_laps

    laps: list[int] = []
    for lap in range(len(gaps), max(len(gaps) - MOST_LAPS, 0), -1):
        ahead = reference(lap)
        # When the car ahead stops another leads: the gap to that one is another gap.
        if laps and (reference(lap + 1) != ahead and stopped(ahead, lap + 1)):
            break
        if gaps[lap - 1] is None or not green[lap - 1] or stopped(car, lap) or stopped(ahead, lap):
            break
        laps.append(lap)
    if len(laps) < LEAST_LAPS:
        return None
    known = scoring.by_car
    exact = all(
        known[one].known[lap][1] in MEASURED for lap in laps for one in (car, reference(lap))
    )
    return GapTrend(_slope([(lap, gaps[lap - 1] or 0) for lap in laps]), len(laps), exact)


def _slope(points: Sequence[tuple[int, int]]) -> int:
    """Give the slope of the line of least squares, rounded half up."""
    count = len(points)
    along, across = sum(x for x, _ in points), sum(y for _, y in points)
    over = count * sum(x * y for x, y in points) - along * across
    under = count * sum(x * x for x, _ in points) - along * along
    return (2 * over + under) // (2 * under)
