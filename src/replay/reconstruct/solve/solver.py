"""Solve a system of differences: the crossings nearest to a target that meet every demand."""

from collections import Counter
from collections.abc import Sequence

from replay.reconstruct.solve.blocks import FAR, Blocks, Bounds, blocks_of
from replay.reconstruct.solve.record_fact import RecordFact
from replay.reconstruct.solve.system import Demand, GivenUp, System, Trust

_PATIENCE = 200
"""Published facts that may be given up before the record counts as one that cannot be meant."""

_LEAST_TIME = "the least time that a lap takes"


class Contradiction(ValueError):
    """The demands contradict each other beyond repair; most of them contradict `fact`."""

    def __init__(self, fact: RecordFact) -> None:
        super().__init__(str(fact))
        self.fact = fact


def settle(system: System) -> tuple[list[GivenUp], list[int], list[int]]:
    """Return the published facts given up, and each crossing's earliest and latest time.

    While the demands contradict each other, the least trusted fact of a contradictory cycle is
    taken out of `system`. Raises `Contradiction` if that goes on for too long.
    """
    given_up: list[GivenUp] = []
    while True:
        early = [0] + [-FAR] * (system.crossings.size - 1)
        cycle = _raise(early, system.leaving())
        if cycle is None:
            break
        weakest = max(cycle, key=lambda demand: (demand.trust, str(demand.fact)))
        published = weakest.trust < Trust.RECKONED
        if weakest.trust == Trust.MOTION or (published and len(given_up) >= _PATIENCE):
            raise Contradiction(_most_contradicted(given_up, cycle))
        if published:
            given_up.append(GivenUp(weakest.fact, _others(cycle, weakest.fact)))
        system.give_up(weakest.fact)
    late = [0] + [FAR] * (system.crossings.size - 1)
    _lower(late, system.arriving())
    return given_up, early, late


def _most_contradicted(given_up: Sequence[GivenUp], cycle: Sequence[Demand]) -> RecordFact:
    """Return the fact that stood against the most others: one wild figure stands against all."""
    facts = [d.fact for d in cycle if Trust.MOTION < d.trust < Trust.RECKONED]
    against = (one for given in given_up for one in given.against)
    named = Counter([*(one for one in against if isinstance(one, RecordFact)), *facts])
    return named.most_common(1)[0][0] if named else cycle[0].fact


def _others(cycle: Sequence[Demand], fact: RecordFact) -> tuple[RecordFact | str, ...]:
    """Return what a fact contradicts: published facts, or the time that its laps take at least."""
    named = dict.fromkeys(
        demand.fact
        for demand in cycle
        if demand.fact != fact and Trust.MOTION < demand.trust < Trust.RECKONED
    )
    return tuple(named) or (_LEAST_TIME,)


def _raise(times: list[int], leaving: Sequence[Sequence[Demand]]) -> list[Demand] | None:
    """Raise `times` to the least that meets all demands; a cycle of demands if there is none.

    `leaving[i]` are the demands that start from crossing i. They are gone through again only
    once i was raised.
    """
    cause: list[Demand | None] = [None] * len(times)
    due = [True] * len(times)
    sweeps = 0
    while True:
        changed = 0
        for earlier, demands in enumerate(leaving):
            if not due[earlier]:
                continue
            due[earlier] = False
            for demand in demands:
                later = demand.later
                time = times[earlier] + demand.gap
                if time > times[later]:
                    times[later] = time
                    cause[later] = demand
                    due[later] = True
                    changed = later
                    if later == 0:
                        return _cycle(0, cause)
        sweeps += 1
        if not changed:
            return None
        if sweeps % 8 == 0:
            found = _cycle(changed, cause)
            if found is not None:
                return found


def _cycle(start: int, cause: Sequence[Demand | None]) -> list[Demand] | None:
    """Walk the causes back from `start`; return the cycle they run into, if they do."""
    seen: dict[int, int] = {}
    path: list[Demand] = []
    node = start
    while node not in seen:
        seen[node] = len(path)
        demand = cause[node]
        if demand is None:
            return None
        path.append(demand)
        node = demand.earlier
    return path[seen[node] :]


def _lift(times: list[int], leaving: Sequence[Sequence[Demand]]) -> None:
    """Raise `times` to the least that meets all demands; `leaving[i]` start from crossing i."""
    due = [True] * len(times)
    while any(due):
        for earlier, demands in enumerate(leaving):
            if not due[earlier]:
                continue
            due[earlier] = False
            least = times[earlier]
            for demand in demands:
                if least + demand.gap > times[demand.later]:
                    times[demand.later] = least + demand.gap
                    due[demand.later] = True


def _lower(times: list[int], arriving: Sequence[Sequence[Demand]]) -> None:
    """Lower `times` to the greatest that meets all demands; `arriving[i]` lead to crossing i."""
    due = [True] * len(times)
    while any(due):
        for later in range(len(times) - 1, -1, -1):
            if not due[later]:
                continue
            due[later] = False
            most = times[later]
            for demand in arriving[later]:
                if most - demand.gap < times[demand.earlier]:
                    times[demand.earlier] = most - demand.gap
                    due[demand.earlier] = True


def between(system: System, early: list[int], late: list[int], target: list[int]) -> list[int]:
    """Return crossings that meet every demand and share each correction of the target fairly.

    The least solution above the target and the greatest below it are both solutions, because
    solutions of differences form a lattice; so is the floor of their mean.
    """
    wish = [min(max(t, low), high) for t, low, high in zip(target, early, late, strict=True)]
    above = list(wish)
    _lift(above, system.leaving())
    below = list(wish)
    _lower(below, system.arriving())
    return [(a + b) // 2 for a, b in zip(above, below, strict=True)]


def yielding(system: System, times: Sequence[int], car: Sequence[int], firm: set[int]) -> list[int]:
    """Return crossings of which those that are not `firm` make way for those that are.

    `car[i]` tells whose crossing i is. What cars other than firm ones demand of each other is
    left out, so that the result need not meet every demand.
    """
    moved = list(times)
    after = System(
        system.crossings,
        (
            d
            for d in system.demands
            if d.later not in firm and (d.earlier in firm or car[d.earlier] == car[d.later])
        ),
    )
    before = System(
        system.crossings,
        (
            d
            for d in system.demands
            if d.earlier not in firm and (d.later in firm or car[d.earlier] == car[d.later])
        ),
    )
    _lift(moved, after.leaving())
    _lower(moved, before.arriving())
    return moved


def relax(
    system: System,
    times: list[int],
    target: Sequence[int],
    chain: Sequence[bool],
    sweeps: int,
) -> None:
    """Move crossings, demands kept, near to the target and smoothly along each car's laps.

    `chain[i]` tells that crossing i is the same car's next lap after crossing i - 1 and that
    the two may be expected to be early or late alike. What stands in a fixed distance moves as
    one: least squares by coordinates. Works in place.
    """
    blocks = blocks_of(system)
    bounds = Bounds(system, blocks)
    ties = [_ties(members, chain, len(times)) for members in blocks.members]
    order = [b for b, members in enumerate(blocks.members) if members and b != blocks.of[0]]
    readers = _readers(blocks, bounds, ties)
    off = [time - wish for time, wish in zip(times, target, strict=True)]
    # A block stays where it is until something it reads has moved.
    unsettled = [True] * len(blocks.members)
    for sweep in range(sweeps):
        moved = False
        for block in order if sweep % 2 == 0 else reversed(order):
            if not unsettled[block]:
                continue
            unsettled[block] = False
            members = blocks.members[block]
            shift = _wanted(members, ties[block], off)
            if shift > 0:
                shift = min(shift, bounds.latest(block, times) - times[members[0]])
            elif shift < 0:
                shift = max(shift, bounds.earliest(block, times) - times[members[0]])
            if shift:
                moved = True
                for member in members:
                    times[member] += shift
                    off[member] += shift
                for reader in readers[block]:
                    unsettled[reader] = True
        if not moved:
            return


def _readers(
    blocks: Blocks, bounds: Bounds, ties: Sequence[Sequence[tuple[int, int]]]
) -> list[list[int]]:
    """Return per block the blocks whose place depends on where it stands."""
    readers: list[list[int]] = [[] for _ in blocks.members]
    for block, near in enumerate(ties):
        read = {blocks.of[node] for _, node in near}
        read.update(blocks.of[node] for node in bounds.limiting(block))
        for other in read:
            readers[other].append(block)
    return readers


def _ties(members: Sequence[int], chain: Sequence[bool], size: int) -> list[tuple[int, int]]:
    """Return (member, neighbour) for every neighbour outside the block."""
    own = set(members)
    pairs = []
    for member in members:
        if chain[member] and member - 1 not in own:
            pairs.append((member, member - 1))
        if member + 1 < size and chain[member + 1] and member + 1 not in own:
            pairs.append((member, member + 1))
    return pairs


_TIE = 8
"""How strongly neighbouring laps share what they are off the target, against holding to it."""


def _wanted(members: Sequence[int], ties: Sequence[tuple[int, int]], off: Sequence[int]) -> int:
    """Return by how much a block would like to move; `off` is what crossings are off target."""
    pull = 0
    for member, near in ties:
        pull += off[near] - off[member]
    pull *= _TIE
    for member in members:
        pull -= off[member]
    return pull // (len(members) + _TIE * len(ties))
