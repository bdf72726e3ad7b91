"""The fastest lap of the race so far."""

from replay.race.state import Running
from replay.race.timeline import Timeline


def fastest_lap(timeline: Timeline, time: int) -> Running | None:
    """Give the row of the car that ran the fastest lap by `time`, which is its best.

    Of two as fast it is the first to run one; None before any car has completed a lap. It may have
    been rebuilt (`best_lap_exact`).
    """
    time = min(max(time, 0), timeline.end)
    by_car = timeline.scoring_at(time).by_car
    laps = [
        (row.best_lap, by_car[row.car].crossings[row.best_lap_number - 1], row.position, row)
        for row in timeline.at(time).order
        if row.best_lap is not None and row.best_lap_number is not None
    ]
    return min(laps)[3] if laps else None
