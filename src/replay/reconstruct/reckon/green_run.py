"""A green run: the laps from a restart to the next yellow, and who was how far behind.

In a run nobody follows the pace car, so cars are compared by their gap to a reference clock
(`reference`): known at the stops made under green, nearly known at the restart, and assigned at
the end of the run in the order in which the cars pitted under the yellow.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from replay.reconstruct.read.facts import BoxScore, StopFacts
from replay.reconstruct.reckon.bunching import Bunching, QueuePlace
from replay.reconstruct.reckon.leader_clock import LeaderClock
from replay.reconstruct.reckon.pace import Pace
from replay.reconstruct.reckon.reference import Sighting, reference, spread

IN_LAP = 985
OUT_LAP = 1140
"""From the last crossing to pit entry, and from pit exit to the second crossing after it, in
thousandths of a green lap: near the medians of four races, fitted."""

_GARAGE_LAPS = 6
"""A stop of more green laps than this is a visit to the garage; the run is over for that car."""

_FIRST_STOP = 3
"""No stop before this lap of a run tells anything about the field's spread."""


@dataclass(frozen=True)
class Anchor:
    """A gap that is known: `gap` ticks behind the reference after `lap` laps of the run.

    `after_stop` tells that it is the end of an out-lap: between the anchor before and this one
    the car was on pit road.
    """

    lap: int
    gap: int
    after_stop: bool


@dataclass(frozen=True)
class GreenRun:
    """The leader's laps `after` + 1 to `until`; `after` is 0 or the last lap under yellow.

    `start` lines the cars up as the green comes out; `stops` are those made under this green.
    `laps_of` is how many laps each car completed in the race, `leader` the first at the end.
    """

    after: int
    until: int
    start: Mapping[str, QueuePlace]
    stops: Mapping[str, tuple[StopFacts, ...]]
    laps_of: Mapping[str, int]
    leader: str | None
    clock: LeaderClock
    pace: Pace

    @property
    def green(self) -> int:
        """A green lap, in ticks."""
        return self.pace.green

    @property
    def laps(self) -> int:
        """The length of the run."""
        return self.until - self.after

    @cached_property
    def times(self) -> list[int]:
        """The reference clock: ticks after 0, 1, ... laps of the run, and one lap more."""
        return reference(self._nominal, self.seen, begun=self.clock.set_by_stops)

    @cached_property
    def _nominal(self) -> list[int]:
        """The same as long as no stop tells anything."""
        nominal = [self.clock.times[self.after]]
        restart = self.after > 0
        for lap in range(1, self.laps + 2):
            length = self.pace.first if lap == 1 + restart else self.pace.on_tyres(lap)
            if restart and lap == 1 and self.after + 1 < len(self.clock.times):
                length = self.clock.length(self.after + 1)
            nominal.append(nominal[-1] + length)
        return nominal

    @cached_property
    def seen(self) -> list[Sighting]:
        """The first stops under green of the cars on the lead lap, and a leader without one."""
        seen: list[Sighting] = []
        for car, stops in self.stops.items():
            standing = self.start.get(car)
            if standing is None or standing.down:
                continue
            lap = stops[0].laps - self.after
            if _FIRST_STOP <= lap <= self.laps:
                late = self._line_before(stops[0]) - self._nominal[lap]
                seen.append(Sighting(lap, late, standing.place * spread(lap, 1000)))
        if seen and self.leader is not None and self.leader not in self.stops:
            late = self.clock.times[self.until] - self._nominal[self.laps]
            seen.append(Sighting(self.laps, late, 0))
        return seen

    def _line_before(self, stop: StopFacts) -> int:
        """When the car crossed the line for the last time before it came in."""
        return stop.entry - self.green * IN_LAP // 1000

    @cached_property
    def anchors(self) -> dict[str, list[Anchor]]:
        """What the stops under green say of each car, in order of laps."""
        return {car: self._anchors(car, standing) for car, standing in self.start.items()}

    def _anchors(self, car: str, standing: QueuePlace) -> list[Anchor]:
        found: list[Anchor] = []
        end = self.clock.times[self.until]
        for stop in self.stops.get(car, ()):
            lap = stop.laps + standing.down - self.after
            if 1 < lap <= self.laps:
                found.append(Anchor(lap, self._line_before(stop) - self.times[lap], False))
            long = stop.exit - stop.entry > _GARAGE_LAPS * self.green
            if stop.exit > end + 2 * self.green or long:
                break
            if lap < 1 or lap >= self.laps or stop.laps + 2 > self.laps_of[car]:
                continue
            out = min(lap + 2, self.laps)
            time = stop.exit + self.green * OUT_LAP // 1000 - self.green * (lap + 2 - out)
            found.append(Anchor(out, time - self.times[out], True))
        return found

    @cached_property
    def behind_at_end(self) -> dict[str, int]:
        """Ticks behind the reference at the end, laps down included, as each car's own stops
        and start say."""
        behind = {}
        places: dict[int, list[int]] = defaultdict(list)
        for standing in self.start.values():
            places[standing.down].append(standing.place)
        for car, standing in self.start.items():
            lost = standing.down * self.green
            out = [anchor for anchor in self.anchors[car] if anchor.after_stop]
            if out:
                left = sum(self.pace.on_tyres(n + 2) for n in range(self.laps - out[-1].lap))
                time = self.times[out[-1].lap] + out[-1].gap + left
                behind[car] = time - self.times[self.laps] + lost
            elif standing.down:
                same = places[standing.down]
                among = standing.place - min(same) + 1
                behind[car] = self.green * among // (len(same) + 1) + lost
            else:
                behind[car] = standing.place * spread(self.laps)
        return behind

    def gaps_at_end(self, order: Mapping[str, QueuePlace]) -> dict[str, int]:
        """Assign the gaps at the end to the cars as they stood in `order` when the yellow came.

        Ticks behind the reference on the lap that the car shares with it at the start.
        """
        cars = [car for car in order if car in self.behind_at_end]
        assigned = sorted(self.behind_at_end[car] for car in cars)
        cars.sort(key=lambda car: (order[car].down, order[car].place))
        return {
            car: gap - self.start[car].down * self.green
            for car, gap in zip(cars, assigned, strict=True)
        }


def runs_of(
    score: BoxScore, clock: LeaderClock, pace: Pace, bunchings: Sequence[Bunching]
) -> list[GreenRun]:
    """Return the green runs of a race, one before each caution and one after the last."""
    return [
        run_of(score, clock, pace, bunchings, at)
        for at in range(len(bunchings) + 1)
        if at < len(bunchings) or _ended(bunchings) < score.laps
    ]


def _ended(bunchings: Sequence[Bunching]) -> int:
    return bunchings[-1].caution.green if bunchings else 0


def run_of(
    score: BoxScore,
    clock: LeaderClock,
    pace: Pace,
    bunchings: Sequence[Bunching],
    at: int,
) -> GreenRun:
    """Return the run before caution `at` (from 0), or the one after the last caution."""
    last = bunchings[at - 1] if at else None
    following = bunchings[at] if at < len(bunchings) else None
    after = last.caution.green if last else 0
    until = following.caution.shown if following else score.laps
    return GreenRun(
        after=after,
        until=until,
        start=_start(score, clock, pace, last),
        stops=_stops(score, clock, pace, (after, until), (last, following)),
        laps_of={car.car: car.laps for car in score.cars},
        leader=score.leader(until),
        clock=clock,
        pace=pace,
    )


def _start(
    score: BoxScore, clock: LeaderClock, pace: Pace, last: Bunching | None
) -> dict[str, QueuePlace]:
    """Line up the cars for the start; who is in the garage is not there, who pits late is last."""
    if last is None:
        unknown = len(score.cars)
        return {car.car: QueuePlace(0, (car.grid or unknown) - 1) for car in score.cars}
    green, lap = clock.times[last.caution.green], pace.green
    stops: dict[str, list[StopFacts]] = defaultdict(list)
    for stop in score.stops:
        stops[stop.car].append(stop)

    def away(car: str) -> bool:
        return any(s.entry < green and s.exit > green + 2 * lap for s in stops[car])

    def late(car: str) -> bool:
        around = (s for s in stops[car] if green - lap < s.entry < green + lap * 3 // 2)
        return any(s.exit > green for s in around)

    queue = sorted(
        (car for car in last.after if not away(car)),
        key=lambda car: (late(car), last.after[car].place),
    )
    return {car: QueuePlace(last.after[car].down, place) for place, car in enumerate(queue)}


def _stops(
    score: BoxScore,
    clock: LeaderClock,
    pace: Pace,
    laps: tuple[int, int],
    around: tuple[Bunching | None, Bunching | None],
) -> dict[str, tuple[StopFacts, ...]]:
    """Return the stops made in a run by cars that went on after them."""
    after, until = (clock.times[lap] for lap in laps)
    laps_of = {car.car: car.laps for car in score.cars}
    found: dict[str, list[StopFacts]] = defaultdict(list)
    for stop in score.stops:
        if stop.entry <= after or stop.laps >= laps_of[stop.car]:
            continue
        if around[1] is not None and stop.entry >= until + pace.green // 2:
            continue
        if any(b is not None and stop in b.stops.get(stop.car, ()) for b in around):
            continue
        found[stop.car].append(stop)
    return {car: tuple(made) for car, made in found.items()}
