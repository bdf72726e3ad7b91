"""The laps under yellow, and how the record is presented where they are hurried or left out.

Only the pace looks ahead: how soon the green comes is seen as it comes.
"""

from fractions import Fraction

from replay.race.course import Course, Stretch, course_of, cut_at
from replay.race.model import SECOND
from replay.race.neutralisation import neutralisations, stands
from replay.race.pacing_choices import YellowLaps
from replay.race.slow_motion import last_lap_start
from replay.race.timeline import Timeline

LOOK = 5 * SECOND
"""So long a yellow is looked at as it comes out, and again before the green."""

FAST = 8
"""How much faster than the rate a hurried lap goes by."""

_LEAST = 5 * SECOND
"""What is shorter than this between the two looks is played."""

_SKIPPED = 100
"""The ticks of playing that a skipped stretch takes: less than a frame."""


def yellow_stretches(timeline: Timeline) -> tuple[tuple[int, int], ...]:
    """Give where the race is slowed as a whole, from `start` up to `end` (ticks), but for a look.

    Flags that follow one another are one stretch; the last lap is never part of any. Neither is
    what is slowed in part of the track only, nor a red flag under which the race clock stands.
    """
    if not timeline.race.has_laps:
        return ()
    until = last_lap_start(timeline)
    joined: list[tuple[int, int]] = []
    for one in neutralisations(timeline.race):
        if one.height == "part" or stands(one.event) or one.at >= until:
            continue
        start, end = one.at, min(one.until, until)
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined[-1][1])
            joined.pop()
        joined.append((start, end))
    # In whole steps of the pace they are hurried at, so that this is shown as it is.
    looked = ((at + LOOK, (end - at - 2 * LOOK) // FAST * FAST) for at, end in joined)
    return tuple((at, at + long) for at, long in looked if long >= _LEAST)


def yellow_course(timeline: Timeline, choice: YellowLaps) -> Course | None:
    """Give how the record is presented with its yellow laps hurried or skipped.

    None where it is presented tick for tick.
    """
    yellow = yellow_stretches(timeline) if choice != "play" else ()
    if not yellow:
        return None
    starts = {start for start, _ in yellow}

    def shown(start: int, end: int) -> Fraction:
        if start not in starts:
            return Fraction(end - start)
        return Fraction(_SKIPPED) if choice == "skip" else Fraction(end - start, FAST)

    edges = [at for stretch in yellow for at in stretch]
    return course_of(
        Stretch(start, end, shown(start, end)) for start, end in cut_at(edges, timeline.end)
    )
