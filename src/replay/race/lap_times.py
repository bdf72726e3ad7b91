"""What lap times tell together: a smoothed line, an average, what a lap costs. Pure arithmetic."""

from collections.abc import Sequence

from replay.race.clean_laps import CleanLap


def medians(values: Sequence[int]) -> tuple[int, ...]:
    """Give the median of each value and its neighbours, of those at the ends they themselves."""
    within = (sorted(values[at : at + 3])[1] for at in range(len(values) - 2))
    return (*values[:1], *within, *values[-1:]) if len(values) > 1 else tuple(values)


def average_of(laps: Sequence[CleanLap]) -> int | None:
    """Give the average of laps in ticks, rounded half up; None of none."""
    if not laps:
        return None
    return (2 * sum(one.ticks for one in laps) + len(laps)) // (2 * len(laps))


def cost_of(laps: Sequence[CleanLap]) -> int:
    """Give the slope of lap times in ticks a lap, by least squares; 0 of fewer than two laps."""
    count = len(laps)
    over = sum(one.lap for one in laps)
    took = sum(one.ticks for one in laps)
    spread = count * sum(one.lap**2 for one in laps) - over**2
    if not spread:
        return 0
    slope = count * sum(one.lap * one.ticks for one in laps) - over * took
    return (2 * slope + spread) // (2 * spread)
