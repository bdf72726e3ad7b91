"""Questions about the race up to a time, for charts and cards: each is a pure function."""

from replay.race.model import Stop
from replay.race.timeline import Timeline


def stops(timeline: Timeline, time: int, car: str) -> tuple[Stop, ...]:
    """Give a car's stops begun by `time`, oldest first."""
    own = (stop for stop in timeline.race.stops if stop.car == car and stop.entry <= time)
    return tuple(sorted(own, key=lambda stop: stop.entry))


def trace(timeline: Timeline, time: int, car: str) -> tuple[int, ...]:
    """Give the places of a car at its last 24 crossings by `time`, oldest first."""
    return timeline.trace(car, time)
