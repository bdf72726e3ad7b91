"""`[finish]`: what was published of the picture at the line, which no lap data has."""

from typing import Annotated

from msgspec import Meta

from replay.importers.fact_group import FactGroup, WrongFact
from replay.race.model import SECOND, Basis, Cars, Finish, Outline, Race, Text

Step = Annotated[float, Meta(gt=0, le=1)]


class FinishGroup(FactGroup, frozen=True, kw_only=True):
    """The finish: `step` of the published margin and `loop_error` in seconds.

    `lanes` names cars from the outside in, `lanes_known` those of them whose lane was published.
    `speed` is in miles an hour, `car_length` in inches, `speed_of` what the speed is of.
    """

    step: Step = 0.001
    loop_error: Step | None = None
    lanes: Cars = ()
    lanes_known: Cars = ()
    speed: Annotated[float, Meta(ge=1, le=1000)] | None = None
    speed_basis: Basis | None = None
    speed_of: Text | None = None
    car_length: Annotated[float, Meta(ge=39, le=400)] | None = None
    outline: Outline = "stock car"
    note: Text | None = None


def finish_of(race: Race, group: FinishGroup, error: WrongFact) -> Finish:
    """Return the finish of a race; raises `ForeignFileError` for a car that it does not have."""
    known = {entry.car for entry in race.entries}
    for key in ("lanes", "lanes_known"):
        cars = getattr(group, key)
        for at, car in enumerate(cars):
            if car not in known:
                raise error(f"`finish.{key}`: no car {car} in this race", "finish", key)
            if car in cars[:at]:
                raise error(f"`finish.{key}`: car {car} is named twice", "finish", key)
    for car in group.lanes_known:
        if car not in group.lanes:
            message = f"`finish.lanes_known`: car {car} is not among the lanes"
            raise error(message, "finish", "lanes_known")
    if group.speed is not None and group.speed_basis is None:
        raise error("`finish.speed` needs a `speed_basis`", "finish", "speed")
    return Finish(
        resolution=max(round(group.step * SECOND), 1),
        loop_error=None if group.loop_error is None else round(group.loop_error * SECOND),
        lanes=group.lanes,
        lanes_known=group.lanes_known,
        speed=None if group.speed is None else round(group.speed * 1000),
        speed_basis=group.speed_basis,
        speed_of=group.speed_of,
        car_length=None if group.car_length is None else round(group.car_length * 1000),
        outline=group.outline,
        note=group.note,
    )
