"""Published orders as demands: more laps first, then the earlier last crossing.

An order may leave out the cars at its end, as most do with those that retired before it.
"""

from collections.abc import Collection
from itertools import pairwise

from replay.reconstruct.read.facts import BoxScore, OrderFacts
from replay.reconstruct.reckon.guesses import Targets
from replay.reconstruct.reckon.leader_clock import LeaderClock
from replay.reconstruct.solve import record_fact
from replay.reconstruct.solve.record_fact import RecordFact
from replay.reconstruct.solve.system import System, Trust

_TICK = 1


def demand_orders(
    system: System,
    score: BoxScore,
    clock: LeaderClock,
    targets: Targets,
    level: Collection[int] = (),
) -> None:
    """Add every exact order before the last lap to `system`.

    Which cars were how many laps down is nobody's published fact; it is read off the targets,
    kept in step with the order and, where a free pass says who was first a lap down, with that.
    At the end of the laps in `level` every car counts as on the lead lap that can be.
    """
    for order in (*score.orders, score.white):
        if order is None or not order.exact or not 0 < order.lap < score.laps:
            continue
        sure = order.lap not in level
        if order.gaps is not None or not sure:
            laps = {car: min(order.lap, len(targets[car])) for car in order.order}
        else:
            laps = _laps_at(order, clock, targets)
        laps = _falling(order, laps, targets, _first_down(score, order) if sure else None)
        _demand_places(system, order, laps, sure=sure)
        _demand_laps(system, score, order, laps)


def _demand_places(system: System, order: OrderFacts, laps: dict[str, int], *, sure: bool) -> None:
    """Demand the places of cars on the same lap, as published where that is the lead lap.

    `laps` are those of each car then; not `sure`, they are a guess on the lead lap as well.
    """
    index, has = system.crossings.index, system.crossings.has
    for one, two in pairwise(order.order):
        down = order.lap - laps[two]
        if laps[one] != laps[two] or not laps[two]:
            continue
        fact, trust = record_fact.before(one, two, order.lap), Trust.ORDER
        if down or not sure:
            fact = RecordFact("before, laps down", one, two, order.lap, figure=down)
            trust = Trust.RECKONED
        system.after(index(one, laps[one]), index(two, laps[two]), _TICK, trust, fact)
    ahead = [car for car in order.order if laps[car] == order.lap]
    for car in sorted(system.crossings.laps.keys() - set(order.order) - order.leaves_out):
        if ahead and has(car, order.lap):
            fact = record_fact.before(ahead[-1], car, order.lap)
            last, behind = index(ahead[-1], order.lap), index(car, order.lap)
            system.after(last, behind, _TICK, Trust.ORDER if sure else Trust.RECKONED, fact)


def _demand_laps(system: System, score: BoxScore, order: OrderFacts, laps: dict[str, int]) -> None:
    """Demand that each car has its laps, no more and no fewer, when the last one completes."""
    index, has = system.crossings.index, system.crossings.has
    ahead = [car for car in order.order if laps[car] == order.lap]
    following = score.leader(order.lap + 1)
    if not ahead or following is None or not has(following, order.lap + 1):
        return
    instant, next_lap = index(ahead[-1], order.lap), index(following, order.lap + 1)
    for car in order.order:
        down = order.lap - laps[car]
        fact = RecordFact("laps down", car, lap=order.lap, figure=down)
        if down == 0:
            system.after(index(car, order.lap), next_lap, _TICK, Trust.RECKONED, fact)
            continue
        if has(car, order.lap):
            system.after(next_lap, index(car, order.lap), _TICK, Trust.RECKONED, fact)
        if laps[car]:
            system.after(index(car, laps[car]), instant, 0, Trust.RECKONED, fact)
        if has(car, laps[car] + 1):
            system.after(instant, index(car, laps[car] + 1), _TICK, Trust.RECKONED, fact)


def _laps_at(order: OrderFacts, clock: LeaderClock, targets: Targets) -> dict[str, int]:
    """Return each car's laps by the targets as the order's lap ends; the first car is on it."""
    next_lap = clock.times[order.lap + 1]
    laps = {order.order[0]: min(order.lap, len(targets[order.order[0]]))}
    last = clock.times[order.lap]
    for car in order.order:
        times = targets[car]
        if len(times) >= order.lap and times[order.lap - 1] < next_lap:
            laps[car] = order.lap
            last = max(last, times[order.lap - 1])
    for car in order.order:
        if car not in laps:
            done = sum(1 for time in targets[car] if time <= last)
            laps[car] = min(done, order.lap - 1)
    return laps


def _falling(
    order: OrderFacts, laps: dict[str, int], targets: Targets, first_down: str | None
) -> dict[str, int]:
    """Return laps that never rise down the order; `first_down` is the first off the lead lap."""
    falling: dict[str, int] = {}
    most = order.lap
    for car in order.order:
        own = laps[car]
        if first_down is not None and car == first_down:
            most = min(most, order.lap - 1)
        elif first_down is not None and most == order.lap:
            own = min(order.lap, len(targets[car]))
        falling[car] = most = min(most, own)
    return falling


def _first_down(score: BoxScore, order: OrderFacts) -> str | None:
    """The free pass goes to the first car a lap down as the yellow comes out."""
    for caution in score.cautions:
        if caution.shown == order.lap and caution.free_pass:
            return caution.free_pass
    return None
