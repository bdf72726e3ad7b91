"""The header and the entry list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from replay.race.consistency.requirement import InconsistentRace, require, require_entered
from replay.race.model import Basis, Caution, Entry, Flag, Green, Header, Race, Red

_FLAGS = (Green, Caution, Red, Flag)
"""Flags that tell the state of the course; the white and the chequered one tell of the distance,
which a source of laps may know without any other flag."""


def verify_entries(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Require that no car is entered twice and no grid place given twice; return them by car."""
    cars: dict[str, Entry] = {}
    places: dict[int, str] = {}
    for index, entry in enumerate(entries):
        path = f"$.entries[{index}]"
        require(entry.car not in cars, f"car {entry.car} is entered twice", f"{path}.car")
        cars[entry.car] = entry
        if entry.grid is not None:
            holder = places.setdefault(entry.grid, entry.car)
            message = f"place {entry.grid} on the grid is already that of car {holder}"
            require(holder == entry.car, message, f"{path}.grid")
    return cars


def verify_header(race: Race, cars: Mapping[str, Entry]) -> None:
    """Require a header that fits the race: its count of cars, distance, stages and bases."""
    header = race.header
    message = f"{header.cars} cars, but the entry list has {len(cars)}"
    require(header.cars == len(cars), message, "$.header.cars")
    if header.date is not None:
        _verify_date(header.date)
    for index, fact in enumerate(header.facts):
        if fact.car is not None:
            require_entered(fact.car, cars, f"$.header.facts[{index}].car")
    _verify_stages(header)
    _verify_classes(race)
    given = {
        "grid": any(entry.grid for entry in race.entries),
        "laps": race.has_laps,
        "flags": any(isinstance(event, _FLAGS) for event in race.events),
        "stops": bool(race.stops),
        "tyres": any(one.compound or one.tyre_age is not None for one in race.entries)
        or any(stop.compound or stop.tyre_age is not None for stop in race.stops),
        "drivers": any(one.starts is not None for one in race.entries)
        or any(stop.driver is not None for stop in race.stops),
        "incidents": any(record.incidents for record in race.laps),
    }
    for kind, present in given.items():
        stated = getattr(header.known, kind) is not None
        what, are = ("a grid", "it is") if kind == "grid" else (kind, "they are")
        message = f"the file has {what} but does not say how {are} known: {_basis_of(kind)}"
        require(stated or not present, message, f"$.header.known.{kind}")


def _basis_of(kind: str) -> str:
    """Say what is to be added to `known`."""
    return f'add "{kind}" to `known`, as {", ".join(get_args(Basis)[:-1])} or {get_args(Basis)[-1]}'


def _verify_date(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise InconsistentRace(f"no such day as {day}", "$.header.date") from None


def _verify_classes(race: Race) -> None:
    """Require classes told apart, and of each entry one of them where there are any."""
    classes = race.header.classes
    for index, one in enumerate(classes):
        path = f"$.header.classes[{index}]"
        before = classes[:index]
        require(all(one.name != other.name for other in before), "named twice", f"{path}.name")
        require(all(one.short != other.short for other in before), "named twice", f"{path}.short")
    names = {one.name for one in classes}
    for index, entry in enumerate(race.entries):
        path = f"$.entries[{index}]"
        if names:
            known = entry.race_class in names
            those = ", ".join(one.name for one in classes)
            message = f"car {entry.car} is in none of the header's classes: {those}"
            require(known, message, f"{path}.race_class")
        starts = entry.starts is None or entry.starts < len(entry.drivers)
        require(starts, f"car {entry.car} has no such driver", f"{path}.starts")


def _verify_stages(header: Header) -> None:
    scheduled = header.scheduled_laps
    ends = 0
    for index, stage in enumerate(header.stages):
        path = f"$.header.stages[{index}]"
        require(stage.number == index + 1, "stages are numbered from 1", f"{path}.number")
        require(stage.ends > ends, f"ends before lap {ends + 1}", f"{path}.ends")
        ends = stage.ends
        message = f"ends after the scheduled {scheduled} laps"
        require(scheduled is None or ends <= scheduled, message, f"{path}.ends")
