"""The lap laid flat: every car that has come by the line since one car did, in seconds after it.

On a road course that is how the finish is shown: all that have taken the flag since the winner did,
whatever the laps they have done, and at any other moment all that have come by since the leader.
The public functions of a timeline and a time are questions of the record up to then, as those of
`replay.race.series` are: a car whose crossing, as scored at that time, still lies ahead is absent.

Units: ticks (`model.SECOND`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.lap_span import rounded_up, span_of_finish
from replay.race.model import MEASURED
from replay.race.timeline import Timeline


class CarOnLap(Struct, frozen=True):
    """A car that came by, so many ticks after the first; `exact` where both were measured."""

    car: str
    gap: int
    exact: bool


class LapAtLine(Struct, frozen=True):
    """Who came by the line, in order of time, since the first car completed `lap`.

    `clock` is the ticks since then, and `span` how many a whole lap is given, known as the first
    car comes by. `finish`: it has taken the flag, and so have the others. `margin` is the
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


def leader_lap(timeline: Timeline, time: int) -> LapAtLine | None:
    """Give the cars that came by since the leader did, None before he has completed a lap."""
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    lap = scoring.lap_at(time)
    if not lap:
        return None
    return _lap_of(scoring.arrivals[lap - 1][0], lap, scoring.cars, time)


def class_leader_lap(timeline: Timeline, time: int, race_class: str) -> LapAtLine | None:
    """Give the cars of a class that came by since its leader did, None before his first lap."""
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    leads = scoring.class_leads.get(race_class)
    lap = leads.lap_at(time) if leads else 0
    if leads is None or not lap:
        return None
    leader = scoring.by_car[leads.stints_at(time)[-1].car]
    cars = (index for index in scoring.cars if index.race_class == race_class)
    return _lap_of(leader, lap, cars, time)


def finish_lap(timeline: Timeline, time: int) -> LapAtLine | None:
    """Give the cars that have taken the flag since the winner did, None until he has.

    None, too, while nothing has told that the lap was the last: a race may be called after it.
    """
    time = min(max(time, 0), timeline.end)
    lap = timeline.laps
    if not lap or timeline.lap_at(time) < lap or not timeline.last_lap_known_at(time):
        return None
    scoring = timeline.scoring_at(time)
    winner = scoring.arrivals[lap - 1][0]
    return LapAtLine(
        lap=lap,
        clock=time - scoring.lead_at[-1],
        span=span_of_finish(scoring),
        cars=_came_by(scoring.cars, winner, lap, time, latest=False),
        finish=True,
        margin=_published_margin(timeline, time),
    )


def _lap_of(leader: CarIndex, lap: int, cars: Iterable[CarIndex], time: int) -> LapAtLine:
    return LapAtLine(
        lap=lap,
        clock=time - leader.crossings[lap - 1],
        span=rounded_up(leader.lap_time(lap)),
        cars=_came_by(cars, leader, lap, time, latest=True),
    )


def _came_by(
    cars: Iterable[CarIndex], first: CarIndex, lap: int, time: int, *, latest: bool
) -> tuple[CarOnLap, ...]:
    """Give the cars in order of a crossing since `first` completed `lap`: their first or `latest`.

    Behind a safety car those who may pass it to be on the lead lap again come by twice; it is the
    second time that they are on the lap on which the order has them.
    """
    zero, measured = first.crossings[lap - 1], first.known[lap][1] in MEASURED
    found = []
    for index in cars:
        since = bisect_left(index.crossings, zero)
        done = bisect_right(index.crossings, time) - 1 if latest else since
        if since <= done < len(index.crossings) and index.crossings[done] <= time:
            # Of cars level at the line the first is the first, whatever laps the others are down.
            rank = index is not first, index.ranks[done + 1]
            exact = measured and index.known[done + 1][1] in MEASURED
            found.append((index.crossings[done] - zero, rank, index.car, exact))
    return tuple(CarOnLap(car, gap, exact) for gap, _, car, exact in sorted(found))


def _published_margin(timeline: Timeline, time: int) -> int | None:
    """Give the margin of the official result, which stands at the end of the record."""
    official = timeline.race.official
    if official is None or time < timeline.end:
        return None
    if official.margin is not None:
        return official.margin
    return next((result.gap for result in official.results if result.position == 2), None)
