"""One car's visits to pit road, and what is known of them at any time."""

from collections.abc import Iterable

from replay.race.model import Stop
from replay.race.state import NEVER


class PitVisits:
    """One car's visits to pit road, in order of time.

    `visits[n]` is what is known after `n` pit entries: the count, the car's own lap of the last,
    its ticks there, and the time it was left (`NEVER` if it was not).
    """

    __slots__ = ("entries", "visits")

    def __init__(self, stops: Iterable[Stop]) -> None:
        visits = sorted(stops, key=lambda stop: stop.entry)
        self.entries = [stop.entry for stop in visits]
        self.visits: list[tuple[int, int | None, int | None, int]] = [(0, None, None, 0)]
        for count, stop in enumerate(visits, 1):
            left = NEVER if stop.exit is None else stop.exit
            self.visits.append((count, stop.lap + 1, left - stop.entry, left))
