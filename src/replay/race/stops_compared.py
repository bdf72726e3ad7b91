"""The stops of two cars set against each other: those that were made at about the same time.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from replay.race.stops_made import StopMade, stops_made
from replay.race.timeline import Timeline

WITHIN = 12
"""Two stops at most so many laps apart are compared; any other is one that only one car made."""


class StopPair(Struct, frozen=True):
    """A stop of the first car and the one of the second that goes with it, either may be None.

    `difference` are the ticks by which the first car was longer on pit road, None where it is
    unknown, as while one of them is there, or of a stop made while the race stood still.
    """

    first: StopMade | None
    second: StopMade | None
    difference: int | None

    @property
    def laps(self) -> range:
        """The laps on which they were made, from the first to the last."""
        laps = [stop.lap for stop in (self.first, self.second) if stop is not None]
        return range(min(laps), max(laps) + 1)

    @property
    def green(self) -> bool:
        """Whether each of them was made while the course was not neutralised."""
        return all(
            stop.under.neutralises in ("nothing", "part")
            for stop in (self.first, self.second)
            if stop is not None
        )


def stops_compared(timeline: Timeline, time: int, car: str, other: str) -> tuple[StopPair, ...]:
    """Give the stops of two cars so far, in order, those together that go together."""
    ours, theirs = stops_made(timeline, time, car), stops_made(timeline, time, other)
    return tuple(StopPair(one, two, _difference(one, two)) for one, two in _paired(ours, theirs))


def _paired(
    ours: Sequence[StopMade], theirs: Sequence[StopMade]
) -> Iterator[tuple[StopMade | None, StopMade | None]]:
    """Pair in order; a stop alone is one that goes with none of the other car's."""
    at = to = 0
    while at < len(ours) or to < len(theirs):
        one = ours[at] if at < len(ours) else None
        two = theirs[to] if to < len(theirs) else None
        if one is not None and two is not None:
            first_alone = one.lap < two.lap and _nearer(ours, at, theirs, to)
            second_alone = two.lap < one.lap and _nearer(theirs, to, ours, at)
            if abs(one.lap - two.lap) > WITHIN:
                first_alone, second_alone = one.lap < two.lap, two.lap < one.lap
            if first_alone:
                two = None
            elif second_alone:
                one = None
        at += one is not None
        to += two is not None
        yield one, two


def _nearer(stops: Sequence[StopMade], at: int, others: Sequence[StopMade], to: int) -> bool:
    """Tell whether a stop of the other car goes with the next of some stops rather than with this.

    So it does where the next is nearer to it, and to no later one of the other car.
    """
    if at + 1 >= len(stops):
        return False
    lap, this, after = others[to].lap, stops[at].lap, stops[at + 1].lap
    later = others[to + 1].lap if to + 1 < len(others) else None
    taken = later is not None and abs(later - after) < abs(lap - after)
    return abs(lap - after) < abs(lap - this) and not taken


def _difference(one: StopMade | None, two: StopMade | None) -> int | None:
    if one is None or two is None or one.visit.length is None or two.visit.length is None:
        return None
    if one.visit.stop.under_red or two.visit.stop.under_red:
        return None
    return one.visit.length - two.visit.length
