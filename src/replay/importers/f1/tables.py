"""The tables of the sources as rows, of the columns that are used."""

from typing import Annotated

from msgspec import Meta, Struct, field

from replay.race.model import MAX_LAPS

Words = Annotated[str, Meta(max_length=2_000)]
Identity = Annotated[int, Meta(ge=0, le=10_000_000)]
Laps = Annotated[int, Meta(ge=0, le=MAX_LAPS)]
Place = Annotated[int, Meta(ge=0, le=250)]
Year = Annotated[int, Meta(ge=1900, le=2200)]
Milliseconds = Annotated[int, Meta(ge=0, le=864_000_000)]


class FastF1Row(Struct, frozen=True):
    """A lap of a driver; times are texts that `durations` reads. Older versions lack the last."""

    driver: Words
    number: Words = field(name="drivernumber")
    lap: Laps = field(name="lapnumber")
    time: Words = ""
    lap_time: Words = field(default="", name="laptime")
    pit_out: Words = field(default="", name="pitouttime")
    pit_in: Words = field(default="", name="pitintime")
    start: Words = field(default="", name="lapstarttime")
    start_date: Words = field(default="", name="lapstartdate")
    compound: Words = ""
    tyre_life: Annotated[float, Meta(ge=0, le=MAX_LAPS)] | None = field(
        default=None, name="tyrelife"
    )
    team: Words = ""
    status: Words = field(default="", name="trackstatus")
    position: Place | None = None
    generated: bool = field(default=False, name="fastf1generated")


FASTF1_OPTIONAL = ("lapstarttime", "lapstartdate", "fastf1generated")
"""The columns that some versions lack."""

EVENT_COLUMNS = ("year", "season", "roundnumber", "eventname")
"""The columns that people add to tell races apart, where one file holds several."""


class ErgastLapRow(Struct, frozen=True):
    """A row of `lap_times.csv`."""

    race: Identity = field(name="raceid")
    driver: Identity = field(name="driverid")
    lap: Laps
    position: Place
    time: Words
    milliseconds: Milliseconds


class RaceRow(Struct, frozen=True):
    """A row of `races.csv`."""

    race: Identity = field(name="raceid")
    year: Year
    round: Annotated[int, Meta(ge=0, le=100)]
    name: Words
    circuit: Identity | None = field(default=None, name="circuitid")
    date: Words = ""


class ErgastResultRow(Struct, frozen=True):
    """A row of `results.csv`."""

    race: Identity = field(name="raceid")
    driver: Identity = field(name="driverid")
    laps: Laps
    order: Place = field(name="positionorder")
    text: Words = field(name="positiontext")
    constructor: Identity | None = field(default=None, name="constructorid")
    number: Words = ""
    grid: Place | None = None
    points: float | None = None
    milliseconds: Milliseconds | None = None
    best_lap: Laps | None = field(default=None, name="fastestlap")
    best_time: Words = field(default="", name="fastestlaptime")
    status: Identity | None = field(default=None, name="statusid")


class ErgastDriverRow(Struct, frozen=True):
    """A row of `drivers.csv`."""

    driver: Identity = field(name="driverid")
    surname: Words
    forename: Words = ""
    code: Words = ""


class ConstructorRow(Struct, frozen=True):
    """A row of `constructors.csv`."""

    constructor: Identity = field(name="constructorid")
    name: Words
    reference: Words = field(default="", name="constructorref")


class CircuitRow(Struct, frozen=True):
    """A row of `circuits.csv`."""

    circuit: Identity = field(name="circuitid")
    name: Words
    reference: Words = field(default="", name="circuitref")
    location: Words = ""


class ErgastStopRow(Struct, frozen=True):
    """A row of `pit_stops.csv`."""

    race: Identity = field(name="raceid")
    driver: Identity = field(name="driverid")
    stop: Place
    lap: Laps
    time: Words = ""
    duration: Words = ""
    milliseconds: Milliseconds | None = None


class StatusRow(Struct, frozen=True):
    """A row of `status.csv`."""

    number: Identity = field(name="statusid")
    status: Words


class SafetyCarRow(Struct, frozen=True):
    """A row of `safety_cars.csv`: laps, without the last where the safety car never came in."""

    race: Words
    cause: Words = ""
    deployed: Laps | None = None
    retreated: Laps | None = None
    full_laps: Laps | None = field(default=None, name="fulllaps")


class ErgastRedFlagRow(Struct, frozen=True):
    """A row of `red_flags.csv`."""

    race: Words
    lap: Laps | None = None
    resumed: Words = ""
    incident: Words = ""
