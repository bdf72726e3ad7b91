"""Pages of the API of Ergast and Jolpica as values; every number in them is a text."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec import field as named

_Words = Annotated[str, Meta(max_length=500)]
_Number = Annotated[str, Meta(pattern="^[0-9]{1,7}$")]


class Timing(Struct, frozen=True):
    """A driver's time on a lap."""

    driver: _Words = named(name="driverId")
    position: _Number
    time: _Words


class LapTimings(Struct, frozen=True):
    """A lap, or the part of it that a page holds."""

    number: _Number
    timings: list[Timing] = named(name="Timings")


class PitStop(Struct, frozen=True):
    """A stop: `duration` in seconds, or in minutes and seconds under a red flag."""

    driver: _Words = named(name="driverId")
    lap: _Number
    duration: _Words | None = None


class PersonPart(Struct, frozen=True):
    """A driver."""

    driver: _Words = named(name="driverId")
    surname: _Words = named(name="familyName")
    forename: _Words = named(name="givenName", default="")
    code: _Words = ""


class ConstructorPart(Struct, frozen=True):
    """A team."""

    name: _Words


class TimePart(Struct, frozen=True):
    """A time of the result; `millis` only of cars on the lead lap."""

    millis: _Number | None = None
    time: _Words | None = None


class FastestLap(Struct, frozen=True):
    """A driver's best lap."""

    lap: _Number | None = None
    time: TimePart | None = named(name="Time", default=None)


class ResultPart(Struct, frozen=True):
    """A line of the result."""

    number: _Words
    position: _Number
    text: _Words = named(name="positionText")
    person: PersonPart = named(name="Driver")
    laps: _Number
    status: _Words
    team: ConstructorPart | None = named(name="Constructor", default=None)
    grid: _Number | None = None
    points: Annotated[str, Meta(max_length=10)] | None = None
    time: TimePart | None = named(name="Time", default=None)
    best: FastestLap | None = named(name="FastestLap", default=None)


class Circuit(Struct, frozen=True):
    """Where the race was."""

    name: _Words = named(name="circuitName", default="")
    location: dict[str, str] = named(name="Location", default_factory=dict)


class RacePart(Struct, frozen=True):
    """What a page holds of a race; None of what it is not about."""

    season: _Number
    round: _Number
    name: _Words = named(name="raceName", default="")
    date: _Words = ""
    circuit: Circuit = named(name="Circuit", default_factory=Circuit)
    laps: list[LapTimings] | None = named(name="Laps", default=None)
    stops: list[PitStop] | None = named(name="PitStops", default=None)
    results: list[ResultPart] | None = named(name="Results", default=None)


class RaceTable(Struct, frozen=True):
    """The races of a page."""

    races: list[RacePart] = named(name="Races")


class Data(Struct, frozen=True):
    """A page: `offset` and `total` count what it lists."""

    table: RaceTable = named(name="RaceTable")
    offset: _Number = "0"
    total: _Number = "0"


class APIPage(Struct, frozen=True):
    """A file."""

    data: Data = named(name="MRData")
