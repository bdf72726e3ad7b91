"""Times in plain words: gaps, laps, and the race clock; a `~` marks what was rebuilt."""

from replay.race.record import SECOND
from replay.race.seconds import lap_time_words, seconds_text
from replay.race.short_words import minutes_and_seconds

_MINUTE = 60 * SECOND
REBUILT = "~"


def clock_words(ticks: int) -> str:
    """Write a time of the race clock in whole seconds that have passed: `1:49:50`."""
    minutes, seconds = divmod(ticks // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def exact_clock(ticks: int) -> str:
    """Write a published time to its last decimal: `3:10:42.420`."""
    part = seconds_text(ticks % SECOND).partition(".")[2]
    return f"{clock_words(ticks)}.{part}"


def gap_in_words(ticks: int, exact: bool, decimals: int = 3) -> str:
    """Write a gap in seconds, from a minute on in minutes too: `0.001 s`, `1:02.3`, `~0.4 s`."""
    if not exact:
        return REBUILT + _rounded(ticks)
    if ticks >= _MINUTE:
        return lap_time_words(ticks)
    return f"{seconds_text(ticks, decimals)} s"


def lap_words(ticks: int, exact: bool) -> str:
    """Write the time of a lap: `30.097 s`, `1:26.103`, or `~30.2 s` where it was rebuilt."""
    return lap_time_words(ticks) if exact else REBUILT + _rounded(ticks)


def _rounded(ticks: int) -> str:
    return f"{seconds_text(ticks, 1)} s" if ticks < _MINUTE else minutes_and_seconds(ticks)
