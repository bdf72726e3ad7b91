"""How fast each clean lap of a car was beside the best of its lap: what green-flag speed is of."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from replay.race.clean_laps import clean_laps
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

MILLION = 1_000_000
"""The ratio of a lap as fast as the best one."""

_Best = tuple[int, bool]
"""The ticks of the best lap, and whether they were measured."""


class LapRatios:
    """The clean laps of a field beside the best of its class on the same lap of the leader.

    A lap of a car is on that lap of the leader which he had completed last when it ended: so cars
    that are laps down are held against those that came to the line with them.
    """

    def __init__(self, timeline: Timeline, scoring: Scoring, horizon: int) -> None:
        self._laps = {index.car: clean_laps(timeline, horizon, index.car) for index in scoring.cars}
        self._on: dict[str, array[int]] = {}
        self._ratios: dict[str, tuple[Sequence[int], int]] = {}
        self._class = {index.car: index.race_class for index in scoring.cars}
        self._best: dict[tuple[str | None, int], _Best] = {}
        for index in scoring.cars:
            crossings, name = index.crossings, index.race_class
            on = array("H")
            for lap, ticks, exact in self._laps[index.car]:
                at = bisect_right(scoring.lead_at, crossings[lap - 1])
                on.append(at)
                best = self._best.get((name, at))
                if best is None or (ticks, not exact) < (best[0], not best[1]):
                    self._best[name, at] = ticks, exact
            self._on[index.car] = on

    def of(self, car: str, laps: int) -> tuple[Sequence[int], bool]:
        """Give the ratios (millionths) of a car's clean laps on so many laps of the leader.

        Also whether all the laps were measured that they are between.
        """
        count = bisect_right(self._on[car], laps)
        if car not in self._ratios:
            self._ratios[car] = self._made(car)
        ratios, measured = self._ratios[car]
        return ratios[:count], measured >= count

    def _made(self, car: str) -> tuple[Sequence[int], int]:
        """Give the ratios of a car, and how many of them are between measured laps alone."""
        ratios = array("I")
        measured = True
        count = 0
        for (_, ticks, exact), lap in zip(self._laps[car], self._on[car], strict=True):
            best, best_exact = self._best[self._class[car], lap]
            ratios.append(best * MILLION // max(ticks, 1))
            measured = measured and exact and best_exact
            count += measured
        return ratios, count
