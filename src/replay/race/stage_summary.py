"""A stage that has ended: who came in which place, what it was worth, and how it was run.

The public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right

from msgspec import Struct

from replay.race.points import stage_points
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

_SCORING = 10
"""The places of a stage that score."""


class StageRow(Struct, frozen=True, gc=False):
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
    order: tuple[StageRow, ...]


def stage_summary(timeline: Timeline, time: int) -> StageSummary | None:
    """Give the last stage that ended before the finish, None before one has.

    Until the leader is a lap on only those who have crossed the line have a place: that of a car
    laps behind is known when no other can come before it.
    """
    time = min(max(time, 0), timeline.end)
    lap = timeline.lap_at(time)
    ended = [stage for stage in timeline.race.header.stages[:-1] if stage.ends <= lap]
    if not ended or not timeline.race.has_laps:
        return None
    stage, start = ended[-1], ended[-2].ends if len(ended) > 1 else 0
    settled = lap > stage.ends
    scoring = timeline.scoring_at(timeline.instant(stage.ends) if settled else time)
    if settled:
        order = _order_at(timeline, stage.ends)
    else:
        order = tuple(one.car for one in scoring.crossings_of(stage.ends, time))
    earlier = [_order_at(timeline, before.ends) for before in ended[:-1]]
    before = _places(timeline, start)
    scored = _Points(timeline)
    rows = tuple(
        StageRow(
            car,
            position,
            scored.of(car, position),
            scored.total(car, position, earlier),
            _led(scoring, car, start, stage.ends),
            None if car not in before else before[car] - position,
        )
        for position, car in enumerate(order, 1)
    )
    stints = [one for one in scoring.stints if one.first <= stage.ends and one.last > start]
    at = scoring.lead_at[stage.ends - 1]
    begun = scoring.lead_at[start - 1] if start else 0
    flags = timeline.flags
    return StageSummary(
        stage.number,
        start + 1,
        stage.ends,
        flags.caution_laps_at(at, stage.ends) - flags.caution_laps_at(begun, start),
        sum(start < one.first for one in stints),
        len({one.car for one in stints if one.last}),
        settled,
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
