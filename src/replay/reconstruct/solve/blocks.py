"""Crossings that can only move together, and how far they can."""

from collections.abc import Iterator, Sequence

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


Limits = list[tuple[int, int]]
"""(crossing, gap): what an anchor must not pass, on one side."""


class Bounds:
    """What the anchor of each block must not pass on either side, worked out when asked for."""

    def __init__(self, system: System, blocks: Blocks) -> None:
        self._system = system
        self._blocks = blocks
        self._limits: dict[int, tuple[Limits, Limits]] = {}

    def earliest(self, block: int, times: Sequence[int]) -> int:
        """Return the earliest time of a block's anchor while all others stay."""
        low = -FAR
        for crossing, gap in self._limits_of(block)[0]:
            if times[crossing] + gap > low:
                low = times[crossing] + gap
        return low

    def latest(self, block: int, times: Sequence[int]) -> int:
        """Return the latest time of a block's anchor while all others stay."""
        high = FAR
        for crossing, gap in self._limits_of(block)[1]:
            if times[crossing] - gap < high:
                high = times[crossing] - gap
        return high

    def limiting(self, block: int) -> Iterator[int]:
        """Yield the crossings that hold a block back."""
        for limits in self._limits_of(block):
            yield from (crossing for crossing, _ in limits)

    def _limits_of(self, block: int) -> tuple[Limits, Limits]:
        found = self._limits.get(block)
        if found is None:
            found = self._limits[block] = self._worked_out(block)
        return found

    def _worked_out(self, block: int) -> tuple[Limits, Limits]:
        """Of several demands on two crossings only the one that leaves the least room counts."""
        blocks, leaving, arriving = self._blocks, self._system.leaving(), self._system.arriving()
        before: dict[int, int] = {}
        behind: dict[int, int] = {}
        for member in blocks.members[block]:
            offset = blocks.offset[member]
            for demand in arriving[member]:
                gap = demand.gap - offset
                if blocks.of[demand.earlier] != block and gap > before.get(demand.earlier, -FAR):
                    before[demand.earlier] = gap
            for demand in leaving[member]:
                gap = demand.gap + offset
                if blocks.of[demand.later] != block and gap > behind.get(demand.later, -FAR):
                    behind[demand.later] = gap
        return list(before.items()), list(behind.items())


def blocks_of(system: System) -> Blocks:
    """Return the blocks that the demands of an exact distance make."""
    blocks = Blocks(system.crossings.size)
    gaps = {(d.earlier, d.later): d.gap for d in system.demands}
    for demand in system.demands:
        back = gaps.get((demand.later, demand.earlier))
        if back is not None and back == -gaps[demand.earlier, demand.later]:
            blocks.join(demand.earlier, demand.later, gaps[demand.earlier, demand.later])
    return blocks
