"""The order as it is chosen to be shown: class by class, all cars, or the cars of one class."""

from collections.abc import Mapping, Sequence

from replay.race.model import Entry, RaceClass
from replay.race.state import Running

BY_CLASS = "class"
"""All cars, class by class: what is chosen at first; in a race without classes all cars."""

OVERALL = "overall"
"""All cars in one order, whatever their class."""


def shown_order(
    order: tuple[Running, ...],
    entries: Mapping[str, Entry],
    classes: Sequence[RaceClass],
    order_by: str,
) -> tuple[Running, ...]:
    """Give the rows of an order that are shown, in the order they are shown.

    `order_by` is `BY_CLASS`, `OVERALL` or the name of a class. Cars without a class come last.
    """
    if not classes or order_by == OVERALL:
        return order
    of = {car: entry.race_class for car, entry in entries.items()}
    if order_by != BY_CLASS:
        alone = tuple(row for row in order if of.get(row.car) == order_by)
        if alone:
            return alone
    ranks: dict[str | None, int] = {one.name: rank for rank, one in enumerate(classes)}
    last = len(classes)
    return tuple(sorted(order, key=lambda row: ranks.get(of.get(row.car), last)))


def next_order_by(order_by: str, classes: Sequence[RaceClass], entries: Sequence[Entry]) -> str:
    """Give the next choice: by class, overall, then every class that has cars, alone."""
    raced = {entry.race_class for entry in entries}
    turns = [BY_CLASS, OVERALL, *(one.name for one in classes if one.name in raced)]
    return turns[(turns.index(order_by) + 1) % len(turns)] if order_by in turns else BY_CLASS
