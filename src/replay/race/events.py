"""What happened: flags, penalties, retirements, rulings, and visits to pit road."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from replay.race.record import (
    MAX_CARS,
    MAX_RESCORED,
    MAX_RULINGS,
    Basis,
    CarNumber,
    Cars,
    DriverIndex,
    Label,
    LapNumber,
    Record,
    Text,
    Ticks,
)

Neutralises = Literal["nothing", "part", "slow", "bunch"]
"""How far a flag neutralises a race: not, part of the track, all cars slowed with their gaps
kept, or the field bunched behind a safety car."""


class EventRecord(
    Record, frozen=True, kw_only=True, tag_field="kind", tag=lambda name: name.lower()
):
    """Something that happened at a time."""

    at: Ticks
    """When it happened."""
    lap: LapNumber
    """How many laps the leader had completed by then."""
    basis: Basis
    """How `at` is known."""


class Green(EventRecord, frozen=True, kw_only=True):
    """The green flag: the start, or a restart."""


class Caution(EventRecord, frozen=True, kw_only=True):
    """A full-course yellow, until the next `green` or, where none flew between, `caution`."""

    number: Annotated[int, Meta(ge=1, le=100)]
    """Its number, from 1 in order of time."""
    reason: Text
    """Why it was shown."""
    where: Text | None = None
    """Where on the course that was."""
    cars: Cars = ()
    """The cars in it."""
    detail: Text | None = None
    """More of it, in words."""
    stage_end: bool = False
    """Whether it only ends a stage."""
    free_pass: CarNumber | UnsetType | None = UNSET
    """The car given its lap back; null: none was given; left out: nobody knows."""
    wave_around: Cars | UnsetType = UNSET
    """The cars waved by to regain a lap; left out: nobody knows."""


class Red(EventRecord, frozen=True, kw_only=True):
    """A red flag: the race is stopped."""

    reason: Text | None = None
    """Why."""
    stopped: Ticks | None = None
    """For how long, in real time."""
    clock: Literal["stands", "runs"] = "stands"
    """Whether the race clock `stands`, so that it takes no race time, or `runs` on until the next
    flag."""


class Flag(EventRecord, frozen=True, kw_only=True):
    """Any other state of the course, until the next flag: safety car, slow zone. An open set."""

    flag: Label
    """What it is called."""
    neutralises: Neutralises = "nothing"
    """How far it neutralises the race."""
    number: Annotated[int, Meta(ge=1, le=100)] | None = None
    """Which of that name it is, from 1 in order of time."""
    text: Text | None = None
    """Why it was shown."""
    where: Text | None = None
    """Where on the course."""
    cars: Cars = ()
    """The cars it was shown for."""


class White(EventRecord, frozen=True, kw_only=True):
    """The white flag: the leader begins the last lap."""


class Chequered(EventRecord, frozen=True, kw_only=True):
    """The chequered flag falls as the first car completes the last lap, or the race is called."""


class Distance(EventRecord, frozen=True, kw_only=True):
    """From here the race is known to be longer or shorter than scheduled (overtime, rain)."""

    laps: LapNumber
    """How many laps it is now."""
    reason: Text
    """Why."""


class Penalty(EventRecord, frozen=True, kw_only=True):
    """A penalty called on a car during the race."""

    car: CarNumber
    """The car."""
    text: Text
    """What for, and what it is."""


class Retirement(EventRecord, frozen=True, kw_only=True):
    """A car is out from `at`, which may be later than its last crossing or its last stop."""

    car: CarNumber
    """The car."""
    reason: Text
    """Why."""


class Scored(Record, frozen=True, kw_only=True):
    """A crossing as it was scored at first."""

    car: CarNumber
    """The car."""
    at: Ticks
    """When it was scored."""


class Added(Record, frozen=True, kw_only=True):
    """Time added to a car's race by a ruling: it was at the line without it."""

    car: CarNumber
    """The car."""
    time: Ticks
    """How much."""


class Ruling(EventRecord, frozen=True, kw_only=True):
    """A decision that changes the order after the fact: camera over transponder, a penalty."""

    by: Label
    """Who decided."""
    text: Text
    """What was decided."""
    of_lap: LapNumber
    """The lap whose order it changes."""
    provisional: Annotated[tuple[Scored, ...], Meta(max_length=MAX_CARS)] = ()
    """Crossings of that lap as they count until `at`; from then on those of `laps` hold."""
    order: Cars = ()
    """Cars to which the places they hold together are dealt in this order (a disqualified car
    last)."""
    added: Annotated[tuple[Added, ...], Meta(max_length=MAX_CARS)] = ()
    """Penalties in time: the order is as if the cars had finished so much later."""
    excluded: Cars = ()
    """Cars that come after all others and are not classified."""


Event = Green | Caution | Red | Flag | White | Chequered | Distance | Penalty | Retirement | Ruling


def _few_rulings(most: int, **also: object) -> dict[str, object]:
    """Give JSON Schema's words for: at most so many rulings, of those with certain fields."""
    ruling = {"properties": {"kind": {"const": "ruling"}, **also}, "required": ["kind", *also]}
    return {"contains": ruling, "minContains": 0, "maxContains": most}


Events = Annotated[
    tuple[Event, ...],
    Meta(
        max_length=10_000,
        extra_json_schema={
            "allOf": [
                _few_rulings(MAX_RULINGS),
                _few_rulings(MAX_RESCORED, provisional={"minItems": 1}),
            ]
        },
    ),
]
"""The events of a race in order of time. Of rulings only so many are taken as the schema tells."""


class Stop(Record, frozen=True, kw_only=True):
    """A visit to pit road, known by its lap alone, or also by its length, entry, or both ends."""

    car: CarNumber
    """The car."""
    lap: LapNumber
    """The car's own laps completed at pit entry."""
    entry: Ticks | None = None
    """When it crossed the line at pit entry."""
    exit: Ticks | None = None
    """When it crossed the line at pit exit."""
    length: Ticks | None = None
    """How long it took, where not both ends are known."""
    left: bool = True
    """Whether it left pit road again; false: it stayed there."""
    under_red: bool = False
    """Whether it was made while the race was stopped."""
    basis: Basis | None = None
    """How entry and exit are known, where not as `known.stops` says."""
    length_basis: Basis | None = None
    """How the length is known, where not as `known.stop_lengths` says."""
    tyres: Annotated[int, Meta(ge=0, le=4)] | None = None
    """How many new tyres."""
    compound: Label | None = None
    """What they are called."""
    tyre_age: LapNumber | None = None
    """The laps they had run before."""
    driver: DriverIndex | None = None
    """Which of its drivers took over, counted from 0."""


class Remark(Record, frozen=True, kw_only=True):
    """Published words on a line of the log."""

    on: Literal["lead", "stop"]
    """Whether they are on a lead taken or on a stop."""
    car: CarNumber
    """The car."""
    lap: LapNumber
    """The lap the lead was taken on, or the car's own laps at pit entry."""
    text: Text
    """The words."""
