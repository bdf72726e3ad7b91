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
    """A red flag; `stopped` is for how long in real time (None: unknown).

    By the series' rules the race clock `stands`, and so the flag takes no race time, or `runs`
    on: then it ends with the next flag.
    """

    reason: Text | None = None
    stopped: Ticks | None = None
    clock: Literal["stands", "runs"] = "stands"


class Flag(EventRecord, frozen=True, kw_only=True):
    """Any other state of the course: safety car, virtual safety car, slow zone. An open set.

    It ends with the next flag. `number` counts those of one name from 1 in order of time. `text`
    is its reason, `where` on the course it was, `cars` those it was shown for.
    """

    flag: Label
    neutralises: Neutralises = "nothing"
    number: Annotated[int, Meta(ge=1, le=100)] | None = None
    text: Text | None = None
    where: Text | None = None
    cars: Cars = ()


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


class Added(Record, frozen=True, kw_only=True):
    """Time (ticks) added to a car's race by a ruling: it was at the line without it."""

    car: CarNumber
    time: Ticks


class Ruling(EventRecord, frozen=True, kw_only=True):
    """A decision that changes the order after the fact: camera over transponder, a penalty.

    Until `at`, the crossings of `of_lap` by the cars in `provisional` count as scored there;
    from `at` on, those of the record hold. If `order` is given, the places its cars hold
    together are dealt to them in that order from `at` on (a disqualified car named last).
    `added` are penalties in time, for which the order is as if the cars had finished so much
    later. Cars that are `excluded` come after all others and are not classified.
    """

    by: Label
    text: Text
    of_lap: LapNumber
    provisional: Annotated[tuple[Scored, ...], Meta(max_length=MAX_CARS)] = ()
    order: Cars = ()
    added: Annotated[tuple[Added, ...], Meta(max_length=MAX_CARS)] = ()
    excluded: Cars = ()


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

    `entry` and `exit` are times at the pit road lines, `length` the ticks between them; each is
    None where nobody knows it, and of an `entry` and an `exit` the length needs no telling. So a
    stop may be known by its lap only, by its length, by its entry, or by both ends. One that is
    not `left` had no exit: the car stayed there. `basis` is that of entry and exit and
    `length_basis` that of the length, where they are not as the header has it (`Known.stops`,
    `Known.stop_lengths`). `under_red`: made while the race was stopped, as long as it was.
    `tyres` counts new tyres, `compound` names them, `tyre_age` is the laps they had run before;
    `driver` indexes who took over.
    """

    car: CarNumber
    lap: LapNumber
    entry: Ticks | None = None
    exit: Ticks | None = None
    length: Ticks | None = None
    left: bool = True
    under_red: bool = False
    basis: Basis | None = None
    length_basis: Basis | None = None
    tyres: Annotated[int, Meta(ge=0, le=4)] | None = None
    compound: Label | None = None
    tyre_age: LapNumber | None = None
    driver: DriverIndex | None = None


class Remark(Record, frozen=True, kw_only=True):
    """Published detail on a derived log line: on the lead taken on `lap`, or on a stop by `car`.

    `lap` is the lap the lead was taken on, or the car's own laps at pit entry.
    """

    on: Literal["lead", "stop"]
    car: CarNumber
    lap: LapNumber
    text: Text
