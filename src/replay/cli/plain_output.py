"""Printing plain lines, and the clock by which they are printed in time."""

import sys
from collections.abc import Iterable
from fractions import Fraction

from replay.clock import PlaybackClock
from replay.race.record import SECOND
from replay.race.text import clean

_LONGEST = 1.0
"""So many seconds at most pass before the clock is looked at again."""


def emit(lines: Iterable[str]) -> None:
    """Print lines as UTF-8 at once, without what would steer a terminal; a broken pipe raises."""
    if sys.stdout is None:
        return
    for line in lines:
        sys.stdout.buffer.write(f"{clean(line)}\n".encode())
    sys.stdout.buffer.flush()


def running_clock(end: int, start: int, rate: Fraction) -> PlaybackClock:
    """Give a clock that plays from `start` to `end` (ticks) at a rate."""
    clock = PlaybackClock(end, start=start)
    clock.set_rate(rate)
    clock.play()
    return clock


def seconds_until(clock: PlaybackClock, at: int) -> float:
    """Give how long it takes a playing clock to come to `at` (ticks), at most a second."""
    now = clock.sample()
    return min(float(Fraction(max(at - now.time, 0), SECOND) / now.rate), _LONGEST)
