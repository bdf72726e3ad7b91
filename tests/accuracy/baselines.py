"""What costs nothing: places on straight lines between whole-field orders."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.accuracy.boxscore import laps_run, rows_of
from tests.accuracy.truth import TrueLap

Order = Mapping[str, int]
"""Car -> place."""


def between_orders(folder: Path, laps: Sequence[TrueLap]) -> list[int]:
    """Place every lap on straight lines between the published orders of the race.

    A car that is not in a later order keeps the last place it was published in.
    """
    orders: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows_of(folder, "checkpoints.csv"):
        orders[int(row["lap"])][row["car"]] = int(row["position"])
    orders[0] = _column(folder, "start")
    return ranked(orders, laps)


def grid_to_finish(folder: Path, laps: Sequence[TrueLap]) -> list[int]:
    """Place every lap on one straight line from the grid to the result."""
    orders = {0: _column(folder, "start"), laps_run(folder): _column(folder, "pos")}
    return ranked(orders, laps)


def ranked(orders: Mapping[int, Order], laps: Sequence[TrueLap]) -> list[int]:
    """Rank the cars of each lap by their lines, level ones by the grid; `orders` has lap 0."""
    knots = {
        car: [(lap, orders[lap][car]) for lap in sorted(orders) if car in orders[lap]]
        for car in orders[0]
    }
    cars: dict[int, list[str]] = defaultdict(list)
    for row in laps:
        cars[row.lap].append(row.car)
    rank = {
        (car, lap): place
        for lap, running in cars.items()
        for place, car in enumerate(
            sorted(running, key=lambda car: (_on_line(knots[car], lap), orders[0][car])), 1
        )
    }
    return [rank[row.car, row.lap] for row in laps]


def _on_line(knots: Sequence[tuple[int, int]], lap: int) -> float:
    after = bisect_right(knots, lap, key=lambda knot: knot[0])
    if after == len(knots):
        return knots[-1][1]
    (first, here), (last, there) = knots[after - 1], knots[after]
    return here + (there - here) * (lap - first) / (last - first)


def _column(folder: Path, name: str) -> dict[str, int]:
    return {row["car"]: int(row[name]) for row in rows_of(folder, "results.csv")}
