"""Races written by hand for the tests of one question: cars, classes, and lines in seconds."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import structs

from replay import racefile
from replay.race.model import (
    SECOND,
    VERSION,
    CarLaps,
    Chequered,
    Driver,
    Entry,
    Event,
    Green,
    Header,
    Known,
    Race,
    RaceClass,
    Span,
    Stop,
)
from replay.race.timeline import Timeline

START = Green(at=0, lap=0, basis="timed")
CLASSES = (RaceClass(name="HYPERCAR", short="HYP"), RaceClass(name="LMGT3", short="GT3"))


def at(seconds: float) -> int:
    """A time in ticks."""
    return round(seconds * SECOND)


def flag(seconds: float, lap: int) -> Chequered:
    """The chequered flag."""
    return Chequered(at=at(seconds), lap=lap, basis="timed")


def race_of(
    lines: Mapping[str, Sequence[float]],
    events: Sequence[Event] = (),
    *,
    entries: Mapping[str, Mapping[str, Any]] | None = None,
    stops: Sequence[Stop] = (),
    incidents: Mapping[str, tuple[int, ...]] | None = None,
    known: Mapping[str, Any] | None = None,
    **header: Any,
) -> Race:
    """A race of the cars in `lines`, which stand on the grid in that order, each with its
    crossings in seconds; `entries` and `known` say more of them, as the header does."""
    cars = tuple(
        structs.replace(
            Entry(car=car, drivers=(Driver(first="", last=f"D{car}"),), grid=place),
            **(entries or {}).get(car, {}),
        )
        for place, car in enumerate(lines, 1)
    )
    how: dict[str, Any] = {"grid": "official", "laps": "timed", "flags": "timed"}
    if not {"scheduled_laps", "scheduled_time"} & set(header):
        header["scheduled_laps"] = max(map(len, lines.values()))
    race = Race(
        replay=VERSION,
        header=Header(
            name="Test",
            short="Test",
            series="Test",
            cars=len(cars),
            known=Known(**{**how, **(known or {})}),
            **header,
        ),
        entries=cars,
        events=(START, *events),
        stops=tuple(stops),
        laps=tuple(
            CarLaps(
                car=car,
                known=(Span(lap=1, crossing="timed", lap_time="timed", place="sure"),)
                if times
                else (),
                crossings=tuple(at(time) for time in times),
                incidents=(incidents or {}).get(car, ()),
            )
            for car, times in lines.items()
        ),
    )
    return racefile.decode(racefile.encode(race))


def timeline_of(*about: Any, **more: Any) -> Timeline:
    """The same, indexed."""
    return Timeline(race_of(*about, **more))
