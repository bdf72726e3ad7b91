"""Where each car most probably was: crossing times by knots and pace, before the hard facts.

A knot is a crossing whose time is known or nearly so: the last laps, the laps around a stop,
the queue before and after each yellow, a lap led. Between knots a car moves with the field's
nominal pace, stretched to fit.
"""

from bisect import bisect_left, insort

from replay.race.model import SECOND
from replay.reconstruct.bunching import Bunching, Standing
from replay.reconstruct.demands import known_crossings
from replay.reconstruct.facts import BoxScore, CarFacts, OrderFacts, StopFacts
from replay.reconstruct.leader_clock import LAP, ON_PIT_ROAD, LeaderClock
from replay.reconstruct.pace import Pace, quickest_lap

# Medians over the stops of the four races whose laps are known, on tracks where the line lies
# along pit road; thousandths of a lap at the speed of the moment.
_IN_GREEN = 985
_OUT_GREEN = 1070
_IN_YELLOW = 870
_OUT_YELLOW = 890

_GRID_ROW = SECOND * 80 // 1000
"""What each place on the grid costs at the first crossing of the line."""

_QUEUE = SECOND * 9 // 10
"""From car to car behind the pace car, as seen in the median of four races."""

_CLOSING = SECOND * 7 // 10
"""From car to car while the field still closes up, a lap or two after the yellow."""

_RESTART = SECOND * 10 // 100
"""From car to car at the first line crossing after the green."""

_FIRST_GAP = SECOND * 15 // 100
_GROWTH = SECOND * 32 // 1000
"""From car to car at the end of a green run: at its start, and added by every lap of it."""


class Knots:
    """The crossings of one car that are pinned, kept possible: no lap under `least` ticks."""

    def __init__(self, laps: int, least: int) -> None:
        self.laps = laps
        self.least = least
        self.times: dict[int, int] = {0: 0}
        self._order = [0]

    def offer(self, lap: int, time: int) -> bool:
        """Pin a lap if nothing pinned before forbids it; tell whether it was."""
        if not 0 < lap <= self.laps or lap in self.times:
            return False
        at = bisect_left(self._order, lap)
        before = self._order[at - 1]
        if time - self.times[before] < (lap - before) * self.least:
            return False
        if at < len(self._order):
            after = self._order[at]
            if self.times[after] - time < (after - lap) * self.least:
                return False
        insort(self._order, lap)
        self.times[lap] = time
        return True

    def pairs(self) -> list[tuple[int, int]]:
        """Return the neighbouring pinned laps."""
        return list(zip(self._order, self._order[1:], strict=False))

    @property
    def last(self) -> int:
        """The last pinned lap."""
        return self._order[-1]


def first_targets(
    score: BoxScore, pace: Pace, clock: LeaderClock, bunchings: tuple[Bunching, ...]
) -> dict[str, list[int]]:
    """Return probable crossing times of laps 1, 2, ... by each car's own stops and queues."""
    return {
        car.car: _filled(_pinned(score, car, pace, clock, bunchings), pace, clock)
        for car in score.cars
    }


def targets_of(
    score: BoxScore, pace: Pace, clock: LeaderClock, bunchings: tuple[Bunching, ...]
) -> dict[str, list[int]]:
    """Return the same with the laps a car led, and the orders known for about a lap."""
    knots = {car.car: _pinned(score, car, pace, clock, bunchings) for car in score.cars}
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is not None:
            knots[leader].offer(lap, clock.times[lap])
    targets = {car: _filled(pins, pace, clock) for car, pins in knots.items()}
    for order in score.orders:
        if 0 < order.lap < score.laps and not order.exact:
            _pin_order(knots, order, targets)
            targets = {car: _filled(pins, pace, clock) for car, pins in knots.items()}
    return targets


def _pinned(
    score: BoxScore,
    car: CarFacts,
    pace: Pace,
    clock: LeaderClock,
    bunchings: tuple[Bunching, ...],
) -> Knots:
    """Return what pins a car, the surest first: what comes later must agree with it."""
    known = known_crossings(score) | known_crossings(score, retired=True)
    stops = [stop for stop in score.stops if stop.car == car.car]
    knots = Knots(car.laps, car.best_lap or quickest_lap(score))
    for lap in (car.laps, car.laps - 1):
        if (car.car, lap) in known:
            knots.offer(lap, known[car.car, lap])
    _pin_stops(knots, stops, pace, clock)
    _pin_queues(knots, car.car, pace, clock, bunchings)
    _pin_start(knots, car, pace)
    return knots


def _pin_order(knots: dict[str, Knots], order: OrderFacts, targets: dict[str, list[int]]) -> None:
    """Deal the crossings of a lap to the cars in the order published for about that lap."""
    cars = [car for car in order.order if len(targets[car]) >= order.lap]
    times = sorted(targets[car][order.lap - 1] for car in cars)
    for car, time in zip(cars, times, strict=True):
        knots[car].offer(order.lap, time)


def _pin_start(knots: Knots, car: CarFacts, pace: Pace) -> None:
    if car.grid is not None:
        knots.offer(1, pace.laps[1] + car.grid * _GRID_ROW)


def _pin_stops(knots: Knots, stops: list[StopFacts], pace: Pace, clock: LeaderClock) -> None:
    for at, stop in enumerate(stops):
        if at + 1 == len(stops) or stops[at + 1].laps > stop.laps:
            on_pit_road = stop.entry + (stop.exit - stop.entry) * ON_PIT_ROAD // 1000
            knots.offer(stop.laps + 1, on_pit_road)
    for stop in stops:
        slow = pace.slow[min(clock.laps_at(stop.entry) + 1, len(pace.slow) - 1)]
        if not slow:
            knots.offer(stop.laps, stop.entry - pace.green * _IN_GREEN // 1000)
        slow = pace.slow[min(clock.laps_at(stop.exit) + 1, len(pace.slow) - 1)]
        if not slow:
            knots.offer(stop.laps + 2, stop.exit + pace.green * _OUT_GREEN // 1000)


def _pin_queues(
    knots: Knots, car: str, pace: Pace, clock: LeaderClock, bunchings: tuple[Bunching, ...]
) -> None:
    green = 0
    for bunching in bunchings:
        caution = bunching.caution
        if car in bunching.after:
            standing = bunching.after[car]
            for leader_lap, step in ((caution.green + 1, _RESTART), (caution.green, _QUEUE)):
                if leader_lap < len(clock.times):
                    time = clock.times[leader_lap] + standing.place * step
                    knots.offer(leader_lap - standing.down, time)
        if car not in bunching.before:
            continue
        before = bunching.before[car]
        for stop in bunching.stops.get(car, ()):
            _pin_stop_in_queue(knots, stop, before, bunching, pace, clock)
        gathered = clock.times[bunching.gathered] + before.place * _QUEUE
        if bunching.gathered < caution.green:
            knots.offer(bunching.gathered - before.down, gathered)
        gap = _gap(before, bunching, pace, caution.shown - green)
        knots.offer(caution.shown - before.down, clock.times[caution.shown] + gap)
        green = caution.green


def _pin_stop_in_queue(
    knots: Knots,
    stop: StopFacts,
    before: Standing,
    bunching: Bunching,
    pace: Pace,
    clock: LeaderClock,
) -> None:
    """Pin the crossings around a stop under yellow: before it the queue, after it the chase."""
    lap = clock.laps_at(stop.entry)
    down = before.down - (1 if bunching.caution.free_pass == stop.car else 0)
    length = clock.times[min(lap + 1, len(clock.times) - 1)] - clock.times[lap]
    if lap == stop.laps + down and lap > bunching.caution.shown:
        knots.offer(stop.laps, clock.times[lap] + before.place * _CLOSING)
    elif stop.laps > bunching.caution.shown - before.down:
        knots.offer(stop.laps, stop.entry - length * _IN_YELLOW // 1000)
    knots.offer(stop.laps + 2, stop.exit + pace.yellow * _OUT_YELLOW // 1000)


def _gap(standing: Standing, bunching: Bunching, pace: Pace, run: int) -> int:
    """How far behind the leader a car was as the yellow came out."""
    most = pace.green * 93 // 100
    alike = [s.place for s in bunching.before.values() if s.down == standing.down]
    if standing.down == 0:
        step = _FIRST_GAP + _GROWTH * run
        return standing.place * min(step, most // max(*alike, 1))
    return most * (standing.place - min(alike) + 1) // (len(alike) + 1)


def _filled(knots: Knots, pace: Pace, clock: LeaderClock) -> list[int]:
    """Return a time for every lap: pinned, or at the field's pace between the pins."""
    ideal = [0]
    for lap in range(1, len(pace.laps)):
        # Behind the pace car all move as the leader does, under green each at the field's pace.
        behind_pace_car = clock.times[lap] - clock.times[lap - 1]
        ideal.append(ideal[-1] + (behind_pace_car if pace.slow[lap] else pace.laps[lap]))
    times = [0] * (knots.laps + 1)
    for lap, time in knots.times.items():
        times[lap] = time
    for before, after in knots.pairs():
        start, end = clock.distance(times[before]), clock.distance(times[after])
        first, whole = _at(ideal, start), _at(ideal, end) - _at(ideal, start)
        for lap in range(before + 1, after):
            place = start + (end - start) * (lap - before) // (after - before)
            part = _at(ideal, place) - first
            times[lap] = times[before] + (times[after] - times[before]) * part // max(whole, 1)
    for lap in range(knots.last + 1, knots.laps + 1):
        follow = clock.distance(times[lap - 1]) + LAP
        times[lap] = max(clock.when(follow), times[lap - 1] + knots.least)
    return times[1:]


def _at(ideal: list[int], place: int) -> int:
    """Return the nominal time at a distance in millionths of a lap."""
    lap = min(max(place // LAP, 0), len(ideal) - 2)
    return ideal[lap] + (ideal[lap + 1] - ideal[lap]) * (place - lap * LAP) // LAP
