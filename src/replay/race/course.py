"""How the record is presented: which of its times is shown after how much playing."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

MOST_PACE = 1_000_000
"""The most ticks of the record that go by in a tick of playing: finer parts of it lose no time."""

_presented = attrgetter("presented")
_time = attrgetter("time")


class Knot(NamedTuple):
    """After `presented` ticks of playing at rate 1 the `time` (ticks) of the record is shown."""

    presented: int
    time: int


class Stretch(NamedTuple):
    """From `start` up to `end` (ticks) of the record, shown in about so many ticks of playing."""

    start: int
    end: int
    shown: Fraction


class Course(Struct, frozen=True):
    """Straight lines between knots that rise in both counts, from nothing to all of the record.

    All is reckoned in integers. What has been played is counted in `parts` of a tick; with
    `MOST_PACE` of them or more no time of the record is lost: `time_at(presented_at(t)) == t`.
    """

    knots: tuple[Knot, ...]

    @property
    def length(self) -> int:
        """How long playing takes, in ticks."""
        return self.knots[-1].presented

    @property
    def end(self) -> int:
        """The last time of the record, in ticks."""
        return self.knots[-1].time

    def time_at(self, presented: int, parts: int = 1) -> int:
        """Give the time that is shown then; before the start 0, after the end the last."""
        at = min(max(presented, 0), self.length * parts)
        place = bisect_right(self.knots, at // parts, key=_presented) - 1
        if place + 1 >= len(self.knots):
            return self.end
        since, until = self.knots[place], self.knots[place + 1]
        done = at - since.presented * parts
        takes = (until.presented - since.presented) * parts
        return since.time + done * (until.time - since.time) // takes

    def presented_at(self, time: int, parts: int = 1) -> int:
        """Give the first part at which a time is shown, or the nearer end."""
        at = min(max(time, 0), self.end)
        place = bisect_right(self.knots, at, key=_time) - 1
        if place + 1 >= len(self.knots):
            return self.length * parts
        since, until = self.knots[place], self.knots[place + 1]
        takes = (until.presented - since.presented) * parts
        return since.presented * parts - (since.time - at) * takes // (until.time - since.time)

    def pace_at(self, time: int) -> Fraction:
        """Give how many ticks of the record go by in a tick of playing; 1 at its end."""
        place = bisect_right(self.knots, time, key=_time) - 1
        if not 0 <= place < len(self.knots) - 1:
            return Fraction(1)
        since, until = self.knots[place], self.knots[place + 1]
        return Fraction(until.time - since.time, until.presented - since.presented)


def course_of(stretches: Iterable[Stretch], length: int | None = None) -> Course:
    """Lay stretches that follow one another from 0 on end to end, each in whole ticks of playing.

    None takes less than a tick, nor goes by faster than `MOST_PACE`. With a `length` (ticks) all
    of them take just that together; without, as long as they say.
    """
    laid = [one for one in stretches if one.start < one.end]
    least = [1 + (one.end - one.start) // MOST_PACE for one in laid]
    rest = sum(least)
    exact, presented = Fraction(0), 0
    knots = [Knot(0, 0)]
    for one, at_least in zip(laid, least, strict=True):
        rest -= at_least
        exact += one.shown
        wanted = max(int(exact), presented + at_least)
        presented = wanted if length is None else min(wanted, length - rest)
        knots.append(Knot(presented, one.end))
    if length is not None and laid:
        knots[-1] = Knot(length, laid[-1].end)
    return Course(tuple(knots))


def cut_at(edges: Iterable[int], end: int) -> Iterator[tuple[int, int]]:
    """Cut the record from 0 to `end` at some edges (ticks), in any order."""
    inside = sorted({0, end, *(at for at in edges if 0 < at < end)})
    yield from pairwise(inside)
