"""When we are: the playback clock, and the values that go in and out of it."""

from replay.clock.playback_clock import PlaybackClock
from replay.clock.reading import (
    NANOSECONDS_IN_TICK,
    RATES,
    ClockNow,
    Hold,
    Limit,
    Loop,
    Presentation,
)

__all__ = [
    "NANOSECONDS_IN_TICK",
    "RATES",
    "ClockNow",
    "Hold",
    "Limit",
    "Loop",
    "PlaybackClock",
    "Presentation",
]
