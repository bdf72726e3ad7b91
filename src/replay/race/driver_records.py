"""What each driver of a car has done in it so far: time, laps, his best, and stints."""

from bisect import bisect_right

from msgspec import Struct

from replay.race.timeline import Timeline


class DriverRecord(Struct, frozen=True, gc=False):
    """One driver of a car: `time` and `best` in ticks, of whole laps; None before his first.

    `stints` counts how often he has come into the car; `driving`: he is in it now.
    """

    time: int | None
    laps: int
    best: int | None
    stints: int
    driving: bool


def driver_records(timeline: Timeline, time: int, car: str) -> tuple[DriverRecord, ...]:
    """Give what all drivers who are entered for a car have done, in the order of the entry.

    Empty where nobody knows who drives, and of a race without laps.
    """
    time = min(max(time, 0), timeline.end)
    if timeline.race.header.known.drivers is None or not timeline.race.has_laps:
        return ()
    history = timeline.histories_at(time)[car]
    laps = bisect_right(history.crossings, time)
    drivers = len(history.driven[0])
    count, best = [0] * drivers, [0] * drivers
    for before, after in zip(history.driven[:laps], history.driven[1 : laps + 1], strict=True):
        for driver in range(drivers):
            took = after[driver] - before[driver]
            if took:
                count[driver] += 1
                best[driver] = min(best[driver] or took, took)
    changes = bisect_right(history.changed_at, time)
    sat = history.drivers[:changes]
    now, _ = history.driver_at(time)
    return tuple(
        DriverRecord(
            time=history.driven[laps][driver] if count[driver] else None,
            laps=count[driver],
            best=best[driver] or None,
            stints=sat.count(driver),
            driving=now == driver,
        )
        for driver in range(drivers)
    )
