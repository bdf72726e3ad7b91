"""Published orders as demands: more laps first, then the earlier last crossing.

An order may leave out the cars at its end, as most do with those that retired before it.
"""

from itertools import pairwise

from replay.reconstruct.facts import BoxScore, LeadFacts, OrderFacts
from replay.reconstruct.leader_clock import LeaderClock
from replay.reconstruct.system import System, Trust

_TICK = 1


def demand_orders(
    system: System, score: BoxScore, clock: LeaderClock, targets: dict[str, list[int]]
) -> None:
    """Add every exact order before the last lap to `system`.

    Which cars were how many laps down is nobody's published fact; it is read off the targets,
    kept in step with the order and, where a free pass says who was first a lap down, with that.
    """
    for order in score.orders:
        if order.exact and 0 < order.lap < score.laps:
            _demand_order(system, score, order, clock, targets)


def _demand_order(
    system: System,
    score: BoxScore,
    order: OrderFacts,
    clock: LeaderClock,
    targets: dict[str, list[int]],
) -> None:
    laps = _laps_at(score, order, clock, targets)
    index, has = system.crossings.index, system.crossings.has
    for one, two in pairwise(order.order):
        if laps[one] == laps[two] and laps[one]:
            fact = f"{one} before {two} at the end of lap {order.lap}"
            system.after(index(one, laps[one]), index(two, laps[two]), _TICK, Trust.ORDER, fact)
    ahead = [car for car in order.order if laps[car] == order.lap]
    for car in sorted(system.crossings.laps.keys() - set(order.order)):
        if ahead and has(car, order.lap):
            fact = f"{ahead[-1]} before {car} at the end of lap {order.lap}"
            last, behind = index(ahead[-1], order.lap), index(car, order.lap)
            system.after(last, behind, _TICK, Trust.ORDER, fact)
    following = score.leader(order.lap + 1)
    if not ahead or following is None or not has(following, order.lap + 1):
        return
    instant, next_lap = index(ahead[-1], order.lap), index(following, order.lap + 1)
    for car in order.order:
        down = order.lap - laps[car]
        fact = f"car {car} is {down} laps down at the end of lap {order.lap}"
        if down == 0:
            system.after(index(car, order.lap), next_lap, _TICK, Trust.RECKONED, fact)
            continue
        if has(car, order.lap):
            system.after(next_lap, index(car, order.lap), _TICK, Trust.RECKONED, fact)
        if laps[car]:
            system.after(index(car, laps[car]), instant, 0, Trust.RECKONED, fact)
        if has(car, laps[car] + 1):
            system.after(instant, index(car, laps[car] + 1), _TICK, Trust.RECKONED, fact)


def _laps_at(
    score: BoxScore, order: OrderFacts, clock: LeaderClock, targets: dict[str, list[int]]
) -> dict[str, int]:
    """Return each car's laps at the instant of the order's lap, never rising down the order."""
    next_lap = clock.times[order.lap + 1]
    laps: dict[str, int] = {}
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
    first_down = _first_down(score, order)
    most = order.lap
    for car in order.order:
        if first_down is not None and car == first_down:
            most = min(most, order.lap - 1)
        elif first_down is not None and most == order.lap:
            laps[car] = min(order.lap, len(targets[car]))
        laps[car] = most = min(most, laps[car])
    return laps


def _first_down(score: BoxScore, order: OrderFacts) -> str | None:
    """The free pass goes to the first car a lap down as the yellow comes out."""
    for caution in score.cautions:
        if caution.shown == order.lap and caution.free_pass:
            return caution.free_pass
    return None


def inferred_lead(score: BoxScore, targets: dict[str, list[int]]) -> tuple[LeadFacts, ...]:
    """Return who most probably led each lap where the record does not say."""
    sure = {order.lap: order.order[0] for order in score.orders if order.exact and order.lap}
    sure[score.laps] = score.cars[0].car
    lead = []
    for lap in range(1, score.laps + 1):
        there = [(times[lap - 1], car) for car, times in targets.items() if len(times) >= lap]
        lead.append(LeadFacts(lap, lap, sure.get(lap) or min(there)[1], None))
    return tuple(lead)
