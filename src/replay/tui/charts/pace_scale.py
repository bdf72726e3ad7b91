"""The scale of a chart of pace: which lap times stand on its rows, the fastest on top."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from replay.race.model import SECOND
from replay.tui.drawing.dots import DOWN
from replay.tui.drawing.race_time import lap_time_text

LADDER = (
    (10_000, 1_000),
    (15_000, 2_500),
    (20_000, 2_500),
    (30_000, 5_000),
    (40_000, 5_000),
    (60_000, 10_000),
    (80_000, 10_000),
    (120_000, 20_000),
    (200_000, 40_000),
    (400_000, 50_000),
    (800_000, 100_000),
    (1_200_000, 200_000),
    (1_600_000, 200_000),
)
"""The heights there are with their ticks, in ticks of the clock; the last four for long laps."""

_HELD = 97, 100
"""The share of the laps in view that a scale holds."""

_MIDDLE = 1
"""The row of dots of a cell at which its line stands."""


class PaceScale(Struct, frozen=True):
    """Lap times from `top` to `top + height` (ticks) over the rows of a chart."""

    top: int
    height: int
    tick: int
    rows: int

    def dot(self, ticks: int) -> int:
        """Give the row of dots of a lap time; one that is quicker than the top is above it."""
        across = 2 * (ticks - self.top) * self._steps * DOWN + self.height
        return _MIDDLE + across // (2 * self.height)

    def row(self, ticks: int) -> int:
        """Give the row of a lap time."""
        return (2 * (ticks - self.top) * self._steps + self.height) // (2 * self.height)

    def holds(self, ticks: int) -> bool:
        """Tell whether a lap time has a place; one that is slower has none."""
        return ticks <= self.top + self.height

    def lines(self) -> Iterator[tuple[int, int]]:
        """Give the rows of the thin lines, and the lap time that each is at."""
        for ticks in range(self.top, self.top + self.height + 1, self.tick):
            yield self.row(ticks), ticks

    @property
    def _steps(self) -> int:
        return max(self.rows - 1, 1)


def pace_scale(times: Sequence[int], rows: int) -> PaceScale | None:
    """Fit a scale to the lap times drawn (ticks): the least height that holds all but a few.

    On top is the best of them, rounded down to a tick. None without any.
    """
    if not times:
        return None
    best, slowest = min(times), sorted(times)[-(-len(times) * _HELD[0] // _HELD[1]) - 1]
    for height, tick in LADDER:
        top = best // tick * tick
        if slowest <= top + height:
            break
    return PaceScale(top, height, tick, rows)


def pace_label(ticks: int, scale: PaceScale) -> str:
    """Write the lap time at a thin line: `30.5`, `1:28`, of quarters of a second `30.25`."""
    long = scale.top >= 60 * SECOND and scale.tick % SECOND == 0
    return lap_time_text(ticks, 0 if long else 2 if scale.tick % (SECOND // 10) else 1)
