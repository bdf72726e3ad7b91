"""No two cars complete a lap at the same instant, unless that was published."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from replay.reconstruct.blocks import Blocks, blocks_of, bounds_of
from replay.reconstruct.solve import between, settle
from replay.reconstruct.system import System, Trust

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
        _move_apart(system, blocks, moved)
        pairs = [
            (two, one) if (one, two) in asked else (one, two)
            for one, two in _together(system, blocks, moved, target)
        ]
        pairs = [pair for pair in pairs if pair not in asked]
        if not pairs:
            break
        asked.update(pairs)
        for one, two in pairs:
            system.after(one, two, 1, Trust.APART, f"crossing {one} before crossing {two}")
        _, early, late = settle(system)
        moved = between(system, early, late, moved)
    return moved


def _move_apart(system: System, blocks: Blocks, times: list[int]) -> None:
    """Move each crossing that does not stand alone to the nearest time at which it does."""
    bounds = bounds_of(system, blocks)
    laps = system.crossings.lap_numbers()
    taken = Counter(zip(laps, times, strict=True))
    for node in range(1, len(times)):
        block = blocks.of[node]
        if taken[laps[node], times[node]] < 2 or block == blocks.of[0]:
            continue
        members = blocks.members[block]
        start = times[members[0]]
        low, high = bounds.room(block, times)
        for shift in _nearest(max(low - start, -_REACH), min(high - start, _REACH)):
            if any(taken[laps[member], times[member] + shift] for member in members):
                continue
            for member in members:
                taken[laps[member], times[member]] -= 1
                times[member] += shift
                taken[laps[member], times[member]] += 1
            break


def _nearest(low: int, high: int) -> list[int]:
    """Return the shifts from `low` to `high` but 0, the shortest first, later before earlier."""
    return sorted((s for s in range(low, high + 1) if s), key=lambda s: (abs(s), -s))


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
