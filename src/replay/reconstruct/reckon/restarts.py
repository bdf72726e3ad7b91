"""The field on the first laps after a start or a restart: its order and its gaps.

The grid is known and so is the queue behind the pace car, and a field leaves its order slowly;
how far apart its cars are at the line is much alike from race to race (`spacing`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from replay.race.model import SECOND
from replay.reconstruct.read.facts import BoxScore, StopFacts
from replay.reconstruct.read.published_crossings import known_crossings
from replay.reconstruct.reckon.green_run import GreenRun
from replay.reconstruct.reckon.leaders_first import DAYLIGHT
from replay.reconstruct.reckon.race_kind import kind_of
from replay.reconstruct.reckon.spacing import Spacing

_START_WEIGHTS = (1000, 600, 450, 350, 250, 200, 150)
_RESTART_WEIGHTS = (1000, 500, 300, 200, 150, 100)
"""What the grid, or the queue, weighs on the laps after it against all other evidence, in
thousandths; fitted to 35 races whose laps are known."""

_BUNCHED = 2
"""The laps on which every car of the queue is in the field, wherever else it was put."""

_STEP = SECOND * 5 // 1000
"""The least distance between two cars in a target, so that its order is not left to chance."""


def with_restarts(
    score: BoxScore, runs: Sequence[GreenRun], targets: Mapping[str, list[int]]
) -> dict[str, list[int]]:
    """Return the targets with the laps after the start and after each restart assigned anew."""
    assigned = {car: list(times) for car, times in targets.items()}
    known = known_crossings(score)
    stops: dict[str, list[StopFacts]] = defaultdict(list)
    for stop in score.stops:
        stops[stop.car].append(stop)
    for run in runs:
        restart = _Restart(score, run, assigned, stops)
        for lap in restart.laps():
            cars = [one for one in restart.field(lap) if one not in known]
            restart.assign(lap, cars)
    return assigned


class _Restart:
    """One start or restart; `lap` counts from 1, the lap that ends as the field is let go."""

    def __init__(
        self,
        score: BoxScore,
        run: GreenRun,
        targets: dict[str, list[int]],
        stops: Mapping[str, Sequence[StopFacts]],
    ) -> None:
        self.score = score
        self.run = run
        self.targets = targets
        self.stops = stops
        self.kind = kind_of(score)
        self.start = run.after == 0
        self.weights = _START_WEIGHTS if self.start else _RESTART_WEIGHTS
        self.ended = self._lead(min(run.until + 1, score.laps))
        self.released = 0 if self.start else self._lead(run.after + 1)

    def laps(self) -> Iterator[int]:
        """Yield the laps to be assigned: under green, and the second if a yellow came on it."""
        last = max(self.run.until - self.run.after, 2)
        for lap in range(1, min(last, len(self.weights)) + 1):
            if self.run.after + lap <= self.score.laps:
                yield lap

    def field(self, lap: int) -> list[tuple[str, int]]:
        """Return the cars that run in the field and their own laps, in the order of the start."""
        queue = sorted(self.run.start, key=lambda car: self.run.start[car].place)
        there = []
        for car in queue:
            own = self.run.after + lap - self.run.start[car].down
            if 0 < own <= len(self.targets[car]) and not self._left(car, own):
                there.append((car, own))
        if lap <= _BUNCHED:
            return there
        time, near = self._lead(self.run.after + lap), self.run.green // 2
        return [one for one in there if abs(self._time(one) - time) < near]

    def assign(self, lap: int, cars: Sequence[tuple[str, int]]) -> None:
        """Assign the crossings of a lap to the cars, which stand in the order of the start."""
        weight = self.weights[lap - 1]
        leader, time = self.score.leader(self.run.after + lap), self._lead(self.run.after + lap)
        before = {one: place for place, one in enumerate(sorted(cars, key=self._time))}
        place = {
            one: weight * place + (1000 - weight) * before[one] for place, one in enumerate(cars)
        }
        order = sorted(cars, key=lambda one: (one[0] != leader, place[one], before[one]))
        gaps = self._gaps(lap, [car for car, _ in order], [self._time(one) - time for one in cars])
        for (car, own), gap in zip(order, gaps, strict=True):
            self.targets[car][own - 1] = time + gap

    def _gaps(self, lap: int, cars: Sequence[str], before: Sequence[int]) -> Iterator[int]:
        """Yield the gaps of cars in their order; `before` are those that the lap had, in any."""
        weight = self.weights[lap - 1]
        spacing = Spacing(self.kind, lap, start=self.start)
        gap = 0
        for place, (usual, had) in enumerate(
            zip(spacing.usual(cars), sorted(before), strict=True), 1
        ):
            if place > 1:
                wish = (weight * usual + (1000 - weight) * had) // 1000
                gap = max(spacing.cut(place, wish), DAYLIGHT if place == 2 else gap + _STEP)
            yield gap

    def _left(self, car: str, own: int) -> bool:
        """Tell whether a car has left the field for pit road since it was let go."""
        return any(
            stop.exit > self.released and stop.laps < own and stop.entry < self.ended
            for stop in self.stops[car]
        )

    def _time(self, one: tuple[str, int]) -> int:
        car, own = one
        return self.targets[car][own - 1]

    def _lead(self, lap: int) -> int:
        return min(times[lap - 1] for times in self.targets.values() if len(times) >= lap)
