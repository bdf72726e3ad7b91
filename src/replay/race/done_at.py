"""How much of a race was done at times that are past: where they stand on the ribbon."""

from replay.race.model import SECOND
from replay.race.timeline import Timeline


def done_at_times(timeline: Timeline, time: int, times: tuple[int, ...]) -> tuple[int, ...]:
    """Give what was done at each of some `times` (ticks), those later than `time` left out.

    It counts as the ribbon does at `time`: laps that the leader had completed, or seconds.
    """
    time = min(max(time, 0), timeline.end)
    past = (at for at in times if 0 <= at <= time)
    if not timeline.race.has_laps:
        return ()
    if timeline.flags.duration_at(time) is not None:
        return tuple(at // SECOND for at in past)
    scoring = timeline.scoring_at(time)
    return tuple(scoring.lap_at(at) for at in past)
