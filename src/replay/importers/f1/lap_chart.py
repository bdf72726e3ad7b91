"""The laps of one race, from whichever source: each car's own, on one clock, with its places.

The clock begins with lights-out and runs on under a red flag, as it does in every source.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from replay.foreign.foreign_file import ForeignFileError
from replay.race.model import MAX_CARS, MAX_CROSSINGS, SECOND

MOST_MISSING = 1, 1_000
"""The share of car-laps that may be missing between the places of the others, in a file that is
taken for whole."""

LEVEL = 9
"""How many ticks a car is put later at most so that two level ones stand in the order of their
places; the sources are written in 0.001 s, which is 10."""


@dataclass(frozen=True)
class TrackLap:
    """From when to when a car was on a lap, and the digits of the states it saw."""

    begin: int
    end: int
    states: str


@dataclass
class SourceStop:
    """A visit to the pits as a source has it; times on the clock of the chart, None if unknown.

    `lap` is the car's own laps completed as it comes in. Without `fitted` nobody knows what tyres
    it left on; with it, `compound` and `age` are those of another set, or None of the same. `day`
    is the local time of day at which it came in.
    """

    lap: int
    entry: int | None = None
    exit: int | None = None
    length: int | None = None
    left: bool = True
    fitted: bool = False
    compound: str | None = None
    age: int | None = None
    official: bool = False
    day: int | None = None


@dataclass
class GrandPrixCar:
    """A car: `ends[n - 1]` is when it completed lap n, `places[n - 1]` its place there.

    `guessed` are laps of which the source has no time. `gone` is when it was last seen on a lap
    that it did not complete.
    """

    car: str
    code: str = ""
    team: str = ""
    ends: list[int] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)
    stops: list[SourceStop] = field(default_factory=list)
    track: list[TrackLap] = field(default_factory=list)
    compound: str | None = None
    age: int | None = None
    gone: int | None = None
    from_pit_lane: bool = False

    @property
    def laps(self) -> int:
        """How many laps the car completed."""
        return len(self.ends)

    def cut(self, laps: int) -> None:
        """Forget what came after so many laps."""
        del self.ends[laps:], self.places[laps:]
        self.guessed = {lap for lap in self.guessed if lap <= laps}
        self.stops = [stop for stop in self.stops if stop.lap < laps]
        self.track = self.track[:laps]


@dataclass
class GrandPrixChart:
    """All cars by number. `start_known` tells whether lights-out was, or is estimated.

    `has_tyres` and `has_track` say whether the source has tyres and states of the track.
    `date` is the day on which the source has the first lap, empty where it has none.
    `unfinished` counts places of a lap that the source gives to cars that did not complete it.
    """

    file: str
    cars: dict[str, GrandPrixCar]
    start_known: bool = True
    has_tyres: bool = False
    has_track: bool = False
    date: str = ""
    unfinished: Counter[int] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    @property
    def laps(self) -> int:
        """How many laps the race had."""
        return max((car.laps for car in self.cars.values()), default=0)

    @property
    def usual(self) -> int:
        """What a lap takes as a rule, in ticks; at least 1."""
        times = [b - a for car in self.cars.values() for a, b in pairwise(car.ends)]
        first = [car.ends[0] for car in self.cars.values() if car.ends]
        return max(median_low(times or first or [90 * SECOND]), 1)

    def shift(self, ticks: int) -> None:
        """Put lights-out so many ticks earlier, and so every time that much later."""
        for car in self.cars.values():
            car.ends = [end + ticks for end in car.ends]
            car.gone = None if car.gone is None else car.gone + ticks
            car.track = [
                TrackLap(lap.begin and lap.begin + ticks, lap.end + ticks, lap.states)
                for lap in car.track
            ]
            for stop in car.stops:
                stop.entry = None if stop.entry is None else stop.entry + ticks
                stop.exit = None if stop.exit is None else stop.exit + ticks

    def leaders(self) -> list[int]:
        """Return when each lap was first completed, from `[0]`, lights-out."""
        return [0] + [
            min(car.ends[lap] for car in self.cars.values() if car.laps > lap)
            for lap in range(self.laps)
        ]


def verify_size(chart: GrandPrixChart) -> None:
    """Refuse a chart that no race file can hold, or that holds no lap."""
    if len(chart.cars) > MAX_CARS:
        raise ForeignFileError(chart.file, f"more than {MAX_CARS} cars")
    total = sum(car.laps for car in chart.cars.values())
    if total > MAX_CROSSINGS:
        raise ForeignFileError(chart.file, f"more than {MAX_CROSSINGS:,} laps in all")
    if not total:
        raise ForeignFileError(chart.file, "no laps: no car has completed one")


def drop_extra_laps(chart: GrandPrixChart) -> None:
    """Take laps off the end that only one car has completed: it went round once more.

    Not where it won by more than a lap: then most of the others come to the line after it.
    """
    while len(chart.cars) > 1:
        last = chart.laps
        having = [car for car in chart.cars.values() if car.laps == last]
        if len(having) != 1 or last < 2:
            return
        others = [car for car in chart.cars.values() if car.laps and car is not having[0]]
        near = max((car.laps for car in others), default=0)
        latest = [car.ends[-1] > having[0].ends[-1] for car in others if car.laps == near]
        if not latest or 2 * sum(latest) > len(latest):
            return
        message = f"car {having[0].car}: lap {last}, which no other car has, is left out"
        chart.told.append(message)
        having[0].cut(last - 1)


def verify_places(chart: GrandPrixChart) -> None:
    """Refuse a chart of whose places too many are missing: its file was cut off, or is another.

    The places of a lap are those of all cars that complete it, so none may be missing but at the
    end.
    """
    missing = total = 0
    first: tuple[int, int] | None = None
    for lap in range(1, chart.laps + 1):
        places = {car.places[lap - 1] for car in chart.cars.values() if car.laps >= lap}
        known = sorted(place for place in places if place)
        count = sum(car.laps >= lap for car in chart.cars.values())
        total += count
        holes = max(known[-1] - count - chart.unfinished[lap], 0) if known else 0
        missing += holes
        if holes and first is None:
            taken = set(known)
            first = lap, next(n for n in range(1, known[-1] + 1) if n not in taken)
    if first is not None and missing * MOST_MISSING[1] > total * MOST_MISSING[0]:
        message = (
            f"laps are missing: on lap {first[0]} there is no car in place {first[1]}, and so "
            f"with {missing:,} of {total + missing:,} laps of cars in all"
        )
        raise ForeignFileError(chart.file, message)


def set_in_order(chart: GrandPrixChart) -> None:
    """Make crossings rise car by car, and put cars that are level in the order of their places.

    What does not hold even so is told: a place that the times of a lap contradict.
    """
    for car in chart.cars.values():
        _rise(car)
    for lap in range(1, chart.laps + 1):
        order = [car for car in chart.cars.values() if car.laps >= lap]
        order.sort(key=lambda car: (car.ends[lap - 1], car.places[lap - 1] or 0))
        _part_level_cars(order, lap)
        _tell_other_places(chart, order, lap)


def _rise(car: GrandPrixCar) -> None:
    """Put a lap that ends no earlier than the next a tick before it."""
    for at in range(car.laps - 2, -1, -1):
        if car.ends[at] >= car.ends[at + 1]:
            car.ends[at] = car.ends[at + 1] - 1
            car.guessed.add(at + 1)


def _part_level_cars(order: Sequence[GrandPrixCar], lap: int) -> None:
    before = -1
    for car in order:
        end = car.ends[lap - 1]
        until = car.ends[lap] if car.laps > lap else end + LEVEL + 1
        if before - end < LEVEL:
            car.ends[lap - 1] = end = min(max(end, before + 1), until - 1)
        before = end


def _tell_other_places(chart: GrandPrixChart, order: Sequence[GrandPrixCar], lap: int) -> None:
    """Tell the cars that stand elsewhere than the source has them among those of the lap."""
    placed = [car for car in order if car.places[lap - 1] is not None]
    count = Counter(car.places[lap - 1] for car in placed)
    best = sorted(placed, key=lambda car: car.places[lap - 1] or 0)
    for ours, theirs in zip(placed, best, strict=True):
        place = ours.places[lap - 1]
        if place != theirs.places[lap - 1]:
            why = (
                "two cars have it" if count[place] > 1 else "the times of the lap have it otherwise"
            )
            chart.told.append(f"place not held: car {ours.car}, lap {lap}: {place}, but {why}")
