"""The rails of the places: who held one for how long, broken just where it changes hands."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

_SHORTEST = 2
"""A run of fewer cells is not drawn."""


class Rail(NamedTuple):
    """A run of cells, `start` to `stop`, in which one car held a place at every lap."""

    car: str
    start: int
    stop: int


@lru_cache(512)
def rails(held: tuple[str | None, ...]) -> tuple[Rail, ...]:
    """Give the runs of a place by who held it in each cell; one blank parts two that touch."""
    return tuple(_rails(held))


def _rails(held: Sequence[str | None]) -> Iterator[Rail]:
    at = 0
    for car, cells in groupby(held):
        start, at = at, at + len(list(cells))
        touches = at < len(held) and held[at] is not None
        stop = at - touches
        if car is not None and stop - start >= _SHORTEST:
            yield Rail(car, start, stop)


def number_at(rail: Rail, label: str, taken: Collection[int]) -> int | None:
    """Give the cell at which the number of a rail begins; None where it has no room.

    A run has its number from two cells more than that on. It stands at its beginning, or behind
    what crosses it there, never in cells that are `taken`.
    """
    if rail.stop - rail.start < len(label) + 2:
        return None
    for start in range(rail.start, rail.stop - len(label)):
        if not any(cell in taken for cell in range(start, start + len(label))):
            return start
    return None
