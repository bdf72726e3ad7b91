"""One car's crossings of the line, indexed for every question of a time."""

from array import array
from collections.abc import Iterator, Sequence

from replay.race.model import MEASURED, Basis, CarLaps, Confidence, Entry
from replay.race.pit_visits import PitVisits
from replay.race.state import NEVER

BestLap = tuple[int | None, int | None, bool]
"""A car's best lap so far: its ticks, its number, whether it was measured."""

LapBasis = tuple[bool, Basis, Confidence]
"""LapBasis a lap is known: whether its time was measured, the basis of its crossing, its place."""

_NO_BEST: BestLap = (None, None, False)
_ON_THE_GRID: LapBasis = (False, "official", "sure")
_NOWHERE_YET: LapBasis = (False, "estimated", "unknown")


class CarIndex:
    """One car's crossings as scored, with what each of them made known.

    Lists are indexed by laps completed: `ranks` are places on completing that lap, `best` and
    `known` what stands from it on. What a car has in common with itself as scored at another
    time, `template`, is shared with that. `grid` is the place before the first crossing; where
    the grid is unknown (`on_grid`) it tells cars apart and is nobody's place.
    """

    __slots__ = (
        "best",
        "car",
        "crossings",
        "grid",
        "known",
        "led",
        "on_grid",
        "out",
        "pits",
        "race_class",
        "ranks",
    )

    def __init__(
        self,
        entry: Entry,
        grid: int,
        laps: CarLaps | None,
        pits: PitVisits,
        out: int,
        template: "CarIndex | None" = None,
        *,
        on_grid: bool = True,
    ) -> None:
        self.car = entry.car
        self.race_class = entry.race_class
        self.grid = grid
        self.on_grid = on_grid
        self.crossings: Sequence[int] = laps.crossings if laps else ()
        self.pits = pits
        self.out = out
        # Two bytes each: a long race has a hundred thousand crossings, each ruling a scoring.
        self.ranks = array("H", [grid])
        self.led: list[int] = []
        self.known: list[LapBasis] = template.known if template else self._known(laps)
        self.best: list[BestLap] = self._best(template)

    def _known(self, laps: CarLaps | None) -> list[LapBasis]:
        known: list[LapBasis] = [_ON_THE_GRID if self.on_grid else _NOWHERE_YET]
        spans = laps.known if laps else ()
        ends = [*(span.lap for span in spans[1:]), len(self.crossings) + 1]
        for span, until in zip(spans, ends, strict=False):
            how = (span.lap_time in MEASURED, span.crossing, span.place)
            known += [how] * (until - span.lap)
        return known

    def _best(self, template: "CarIndex | None") -> list[BestLap]:
        """Give the best lap as of every lap; those in common with `template` are shared."""
        if template and template.crossings == self.crossings:
            return template.best
        best = _NO_BEST
        found = [best]
        fastest = NEVER
        before = 0
        for lap, at in enumerate(self.crossings, 1):
            if at - before < fastest:
                fastest = at - before
                best = (fastest, lap, self.known[lap][0])
                if template and template.best[lap] == best:
                    best = template.best[lap]
            before = at
            found.append(best)
        return found

    def lap_time(self, lap: int) -> int:
        """Give the ticks of a completed lap; the first counts from the green flag."""
        before = self.crossings[lap - 2] if lap > 1 else 0
        return self.crossings[lap - 1] - before


def fastest_laps(index: CarIndex) -> Iterator[tuple[int, str, int]]:
    """Give the measured laps of a car that were its fastest so far: when, whose, in what time.

    Only they can be the fastest of the race.
    """
    best = before = 0
    for lap, at in enumerate(index.crossings, 1):
        took, before = at - before, at
        if index.known[lap][0] and (not best or took < best):
            best = took
            yield at, index.car, took
