"""The stints of a car, from stop to stop: who drove them on which tyres, laid on the ribbon."""

from bisect import bisect_right

from msgspec import Struct

from replay.race.model import SECOND
from replay.race.state import NEVER
from replay.race.timeline import Timeline


class CarStint(Struct, frozen=True, gc=False):
    """A stint `begins` on a mark of the ribbon: the laps of the leader, or seconds, run by then.

    `driver` is the index of who drives in the entry of the car, `compound` that of the tyres; each
    is None where nobody knows.
    """

    begins: int
    driver: int | None
    compound: str | None


def car_stints(timeline: Timeline, time: int, car: str) -> tuple[CarStint, ...]:
    """Give the stints of a car begun by `time` (ticks), oldest first: the first from the start.

    One begins as the car leaves the pits; what was done there is not known before.
    """
    if not timeline.race.has_laps:
        return ()
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    history = timeline.histories_at(time)[car]
    over_laps = timeline.flags.duration_at(time) is None
    begun = [0, *(v.until for v in history.visits if v.until <= time and v.until < NEVER)]
    return tuple(
        CarStint(
            scoring.lap_at(at) if over_laps else at // SECOND,
            history.driver_at(at)[0],
            history.tyres_at(at, bisect_right(history.crossings, at))[0],
        )
        for at in begun
    )
