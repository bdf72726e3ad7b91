"""Every lap of every car as it stood when that car itself completed it.

`crossed_laps` is a question of the race up to a time, as those of `replay.race.series` are. It is
the running order at the instant of each crossing, as the line is scored at the time: a ruling that
has moved a crossing by then counts for it, and penalty time moves none.
"""

from bisect import bisect_right
from collections import Counter

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.model import Basis, Confidence
from replay.race.timeline import Timeline


class CrossedLap(Struct, frozen=True, gc=False):
    """A lap of a car, and where the car was as it completed it.

    `at` and `lap_time` are ticks; the first lap counts from the green flag. `place` and
    `class_place` count those that had completed as many laps before. `gap` is to the first car and
    `interval` to the car ahead, in ticks and None off the lead lap; the leader has a gap of 0 and
    no interval. `basis` is that of the crossing and `confidence` that of the place; `measured`
    tells whether the lap's own time was.
    """

    car: str
    lap: int
    at: int
    lap_time: int
    place: int
    class_place: int | None
    gap: int | None
    interval: int | None
    laps_down: int
    basis: Basis
    confidence: Confidence
    measured: bool


def crossed_laps(timeline: Timeline, time: int) -> tuple[CrossedLap, ...]:
    """Give every lap completed by `time`, in the order in which they were completed.

    Of cars level at the line those with more laps come first, then those ahead. A race known by its
    finish alone has none.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    found = []
    for lap, arrived in enumerate(scoring.arrivals, 1):
        if scoring.lead_at[lap - 1] > time:
            break
        in_class: Counter[str | None] = Counter()
        ahead: CarIndex | None = None
        for place, index in enumerate(arrived, 1):
            at = index.crossings[lap - 1]
            if at > time:
                break
            in_class[index.race_class] += 1
            down = bisect_right(scoring.lead_at, at) - lap
            measured, basis, confidence = index.known[lap]
            found.append(
                CrossedLap(
                    index.car,
                    lap,
                    at,
                    index.lap_time(lap),
                    place,
                    None if index.race_class is None else in_class[index.race_class],
                    None if down else at - scoring.lead_at[lap - 1],
                    None if down or ahead is None else at - ahead.crossings[lap - 1],
                    down,
                    basis,
                    confidence,
                    measured,
                )
            )
            ahead = index
    found.sort(key=lambda crossed: (crossed.at, -crossed.lap))  # stable: then by the place
    return tuple(found)
