"""Where each car most probably was: its crossing times before the hard facts are enforced.

The surest first, and what follows must agree with it: the last laps, the laps of green runs,
the laps around a stop, the queue behind the pace car. What is still open is filled in at the
field's pace; the published averages then assign the times of each lap anew.
"""

from collections.abc import Sequence

from replay.race.model import SECOND
from replay.reconstruct.read.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.read.published_crossings import KnownTimes, known_crossings
from replay.reconstruct.reckon.averages import with_averages
from replay.reconstruct.reckon.bunching import Bunching, QueuePlace
from replay.reconstruct.reckon.green_laps import laps_of_run
from replay.reconstruct.reckon.green_run import GreenRun, runs_of
from replay.reconstruct.reckon.lapped_cars import last_crossings_of_lapped
from replay.reconstruct.reckon.leader_clock import ON_PIT_ROAD, LeaderClock
from replay.reconstruct.reckon.leaders_first import with_leaders_first
from replay.reconstruct.reckon.pace import Pace, quickest_lap
from replay.reconstruct.reckon.pinned_crossings import PinnedCrossings, every_lap
from replay.reconstruct.reckon.race_kind import RaceKind, kind_of
from replay.reconstruct.reckon.restarts import with_restarts
from replay.reconstruct.reckon.spacing import queue

_IN_YELLOW = 600
_OUT_YELLOW = 870
"""From the last crossing to pit entry, and from pit exit to the second crossing after it, in
thousandths of a lap behind the pace car; fitted."""

_QUEUE = SECOND * 8 // 10
"""From car to car behind the pace car; fitted, the median of four races is 0.9 s."""

_CLOSING = SECOND * 9 // 10
"""From car to car while the field still closes up, a lap or two after the yellow; fitted."""

_GRID_ROW = SECOND * 80 // 1000
"""What each place on the grid costs at the first crossing of the line."""


def targets_of(
    score: BoxScore, pace: Pace, clock: LeaderClock, bunchings: Sequence[Bunching]
) -> dict[str, list[int]]:
    """Return probable crossing times of laps 1, 2, ... of every car, in ticks."""
    known = known_crossings(score) | known_crossings(score, retired=True)
    known |= last_crossings_of_lapped(score, known, clock.times[score.laps], pace.green)
    runs = runs_of(score, clock, pace, bunchings)
    field = _Field(score, pace, clock, bunchings, runs, known)
    targets = field.targets({})
    ordered = _ordered(score, targets)
    if ordered:
        targets = field.targets(ordered)
    targets = with_averages(score, runs, pace, targets)
    return with_leaders_first(score, with_restarts(score, runs, targets))


def _ordered(score: BoxScore, targets: dict[str, list[int]]) -> KnownTimes:
    """Assign the crossings of a lap to the cars in the order published for about that lap."""
    assigned: dict[tuple[str, int], int] = {}
    for order in score.orders:
        if order.exact or not 0 < order.lap < score.laps:
            continue
        cars = [car for car in order.order if len(targets[car]) >= order.lap]
        times = sorted(targets[car][order.lap - 1] for car in cars)
        assigned |= {(car, order.lap): time for car, time in zip(cars, times, strict=True)}
    return assigned


def _queue_gaps(bunching: Bunching, kind: RaceKind) -> dict[str, int]:
    """Return how far behind the leader each car is in the queue at the last yellow lap."""
    cars = sorted(bunching.after, key=lambda car: bunching.after[car].place)
    return dict(zip(cars, queue(kind, cars, bunching.caution.green), strict=True))


class _Field:
    """All cars of a race, to be pinned and filled."""

    def __init__(
        self,
        score: BoxScore,
        pace: Pace,
        clock: LeaderClock,
        bunchings: Sequence[Bunching],
        runs: Sequence[GreenRun],
        known: KnownTimes,
    ) -> None:
        self.score = score
        self.pace = pace
        self.clock = clock
        self.bunchings = bunchings
        self.runs = runs
        self.known = known
        kind = kind_of(score)
        self.queues = [_queue_gaps(bunching, kind) for bunching in bunchings]

    def targets(self, ordered: KnownTimes) -> dict[str, list[int]]:
        """Return every car's times; `ordered` are crossings assigned by published orders."""
        ends = [bunching.before for bunching in self.bunchings]
        green = [
            laps_of_run(run, ends[at] if at < len(ends) else None, self.known, ordered)
            for at, run in enumerate(self.runs)
        ]
        targets = {}
        for car in self.score.cars:
            knots = PinnedCrossings(car.laps, car.best_lap or quickest_lap(self.score))
            known = ((lap, self.known.get((car.car, lap))) for lap in (car.laps, car.laps - 1))
            knots.offer_all((lap, time) for lap, time in known if time is not None)
            for laps in green:
                knots.offer_all(sorted(laps.get(car.car, {}).items()))
            self._pin_stops(knots, car)
            self._pin_queues(knots, car.car)
            if car.grid is not None:
                knots.offer(1, self.pace.laps[1] + car.grid * _GRID_ROW)
            targets[car.car] = every_lap(knots, self.pace, self.clock)
        return targets

    def _pin_stops(self, knots: PinnedCrossings, car: CarFacts) -> None:
        """Pin the crossing on pit road, of the last stop where several fall on one lap."""
        last = {stop.laps: stop for stop in self.score.stops if stop.car == car.car}
        for stop in last.values():
            on_pit_road = stop.entry + (stop.exit - stop.entry) * ON_PIT_ROAD // 1000
            knots.offer(stop.laps + 1, on_pit_road)

    def _pin_queues(self, knots: PinnedCrossings, car: str) -> None:
        for bunching, gaps in zip(self.bunchings, self.queues, strict=True):
            caution = bunching.caution
            if car in bunching.after:
                time = self.clock.times[caution.green] + gaps[car]
                knots.offer(caution.green - bunching.after[car].down, time)
            if car not in bunching.before:
                continue
            before = bunching.before[car]
            for stop in bunching.stops.get(car, ()):
                self._pin_stop_in_queue(knots, stop, before, bunching)
            if bunching.gathered < caution.green and car not in bunching.fallen:
                gathered = self.clock.times[bunching.gathered] + before.place * _QUEUE
                knots.offer(bunching.gathered - before.down, gathered)

    def _pin_stop_in_queue(
        self, knots: PinnedCrossings, stop: StopFacts, before: QueuePlace, bunching: Bunching
    ) -> None:
        """Pin the crossings around a stop under yellow: before it the queue, after it the chase."""
        clock = self.clock
        lap = clock.laps_at(stop.entry)
        down = before.down - (1 if bunching.caution.free_pass == stop.car else 0)
        in_queue = stop.car not in bunching.fallen
        if in_queue and lap == stop.laps + down and lap > bunching.caution.shown:
            knots.offer(stop.laps, clock.times[lap] + before.place * _CLOSING)
        elif stop.laps > bunching.caution.shown - before.down:
            length = clock.length(min(lap + 1, len(clock.times) - 1))
            knots.offer(stop.laps, stop.entry - length * _IN_YELLOW // 1000)
        knots.offer(stop.laps + 2, stop.exit + self.pace.yellow * _OUT_YELLOW // 1000)
