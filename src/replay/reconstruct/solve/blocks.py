"""Crossings that can only move together, and how far they can."""

from collections.abc import Sequence

from replay.reconstruct.solve.system import System

FAR = 1 << 60
"""Further than any crossing can be."""


class Blocks:
    """Crossings that stand in a fixed distance to each other, moved as one.

    `of[i]` is the block of crossing i, `members[b]` the crossings of block b, the anchor first;
    `offset[i]` is how long after its anchor crossing i comes.
    """

    def __init__(self, size: int) -> None:
        self.of = list(range(size))
        self.members = [[node] for node in range(size)]
        self.offset = [0] * size

    def join(self, first: int, second: int, gap: int) -> None:
        """Tie `second` to `first` plus `gap`."""
        one, two = self.of[first], self.of[second]
        if one == two:
            return
        shift = self.offset[first] + gap - self.offset[second]
        for node in self.members[two]:
            self.of[node] = one
            self.offset[node] += shift
        self.members[one] += self.members[two]
        self.members[two] = []


class Bounds:
    """Per block: what its anchor must not pass on either side, as (crossing, gap)."""

    def __init__(self, size: int) -> None:
        self.low: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        self.high: list[list[tuple[int, int]]] = [[] for _ in range(size)]

    def room(self, block: int, times: Sequence[int]) -> tuple[int, int]:
        """Return the earliest and the latest time of a block's anchor while all others stay."""
        low = max((times[a] + gap for a, gap in self.low[block]), default=-FAR)
        high = min((times[b] - gap for b, gap in self.high[block]), default=FAR)
        return low, high


def blocks_of(system: System) -> Blocks:
    """Return the blocks that the demands of an exact distance make."""
    blocks = Blocks(system.crossings.size)
    gaps = {(d.earlier, d.later): d.gap for d in system.demands}
    for demand in system.demands:
        back = gaps.get((demand.later, demand.earlier))
        if back is not None and back == -gaps[demand.earlier, demand.later]:
            blocks.join(demand.earlier, demand.later, gaps[demand.earlier, demand.later])
    return blocks


def bounds_of(system: System, blocks: Blocks) -> Bounds:
    """Return what holds each block back."""
    bounds = Bounds(len(blocks.members))
    for d in system.demands:
        one, two = blocks.of[d.earlier], blocks.of[d.later]
        if one != two:
            bounds.low[two].append((d.earlier, d.gap - blocks.offset[d.later]))
            bounds.high[one].append((d.later, d.gap + blocks.offset[d.earlier]))
    return bounds
