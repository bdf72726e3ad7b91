"""Which laps were run under green from line to line: where gaps and lap times mean something.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from itertools import pairwise

from replay.race.gaps import leader_laps
from replay.race.timeline import Timeline


def green_laps(timeline: Timeline, time: int, race_class: str | None = None) -> tuple[bool, ...]:
    """Tell of each lap the leader has completed whether all of it was run under green.

    That of lap n stands at index n - 1; the leader is that of a class, if one is named. No
    caution, safety car, slowed field or red flag touched it; a yellow on a part of the track does
    not count. Where nobody knows the flags all are.
    """
    time = min(max(time, 0), timeline.end)
    ends = leader_laps(timeline, time, race_class)
    green = [True] * len(ends)
    if race_class is None:
        for span in timeline.flags.neutralised_laps(time, len(ends)):
            if span.height != "part":
                for lap in range(span.first, min(span.last, len(ends)) + 1):
                    green[lap - 1] = False
        return tuple(green)
    slow = [
        (one.at, max(until, one.at + 1))
        for one, until in timeline.flags.neutralised_times(time)
        if one.height != "part"
    ]
    return tuple(
        not any(since < end and start < until for since, until in slow)
        for start, end in pairwise((0, *ends))
    )
