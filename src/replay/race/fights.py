"""Who fights whom for a place, by the gaps at the line, and who catches whom at this rate.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
A gap of a lap is the time between two cars at the end of that lap; under a neutralisation of the
whole course it means nothing, and so a lap counts only from the one that began after it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.forecast import laps_left
from replay.race.model import MEASURED, SECOND
from replay.race.timeline import Timeline

NEAR = SECOND
"""Two cars within so much of each other (ticks) fight for a place."""

WINDOW = 5
"""The laps that are looked at, the last of them that which both completed last: so many green laps
after a restart there are fights at all."""

NEAR_LAPS = 4
"""On so many laps of the window they were that near, and so they are on the last."""

PART = SECOND * 3 // 2
"""A fight lasts from the lap after the last on which the two were farther apart (ticks)."""

CHAIN = 4
"""So many cars, each near the next, are told as one."""

RATE_LAPS = 8
"""The laps over which the rate of closing is taken, without those up to a stop of either car."""

LEAST_RATE_LAPS = 5
"""Over fewer laps there is no rate."""

REACH = 3 * SECOND
"""A car farther behind than this (ticks) is not said to catch another."""

LEAST_CLOSING = SECOND // 10
"""A car that comes closer by less a lap (ticks) is not said to catch another."""

MOST_CATCHING = 4
"""So many are named that catch another, those that do it in the fewest laps."""


class Fight(Struct, frozen=True, gc=False):
    """Two cars that fight, or a chain of `CHAIN` and more, in their order now.

    `place` is the one fought for: that of the first. `interval` are the ticks from the first to
    the last at the line, None where the one ahead has gone by since and has yet to cross it.
    `closing` are the ticks by which the gap of two grows a lap, below 0 where it shrinks, None of
    a chain and where there are too few laps. `laps` is for how long they have been within `PART`
    of each other, `passes` how often one was ahead of another at the line that had been behind on
    the lap before. `exact`: every time it is told by was measured; `rough`: the place of one of
    them may be wrong by two or more.
    """

    place: int
    cars: tuple[str, ...]
    interval: int | None
    closing: int | None
    laps: int
    passes: int
    exact: bool
    rough: bool


class Catch(Struct, frozen=True, gc=False):
    """A car that comes up to `other`, which holds a `place`: in so many `laps` at this rate.

    `interval` and `closing` are in ticks, the second below 0; it is arithmetic on what has been.
    """

    place: int
    car: str
    other: str
    laps: int
    interval: int
    closing: int
    exact: bool
    rough: bool


class Fights(Struct, frozen=True):
    """The fights of now, by place, and who catches whom, the nearest in time first.

    `green` counts the laps since the course was last neutralised, None while it is: below `WINDOW`
    nobody can be said to fight.
    """

    green: int | None
    fights: tuple[Fight, ...] = ()
    catching: tuple[Catch, ...] = ()


def fights(timeline: Timeline, time: int, race_class: str | None) -> Fights:
    """Give the fights among the cars of a class; None: those without one, in most races all.

    Neighbours in the order fight that are both running and on the lap of their leader: a car that
    is laps down has no gap. Nobody catches another after the end of the stage, or of the race.
    """
    time = min(max(time, 0), timeline.end)
    order = [
        (laps, index)
        for laps, index in timeline.scoring_at(time).standings(time)
        if index.race_class == race_class
    ]
    if not timeline.race.has_laps or not order:
        return Fights(0)
    first = _first_green_lap(timeline, time, order[0][1].crossings)
    if first is None:
        return Fights(None)
    green = order[0][0] - first + 1
    if green < WINDOW:
        return Fights(max(green, 0))
    pairs = list(_pairs(timeline, time, order, first))
    found = [fight for pair in _groups(pairs) for fight in _told(pair)]
    fighting = {two for fight in found for two in pairwise(fight.cars)}
    left = _laps_left(timeline, time, order[0][0])
    catching = [
        catch
        for pair in pairs
        if (pair.ahead.car, pair.behind.car) not in fighting
        and (catch := _catch(pair, left)) is not None
    ]
    catching.sort(key=lambda catch: (catch.laps, catch.place))
    return Fights(green, tuple(found), tuple(catching[:MOST_CATCHING]))


class _Pair(NamedTuple):
    """Two neighbours in the order: `ahead` holds the `place`, `last` is the lap they share last.

    `first` is the first lap whose gap means something, `clean` the first since a stop of either.
    """

    place: int
    ahead: CarIndex
    behind: CarIndex
    first: int
    clean: int
    last: int

    def gap(self, lap: int) -> int:
        """Give by how much the second was behind at the end of a lap; below 0 where ahead."""
        return self.behind.crossings[lap - 1] - self.ahead.crossings[lap - 1]

    @property
    def fights(self) -> bool:
        """Tell whether they are near now, and were on laps enough."""
        laps = range(max(self.first, self.last - WINDOW + 1), self.last + 1)
        near = [abs(self.gap(lap)) <= NEAR for lap in laps]
        return sum(near) >= NEAR_LAPS and near[-1]

    @property
    def laps(self) -> int:
        """Count the laps for which they have not parted."""
        lap = self.last
        while lap >= self.first and abs(self.gap(lap)) <= PART:
            lap -= 1
        return self.last - lap

    @property
    def closing(self) -> int | None:
        """Give how much the gap grows a lap, by least squares."""
        first = max(self.clean, self.last - RATE_LAPS + 1)
        gaps = [self.gap(lap) for lap in range(first, self.last + 1)]
        return _slope(gaps) if len(gaps) >= LEAST_RATE_LAPS else None

    @property
    def exact(self) -> bool:
        """Tell whether both crossings were measured."""
        return all(car.known[self.last][1] in MEASURED for car in (self.ahead, self.behind))

    @property
    def rough(self) -> bool:
        """Tell whether the place of either may be wrong by two or more."""
        return any(
            car.known[self.last][2] in ("rough", "unknown") for car in (self.ahead, self.behind)
        )


def _slope(values: Sequence[int]) -> int:
    """Give how much values grow a step by least squares, rounded to the nearest; two at least."""
    count = len(values)
    middle, spread = count - 1, count * (count * count - 1)
    top = 6 * sum((2 * at - middle) * value for at, value in enumerate(values))
    return (2 * top + spread) // (2 * spread)


def _first_green_lap(timeline: Timeline, time: int, leader: Sequence[int]) -> int | None:
    """Give the first lap that a leader began after the course was last neutralised, if it is not.

    What is shown on a part of the track leaves gaps as they are.
    """
    if timeline.flags.at(time).neutralises in ("slow", "bunch", "stop"):
        return None
    since = max(
        (until for one, until in timeline.flags.neutralised_times(time) if one.height != "part"),
        default=0,
    )
    return bisect_left(leader, since) + 2 if since else 1


def _pairs(
    timeline: Timeline, time: int, order: Sequence[tuple[int, CarIndex]], first: int
) -> Iterator[_Pair]:
    """Pair the neighbours in an order that are running, and on the lap of its leader."""
    scoring = timeline.scoring_at(time)
    histories = timeline.histories_at(time)
    lead, leader = order[0]
    led = leader.crossings[lead - 1]
    running = []
    for place, (laps, index) in enumerate(order, 1):
        level = laps == lead or (laps == lead - 1 and laps and index.crossings[laps - 1] < led)
        left = index.pits.visits[bisect_right(index.pits.entries, time)][3]
        if level and left <= time < index.out and index.car not in scoring.ruled.excluded:
            stopped = [lap for lap in histories[index.car].stopped_by(time) if lap <= laps]
            running.append((place, laps, index, max(stopped, default=0)))
    for (place, laps, ahead, stop), (_, others, behind, stop_behind) in pairwise(running):
        last = min(laps, others)
        if last >= first:
            clean = max(first, stop + 1, stop_behind + 1)
            yield _Pair(place, ahead, behind, first, clean, last)


def _groups(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """Give the pairs that fight, those together that share a car with the next."""
    group: list[_Pair] = []
    for pair in pairs:
        if group and (not pair.fights or group[-1].behind is not pair.ahead):
            yield group
            group = []
        if pair.fights:
            group.append(pair)
    if group:
        yield group


def _told(group: Sequence[_Pair]) -> Iterator[Fight]:
    """Give each pair as a fight, or the whole chain as one."""
    if len(group) + 1 < CHAIN:
        for pair in group:
            yield _fight([pair], pair.closing)
    else:
        yield _fight(group, None)


def _fight(group: Sequence[_Pair], closing: int | None) -> Fight:
    cars = [group[0].ahead, *(pair.behind for pair in group)]
    last, laps = min(pair.last for pair in group), min(pair.laps for pair in group)
    interval = cars[-1].crossings[last - 1] - cars[0].crossings[last - 1]
    return Fight(
        place=group[0].place,
        cars=tuple(car.car for car in cars),
        interval=interval if interval >= 0 else None,
        closing=closing,
        laps=laps,
        passes=sum(_passes(one, other, last, laps) for one, other in combinations(cars, 2)),
        exact=all(pair.exact for pair in group),
        rough=any(pair.rough for pair in group),
    )


def _passes(one: CarIndex, other: CarIndex, last: int, laps: int) -> int:
    """Count how often two cars changed places at the line over so many laps up to the last."""
    ahead = [one.ranks[lap] < other.ranks[lap] for lap in range(max(last - laps, 1), last + 1)]
    return sum(1 for _ in groupby(ahead)) - 1


def _catch(pair: _Pair, left: int | None) -> Catch | None:
    """Tell in how many laps the second reaches the first, if it will within those left."""
    gap = pair.gap(pair.last)
    if not 0 < gap <= REACH or pair.last - pair.clean + 1 < RATE_LAPS:
        return None
    closing = pair.closing
    if closing is None or closing > -LEAST_CLOSING:
        return None
    laps = -(gap // closing)
    if left is not None and laps > left:
        return None
    return Catch(
        pair.place,
        pair.behind.car,
        pair.ahead.car,
        laps,
        gap,
        closing,
        pair.exact,
        pair.rough,
    )


def _laps_left(timeline: Timeline, time: int, lap: int) -> int | None:
    """Count the laps to the end of the stage, or of the race; None where nobody can tell."""
    flags = timeline.flags
    if flags.finished_at(time):
        return 0
    distance = flags.distance_at(time)
    if distance is None:
        return laps_left(timeline, time)
    ends = [stage.ends for stage in timeline.race.header.stages[:-1] if stage.ends > lap]
    return max(min([distance, *ends]) - lap, 0)
