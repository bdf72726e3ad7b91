"""How many seconds a lap laid flat is given: so many that whoever still runs comes by in them."""

from bisect import bisect_left

from replay.race.model import SECOND
from replay.race.scoring import Scoring

ROUND = 15 * SECOND
"""What a span is rounded up to: there are few of them, and none tells a lap time."""


def span_of_finish(scoring: Scoring) -> int:
    """Give the ticks in which all who still run take the flag, as far as one can tell before it.

    It is a tenth more than the best lap so far of the class whose best lap is the slowest.
    """
    flag = scoring.lead_at[-1]
    bests: dict[str | None, int] = {}
    for index in scoring.cars:
        best = index.best[bisect_left(index.crossings, flag)][0]
        if best is not None:
            bests[index.race_class] = min(best, bests.get(index.race_class, best))
    # In a race of one lap the winner's own is all there is.
    return rounded_up(max(bests.values()) * 11 // 10 if bests else flag)


def rounded_up(ticks: int) -> int:
    """Round up to the next of the spans there are, one at the least."""
    return max(-(-ticks // ROUND), 1) * ROUND
