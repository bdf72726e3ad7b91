"""A car's places at the ends of the stages, and the points they score by rule."""

from msgspec import Struct

from replay.race.points import stage_points
from replay.race.timeline import Timeline


class StagePlace(Struct, frozen=True):
    """The place of a car as stage `number` ended, and the points of it.

    `points` is None where no rule is known, and for a driver who may not score.
    """

    number: int
    place: int
    points: int | None


def stage_places(timeline: Timeline, time: int, car: str) -> tuple[StagePlace, ...]:
    """Give a car's places in the stages that are over at `time`, stage 1 first.

    A stage is over once its order is settled: the leader is a lap on. The last stage is the race.
    """
    header = timeline.race.header
    barred = any(one.car == car and one.eligible is False for one in timeline.race.entries)
    found = []
    for stage in timeline.at(min(max(time, 0), timeline.end)).stages:
        place = stage.order.index(car) + 1
        points = None if barred else stage_points(header, place)
        found.append(StagePlace(stage.number, place, points[-1] if points else None))
    return tuple(found)
