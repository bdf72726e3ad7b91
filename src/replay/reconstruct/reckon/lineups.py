"""How the field stood before each yellow and at each restart, settled over the whole race.

The order in which cars pit under a yellow is published, and so is the order in which they come
out. Where only some of the field stops, the places of the others are known by nothing but what
was before and what comes after: they are put between the two, and the queue is formed again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.reckon.bunching import Bunching, QueuePlace, queue_after
from replay.reconstruct.reckon.green_run import GreenRun, run_of
from replay.reconstruct.reckon.leader_clock import LeaderClock
from replay.reconstruct.reckon.pace import Pace

_PASSES = 2
"""Once forwards and once backwards; more change nothing that counts."""

_WHOLE_FIELD = 95
"""Out of a hundred cars on the lead lap: so many must stop for the pit-in order to be the order."""

_SCRAMBLE = 3500
_LAP_SCRAMBLES = 200
"""How much a restart, and each green lap after it, makes an old order worth less; fitted."""

_UNIT = 1000
"""Places are weighed in thousandths."""


def with_lineups(
    score: BoxScore, clock: LeaderClock, pace: Pace, bunchings: Sequence[Bunching]
) -> tuple[Bunching, ...]:
    """Return the cautions with the queues that what came before and after makes likely."""
    line_ups = _LineUps(score, clock, pace, bunchings)
    count = len(bunchings)
    for turn in range(_PASSES):
        for at in range(count) if turn % 2 == 0 else range(count - 1, -1, -1):
            line_ups.settle(at)
    return tuple(line_ups.bunchings)


class _LineUps:
    def __init__(
        self, score: BoxScore, clock: LeaderClock, pace: Pace, bunchings: Sequence[Bunching]
    ) -> None:
        self.score = score
        self.clock = clock
        self.pace = pace
        self.bunchings = list(bunchings)
        self.known = [known_before(score, bunching) for bunching in bunchings]
        self.finish = {car.car: place for place, car in enumerate(score.cars) if car.running}
        self.stopped = [set(self._run(at).stops) for at in range(len(bunchings) + 1)]

    def _run(self, at: int) -> GreenRun:
        return run_of(self.score, self.clock, self.pace, self.bunchings, at)

    def settle(self, at: int) -> None:
        """Form the queues of caution `at` again."""
        bunching = self.bunchings[at]
        places = self._places(at)
        for cars in self._in_known_order(at, places):
            for car, place in zip(cars, sorted(places[car] for car in cars), strict=True):
                places[car] = place
        before = bunching.before
        queue = sorted(places, key=lambda car: (before[car].down, places[car], before[car].place))
        leader = self.score.leader(bunching.caution.shown)
        queue.sort(key=lambda car: car != leader)
        settled = {car: QueuePlace(before[car].down, place) for place, car in enumerate(queue)}
        down = {car: standing.down for car, standing in bunching.after.items()}
        bunching = replace(bunching, before=settled)
        self.bunchings[at] = replace(bunching, after=queue_after(self.score, bunching, down))

    def _places(self, at: int) -> dict[str, int]:
        """Return a place in thousandths for every car, where it is not known a likely one."""
        run = self._run(at)
        before = self.bunchings[at].before
        behind = run.behind_at_end
        order = sorted((car for car in before if car in run.start), key=behind.__getitem__)
        forward = {car: place for place, car in enumerate(order)}
        ordered, last = self._ordered(run)
        places = {}
        for car, standing in before.items():
            signs = []
            if car in self.known[at]:
                signs = [(standing.place, 1)]
            else:
                if car in forward:
                    signs.append((forward[car], _worth(run.laps)))
                if car in ordered:
                    signs.append((ordered[car], _worth(run.until - last)))
                later = self._place_later(at, car)
                if later is not None:
                    signs.append(later)
            weight = sum(worth for _, worth in signs)
            total = sum(place * worth for place, worth in signs)
            places[car] = _UNIT * total // weight if weight else _UNIT * standing.place
        return places

    def _ordered(self, run: GreenRun) -> tuple[dict[str, int], int]:
        """Return the places in the last order published for about a lap of a run, and the lap."""
        within = [
            order
            for order in self.score.orders
            if not order.exact and run.after < order.lap < run.until
        ]
        if not within:
            return {}, run.until
        last = max(within, key=lambda order: order.lap)
        return {car: place for place, car in enumerate(last.order)}, last.lap

    def _place_later(self, at: int, car: str) -> tuple[int, int] | None:
        """Return where the next known order has a car that stays out, and what that is worth."""
        bunching = self.bunchings[at]
        if car in bunching.stops or car not in bunching.after or car in self.stopped[at + 1]:
            return None
        if at + 1 < len(self.bunchings):
            following = self.bunchings[at + 1]
            place = following.before[car].place if car in following.before else None
            until = following.caution.shown
        else:
            raced = bunching.caution.green < self.score.laps
            place = self.finish.get(car) if raced else None
            until = self.score.laps
        if place is None:
            return None
        moved = bunching.before[car].place - bunching.after[car].place
        return place + moved, _worth(until - bunching.caution.green)

    def _in_known_order(self, at: int, places: Mapping[str, int]) -> list[list[str]]:
        """Return groups of cars whose order among themselves is known, each in that order."""
        bunching = self.bunchings[at]
        before = bunching.before
        if self.known[at]:
            involved = bunching.fallen - self.known[at]
            cars = [car for car in places if car in bunching.stops or car in self.known[at]]
            cars = [car for car in cars if car not in involved]
            return [sorted(cars, key=lambda car: before[car].place)]
        groups: dict[tuple[int, int], list[str]] = defaultdict(list)
        for car in places:
            if car in bunching.stops and car not in bunching.fallen:
                lap = self.clock.laps_at(bunching.stops[car][0].entry)
                groups[lap, before[car].down].append(car)
        return [
            sorted(cars, key=lambda car: bunching.stops[car][0].entry) for cars in groups.values()
        ]


def known_before(score: BoxScore, bunching: Bunching) -> frozenset[str]:
    """Return the cars whose place as the yellow came out is published, or as good as that."""
    if any(order.exact and order.lap == bunching.caution.shown for order in score.orders):
        return frozenset(bunching.before)
    involved = bunching.fallen
    lead = [
        car
        for car, standing in bunching.before.items()
        if standing.down == 0 and car not in involved
    ]
    stopped = [car for car in lead if car in bunching.stops]
    if len(stopped) * 100 < _WHOLE_FIELD * len(lead):
        return frozenset()
    stopped = [car for car in bunching.before if car in bunching.stops]
    return frozenset(car for car in stopped if car not in involved)


def _worth(laps: int) -> int:
    """What an order is worth after that many green laps."""
    return _UNIT * _UNIT // (_SCRAMBLE + _LAP_SCRAMBLES * laps)
