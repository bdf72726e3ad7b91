"""A moment of a race in few words: `lap 137`, `grid`, of a race over a time `6:39:48`."""

from replay.race.model import SECOND
from replay.race.timeline import Timeline


def short_moment(timeline: Timeline, time: int) -> str:
    """Say where `time` (ticks) is, seen from there."""
    time = min(max(time, 0), timeline.end)
    header = timeline.race.header
    if not timeline.race.has_laps:
        return "finish line"
    if not time:
        return "grid"
    if header.scheduled_laps is None and header.scheduled_time is not None:
        minutes, seconds = divmod(time // SECOND, 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return f"lap {timeline.lap_at(time)}"
