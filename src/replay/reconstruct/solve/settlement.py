"""Which published facts hold together, and the crossings that meet all of them."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from replay.reconstruct.read.facts import BoxScore, LeadFacts, OrderFacts
from replay.reconstruct.read.published_crossings import CrossingTimes
from replay.reconstruct.reckon.guesses import Targets, unpublished, with_best_laps, with_leaders
from replay.reconstruct.reckon.leader_clock import LeaderClock
from replay.reconstruct.reckon.pace import quickest_lap
from replay.reconstruct.solve import record_fact
from replay.reconstruct.solve.dead_heat import parted
from replay.reconstruct.solve.demands import demands_of
from replay.reconstruct.solve.field_clock import with_leader, within_bounds
from replay.reconstruct.solve.orders import demand_orders
from replay.reconstruct.solve.solver import between, relax, settle
from replay.reconstruct.solve.system import GivenUp, System

_SWEEPS = 40
"""Rounds of moving nearer to the target; after twenty hardly a place changes any more."""

_SLOW_AFTER = 6
"""Laps after a yellow in which the field is bunched, so that a hundredth is a place."""

_ROUNDS = 4
"""How often laps down and leaders that nobody published are reckoned anew."""


@dataclass(frozen=True)
class Settlement:
    """A race solved: its crossings, the facts given up, and the score without these."""

    crossings: CrossingTimes
    given_up: tuple[GivenUp, ...]
    believed: BoxScore


def settled(score: BoxScore, clock: LeaderClock, targets: Targets) -> Settlement:
    """Return the crossings nearest to the targets that meet what is published.

    Laps down at a published order are reckoned. Where the race comes out in another order, its
    cars are put on the lead lap; if that does not help either, the order is given up and the
    rest is solved again. Raises `Contradiction`.
    """
    refuted: list[GivenUp] = []
    level: set[int] = set()
    while True:
        system, given_up, early, late = _settle(score, clock, targets, level)
        crossings = _crossing_times(score, system, (early, late), targets)
        grid = {car.car: car.grid or len(score.cars) for car in score.cars}
        orders = [order for order in (*score.orders, score.white) if order and order.exact]
        broken = {order.lap for order in orders if not _holds(order, crossings, grid)}
        if not broken:
            break
        if broken <= level:
            against = ("the laps of its cars as the rest of the record has them",)
            refuted += [GivenUp(record_fact.order_at(lap), against) for lap in sorted(broken)]
            score = _without_orders(score, broken)
        level |= broken
    given_up = [*refuted, *given_up]
    return Settlement(crossings, tuple(given_up), believed(score, given_up))


def leader_times(score: BoxScore, crossings: CrossingTimes) -> LeaderClock:
    """Return when each lap was first completed."""
    times = [0]
    for lap in range(1, score.laps + 1):
        times.append(min(line[lap - 1] for line in crossings.values() if len(line) >= lap))
    return LeaderClock(tuple(times))


def believed(score: BoxScore, given_up: list[GivenUp]) -> BoxScore:
    """Return the score without the facts given up, so that nothing else rests on them."""
    facts = {one.fact for one in given_up}
    cars = []
    for car in score.cars:
        if record_fact.best_lap(car.car) in facts:
            car = replace(car, best_lap=None, best_lap_number=None)
        if facts & {record_fact.elapsed(car.car), record_fact.last_seen(car.car)}:
            car = replace(car, elapsed=None, gap=None)
        if facts & {record_fact.last_lap(car.car), record_fact.last_lap(car.car, retired=True)}:
            car = replace(car, last_lap=None)
        cars.append(car)
    lead = [
        LeadFacts(lap, lap, stint.car, stint.how)
        for stint in score.lead
        for lap in range(stint.first, stint.last + 1)
        if record_fact.leads(stint.car, lap) not in facts
    ]
    laps = {
        order.lap
        for order in (*score.orders, score.white)
        if order is not None and any(fact.of_order and fact.lap == order.lap for fact in facts)
    }
    return _without_orders(replace(score, cars=tuple(cars), lead=tuple(lead)), laps)


def _without_orders(score: BoxScore, laps: set[int]) -> BoxScore:
    """Return the score with the orders of some laps known as about right only."""
    orders = (replace(o, exact=o.exact and o.lap not in laps) for o in score.orders)
    white = None if score.white is not None and score.white.lap in laps else score.white
    return replace(score, orders=tuple(orders), white=white)


def _settle(
    score: BoxScore, clock: LeaderClock, targets: Targets, level: set[int]
) -> tuple[System, list[GivenUp], list[int], list[int]]:
    """Return the system of all facts that hold together, in steps, and what `settle` says of it.

    What nobody published is reckoned from the targets, and where that cannot be, from crossings
    that are possible. `level` are laps at whose end all cars are to be on the lead lap that can
    be; it grows by those whose order cannot be had otherwise.
    """
    guessed, quickest = unpublished(score), quickest_lap(score)
    score = with_best_laps(score, targets)
    # Without a record of leaders the first round finds who can have led at all.
    reckoned, led = targets, score if guessed.laps else with_leaders(score, targets)
    for _ in range(_ROUNDS):
        system = demands_of(led, quickest, guessed)
        demand_orders(system, led, clock, reckoned, level)
        system = system.in_steps(score.step)
        given_up, early, late = settle(system)
        misled = any(fact.kind == "lead" for fact in system.misreckoned)
        amiss = {fact.lap for fact in system.misreckoned if fact.of_order}
        if led is not score and not misled and amiss <= level:
            break
        level |= amiss
        times = between(system, early, late, _numbered(system, targets, score.step))
        possible = _by_car(system, times, score.step)
        reckoned = {car: list(line) for car, line in possible.items()}
        clock = leader_times(score, possible)
        led = with_leaders(score, reckoned)
    return system, given_up, early, late


def _numbered(system: System, targets: Targets, step: int) -> list[int]:
    """Return the targets by the index of the crossing, in steps."""
    numbered = [0] * system.crossings.size
    for car, times in targets.items():
        for lap, time in enumerate(times, 1):
            numbered[system.crossings.index(car, lap)] = time // step
    return numbered


def _by_car(system: System, times: list[int], step: int) -> CrossingTimes:
    index = system.crossings.index
    return {
        car: tuple(times[index(car, lap)] * step for lap in range(1, laps + 1))
        for car, laps in system.crossings.laps.items()
    }


def _crossing_times(
    score: BoxScore, system: System, bounds: tuple[list[int], list[int]], targets: Targets
) -> CrossingTimes:
    """Return every crossing, in ticks, of a system in the steps of the score."""
    numbered = _numbered(system, targets, score.step)
    target = within_bounds(score, system.crossings, bounds, numbered)
    target = with_leader(score, system, bounds, target)
    times = between(system, *bounds, target)
    relax(system, times, target, _chain(score, system), _SWEEPS)
    return _by_car(system, parted(system, times, target), score.step)


def _chain(score: BoxScore, system: System) -> list[bool]:
    """Tell of every crossing whether it ends a lap at speed, as the lap before it was."""
    slow = {
        lap
        for caution in score.cautions
        for lap in range(caution.first, caution.last + _SLOW_AFTER + 1)
    }
    return [lap > 1 and lap not in slow for lap in system.crossings.lap_numbers()]


def _holds(order: OrderFacts, crossings: CrossingTimes, grid: dict[str, int]) -> bool:
    """Tell whether a race has an order at the end of its lap, as far as that names cars."""
    done = [line[order.lap - 1] for line in crossings.values() if len(line) >= order.lap > 0]
    following = [line[order.lap] for line in crossings.values() if len(line) > order.lap > 0]
    if not done or not following:
        return True
    instant = max((time for time in done if time < min(following)), default=0)
    standings = []
    for car, line in crossings.items():
        if car in order.leaves_out:
            continue
        laps = bisect_right(line, instant)
        standings.append((-laps, line[laps - 1] if laps else 0, grid[car], car))
    return order.order == tuple(row[-1] for row in sorted(standings)[: len(order.order)])
