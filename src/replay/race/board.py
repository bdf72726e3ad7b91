"""What the running order tells of every car that one instant's state does not hold.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right

from msgspec import Struct

from replay.race.scoring import ticks_behind
from replay.race.timeline import Timeline


class Interval(Struct, frozen=True, gc=False):
    """How far a car is behind the one ahead of it, wherever both are in the race.

    `ticks` at the last line of the car behind; None where the one ahead came to it later and has
    gone on since. `laps` are those that the one ahead had gone on by then, or has now less one.
    """

    ticks: int | None
    laps: int


class TyreStint(Struct, frozen=True, gc=False):
    """A set of tyres on a car: the car's own lap on which it was first run, and its compound."""

    first: int
    compound: str | None


_AHEAD = Interval(None, 0)


def intervals(timeline: Timeline, time: int) -> dict[str, Interval]:
    """Give the interval of every car to the one ahead that is in the race: of its class, if any.

    The first cars have none, and so has a car that is yet to cross the line.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    ruled = scoring.ruled
    ahead: dict[str | None, tuple[str, int]] = {}
    found = {}
    for laps, index in scoring.standings(time):
        before = ahead.get(index.race_class)
        if time < index.out and index.car not in ruled.excluded:
            ahead[index.race_class] = index.car, laps
        if before is None or not laps or index.car in ruled.excluded:
            found[index.car] = _AHEAD
            continue
        car, done = before
        other, at = scoring.by_car[car].crossings, index.crossings[laps - 1]
        on = max(bisect_right(other, at) - laps, done - laps - 1, 0)
        if ruled.added and not on:
            ticks = ruled.behind(index.car, at, laps, car, other, time)
        else:
            ticks = ticks_behind(other, laps, at)
        found[index.car] = Interval(ticks, on)
    return found


def tyre_stints(timeline: Timeline, time: int) -> dict[str, tuple[TyreStint, ...]]:
    """Give the sets of tyres that every car has run so far, the first of them from lap 1."""
    time = min(max(time, 0), timeline.end)
    return {
        car: tuple(
            TyreStint(fitted.laps + 1, fitted.compound)
            for fitted in history.tyres[: bisect_right(history.fitted_at, time)]
        )
        for car, history in timeline.histories_at(time).items()
    }


def best_lap_drivers(timeline: Timeline, time: int) -> dict[str, int | None]:
    """Give the driver (his index) of every car's best lap so far, None where nobody knows."""
    time = min(max(time, 0), timeline.end)
    by_car = timeline.scoring_at(time).by_car
    found = {}
    for car, history in timeline.histories_at(time).items():
        number = by_car[car].best[bisect_right(history.crossings, time)][1]
        found[car] = history.driver_at(history.crossings[number - 1])[0] if number else None
    return found


def pit_entries(timeline: Timeline, time: int) -> dict[str, int]:
    """Give when every car last came to pit road (ticks), as far as it has so far."""
    time = min(max(time, 0), timeline.end)
    return {
        car: visit.since
        for car, history in timeline.histories_at(time).items()
        if (visit := history.visit_at(time)) is not None
    }
