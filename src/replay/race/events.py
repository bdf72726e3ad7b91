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
    Label,
    LapNumber,
    Record,
    Text,
    Ticks,
)


class EventRecord(
    Record, frozen=True, kw_only=True, tag_field="kind", tag=lambda name: name.lower()
):
    """Something that happened at a time. `lap` is the count of laps the leader had completed.

    `basis` says how `at` is known.
    """

    at: Ticks
    lap: LapNumber
    basis: Basis


class Green(EventRecord, frozen=True, kw_only=True):
    """The green flag: the start, or a restart."""


class Caution(EventRecord, frozen=True, kw_only=True):
    """A full-course yellow, numbered from 1 in order of time.

    It ends with the next `Green`, or goes over into the next `Caution` where none flew between.
    `free_pass`: the car given its lap back; null when none was given; absent when unknown.
    `wave_around`: cars waved by to regain a lap; absent when unknown.
    """

    number: Annotated[int, Meta(ge=1, le=100)]
    reason: Text
    where: Text | None = None
    cars: Cars = ()
    detail: Text | None = None
    stage_end: bool = False
    free_pass: CarNumber | UnsetType | None = UNSET
    wave_around: Cars | UnsetType = UNSET


class Red(EventRecord, frozen=True, kw_only=True):
    """A red flag. The race clock stands; `stopped` is for how long in real time (None: unknown)."""

    reason: Text | None = None
    stopped: Ticks | None = None


class Flag(EventRecord, frozen=True, kw_only=True):
    """Any other state of the course: safety car, virtual safety car, slow zone. An open set."""

    flag: Label
    text: Text | None = None


class White(EventRecord, frozen=True, kw_only=True):
    """The white flag: the leader begins the last lap."""


class Chequered(EventRecord, frozen=True, kw_only=True):
    """The chequered flag falls as the first car completes the last lap, or the race is called."""


class Distance(EventRecord, frozen=True, kw_only=True):
    """From here the race is known to be `laps` long instead of as scheduled (overtime, rain)."""

    laps: LapNumber
    reason: Text


class Penalty(EventRecord, frozen=True, kw_only=True):
    """A penalty called on a car during the race."""

    car: CarNumber
    text: Text


class Retirement(EventRecord, frozen=True, kw_only=True):
    """A car is out from `at`, which may be later than its last crossing or its last stop."""

    car: CarNumber
    reason: Text


class Scored(Record, frozen=True, kw_only=True):
    """A crossing as it was scored at first."""

    car: CarNumber
    at: Ticks


class Ruling(EventRecord, frozen=True, kw_only=True):
    """A decision that changes the order after the fact: camera over transponder, a penalty.

    Until `at`, the crossings of `of_lap` by the cars in `provisional` count as scored there;
    from `at` on, those of the record hold. If `order` is given, the places its cars hold
    together are dealt to them in that order from `at` on (a disqualified car named last).
    """

    by: Label
    text: Text
    of_lap: LapNumber
    provisional: Annotated[tuple[Scored, ...], Meta(max_length=MAX_CARS)] = ()
    order: Cars = ()


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
    """A visit to pit road. `lap` is the car's own laps completed at pit entry.

    `entry` and `exit` are times at the pit road lines; `exit` is None when it never left.
    `tyres` counts new tyres, `compound` names them, `driver` indexes who took over.
    """

    car: CarNumber
    lap: LapNumber
    entry: Ticks
    exit: Ticks | None = None
    tyres: Annotated[int, Meta(ge=0, le=4)] | None = None
    compound: Label | None = None
    driver: Annotated[int, Meta(ge=0, le=9)] | None = None


class Remark(Record, frozen=True, kw_only=True):
    """Published detail on a derived log line: on the lead taken on `lap`, or on a stop by `car`.

    `lap` is the lap the lead was taken on, or the car's own laps at pit entry.
    """

    on: Literal["lead", "stop"]
    car: CarNumber
    lap: LapNumber
    text: Text
