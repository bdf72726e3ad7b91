"""A car's places at the ends of the leader's laps, summed up lap by lap as they are asked for."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from replay.race.car_index import CarIndex
from replay.race.model import Confidence
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

_SPREADS: dict[Confidence, int | None] = {"sure": 0, "near": 1, "rough": 3, "unknown": None}


def spread_of(place: Confidence) -> int | None:
    """Tell by how many places a place may be off, None where nobody rated it."""
    return _SPREADS[place]


class PlaceSums(NamedTuple):
    """What a car has summed up over laps of the leader; places are those in its class.

    `laps` with a place, the sum of the `places` and by how much that may be off (`spread`), and the
    laps whose place is `unrated`. The same `weighted` by the cars that were running at the end of
    each lap, whose number is summed in `field`. Of so many green laps led it is `doubted` whether
    they were, or of as many others whether they were not.
    """

    laps: int = 0
    places: int = 0
    spread: int = 0
    unrated: int = 0
    field: int = 0
    weighted: int = 0
    weighted_spread: int = 0
    doubted: int = 0


_WIDTH = len(PlaceSums())


class FieldPlaces:
    """The places of all cars at the instant of each settled lap, in their classes."""

    def __init__(self, scoring: Scoring) -> None:
        self._cars = scoring.cars
        self._classed = any(index.race_class is not None for index in scoring.cars)
        self._places = {index.car: array("H", [0]) for index in scoring.cars}
        self._done = 0
        self._out: dict[str | None, list[int]] = {}
        for index in scoring.cars:
            self._out.setdefault(index.race_class, []).append(index.out)
        for out in self._out.values():
            out.sort()

    def of(self, timeline: Timeline, car: str, laps: int) -> Sequence[int]:
        """Give the places of a car up to the lap `laps`, that of lap 1 at index 1; 0 for none."""
        if not self._classed:
            return timeline.places_by_lap(car, laps + 1)
        for lap in range(self._done + 1, laps + 1):
            placed = [
                (place, index)
                for index in self._cars
                if (place := timeline.places_by_lap(index.car, lap + 1)[lap])
            ]
            placed.sort(key=lambda one: one[0])
            count: dict[str | None, int] = dict.fromkeys(self._out, 0)
            for index in self._cars:
                self._places[index.car].append(0)
            for _, index in placed:
                count[index.race_class] += 1
                self._places[index.car][lap] = count[index.race_class]
            self._done = lap
        return self._places[car][: laps + 1]

    def running(self, race_class: str | None, time: int) -> int:
        """Count the cars of a class that are not out at a time."""
        out = self._out[race_class]
        return len(out) - bisect_right(out, time)


class CarPlaces:
    """The sums of one car, and how far they have come."""

    def __init__(
        self, index: CarIndex, led: Sequence[tuple[int, bool]], lead_at: Sequence[int]
    ) -> None:
        """Take when its leader completed green laps, and whether the car was he; and all laps."""
        self._index = index
        self._led = [leads for _, leads in led]
        self._led_at = [at for at, _ in led]
        self._lead_at = lead_at
        self._told = 0
        self._now = list(PlaceSums())
        self._sums = array("I", self._now)

    def after(self, timeline: Timeline, field: FieldPlaces, laps: int) -> PlaceSums:
        """Give the sums after so many settled laps of the leader."""
        done = len(self._sums) // _WIDTH - 1
        if done < laps:
            places = field.of(timeline, self._index.car, laps)
            for lap in range(done + 1, laps + 1):
                self._add(lap, places[lap], timeline.instant(lap), field)
        return PlaceSums(*self._sums[laps * _WIDTH : (laps + 1) * _WIDTH])

    def _add(self, lap: int, place: int, at: int, field: FieldPlaces) -> None:
        index, now = self._index, self._now
        until = len(self._led)
        if lap < len(self._lead_at):
            until = bisect_left(self._led_at, self._lead_at[lap])
        if place:
            spread = spread_of(index.known[bisect_right(index.crossings, at)][2])
            running = field.running(index.race_class, at)
            off = spread or 0
            steps = (1, place, off, spread is None, running, running * place, running * off)
            for column, step in enumerate(steps):
                now[column] += step
            if spread != 0:
                # It is in doubt whether it led if its place may have been the first, or another.
                may_lead = spread is None or place - spread <= 1
                now[-1] += sum(leads or may_lead for leads in self._led[self._told : until])
        self._told = until
        self._sums.extend(now)
