"""Where a clock that plays comes to: the next place on its way, and limits that make sense."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from replay.clock.reading import Limit


def first_on_way(places: Sequence[int], at: int, to: int) -> int:
    """Give the first of some places, in order, on the way from `at` up or down to `to`, or that.

    What lies at `at` itself is not on the way.
    """
    if to > at:
        place = bisect_right(places, at)
        return min([to, *places[place : place + 1]])
    place = bisect_left(places, at)
    return max([to, *places[max(place - 1, 0) : place]])


def verify_limits(limits: Sequence[Limit]) -> None:
    """Raise ValueError where limits overlap, are out of order or not above 0."""
    for start, end, rate in limits:
        if not 0 <= start < end or rate <= 0:
            raise ValueError(f"no limit of {rate} from {start} to {end}")
    for before, after in pairwise(limits):
        if after.start < before.end:
            raise ValueError(f"a limit from {after.start} begins before {before.end}")
