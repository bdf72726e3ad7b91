"""How far the race will go by the clock: forecasts from the pace of the leader, and said as such.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right

from replay.race.model import SECOND
from replay.race.timeline import Timeline

_LAST_HOUR = 3_600 * SECOND
_LAPS = 5
"""The leader's pace is the median of so many laps, his last without a stop or a yellow."""


def laps_left(timeline: Timeline, time: int) -> int | None:
    """Give about how many laps the leader has still to go in the last hour of a race over a time.

    The time to go over the leader's pace, rounded up. None before, once the time is up, and where
    he has no lap without a stop or a yellow.
    """
    time = min(max(time, 0), timeline.end)
    up = timeline.flags.duration_at(time)
    if up is None or not 0 < up - time <= _LAST_HOUR or timeline.flags.finished_at(time):
        return None
    pace = _pace(timeline, time)
    return -(-(up - time) // pace) if pace else None


def laps_by_limit(timeline: Timeline, time: int) -> int | None:
    """Give the laps a race over laps will have run when its time limit ends it, if that will.

    None where it has no limit, and while the leader's pace brings him to the distance, be it on
    the lap that he is on when the time is up.
    """
    time = min(max(time, 0), timeline.end)
    limit = timeline.race.header.time_limit
    distance = timeline.flags.distance_at(time)
    if limit is None or distance is None or timeline.flags.finished_at(time):
        return None
    pace = _pace(timeline, time)
    lap, left = timeline.lap_at(time), max(limit - time, 0)
    if not pace:
        return None
    laps = lap - (-left // pace)
    return laps if laps < distance else None


def _pace(timeline: Timeline, time: int) -> int | None:
    """Give the ticks of the leader's laps of late; None where he has none to tell by."""
    leader = timeline.scoring_at(time).standings(time)[0][1]
    stopped = timeline.histories_at(time)[leader.car].stopped_by(time)
    slow = [
        (one.at, end) for one, end in timeline.flags.neutralised_times(time) if one.height != "part"
    ]
    times: list[int] = []
    for lap in range(bisect_right(leader.crossings, time), 0, -1):
        end = leader.crossings[lap - 1]
        took = leader.lap_time(lap)
        if lap not in stopped and not any(at < end and end - took < until for at, until in slow):
            times.append(took)
            if len(times) == _LAPS:
                break
    return sorted(times)[len(times) // 2] if times else None
