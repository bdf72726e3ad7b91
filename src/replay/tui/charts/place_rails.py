"""The rails of the places: who held one for how long, broken just where it changes hands."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from replay.tui.charts.chart_cells import BLANK

_SHORTEST = 2
"""A run of fewer cells is not drawn."""


class Rail(NamedTuple):
    """A run of cells, `start` to `stop`, in which one car held a place at every lap."""

    car: str
    start: int
    stop: int


class RailRow(NamedTuple):
    """The rails of one place, cell by cell: signs, and the role of each."""

    signs: str
    roles: tuple[str, ...]


@lru_cache(256)
def rail_row(
    held: tuple[str | None, ...],
    drawn: Collection[str],
    taken: frozenset[int],
    codes: tuple[tuple[str, str], ...],
    across: str,
) -> RailRow:
    """Draw the rails of a place by who held it in each cell, each with the number of its car.

    `codes` are pairs of cars and what is written for them instead. Cars that are `drawn` have lines
    in their place; numbers keep off the cells `taken` by lines.
    """
    label = dict(codes)
    signs, roles = [BLANK[0]] * len(held), [BLANK[1]] * len(held)
    for rail in rails(held):
        if rail.car in drawn:
            continue
        signs[rail.start : rail.stop] = across * (rail.stop - rail.start)
        text = label.get(rail.car, rail.car)
        at = number_at(rail, text, taken)
        if at is not None:
            signs[at : at + len(text)] = text
            roles[at : at + len(text)] = ["mute"] * len(text)
    return RailRow("".join(signs), tuple(roles))


def rails(held: Sequence[str | None]) -> Iterator[Rail]:
    """Give the runs of a place by who held it in each cell; one blank parts two that touch."""
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
