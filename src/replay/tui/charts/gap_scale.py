"""The scale of a chart of gaps: how many seconds stand on its rows, and where its lines are."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from replay.race.model import SECOND
from replay.tui.drawing.cells import decimal
from replay.tui.drawing.dots import DOWN
from replay.tui.drawing.glyphs import Glyphs

HEIGHTS = tuple(seconds * SECOND for seconds in (2, 4, 8, 16, 32, 64, 128, 256))
"""The heights there are, in ticks. The two last are those of long laps: of endurance races."""

TICKS = (1_000, 2_500, *(seconds * SECOND // 2 for seconds in (1, 2, 4, 8, 16, 32, 64, 128)))
"""The steps from line to line, in ticks: 0.1 0.25 0.5 1 2 4 8 16 32 64 s."""

_HELD = 9, 10
"""The share of the gaps in view that a scale holds."""

_APART = 2
"""The rows from line to line, at least."""

_MIDDLE = 1
"""The row of dots of a cell at which its line stands."""


class GapScale(Struct, frozen=True):
    """Gaps over the rows of a chart: 0 stands on row `zero`, and each `tick` (ticks) `apart` rows.

    Above 0 are gaps of cars ahead, where `zero` is not on top.
    """

    tick: int
    apart: int
    rows: int
    zero: int

    @property
    def dots(self) -> int:
        """The rows of dots of the chart."""
        return self.rows * DOWN

    def dot(self, gap: int) -> int:
        """Give the row of dots of a gap; beyond the edge it is none of the chart's."""
        dots = self.apart * DOWN
        return self.zero * DOWN + _MIDDLE + (2 * gap * dots + self.tick) // (2 * self.tick)

    def row(self, gap: int) -> int:
        """Give the row of a gap; beyond the edge it is none of the chart's."""
        return self.dot(gap) // DOWN

    def beyond(self, gap: int) -> int:
        """Tell where a gap lies: 0 in the chart, 1 below its foot, -1 above its top."""
        dot = self.dot(gap)
        return (dot >= self.dots) - (dot < 0)

    def lines(self) -> Iterator[tuple[int, int]]:
        """Give the rows of the thin lines, and the gap (ticks) that each is at; none at 0."""
        for row in range(self.zero % self.apart, self.rows, self.apart):
            if row != self.zero:
                yield row, (row - self.zero) // self.apart * self.tick


def gap_scale(gaps: Sequence[int], rows: int, *, both: bool) -> GapScale:
    """Fit a scale to gaps seen (ticks): the least height that holds nine tenths of them.

    0 stands on top, or in the middle where they may lie on `both` sides of it. Thin lines are as
    close as leaves two rows from one to the next, and all equally far apart: what rows are left
    over hold gaps beyond the height.
    """
    zero = rows // 2 if both else 0
    steps = max(zero if both else rows - 1, 1)
    many, of = _HELD
    sizes = sorted(abs(gap) for gap in gaps)
    least = sizes[-(-len(sizes) * many // of) - 1] if sizes else 0
    height = next((height for height in HEIGHTS if height >= least), HEIGHTS[-1])
    fits = ((tick, tick * steps // height) for tick in TICKS if height % tick == 0)
    tick, apart = next((fit for fit in fits if fit[1] >= _APART), (height, steps))
    return GapScale(tick, apart, rows, zero)


def line_label(gap: int, scale: GapScale, glyphs: Glyphs) -> str:
    """Write the gap at a thin line: `0.5`, or with its sign where there are gaps on both sides."""
    decimals = 0 if scale.tick % SECOND == 0 else 2 if scale.tick % (SECOND // 10) else 1
    sign = "" if not scale.zero else "+" if gap > 0 else glyphs.minus
    return f"{sign}{decimal(abs(gap), decimals)}"
