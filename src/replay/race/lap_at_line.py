"""The lap laid flat: every car that has come by the line since one car did, in seconds after it.

On a road race that is how the finish is shown: all that have taken the flag since the winner did,
whatever the laps they have done, and at any other moment all that have come by since the leader.
Both are questions of the record up to a time, and hold nothing later: a car whose crossing, as
scored at that time, still lies ahead is absent.

Units: ticks (`model.SECOND`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.model import MEASURED, SECOND
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

ROUND = 15 * SECOND
"""What a span is rounded up to, so that one race has few of them."""

Classes = dict[str | None, list[CarIndex]]


class CarOnLap(Struct, frozen=True):
    """A car that came by, so many ticks after the first.

    `down` counts the laps it is down by now, `down_in_class` those on the leader of its class.
    `exact` where both times were measured.
    """

    car: str
    gap: int
    down: int
    down_in_class: int
    exact: bool


class LapAtLine(Struct, frozen=True):
    """Who came by the line, in order of time, from the crossing that began with `lap` on.

    `clock` is the ticks since then, and `span` how many a whole lap is given: known as the first
    car comes by. `finish`: the first has taken the flag, and so have the others. `margin` is the
    published one of the first two once the result is official; their crossings may say another.
    """

    lap: int
    clock: int
    span: int
    cars: tuple[CarOnLap, ...]
    finish: bool = False
    margin: int | None = None

    @property
    def exact(self) -> bool:
        """Whether every gap was measured."""
        return all(car.exact for car in self.cars)


def lap_at_line(timeline: Timeline, time: int, race_class: str | None = None) -> LapAtLine | None:
    """Give the cars that came by since the leader did, None before he has completed a lap.

    `race_class`: those of one class since its leader did. The span is his last lap.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    classes = _classes(timeline, scoring)
    cars = scoring.cars if race_class is None else classes.get(race_class, [])
    lap, first = _leader(cars, time)
    if first is None:
        return None
    zero, took = first.crossings[lap - 1], first.lap_time(lap)
    return LapAtLine(
        lap=lap,
        clock=time - zero,
        span=_rounded_up(took),
        cars=_came_by(cars, zero, time, first, _Down(classes, scoring.cars, None, time)),
    )


def finish_lap(timeline: Timeline, time: int, race_class: str | None = None) -> LapAtLine | None:
    """Give the cars that have taken the flag since the winner did, None until he has.

    `race_class`: those of one class, still since the winner of the race did. The span is the best
    lap of the slowest class so far and a tenth more, in which all who still run come by.
    """
    time = min(max(time, 0), timeline.end)
    lap = timeline.laps
    if not lap or timeline.lap_at(time) < lap or not timeline.last_lap_known_at(time):
        return None
    scoring = timeline.scoring_at(time)
    first = scoring.arrivals[lap - 1][0]
    zero = first.crossings[lap - 1]
    classes = _classes(timeline, scoring)
    cars = scoring.cars if race_class is None else classes.get(race_class, [])
    return LapAtLine(
        lap=lap,
        clock=time - zero,
        span=finish_span(timeline, scoring),
        cars=_came_by(cars, zero, time, first, _Down(classes, scoring.cars, zero, time)),
        finish=True,
        margin=_published_margin(timeline, time),
    )


def finish_span(timeline: Timeline, scoring: Scoring) -> int:
    """Give the ticks a finish is given, of laps completed before the flag alone."""
    zero = scoring.lead_at[-1]
    slowest = 0
    for cars in _classes(timeline, scoring).values():
        bests = [index.best[bisect_left(index.crossings, zero)][0] for index in cars]
        slowest = max(slowest, min((best for best in bests if best is not None), default=0))
    # Of a race of one lap the winner's own is all there is.
    return _rounded_up(slowest * 11 // 10 or zero)


def _rounded_up(ticks: int) -> int:
    return max(-(-ticks // ROUND), 1) * ROUND


def _classes(timeline: Timeline, scoring: Scoring) -> Classes:
    """Sort the cars by their classes; None is that of a race without any."""
    known = {entry.car: entry.race_class for entry in timeline.race.entries}
    classes: Classes = {}
    for index in scoring.cars:
        classes.setdefault(known[index.car], []).append(index)
    return classes


def _leader(cars: Sequence[CarIndex], time: int) -> tuple[int, CarIndex | None]:
    """Give the most laps completed by a time, and the car that was the first to complete them."""
    most, first, at = 0, None, 0
    for index in cars:
        laps = bisect_right(index.crossings, time)
        if laps > most or (laps == most and laps and index.ranks[laps] < at):
            most, first, at = laps, index, index.ranks[laps]
    return most, first


def _published_margin(timeline: Timeline, time: int) -> int | None:
    """Give the margin of the official result, which stands at the end of the record."""
    official = timeline.race.official
    if official is None or time < timeline.end:
        return None
    second = next((result for result in official.results if result.position == 2), None)
    return official.margin if official.margin is not None else second.gap if second else None


def _came_by(
    cars: Sequence[CarIndex], zero: int, time: int, first: CarIndex, down: "_Down"
) -> tuple[CarOnLap, ...]:
    """Give the cars in order of their first crossing from `zero` up to `time`."""
    reference = first.known[bisect_right(first.crossings, zero)][1] in MEASURED
    found = []
    for index in cars:
        done = bisect_left(index.crossings, zero)
        if done < len(index.crossings) and index.crossings[done] <= time:
            exact = reference and index.known[done + 1][1] in MEASURED
            found.append((index.crossings[done], index.ranks[done + 1], index, exact))
    found.sort(key=lambda came: (came[0], came[2] is not first, came[1]))
    return tuple(
        CarOnLap(index.car, at - zero, down.overall(index), down.in_class(index), exact)
        for at, _, index, exact in found
    )


class _Down:
    """Laps down at a time: on the leader, and on the leader of a class.

    A car that has crossed since its leader began his lap had seen all his laps; another is a lap
    less down. Once both have taken the flag, which fell at `flag`, the laps are all there is.
    """

    def __init__(
        self, classes: Classes, cars: Sequence[CarIndex], flag: int | None, time: int
    ) -> None:
        self._flag = flag
        self._time = time
        self._overall = _leader(cars, time)
        self._class_of = {i.car: name for name, members in classes.items() for i in members}
        self._leaders = {name: _leader(members, time) for name, members in classes.items()}

    def overall(self, index: CarIndex) -> int:
        """Count the laps on the leader."""
        return self._behind(index, self._overall)

    def in_class(self, index: CarIndex) -> int:
        """Count the laps on the leader of the car's class."""
        return self._behind(index, self._leaders[self._class_of[index.car]])

    def _behind(self, index: CarIndex, leader: tuple[int, CarIndex | None]) -> int:
        lap, first = leader
        laps = bisect_right(index.crossings, self._time)
        if first is None or not laps:
            return 0
        began, at = first.crossings[lap - 1], index.crossings[laps - 1]
        both = self._flag is not None and min(began, at) >= self._flag
        seen = lap if both or at >= began else lap - 1
        return max(seen - laps, 0)
