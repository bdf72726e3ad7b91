"""The stages that have ended: who came in which place, what it was worth, and how they were run.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
The final stage ends with the race, and is told by its result.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from replay.race.model import SECOND, Green
from replay.race.pit_visits import PitVisit
from replay.race.points import stage_points
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

_SCORING = 10
"""The places of a stage that score."""

_JUST_BEFORE = 10 * SECOND
"""A yellow for the end of a stage may be on record so much before the leader is at the line."""


class StagePlacing(Struct, frozen=True, gc=False):
    """A car in the order of a stage.

    `points` are those of the stage, by rule, and `so_far` those of all stages up to it: 0 for a
    driver who is not eligible, None where the rule is not known. `led` are laps led in it;
    `gained` places won since its start, None where the car had none then.
    """

    car: str
    position: int
    points: int | None
    so_far: int | None
    led: int
    gained: int | None


class StageSummary(Struct, frozen=True):
    """The last stage that has ended, with the cars that are known to have a place in it.

    It went from lap `first` to lap `last`, `yellow` of them under caution. `changes` of the lead,
    among so many `leaders`. Not `settled`: cars may still be to come to the line, and only those
    that have are in the `order`.
    """

    number: int
    first: int
    last: int
    yellow: int
    changes: int
    leaders: int
    settled: bool
    order: tuple[StagePlacing, ...]


class StageSoFar(Struct, frozen=True):
    """The order of a stage that ended with lap `ends`, as far as it is known.

    Not `settled`: cars may still be to come to the line, and only those that have are in it.
    """

    number: int
    ends: int
    order: tuple[str, ...]
    settled: bool


def stages_so_far(timeline: Timeline, time: int) -> tuple[StageSoFar, ...]:
    """Give the order of every stage that has ended, oldest first.

    Until the leader is a lap on only those who have crossed the line have a place: that of a car
    laps behind is known when no other can come before it.
    """
    if not timeline.race.has_laps:
        return ()
    time = min(max(time, 0), timeline.end)
    lap = timeline.lap_at(time)
    return tuple(
        StageSoFar(
            stage.number,
            stage.ends,
            _order_at(timeline, stage.ends)
            if stage.ends < lap
            else tuple(one.car for one in timeline.scoring_at(time).crossings_of(stage.ends, time)),
            stage.ends < lap,
        )
        for stage in timeline.race.header.stages[:-1]
        if stage.ends <= lap
    )


def stage_points_so_far(timeline: Timeline, time: int) -> tuple[tuple[str, int], ...]:
    """Give the cars that have scored in stages and how much, the most first; none without a rule.

    Of cars with as many the one that scored first comes first.
    """
    stages = stages_so_far(timeline, time)
    scored = _Points(timeline)
    totals: dict[str, int] = {}
    for stage in stages:
        for position, car in enumerate(stage.order[:_SCORING], 1):
            if points := scored.of(car, position):
                totals[car] = totals.get(car, 0) + points
    return tuple(sorted(totals.items(), key=lambda one: -one[1]))


def stage_break(timeline: Timeline, time: int) -> int | None:
    """Give when the last stage ended, while nothing has happened since: None at any other time.

    That is until the first car comes to pit road, and at the latest until the green; where nobody
    knows the stops or no yellow is shown, until the leader has done another lap.
    """
    if not timeline.race.has_laps:
        return None
    time = min(max(time, 0), timeline.end)
    lap = timeline.lap_at(time)
    ends = max((s.ends for s in timeline.race.header.stages[:-1] if s.ends <= lap), default=0)
    if not ends or timeline.flags.finished_at(time):
        return None
    at = timeline.scoring_at(time).lead_at[ends - 1]
    known = timeline.race.header.known.stops is not None
    if lap > ends and not (known and _yellow_since(timeline, at, time)):
        return None
    if any(isinstance(e, Green) and at < e.at <= time for e in timeline.race.events):
        return None
    visits = timeline.stops.values() if known else ()
    stopped = any(_begun(made, at, time) for made in visits)
    return None if stopped else at


def _yellow_since(timeline: Timeline, at: int, time: int) -> bool:
    """Tell whether the field has run behind the pace car ever since about a time."""
    return any(
        one.height == "bunch" and end >= time and one.until > time and one.at >= at - _JUST_BEFORE
        for one, end in timeline.flags.neutralised_times(time)
    )


def _begun(visits: Sequence[PitVisit], at: int, time: int) -> bool:
    """Tell whether one of a car's visits to pit road begins between two times."""
    first = bisect_left(visits, at, key=lambda visit: visit.since)
    return first < len(visits) and visits[first].since <= time


def stage_summary(timeline: Timeline, time: int, number: int | None = None) -> StageSummary | None:
    """Give the last stage that has ended, or that of a `number`; None before one has."""
    stages = stages_so_far(timeline, time)
    if number is not None:
        stages = tuple(one for one in stages if one.number <= number)
    if not stages:
        return None
    *before, stage = stages
    start = before[-1].ends if before else 0
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(timeline.instant(stage.ends) if stage.settled else time)
    places = _places(timeline, start)
    scored = _Points(timeline)
    earlier = [one.order for one in before]
    rows = tuple(
        StagePlacing(
            car,
            position,
            scored.of(car, position),
            scored.total(car, position, earlier),
            _led(scoring, car, start, stage.ends),
            None if car not in places else places[car] - position,
        )
        for position, car in enumerate(stage.order, 1)
    )
    stints = [one for one in scoring.stints if one.first <= stage.ends and one.last > start]
    begun = scoring.lead_at[start - 1] if start else 0
    flags = timeline.flags
    yellow = flags.caution_laps_at(scoring.lead_at[stage.ends - 1], stage.ends)
    return StageSummary(
        stage.number,
        start + 1,
        stage.ends,
        yellow - flags.caution_laps_at(begun, start),
        sum(start < one.first for one in stints),
        len({one.car for one in stints if one.last}),
        stage.settled,
        rows,
    )


class _Points:
    """The points of a stage by rule."""

    def __init__(self, timeline: Timeline) -> None:
        self._rule = stage_points(timeline.race.header, _SCORING)
        self._barred = {e.car for e in timeline.race.entries if e.eligible is False}

    def of(self, car: str, position: int) -> int | None:
        """Give what a place scores for a car."""
        if self._rule is None:
            return None
        return 0 if car in self._barred or position > _SCORING else self._rule[position - 1]

    def total(self, car: str, position: int, earlier: list[tuple[str, ...]]) -> int | None:
        """Give what a car has scored with this place and those of the stages before."""
        if self._rule is None:
            return None
        places = [position, *(order.index(car) + 1 for order in earlier if car in order)]
        return sum(self.of(car, place) or 0 for place in places)


def _order_at(timeline: Timeline, lap: int) -> tuple[str, ...]:
    """Give the whole field at the instant of a lap that the leader has left behind."""
    at = timeline.instant(lap)
    return tuple(index.car for _, index in timeline.scoring_at(at).standings(at))


def _places(timeline: Timeline, lap: int) -> dict[str, int]:
    at = timeline.instant(lap)
    scoring = timeline.scoring_at(at)
    standings = enumerate(scoring.standings(at), 1)
    return {i.car: place for place, (laps, i) in standings if laps or scoring.grid_known}


def _led(scoring: Scoring, car: str, start: int, end: int) -> int:
    """Count the laps that a car led after the lap `start` up to `end`."""
    led = scoring.by_car[car].led
    return bisect_right(led, end) - bisect_right(led, start)
