"""`[finish]`: what was published of the picture at the line, which no lap data has."""

from typing import Annotated

from msgspec import Meta

from replay.importers.fact_group import FactGroup, WrongFact
from replay.race.model import SECOND, Basis, Cars, Finish, Outline, Race, Text

Step = Annotated[float, Meta(gt=0, le=1)]


class FinishGroup(FactGroup, frozen=True, kw_only=True):
    """`[finish]`: the picture at the line."""

    step: Step = 0.001
    """The step of the published margin, in seconds."""
    loop_error: Step | None = None
    """The published error of the timing loops, in seconds."""
    lanes: Cars = ()
    """Cars side by side, from the outside in."""
    lanes_known: Cars = ()
    """Those of them whose lane was published."""
    speed: Annotated[float, Meta(ge=1, le=1000)] | None = None
    """The speed at the line in miles an hour."""
    speed_basis: Basis | None = None
    """How the speed is known; needed with it."""
    speed_of: Text | None = None
    """What it is the speed of."""
    car_length: Annotated[float, Meta(ge=39, le=400)] | None = None
    """The length of a car in inches."""
    outline: Outline = "stock car"
    """What the cars look like: `stock car` or `open wheel`."""
    note: Text | None = None
    """What is to be said of it."""


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
