"""Slow motion: where a finish is played slowly, so that one can see the cars arrive.

On an oval only a close finish is, at a pace of thousandths of a second; on a road course every one,
at a pace of seconds. Only the pace looks ahead, and only within the last lap: nothing of the finish
is drawn before it.
"""

from fractions import Fraction
from typing import NamedTuple

from replay.race.lap_span import span_of_finish
from replay.race.model import SECOND
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

CLOSE_GAP = SECOND // 2
"""The gap of the first two at the white flag under which a finish may be close."""

WINDOW_AFTER = 1_560
"""How long the line is looked at behind the first nose: what a whole strip shows, unzoomed."""

WINDOW_BEFORE = 2_000
"""How long before the first nose the line is looked at, at every finish: 0.2 s."""

LEAST_SHOWN = 12
"""The seconds at a keyboard in which a whole lap goes by at the finish of a road race, or more."""

_PACES = (
    (-2 * SECOND, Fraction(1, 2)),
    (-8_000, Fraction(1, 5)),
    (-WINDOW_BEFORE, Fraction(1, 20)),
    (-200, Fraction(1, 100)),
)


class SlowStretch(NamedTuple):
    """From `start` up to `end` (ticks) the race is played no faster than `rate`."""

    start: int
    end: int
    rate: Fraction


def slow_stretches(timeline: Timeline) -> tuple[SlowStretch, ...]:
    """Give the stretches played slowly, in order of time; none where no close finish is in sight.

    In sight it is if the first two were less than `CLOSE_GAP` apart as a lap began that was known
    to be the last, and at once in a race known by its finish alone. How many will come does not
    count. Before the first nose, as it was scored then, the pace falls in steps; it is free again
    `WINDOW_AFTER` behind it. The figures are the same for every race, so that the pace tells
    neither by how much the finish is won nor who is still to come. A race that is called has none:
    no lap of it was known to be the last.

    A road race is slowed down for as long as its finish is looked at, close or not.
    """
    if timeline.finish_crossings:
        return _stretches_of_finish(timeline)
    if timeline.race.laid_flat:
        return _stretch_of_lap(timeline)
    scoring = _scoring_at_finish(timeline)
    last = timeline.laps - 1
    if last < 1 or len(scoring.arrivals[last - 1]) < 2:
        return ()
    first, second = (index.crossings[last - 1] for index in scoring.arrivals[last - 1][:2])
    if second - first >= CLOSE_GAP or not timeline.last_lap_known_at(second):
        return ()
    return _stretches_around(scoring.lead_at[last], second, timeline.end)


def finish_window(timeline: Timeline) -> range:
    """Give the ticks around the first nose of the last lap in which the line is looked at.

    They go from `WINDOW_BEFORE` before it to `WINDOW_AFTER` behind it, and are the same at every
    finish, close or not: that they have begun tells nothing of it. Empty for a race without laps,
    whose record is its finish, and where nothing has told that the lap is the last.

    Of a road race they are the lap from the flag on, and none before it.
    """
    if not timeline.race.has_laps:
        return range(0)
    scoring = _scoring_at_finish(timeline)
    nose = scoring.lead_at[-1]
    if timeline.race.laid_flat:
        known = timeline.last_lap_known_at(nose)
        return range(nose, nose + span_of_finish(scoring)) if known else range(0)
    start = max(nose - WINDOW_BEFORE, 0)
    return range(start, nose + WINDOW_AFTER) if timeline.last_lap_known_at(start) else range(0)


def last_lap_start(timeline: Timeline) -> int:
    """Give the tick at which the leader began the last lap, as it was scored then.

    0 for a race of one lap, and for one known by its finish alone, all of which is its last lap.
    """
    if timeline.laps < 2:
        return 0
    return _scoring_at_finish(timeline).lead_at[-2]


def _scoring_at_finish(timeline: Timeline) -> Scoring:
    """Give the scoring in force as the first car finished."""
    of_laps = [ruling.of_lap for ruling in timeline.rulings]
    period = of_laps.index(timeline.laps) if timeline.laps in of_laps else len(of_laps)
    return timeline.scoring(period)


def _stretches_around(nose: int, since: int, until: int) -> tuple[SlowStretch, ...]:
    """Give the steps to the first nose and past it, between two times."""
    ends = (*(before for before, _ in _PACES[1:]), WINDOW_AFTER)
    stretches = (
        SlowStretch(max(nose + start, since), min(nose + end, until), rate)
        for (start, rate), end in zip(_PACES, ends, strict=True)
    )
    return tuple(slow for slow in stretches if slow.start < slow.end)


def _stretch_of_lap(timeline: Timeline) -> tuple[SlowStretch, ...]:
    """Give the lap after the flag, and a second at a keyboard before it where that is known.

    The pace follows from the span, which laps before the flag give.
    """
    window = finish_window(timeline)
    if not window:
        return ()
    rate = 1
    while len(window) >= 2 * rate * LEAST_SHOWN * SECOND:
        rate *= 2
    start = max(window.start - rate * SECOND, last_lap_start(timeline))
    if not timeline.last_lap_known_at(start):
        start = window.start
    return (SlowStretch(start, min(window.stop, timeline.end), Fraction(rate)),)


def _stretches_of_finish(timeline: Timeline) -> tuple[SlowStretch, ...]:
    """Give all of a record that is a finish and little else."""
    nose = timeline.finish_crossings[0].at
    (*_, (_, slow), (start, slowest)) = _PACES
    stretches = (
        SlowStretch(0, nose + start, slow),
        SlowStretch(max(nose + start, 0), nose + WINDOW_AFTER, slowest),
        SlowStretch(nose + WINDOW_AFTER, timeline.end, slow),
    )
    return tuple(stretch for stretch in stretches if stretch.start < stretch.end)
