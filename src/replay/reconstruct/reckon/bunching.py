"""How the field stood when each yellow came out, and how it stood at the restart.

Pit-in order is the order when the yellow flew; pit-out order is the order on the pace laps.
Laps down are reckoned from the laps a car and the leader had at its stops.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from replay.reconstruct.read.facts import BoxScore, CautionFacts, StopFacts
from replay.reconstruct.reckon.leader_clock import LAP, LeaderClock

_ENTRY = LAP * 90 // 100
"""How far into its lap a car is at pit entry, about."""

_EXIT = LAP * 10 // 100
"""How far into its lap a car is at pit exit, about."""


_PITS_CLOSED = 500
"""A stop that begins within so many thousandths of a green lap after the lap in which a yellow
came out had begun was under way before it: pit road closes as the yellow comes out; fitted."""


_FALLEN = 5
"""So many places lost since the last restart, a car in an incident lost by that."""


@dataclass(frozen=True)
class QueuePlace:
    """A car in the queue: `down` laps behind the leader's lap, `place` counted from 0."""

    down: int
    place: int


@dataclass(frozen=True)
class Bunching:
    """One caution: the field as the yellow came out and as it was lined up for the restart.

    `gathered` is the leader's lap by which the field runs closed up behind the pace car.
    `waved` are cars that must have been waved around, `stops` those made under this yellow.
    `fallen` are cars that brought it out and had fallen back by the time they stopped.
    """

    caution: CautionFacts
    gathered: int
    before: dict[str, QueuePlace]
    after: dict[str, QueuePlace]
    waved: tuple[str, ...]
    stops: dict[str, tuple[StopFacts, ...]]
    fallen: frozenset[str]


def bunchings_of(score: BoxScore, clock: LeaderClock, green: int) -> tuple[Bunching, ...]:
    """Return every caution's two queues, in order of time. `green` ticks is a green lap."""
    reckoner = _Reckoner(score, clock, green)
    found: list[Bunching] = []
    for caution in score.cautions:
        found.append(reckoner.bunching(caution, found[-1] if found else None))
    return tuple(found)


class _Reckoner:
    """Reckons laps down and queues, one caution after the other."""

    def __init__(self, score: BoxScore, clock: LeaderClock, green: int) -> None:
        self.score = score
        self.clock = clock
        self.green = green
        self.laps = {car.car: car.laps for car in score.cars}
        self.running = {car.car: car.running for car in score.cars}
        self.stops: dict[str, list[StopFacts]] = {car.car: [] for car in score.cars}
        for stop in score.stops:
            self.stops[stop.car].append(stop)

    def bunching(self, caution: CautionFacts, last: Bunching | None) -> Bunching:
        start, end = self.clock.times[caution.shown], self.clock.times[caution.green]
        start += self.green * _PITS_CLOSED // 1000
        stops = {
            car: tuple(stop for stop in stops if start <= stop.entry < end)
            for car, stops in self.stops.items()
        }
        stops = {car: made for car, made in stops.items() if made}
        down_before = {car: self._down_before(car, caution, stops, last) for car in self.laps}
        down_after: dict[str, int] = {}
        waved = []
        for car in self.laps:
            reckoned = self._down_after(car, caution, stops, down_before[car])
            most = self._most_down(car, end)
            down_after[car] = reckoned if most is None else min(reckoned, most)
            if down_after[car] < reckoned:
                waved.append(car)
        before = self._queue_before(caution, down_before, stops, last)
        gathered = self._gathered(caution, stops)
        entries = sorted(stops, key=lambda car: stops[car][0].entry)
        fallen = _fallen(caution, entries, self._earlier_places(last))
        whole = Bunching(caution, gathered, before, {}, tuple(waved), stops, fallen)
        after = queue_after(self.score, whole, down_after)
        return replace(
            whole,
            before=self._still_there(before, caution.shown),
            after=self._still_there(after, caution.green),
        )

    def _still_there(self, queue: dict[str, QueuePlace], lap: int) -> dict[str, QueuePlace]:
        """Close the queue over the cars that have retired by the leader's `lap`."""
        there = [
            (car, standing)
            for car, standing in queue.items()
            if self.running[car] or self.laps[car] + standing.down >= lap
        ]
        return {car: QueuePlace(s.down, place) for place, (car, s) in enumerate(there)}

    def _gathered(self, caution: CautionFacts, stops: dict[str, tuple[StopFacts, ...]]) -> int:
        """The lap on which most cars stop, by the leader's count, or the second yellow lap."""
        counts: dict[int, int] = {}
        for made in stops.values():
            laps = self.clock.laps_at(made[0].entry)
            counts[laps] = counts.get(laps, 0) + 1
        most = max(counts, key=lambda lap: (counts[lap], -lap), default=0)
        return min(max(most, caution.shown + 2), caution.green)

    def _behind(self, stop: StopFacts) -> int:
        """Laps down at pit entry."""
        behind = self.clock.distance(stop.entry) - stop.laps * LAP - _ENTRY
        return max((behind + LAP // 8) // LAP, 0)

    def _behind_out(self, stop: StopFacts) -> int:
        """Laps down once the car, back on the track, has joined the tail of the queue."""
        behind = self.clock.distance(stop.exit) - (stop.laps + 1) * LAP - _EXIT
        return max(behind // LAP, 0)

    def _down_before(
        self,
        car: str,
        caution: CautionFacts,
        stops: dict[str, tuple[StopFacts, ...]],
        last: Bunching | None,
    ) -> int:
        regained = 1 if caution.free_pass == car else 0
        if car in stops:
            return self._behind(stops[car][0]) + regained
        start = self.clock.times[caution.shown]
        green = [stop for stop in self.stops[car] if stop.entry < start]
        down = 0
        if last is not None and car in last.after:
            down = last.after[car].down
        if green and (last is None or green[-1].entry >= self.clock.times[last.caution.green]):
            last_stop = green[-1]
            # Who is still in as the yellow comes out is as far behind as when he came in.
            out = last_stop.exit <= start
            down = max(self._behind_out(last_stop) if out else self._behind(last_stop), down)
        return max(down, regained)

    def _down_after(
        self,
        car: str,
        caution: CautionFacts,
        stops: dict[str, tuple[StopFacts, ...]],
        before: int,
    ) -> int:
        if car in stops:
            return self._behind_out(stops[car][-1])
        return before - 1 if caution.free_pass == car else before

    def _most_down(self, car: str, since: int) -> int | None:
        """The laps a car can be down after `since`, from what is known of it later."""
        passes = [c for c in self.score.cautions if c.free_pass == car]
        for stop in self.stops[car]:
            if stop.entry >= since:
                times = self.clock.times
                free = sum(1 for c in passes if since <= times[c.shown] <= stop.entry)
                return self._behind(stop) + free
        if not self.running[car]:
            return None
        free = sum(1 for c in passes if since <= self.clock.times[c.shown])
        return self.score.laps - self.laps[car] + free

    def _queue_before(
        self,
        caution: CautionFacts,
        down: dict[str, int],
        stops: dict[str, tuple[StopFacts, ...]],
        last: Bunching | None,
    ) -> dict[str, QueuePlace]:
        earlier = self._earlier_places(last)
        listed = self._known_order(caution.shown, earlier)
        if listed is None:
            entries = sorted(stops, key=lambda car: stops[car][0].entry)
            fallen = _fallen(caution, entries, earlier)
            entries = [car for car in entries if car not in fallen]
            listed = _slotted(sorted(self.laps, key=lambda car: earlier[car]), entries)
            leader = self.score.leader(caution.shown)
            if leader is not None:
                listed = [leader, *(car for car in listed if car != leader)]
        queue = sorted(listed, key=lambda car: down[car])
        return {car: QueuePlace(down[car], place) for place, car in enumerate(queue)}

    def _known_order(self, lap: int, earlier: dict[str, int]) -> list[str] | None:
        for order in self.score.orders:
            if order.lap == lap and order.exact:
                rest = set(self.laps) - set(order.order)
                return [*order.order, *sorted(rest, key=lambda car: (earlier[car], car))]
        return None

    def _earlier_places(self, last: Bunching | None) -> dict[str, int]:
        if last is not None:
            gone = len(self.laps)
            places = {car: standing.place for car, standing in last.after.items()}
            return {car: places.get(car, gone) for car in self.laps}
        far = len(self.laps)
        return {car.car: far if car.grid is None else car.grid for car in self.score.cars}


def queue_after(
    score: BoxScore, bunching: Bunching, down: Mapping[str, int]
) -> dict[str, QueuePlace]:
    """Return the queue at the restart, of the cars in `down`, which tells their laps down."""
    caution, stops = bunching.caution, bunching.stops
    leader = score.leader(min(caution.green + 1, score.laps))
    punished = {note.car for note in score.penalties if caution.shown <= note.lap <= caution.green}
    # If one who stopped leads at the restart, whoever stayed out was a lap down.
    stayed_first = leader not in stops

    def key(car: str) -> tuple[int, int, int]:
        if car == leader:
            return (-1, 0, 0)
        tail = car in bunching.waved or car in punished or car == caution.free_pass
        if car in stops:
            return (down[car], 2 if tail else 1, stops[car][-1].exit)
        place = bunching.before[car].place
        return (down[car], 0 if stayed_first and not tail else 2, place)

    queue = sorted((car for car in bunching.before if car in down), key=key)
    return {car: QueuePlace(down[car], place) for place, car in enumerate(queue)}


def _fallen(
    caution: CautionFacts, entries: Sequence[str], earlier: Mapping[str, int]
) -> frozenset[str]:
    """Return the cars that brought a yellow out and came in far behind where they had been.

    Of the others the pit-in order is the order as the yellow came out.
    """
    was = {car: place for place, car in enumerate(sorted(entries, key=earlier.__getitem__))}
    return frozenset(
        car
        for place, car in enumerate(entries)
        if car in caution.involved and place - was[car] >= _FALLEN
    )


def _slotted(all_cars: list[str], known: list[str]) -> list[str]:
    """Return all cars in order: the known ones in theirs, the rest kept in their own slots."""
    following = iter(known)
    chosen = set(known)
    return [next(following) if car in chosen else car for car in all_cars]
