"""Times as columns have them: ticks as seconds, and only those that somebody timed."""

from replay.race.model import SECOND
from replay.race.pit_visits import PitVisit


def in_seconds(ticks: int) -> float:
    """Give ticks as the float nearest to their seconds: it prints as those, with four decimals."""
    return ticks / SECOND


def known_seconds(ticks: int | None) -> float | None:
    """Give ticks as seconds, None where they are unknown."""
    return None if ticks is None else in_seconds(ticks)


def exit_of(visit: PitVisit) -> int | None:
    """Give when a car left pit road (ticks), where that was timed; None while it is there."""
    stop = visit.stop
    if stop.exit is not None or stop.entry is None or stop.length is None:
        return stop.exit
    return stop.entry + stop.length
