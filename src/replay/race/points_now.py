"""Points as they run: what the stages have scored, and what every place would score now.

By the rule of the series and the year (`replay.race.points`); where none is known there are none.
"""

from msgspec import Struct

from replay.race.fastest_lap import fastest_lap
from replay.race.points import fastest_lap_points, finish_points, stage_points
from replay.race.timeline import Timeline


class PointsNow(Struct, frozen=True):
    """The points of a car at a time, by rule.

    `stages` are those of the stages that are over, stage 1 first; `finish` is what its place now
    would score at the finish, and `fastest` what the fastest lap so far would. Not `eligible`: its
    driver scores points of another series, so that all of them are 0. `eligible` is None where the
    file does not say; then they are what a driver who may score would have.
    """

    stages: tuple[int, ...]
    finish: int
    fastest: int
    eligible: bool | None

    @property
    def staged(self) -> int:
        """The points of all stages so far, which nobody takes away any more."""
        return sum(self.stages)

    @property
    def total(self) -> int:
        """What the race would score if it ended with the places of now."""
        return self.staged + self.finish + self.fastest


def points_now(timeline: Timeline, time: int) -> dict[str, PointsNow]:
    """Give the points of every car at `time`; empty where no rule is known, and without laps.

    A stage scores once its order is settled: the leader is a lap on. Points are of the place, and
    do not go down to the next car where its driver may not score.
    """
    header = timeline.race.header
    if not timeline.race.has_laps or finish_points(header, 1) is None:
        return {}
    time = min(max(time, 0), timeline.end)
    state = timeline.at(time)
    staged = [
        dict(zip(stage.order, stage_points(header, len(stage.order)) or (), strict=False))
        for stage in state.stages
    ]
    eligible = {entry.car: entry.eligible for entry in timeline.race.entries}
    first = fastest_lap(timeline, time) if fastest_lap_points(header) else None
    # A lap that was rebuilt scores nothing: another may have been as fast.
    fastest = first.car if first is not None and first.best_lap_exact else None
    found = {}
    for row in state.order:
        may = eligible[row.car]
        scores = may is not False
        found[row.car] = PointsNow(
            stages=tuple(scores * stage.get(row.car, 0) for stage in staged),
            finish=scores * (finish_points(header, row.position) or 0) if row.placed else 0,
            fastest=scores * fastest_lap_points(header) if row.car == fastest else 0,
            eligible=may,
        )
    return found
