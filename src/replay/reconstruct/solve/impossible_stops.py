"""Stops that cannot have been as published: given up whole, and told with their line.

The line crosses pit road, so that a car in its pit completes one lap there and no other.
"""

from bisect import bisect_right
from dataclasses import replace

from replay.reconstruct.read.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.read.published_crossings import CrossingTimes, known_crossings
from replay.reconstruct.reckon.pace import Pace, quickest_lap
from replay.reconstruct.solve.record_fact import stop_of
from replay.reconstruct.solve.system import GivenUp

_TO_THE_FLAG = 2
"""Green laps after the winner within which every car has taken the flag, or has stopped."""

_NEVER = 1 << 60


def without_impossible_stops(
    score: BoxScore, pace: Pace, end: int | None
) -> tuple[BoxScore, tuple[GivenUp, ...]]:
    """Return the score without the stops that published times refute, and these.

    `end` is when the leader ended the race, in ticks, None where nothing tells.
    """
    over = _NEVER if end is None else end + _TO_THE_FLAG * pace.green
    latest, quickest = _latest(score, over), quickest_lap(score)
    cars = {car.car: car for car in score.cars}
    final = {stop.car: stop for stop in score.stops}
    kept, given_up = [], []
    for stop in score.stops:
        car, its_last = cars[stop.car], final[stop.car] is stop
        against = _against(stop, car, its_last, latest[stop.car], quickest)
        if against is None and stop.exit >= over:
            against = "the race is over by then"
        if against is None:
            kept.append(stop)
        else:
            given_up.append(GivenUp(stop_of(stop.car, stop.line), (against,)))
    return replace(score, stops=tuple(kept)), tuple(given_up)


def _latest(score: BoxScore, over: int) -> dict[str, int]:
    """Return the latest time, in ticks, at which each car can have completed its last lap."""
    known = known_crossings(score)
    return {car.car: known.get((car.car, car.laps), over) for car in score.cars}


def _against(
    stop: StopFacts, car: CarFacts, its_last: bool, latest: int, quickest: int
) -> str | None:
    """Return what its car's own laps say against a stop, None if nothing does.

    If those laps, at `quickest` ticks each, do not follow even on its entry, the count of laps is
    the more likely slip.
    """
    if not stop.left:
        goes_on = not (car.retired and its_last) or car.laps > stop.laps + 1
        return f"it has no exit, and car {car.car} goes on" if goes_on else None
    laps = car.laps - stop.laps
    counted = stop.entry + (laps - 1) * quickest <= latest
    if laps > 1 and stop.exit >= latest - ((laps - 2) * quickest if counted else 0):
        return f"it leaves car {car.car} no time for its last {laps} laps"
    return None


def without_broken_stops(
    score: BoxScore, crossings: CrossingTimes
) -> tuple[BoxScore, tuple[GivenUp, ...]]:
    """Return the score without the stops that the crossings as solved leave no room for."""
    kept, given_up = [], []
    for stop in score.stops:
        line = crossings[stop.car]
        before, after = bisect_right(line, stop.entry), bisect_right(line, stop.exit)
        if after - before <= 1:
            kept.append(stop)
        else:
            against = f"car {stop.car} has completed {before} laps as it begins, {after} by its end"
            given_up.append(GivenUp(stop_of(stop.car, stop.line), (against,)))
    return replace(score, stops=tuple(kept)), tuple(given_up)
