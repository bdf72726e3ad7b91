"""The race so far laid out over its laps: who led, under which flag."""

from replay.race.model import Red
from replay.race.state import Ribbon
from replay.race.timeline import Timeline


def ribbon_at(timeline: Timeline, time: int) -> Ribbon:
    """Give what the transport may draw at `time`; stage ends are by the schedule."""
    scoring = timeline.scoring_at(time)
    lap = scoring.lap_at(time)
    header = timeline.race.header
    return Ribbon(
        scheduled=max(timeline.flags.distance_at(time) or header.scheduled_laps or lap, lap),
        lap=lap,
        stints=scoring.stints_at(lap),
        yellows=timeline.flags.yellows_at(time, lap),
        reds=tuple(
            event.lap + 1
            for event in timeline.race.events
            if isinstance(event, Red) and event.at <= time
        ),
        stage_ends=tuple(stage.ends for stage in header.stages),
    )
