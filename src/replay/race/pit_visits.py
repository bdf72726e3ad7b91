"""A car's visits to pit road, laid on the race clock as far as each is known."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from replay.race.model import Stop
from replay.race.state import NEVER


class PitVisit(NamedTuple):
    """A stop in race time: from when it is seen, and from when it is over.

    `exact`: it was seen as the car came to pit road. Otherwise only the car's crossings tell: it
    is seen at the one that ends its in-lap, which is made on pit road or right after it, and may
    have begun earlier. `until` is when the car left, or by when it must have left: `NEVER` if it
    did not, and `since` where nobody knows how long it was there. `length` is in ticks, None where
    it is unknown.
    """

    stop: Stop
    since: int
    until: int
    length: int | None
    exact: bool


def pit_visits(stops: Iterable[Stop], crossings: Sequence[int]) -> tuple[PitVisit, ...]:
    """Return the stops of one car as visits in order of time; `crossings` are its own."""
    visits = sorted(
        (_visit(stop, crossings) for stop in stops),
        key=lambda visit: (visit.since, visit.stop.lap, visit.until),
    )
    # Of a stop that is followed by another the car has left, whenever it was.
    ended = (
        first if first.until <= then.since else first._replace(until=then.since)
        for first, then in pairwise(visits)
    )
    return (*ended, *visits[-1:])


def _visit(stop: Stop, crossings: Sequence[int]) -> PitVisit:
    length = stop.length
    if stop.entry is not None and stop.exit is not None:
        length = stop.exit - stop.entry
    since, exact = _since(stop, length, crossings)
    if not stop.left:
        until = NEVER
    elif stop.exit is not None:
        until = stop.exit
    elif stop.under_red:
        until = since  # however long it took, the race stood still
    elif length is not None:
        until = since + length
    elif exact:
        until = next((at for at in crossings[stop.lap :] if at > since), NEVER)
    else:
        until = since
    return PitVisit(stop, since, until, length, exact)


def _since(stop: Stop, length: int | None, crossings: Sequence[int]) -> tuple[int, bool]:
    if stop.entry is not None:
        return stop.entry, True
    if stop.exit is not None and length is not None:
        return max(stop.exit - length, 0), True
    if stop.lap < len(crossings):
        at = crossings[stop.lap]
        return (at if stop.exit is None else min(at, stop.exit)), False
    return (crossings[-1] if crossings else 0), False


class PitVisits:
    """One car's visits to pit road, to be found by time.

    `visits[n]` is what is known after `n` pit entries: the count, the car's own lap of the last,
    its ticks there (None: unknown), and when it is over.
    """

    __slots__ = ("entries", "visits")

    def __init__(self, stops: Iterable[Stop], crossings: Sequence[int]) -> None:
        made = pit_visits(stops, crossings)
        self.entries = [visit.since for visit in made]
        self.visits: list[tuple[int, int | None, int | None, int]] = [(0, None, None, 0)]
        for count, visit in enumerate(made, 1):
            self.visits.append((count, visit.stop.lap + 1, visit.length, visit.until))
