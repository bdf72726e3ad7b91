"""`[result]`: an official result that stands in no file of the source."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from replay.foreign.clock_time import clock_ticks
from replay.importers.fact_group import FactGroup, WrongFact
from replay.race.model import (
    MAX_LAPS,
    SECOND,
    Cars,
    ClassResult,
    Count,
    Label,
    Official,
    Race,
    Result,
)

Seconds = Annotated[float, Meta(ge=0, le=100_000)]


class ResultGroup(FactGroup, frozen=True, kw_only=True):
    """`[result]`: what was published: `laps`, and as much else as is known."""

    laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)]
    """Laps of the winner."""
    order: Cars = ()
    """The cars from the winner on, all or the first."""
    classes: Annotated[dict[Label, Cars], Meta(max_length=20)] = {}
    """The first cars of each class, or all, by its name."""
    margin: Seconds | None = None
    """The margin of victory in seconds."""
    race_time: Label | None = None
    """The time of the race."""
    stopped: Label | None = None
    """How much of that it stood under red."""
    average_speed: Annotated[float, Meta(ge=0, le=1000)] | None = None
    """Miles an hour."""
    lead_changes: Count | None = None
    """Lead changes."""
    leaders: Count | None = None
    """How many cars led."""
    cautions: Count | None = None
    """Cautions."""
    caution_laps: Count | None = None
    """Laps under caution."""


def official_with(race: Race, group: ResultGroup, error: WrongFact) -> Official:
    """Return the official result of a race with what the group says; raises `ForeignFileError`.

    Of cars that the source gives a result for, that stays, in the order of the group.
    """
    _require_cars(race, group, error)
    known = race.official or Official(laps=group.laps)
    changes: dict[str, Any] = {"laps": group.laps}
    if group.order:
        changes["results"] = _results(known, group)
    if group.classes:
        changes["classes"] = tuple(
            ClassResult(race_class=name, order=order) for name, order in group.classes.items()
        )
    if group.margin is not None:
        changes["margin"] = round(group.margin * SECOND)
    for name in ("race_time", "stopped"):
        written = getattr(group, name)
        if written is not None:
            changes[name] = clock_ticks(written)
            if changes[name] is None:
                raise error(f"`{name}` is no time like 3:13:03.3584", "result", name)
    if group.average_speed is not None:
        changes["average_speed"] = round(group.average_speed * 1000)
    for name in ("lead_changes", "leaders", "cautions", "caution_laps"):
        if getattr(group, name) is not None:
            changes[name] = getattr(group, name)
    return msgspec.structs.replace(known, **changes)


def _results(known: Official, group: ResultGroup) -> tuple[Result, ...]:
    """Return a line for each car of the order; the winner made the laps of the group."""
    given = {result.car: result for result in known.results}
    found = []
    for place, car in enumerate(group.order, 1):
        line = given.get(car) or Result(position=place, car=car)
        laps = group.laps if place == 1 else line.laps
        found.append(msgspec.structs.replace(line, position=place, laps=laps))
    return tuple(found)


def _require_cars(race: Race, group: ResultGroup, error: WrongFact) -> None:
    """Require cars of the race, none twice, and classes that it has."""
    entered = {entry.car: entry.race_class for entry in race.entries}
    classes = {one.name for one in race.header.classes}
    orders = {"order": group.order, **group.classes}
    for key, order in orders.items():
        where = "result" if key == "order" else "result.classes"
        if where == "result.classes" and key not in classes:
            raise error(f"`result.classes`: no class {key} in this race", where, key)
        for at, car in enumerate(order):
            if car not in entered:
                raise error(f"`{where}`: no car {car} in this race", where, key)
            if car in order[:at]:
                raise error(f"`{where}`: car {car} is named twice", where, key)
            if where == "result.classes" and entered[car] != key:
                raise error(f"`{where}`: car {car} is not of class {key}", where, key)
