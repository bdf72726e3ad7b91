"""One car's crossings of the line, indexed for every question of a time."""

from array import array
from collections.abc import Iterator, Sequence

from replay.race.model import MEASURED, Basis, CarLaps, Confidence, Entry
from replay.race.pit_road import PitRoad
from replay.race.state import NEVER

Best = tuple[int | None, int | None, bool]
"""A car's best lap so far: its ticks, its number, whether it was measured."""

How = tuple[bool, Basis, Confidence]
"""How a lap is known: whether its time was measured, the basis of its crossing, its place."""

_NO_BEST: Best = (None, None, False)
_ON_THE_GRID: How = (False, "official", "sure")


class CarIndex:
    """One car's crossings as scored, with what each of them made known.

    Lists are indexed by laps completed: `ranks` are places on completing that lap, `best` and
    `known` what stands from it on. What a car has in common with itself as scored at another
    time, `like`, is shared with that.
    """

    __slots__ = (
        "best",
        "car",
        "crossings",
        "grid",
        "known",
        "led",
        "out",
        "pits",
        "ranks",
    )

    def __init__(
        self,
        entry: Entry,
        grid: int,
        laps: CarLaps | None,
        pits: PitRoad,
        out: int,
        like: "CarIndex | None" = None,
    ) -> None:
        self.car = entry.car
        self.grid = grid
        self.crossings: Sequence[int] = laps.crossings if laps else ()
        self.pits = pits
        self.out = out
        # Two bytes each: a long race has a hundred thousand crossings, each ruling a scoring.
        self.ranks = array("H", [grid])
        self.led: list[int] = []
        self.known: list[How] = like.known if like else self._known(laps)
        self.best: list[Best] = self._best(like)

    def _known(self, laps: CarLaps | None) -> list[How]:
        known: list[How] = [_ON_THE_GRID]
        spans = laps.known if laps else ()
        ends = [*(span.lap for span in spans[1:]), len(self.crossings) + 1]
        for span, until in zip(spans, ends, strict=False):
            how = (span.lap_time in MEASURED, span.crossing, span.place)
            known += [how] * (until - span.lap)
        return known

    def _best(self, like: "CarIndex | None") -> list[Best]:
        """Give the best lap so far of every lap; those it has `like` another are shared with it."""
        if like and like.crossings == self.crossings:
            return like.best
        best = _NO_BEST
        found = [best]
        fastest = NEVER
        before = 0
        for lap, at in enumerate(self.crossings, 1):
            if at - before < fastest:
                fastest = at - before
                best = (fastest, lap, self.known[lap][0])
                if like and like.best[lap] == best:
                    best = like.best[lap]
            before = at
            found.append(best)
        return found

    def lap_time(self, lap: int) -> int:
        """Give the ticks of a completed lap; the first counts from the green flag."""
        before = self.crossings[lap - 2] if lap > 1 else 0
        return self.crossings[lap - 1] - before


def improvements(index: CarIndex) -> Iterator[tuple[int, str, int]]:
    """Give the measured laps of a car that were its fastest so far: when, whose, in what time.

    Only they can be the fastest of the race.
    """
    best = before = 0
    for lap, at in enumerate(index.crossings, 1):
        took, before = at - before, at
        if index.known[lap][0] and (not best or took < best):
            best = took
            yield at, index.car, took
