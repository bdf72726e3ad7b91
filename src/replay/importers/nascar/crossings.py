"""When each car crossed the line: lap times as given wherever the places of each lap allow it.

`RunningPos` is the rank of a car's own completion of the lap. So the crossings of a lap, in the
order of its places, must rise: of all that do, those nearest to (last crossing + lap time) are
taken, by an isotonic fit in the sense of least absolute changes (pools of neighbours in the wrong
order meet at their median). What a crossing was moved by is carried on: the next lap starts from
it, so that the lap times after it stay as they are given. Where the start of a car is known, its
crossings are known as they are, but for the shift of all: then each lap starts from there again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from replay.importers.nascar.lap_chart import CarChart, LapChart
from replay.race.model import SECOND

GRID_STEP = SECOND * 7 // 100
"""How much later each place on the grid starts its first lap, where nothing tells: in the feeds
that tell, pole to last of some 38 cars takes 2.7 s."""

SAME = 10
"""Ticks by which a lap time still counts as the one given: the feed is written in 0.001 s."""

MAX_OFFSET = 30 * SECOND
"""The latest start that an official gap is believed to tell."""


@dataclass(frozen=True)
class Fit:
    """`crossings[car][n]` is when a car completed lap n, from `[0]`, its start; ticks.

    `moved` are cars and laps whose place at the line the record could not hold, with the reason.
    """

    crossings: Mapping[str, Sequence[int]]
    moved: tuple[str, ...]


def fit_crossings(chart: LapChart, gaps: Mapping[str, int]) -> Fit:
    """Return crossings that give every car the place of each of its laps.

    `gaps` are the official ones at the flag, in ticks, of cars on the lead lap: they win.
    """
    starts, exact = _starts(chart, gaps)
    sums = {name: starts[name] for name in exact}
    crossings = {name: [starts[name]] for name in chart.cars}
    moved: list[str] = []
    for lap in range(1, chart.laps + 1):
        cars = [car for car in chart.cars.values() if car.laps >= lap]
        aims = {}
        for car in cars:
            if car.car in exact:
                sums[car.car] += car.times[lap - 1] or 0
                aims[car.car] = sums[car.car]
            else:
                aims[car.car] = _aim(chart, car, lap, crossings[car.car][-1])
        if lap == chart.laps:
            _aim_at_gaps(aims, gaps)
        order = _order(cars, lap, aims, moved)
        _cross([car.car for car in order], aims, crossings)
    return Fit(crossings, tuple(moved))


def _starts(chart: LapChart, gaps: Mapping[str, int]) -> tuple[dict[str, int], set[str]]:
    """Return when each car began its first lap: as given, by its official gap, else by the grid.

    With them the cars of which that and every lap time are known.
    """
    starts = {}
    exact = set()
    winner = next((car for car in gaps if gaps[car] == 0), None)
    sums = {name: _sum(car) for name, car in chart.cars.items()}
    for name, car in chart.cars.items():
        behind = len(chart.cars) if car.grid is None else car.grid - 1
        starts[name] = behind * GRID_STEP if car.start is None else car.start
        if car.start is not None and sums[name] is not None:
            exact.add(name)
    base = None if winner is None else sums.get(winner)
    for name, gap in gaps.items():
        own = sums.get(name)
        if winner is not None and base is not None and own is not None:
            start = gap + starts[winner] + base - own
            if chart.cars[name].start is None and 0 <= start <= MAX_OFFSET:
                starts[name] = start
                exact.add(name)
    return starts, exact


def _sum(car: CarChart) -> int | None:
    times = [time for time in car.times if time is not None]
    return sum(times) if len(times) == car.laps else None


def _aim(chart: LapChart, car: CarChart, lap: int, before: int) -> int:
    time = car.times[lap - 1]
    return before + (chart.typical(lap) if time is None else time)


def _aim_at_gaps(aims: dict[str, int], gaps: Mapping[str, int]) -> None:
    winner = next((car for car, gap in gaps.items() if gap == 0 and car in aims), None)
    if winner is not None:
        base = aims[winner]
        aims.update({car: base + gap for car, gap in gaps.items() if car in aims})


def _order(
    cars: Sequence[CarChart], lap: int, aims: Mapping[str, int], moved: list[str]
) -> list[CarChart]:
    """Return the cars in the order of their places on a lap; level ones by time.

    Cars that complete no further lap are ranked among themselves by the running order at the end.
    """
    order = sorted(cars, key=lambda car: (car.places[lap - 1], aims[car.car]))
    ending = [at for at, car in enumerate(order) if car.laps == lap]
    ranked = sorted((order[at] for at in ending), key=lambda car: car.final)
    for at, car in zip(ending, ranked, strict=True):
        if order[at] is not car and order[at].places[lap - 1] != car.places[lap - 1]:
            place = car.places[lap - 1]
            moved.append(f"car {car.car}, lap {lap}: place {place}, but {car.final} at the end")
        order[at] = car
    return order


def _cross(order: Sequence[str], aims: Mapping[str, int], crossings: dict[str, list[int]]) -> None:
    """Add a lap: crossings in this order, a tick apart at least, and no lap without time."""
    before = -1
    # Aims less their index may be level: with it added again each is a tick after the one ahead.
    fit = _isotonic([aims[car] - index for index, car in enumerate(order)])
    for index, car in enumerate(order):
        before = max(fit[index] + index, before + 1, crossings[car][-1] + 1)
        crossings[car].append(before)


def _isotonic(values: Sequence[int]) -> list[int]:
    """Return the values nearest to those given that never fall, by least absolute changes."""
    pools: list[list[int]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and _middle(pools[-2]) > _middle(pools[-1]):
            last = pools.pop()
            pools[-1] = sorted(pools[-1] + last)
    return [_middle(pool) for pool in pools for _ in pool]


def _middle(pool: Sequence[int]) -> int:
    return pool[(len(pool) - 1) // 2]
