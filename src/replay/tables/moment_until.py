"""The moment at which a table ends."""

from fractions import Fraction
from math import isfinite
from numbers import Real

from replay.race.model import SECOND
from replay.race.moment_name import NO_SUCH_MOMENT, moment_time
from replay.race.moment_words import NoSuchMoment
from replay.race.timeline import Timeline

Until = str | float | None
"""A moment by name, such as `L137`, `caution3` or `2:31:07`; seconds of the race clock; or, None,
the end of the record."""


def time_until(timeline: Timeline, until: Until) -> int:
    """Give a moment in ticks; raises `NoSuchMoment` where the race has none of that name."""
    if until is None:
        return timeline.end
    if isinstance(until, str):
        return moment_time(timeline, until)
    if isinstance(until, bool) or not isinstance(until, Real):
        raise TypeError(f"a moment is a name or seconds, not {type(until).__name__}")
    time = round(Fraction(float(until)) * SECOND) if isfinite(until) else -1
    if not 0 <= time <= timeline.end:
        raise NoSuchMoment(NO_SUCH_MOMENT)
    return time
