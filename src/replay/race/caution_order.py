"""The order behind the pace car: how the field lines up, and what each car did under the yellow.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
They are about the last flag that bunched the field, a caution or a safety car, whether it still
stands or not.
"""

from bisect import bisect_right

from msgspec import Struct

from replay.race.class_order import class_places
from replay.race.model import Caution, Flag, Green, Retirement
from replay.race.pit_visits import PitVisit
from replay.race.series import stops
from replay.race.state import Running
from replay.race.timeline import Timeline


class LastCaution(Struct, frozen=True):
    """The last flag that bunched the field, and how far it has gone.

    `until` is when it was over (ticks), None while it stands. `laps` are those under it: of one
    that stands the lap being run counts. `restart` is the count of laps the leader had completed
    as the green ended it, None where it stands or ended otherwise. `to_flag`: the race ended
    under it.
    """

    event: Caution | Flag
    until: int | None
    laps: int
    restart: int | None
    to_flag: bool = False


class LinedUp(Struct, frozen=True, gc=False):
    """A car in the order behind the pace car.

    `position` is its place, in its class where there are classes, and `gained` the places won
    since the yellow came, None where it had none then. `laps_down` are to the leader, of the class
    where there are classes. `stopped`: it has come to pit road under this yellow; `in_pit`: it is
    there now. `length` are the ticks of its last such stop, `tires` how many were changed and
    `compound` what they are, each None until it has left and where nobody knows. `stayed`: it has
    passed the pits since the first car came to them.
    """

    car: str
    position: int
    gained: int | None
    laps_down: int
    stopped: bool
    in_pit: bool
    length: int | None
    tires: int | None
    compound: str | None
    stayed: bool


class CautionOrder(Struct, frozen=True):
    """The cars in the order of the queue, those out of the race left out.

    `stopped` counts the cars that have come to pit road, None where nobody knows the stops.
    `out` are cars that retired under this yellow and were in what caused it, each with its laps.
    """

    order: tuple[LinedUp, ...]
    stopped: int | None
    out: tuple[tuple[str, int], ...]

    @property
    def quickest(self) -> int | None:
        """The ticks of the quickest stop so far."""
        return min((one.length for one in self.order if one.length is not None), default=None)


def last_caution(timeline: Timeline, time: int, since: int | None = None) -> LastCaution | None:
    """Give the last flag that bunched the field, or that shown `since` a time; None without it."""
    time = min(max(time, 0), timeline.end)
    bunched = (
        one for one, _ in reversed(timeline.flags.neutralised_times(time)) if one.height == "bunch"
    )
    last = next((one for one in bunched if since is None or one.at == since), None)
    if last is None or not isinstance(last.event, Caution | Flag):
        return None
    event, lap = last.event, timeline.lap_at(time)
    if last.until <= min(time, timeline.flags.fallen):
        green = next(
            (e for e in timeline.race.events if isinstance(e, Green) and e.at == last.until), None
        )
        laps = max(last.counted - event.lap, 1)
        return LastCaution(event, last.until, laps, None if green is None else green.lap)
    if timeline.flags.finished_at(time):
        fallen = max(timeline.flags.fallen, event.at)
        return LastCaution(event, fallen, max(lap - event.lap, 1), None, to_flag=True)
    return LastCaution(event, None, lap - event.lap + 1, None)


def caution_order(timeline: Timeline, time: int, since: int | None = None) -> CautionOrder | None:
    """Give the order behind the pace car; once the yellow is over the one that it ended with.

    It is that of the last yellow, or of the one shown `since` a time. What was done in a stop is
    known as the car leaves, also after the green.
    """
    last = last_caution(timeline, time, since)
    if last is None:
        return None
    time = min(max(time, 0), timeline.end)
    now = time if last.until is None else min(time, last.until)
    yellow = _Yellow(timeline, last, now, time)
    rows = [row for row in timeline.at(now).order if row.placed]
    return CautionOrder(
        tuple(yellow.lined_up(row) for row in rows if row.status != "out"),
        yellow.stopped,
        _out(timeline, last.event, now),
    )


class _Yellow:
    """One yellow up to `now`, and what is known by `time` of the stops made under it."""

    def __init__(self, timeline: Timeline, last: LastCaution, now: int, time: int) -> None:
        self._now = now
        self._scoring = timeline.scoring_at(now)
        self._places = {} if not timeline.race.header.classes else class_places(timeline, now)
        self._before = _places(timeline, last.event.at)
        self._visits = _visits(timeline, last.event.at, now, time)
        self._time = time
        known = timeline.race.header.known.stops is not None
        self.stopped = len(self._visits) if known else None
        second = timeline.lap_at(now) > last.event.lap
        first = min((made.since for made in self._visits.values()), default=None)
        self._first = first if second and known else None

    def lined_up(self, row: Running) -> LinedUp:
        """Give a car of the order."""
        car, visit = row.car, self._visits.get(row.car)
        place = self._places.get(car)
        position = row.position if place is None else place.position
        before = self._before.get(car)
        left = visit is not None and visit.until <= self._time
        return LinedUp(
            car,
            position,
            None if before is None else before - position,
            row.laps_down if place is None else place.laps_down,
            visit is not None,
            visit is not None and not left,
            visit.length if visit is not None and left else None,
            visit.stop.tyres if visit is not None and left else None,
            visit.stop.compound if visit is not None and left else None,
            visit is None and self._passed(car),
        )

    def _passed(self, car: str) -> bool:
        """Tell whether a car has come to the line since the first one came to pit road."""
        if self._first is None:
            return False
        crossings = self._scoring.by_car[car].crossings
        return bisect_right(crossings, self._now) > bisect_right(crossings, self._first)


def _visits(timeline: Timeline, since: int, now: int, time: int) -> dict[str, PitVisit]:
    """Give each car's last visit to pit road begun between two times, as known at `time`."""
    found = {}
    for car in timeline.stops:
        made = [one for one in stops(timeline, time, car) if since <= one.since <= now]
        if made:
            found[car] = made[-1]
    return found


def _places(timeline: Timeline, time: int) -> dict[str, int]:
    """Give the place of every car that had one at a time, in its class where there are classes."""
    if timeline.race.header.classes:
        return {car: of.position for car, of in class_places(timeline, time).items()}
    scoring = timeline.scoring_at(time)
    return {
        index.car: place
        for place, (laps, index) in enumerate(scoring.standings(time), 1)
        if laps or scoring.grid_known
    }


def _out(timeline: Timeline, event: Caution | Flag, now: int) -> tuple[tuple[str, int], ...]:
    """Give the cars of what happened that have retired since the leader's lap on which it did."""
    by_car = timeline.scoring_at(now).by_car
    return tuple(
        (one.car, bisect_right(by_car[one.car].crossings, one.at))
        for one in timeline.race.events
        if isinstance(one, Retirement)
        and one.at <= now
        and one.lap >= event.lap
        and one.car in event.cars
    )
