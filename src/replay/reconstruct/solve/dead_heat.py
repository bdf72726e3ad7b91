"""No two cars complete a lap at the same instant, unless that was published."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from replay.reconstruct.solve.blocks import Blocks, Bounds, blocks_of
from replay.reconstruct.solve.record_fact import RecordFact
from replay.reconstruct.solve.solver import between, settle
from replay.reconstruct.solve.system import System, Trust

_REACH = 2_000
"""How many steps a crossing may be moved to stand alone."""

_ROUNDS = 10
"""How often the whole race is moved for crossings that have no room of their own."""


def parted(system: System, times: Sequence[int], target: Sequence[int]) -> list[int]:
    """Return `times` with crossings of the same lap at least one step apart, demands kept.

    A crossing that has room moves alone, and no further than needed. Where none has, one car
    is demanded before the other, as in `target`, else the other way round; for that, daylight
    that nobody published may go, but no fact. Two published crossings stay where they are.
    """
    moved = list(times)
    asked: set[tuple[int, int]] = set()
    for _ in range(_ROUNDS):
        blocks = blocks_of(system)
        _move_apart(system, blocks, moved, target)
        pairs = [
            (two, one) if (one, two) in asked else (one, two)
            for one, two in _together(system, blocks, moved, target)
        ]
        pairs = [pair for pair in pairs if pair not in asked]
        if not pairs:
            break
        asked.update(pairs)
        for one, two in pairs:
            system.after(one, two, 1, Trust.APART, RecordFact("apart", str(one), str(two)))
        _, early, late = settle(system)
        moved = between(system, early, late, moved)
    return moved


def _move_apart(system: System, blocks: Blocks, times: list[int], target: Sequence[int]) -> None:
    """Move each crossing that does not stand alone to the nearest time at which it does.

    Of crossings at one time the first in `target` stays and the others follow it in that order,
    a step apart, as far as there is room.
    """
    bounds = Bounds(system, blocks)
    laps = system.crossings.lap_numbers()
    taken = Counter(zip(laps, times, strict=True))
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node in range(1, len(times)):
        if taken[laps[node], times[node]] > 1:
            groups[laps[node], times[node]].append(node)
    for nodes in groups.values():
        nodes.sort(key=lambda node: (target[node], node))
        for steps, node in reversed(list(enumerate(nodes))):
            if taken[laps[node], times[node]] > 1 and blocks.of[node] != blocks.of[0]:
                members = blocks.members[blocks.of[node]]
                low = bounds.earliest(blocks.of[node], times) - times[members[0]]
                high = bounds.latest(blocks.of[node], times) - times[members[0]]
                for shift in _nearest(max(low, -_REACH), min(high, _REACH), steps):
                    if any(taken[laps[member], times[member] + shift] for member in members):
                        continue
                    for member in members:
                        taken[laps[member], times[member]] -= 1
                        times[member] += shift
                        taken[laps[member], times[member]] += 1
                    break


def _nearest(low: int, high: int, wish: int) -> Iterator[int]:
    """Yield the shifts from `low` to `high` but 0, nearest to `wish` first, later first."""
    for off in range(max(high - wish, wish - low) + 1):
        for shift in dict.fromkeys((wish + off, wish - off)):
            if shift and low <= shift <= high:
                yield shift


def _together(
    system: System, blocks: Blocks, times: Sequence[int], target: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of crossings at one time that are not both fixed, in the order wished."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, key in enumerate(zip(system.crossings.lap_numbers(), times, strict=True)):
        found[key].append(node)
    for nodes in found.values():
        for one, two in pairwise(sorted(nodes, key=lambda node: (target[node], node))):
            if blocks.of[one] != blocks.of[0] or blocks.of[two] != blocks.of[0]:
                yield one, two
