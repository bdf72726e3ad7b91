"""Which places a chart shows in each cell of its axis: orders come in, a place a cell goes out."""

from collections.abc import Sequence
from functools import lru_cache

from replay.race.mark_orders import Order, orders_at
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.scene import Scene

_LOST = 2
"""A place that is farther off than this is shown although the lap is not the last of its cell."""

Column = tuple[Order, ...]
"""The orders of the laps that end in a cell, the last one last; none where no lap does."""


def place_columns(scene: Scene, axis: ChartAxis, race_class: str | None) -> tuple[Column, ...]:
    """Give the orders of the cells run, of the cars of one class where there are classes.

    The first cell holds the first lap of the axis, and the last one ends with the order of now. In
    a race over a time a cell has the order at its right end, and the first that at its left, too.
    """
    marks: list[Sequence[int]] = [axis.marks(cell) for cell in range(axis.head)]
    if scene.frame.ribbon.by_time and marks:
        marks = [cell[-1:] for cell in marks]
        marks[0] = (axis.first, *marks[0])
    wanted = tuple(mark for cell in marks for mark in cell)
    orders = iter(scene.ask(orders_at, wanted, race_class))
    return tuple(tuple(next(orders) for _ in cell) for cell in marks)


def shown_places(columns: Sequence[Column], car: str) -> tuple[int | None, ...]:
    """Give the place of a car that each cell shows, None where it has none.

    Of several laps in a cell it is that of the last, but the farthest from the cell before if that
    is more than two places off: no stop is lost to scale. The first cell shows the first lap and
    the last one that of now; a cell in which no lap ends that of the one before.
    """
    shown: list[int | None] = []
    for cell, column in enumerate(columns):
        before = shown[-1] if shown else None
        places = [order.index(car) + 1 for order in column if car in order]
        if not places:
            shown.append(before)
        elif cell == 0 and len(columns) > 1:
            shown.append(places[0])
        elif before is None or cell == len(columns) - 1:
            shown.append(places[-1])
        else:
            shown.append(_farthest(places, before))
    return tuple(shown)


def _farthest(places: Sequence[int], before: int) -> int:
    farthest = max(places, key=lambda place: abs(place - before))
    return farthest if abs(farthest - before) > _LOST else places[-1]


def held_places(columns: Sequence[Column]) -> tuple[tuple[str | None, ...], ...]:
    """Give for each cell the car that held each place at every lap of it, None where several did.

    A cell in which no lap ends is as the one before.
    """
    held: list[tuple[str | None, ...]] = []
    for cell, column in enumerate(columns):
        # The first lap of an axis is drawn at its left end: the others of its cell are those run.
        laps = column[1:] if not cell and len(column) > 1 else column
        held.append(_held(laps) if laps else held[-1] if held else ())
    return tuple(held)


@lru_cache(1024)
def _held(column: Column) -> tuple[str | None, ...]:
    most = max(map(len, column))
    orders = [(*order, *[None] * (most - len(order))) for order in column]
    return tuple(cars[0] if len(set(cars)) == 1 else None for cars in zip(*orders, strict=True))
