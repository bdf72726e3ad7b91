"""The order at the marks of an axis over the race: at laps of the leader, or at seconds.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from weakref import WeakKeyDictionary

from replay.race.model import SECOND
from replay.race.series import stops
from replay.race.timeline import Timeline

Order = tuple[str, ...]
"""The cars that have a place, the first first: those not placed yet are left out."""

_MOST_KEPT = 4096
"""The orders kept of a race: those of the marks of several axes, or of its laps."""

_kept: WeakKeyDictionary[Timeline, dict[tuple[int, str | None], Order]] = WeakKeyDictionary()


def orders_at(
    timeline: Timeline, time: int, marks: tuple[int, ...], race_class: str | None = None
) -> tuple[Order, ...]:
    """Give the order at each mark, of one class where that is asked for.

    A mark counts as the ribbon does: laps of the leader, each at its instant, or whole seconds
    where the race goes over a time. One that is not yet past, as the lap the leader has completed
    last, which others are still to complete, has the order at `time`. Orders are as they were
    scored then.
    """
    time = min(max(time, 0), timeline.end)
    if timeline.flags.duration_at(time) is not None:
        past = (min(max(mark, 0) * SECOND, time) for mark in marks)
    else:
        laps = timeline.lap_at(time)
        past = (timeline.instant(max(mark, 0)) if mark < laps else time for mark in marks)
    kept = _kept.setdefault(timeline, {})
    found = []
    for at in past:
        order = kept.get((at, race_class))
        if order is None:
            order = _order(timeline, at, race_class)
            if at < time:  # that of the clock is seldom asked for again
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                kept[at, race_class] = order
        found.append(order)
    return tuple(found)


def _order(timeline: Timeline, at: int, race_class: str | None) -> Order:
    scoring = timeline.scoring_at(at)
    return tuple(
        index.car
        for laps, index in scoring.standings(at)
        if (laps or scoring.grid_known) and race_class in (None, index.race_class)
    )


def stop_marks(timeline: Timeline, time: int, car: str) -> tuple[int, ...]:
    """Give the marks of a car's stops begun by `time`, oldest first.

    In laps that is the leader's lap on which the car completed its in-lap, on pit road or right
    after it; in seconds the one in which the stop is first seen. Of an in-lap that is not completed
    it is the lap on which the stop was first seen.
    """
    time = min(max(time, 0), timeline.end)
    made = stops(timeline, time, car)
    if timeline.flags.duration_at(time) is not None:
        return tuple(-(-visit.since // SECOND) for visit in made)
    scoring = timeline.scoring_at(time)
    crossings, done = scoring.by_car[car].crossings, scoring.lap_at(time)
    marks = []
    for visit in made:
        lap = visit.stop.lap
        if lap < len(crossings) and crossings[lap] <= time:
            marks.append(scoring.lap_at(crossings[lap]))
        else:
            marks.append(min(scoring.lap_at(visit.since) + 1, done))
    return tuple(marks)
