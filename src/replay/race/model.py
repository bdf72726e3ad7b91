"""What a race file says: the record of one race, as published.

The file format *is* this model: a race file is the JSON of one `Race`.
Facts are stored here; everything that can be derived from them (positions, gaps, lead
changes, laps led, log lines) is derived by `replay.race.timeline` and `replay.race.log`.

Units: every time is an integer count of *ticks*, 1 tick = 0.0001 s, on the race clock that
starts at 0 with the green flag and stands still under a red flag. A car number is text.
"""

from typing import Annotated

from msgspec import Meta

from replay.race.events import (
    Caution,
    Chequered,
    Distance,
    Event,
    EventRecord,
    Events,
    Flag,
    Green,
    Penalty,
    Red,
    Remark,
    Retirement,
    Ruling,
    Scored,
    Stop,
    White,
)
from replay.race.record import (
    MAX_CARS,
    MAX_CROSSINGS,
    MAX_LAP_SPEED,
    MAX_LAPS,
    MAX_LOOP_ERROR,
    MAX_RESCORED,
    MAX_RULINGS,
    MEASURED,
    SECOND,
    VERSION,
    Basis,
    CarNumber,
    Cars,
    Colour,
    Confidence,
    Count,
    Date,
    Label,
    LapNumber,
    Points,
    Position,
    Record,
    Text,
    Ticks,
)
from replay.race.result import (
    Explanation,
    Figures,
    Finish,
    FinishTime,
    LeadStint,
    Official,
    OrderAt,
    Outline,
    Result,
    StageResult,
)

__all__ = [
    "MAX_CARS",
    "MAX_CROSSINGS",
    "MAX_LAPS",
    "MAX_LAP_SPEED",
    "MAX_LOOP_ERROR",
    "MAX_RESCORED",
    "MAX_RULINGS",
    "MEASURED",
    "SECOND",
    "VERSION",
    "Basis",
    "CarLaps",
    "CarNumber",
    "Cars",
    "Caution",
    "Chequered",
    "Colour",
    "Confidence",
    "Count",
    "Date",
    "Distance",
    "Driver",
    "Entry",
    "Event",
    "EventRecord",
    "Events",
    "Explanation",
    "Fact",
    "Figures",
    "Finish",
    "FinishTime",
    "Flag",
    "Green",
    "Header",
    "Known",
    "Label",
    "LapNumber",
    "LeadStint",
    "Livery",
    "Official",
    "OrderAt",
    "Outline",
    "Penalty",
    "Points",
    "Position",
    "Race",
    "Record",
    "Red",
    "Remark",
    "Result",
    "Retirement",
    "Ruling",
    "Scored",
    "Source",
    "Span",
    "Stage",
    "StageResult",
    "Stop",
    "Text",
    "Ticks",
    "Track",
    "White",
]

# -- the header: all that was known before the start ------------------------------------------


class Track(Record, frozen=True, kw_only=True):
    """Where the race is run; `length` of a lap in thousandths of a mile, None where unknown."""

    name: Label
    length: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    short: Label | None = None
    shape: Text | None = None


class Stage(Record, frozen=True, kw_only=True):
    """A stage and the lap, by the schedule, that ends it."""

    number: Annotated[int, Meta(ge=1, le=20)]
    ends: Annotated[int, Meta(ge=1, le=MAX_LAPS)]


class Fact(Record, frozen=True, kw_only=True):
    """One line of what was known before the start, for instance `delay`: `rain, 3 h 15 min`."""

    label: Label
    text: Text
    car: CarNumber | None = None


class Source(Record, frozen=True, kw_only=True):
    """Where a group of facts comes from."""

    of: Label
    text: Text


class Known(Record, frozen=True, kw_only=True):
    """The basis of each kind of datum in the file; None where the file has none of it.

    Without a basis the `grid` is unknown, and no entry has a place on it. With one, an entry
    without a place did not stand on the grid.
    """

    grid: Basis | None = None
    laps: Basis | None = None
    leaders: Basis | None = None
    flags: Basis | None = None
    stops: Basis | None = None
    finish: Basis | None = None


class Header(Record, frozen=True, kw_only=True):
    """What a list of races shows, and all that was public before the green flag.

    Never a result: not the distance run, not a count of cautions, not a winner.
    `scheduled_laps` or `scheduled_time` (ticks) gives the distance, which is unknown without
    either; `date` and `track` are None where they are unknown. `cars` counts the entries.
    """

    name: Label
    short: Label
    series: Label
    date: Date | None = None
    track: Track | None = None
    cars: Annotated[int, Meta(ge=1, le=MAX_CARS)]
    round: Text | None = None
    scheduled_laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)] | None = None
    scheduled_time: Ticks | None = None
    stages: Annotated[tuple[Stage, ...], Meta(max_length=20)] = ()
    known: Known
    facts: Annotated[tuple[Fact, ...], Meta(max_length=20)] = ()
    sources: Annotated[tuple[Source, ...], Meta(max_length=40)] = ()

    @property
    def has_laps(self) -> bool:
        """What `Race.has_laps` is by the header alone: a file with laps says how they are known."""
        return self.known.laps is not None

    @property
    def lap_length(self) -> int | None:
        """One lap in thousandths of a mile, None where track or length are unknown."""
        return self.track.length if self.track else None


# -- the entry list ---------------------------------------------------------------------------


class Driver(Record, frozen=True, kw_only=True):
    """A driver; `short` is the surname as a narrow board prints it where `last` is ambiguous."""

    first: Text
    last: Label
    short: Label | None = None


class Livery(Record, frozen=True, kw_only=True):
    """Colours of the number plate and of the car: ground, number, trim."""

    paint: Colour
    ink: Colour
    second: Colour


class Entry(Record, frozen=True, kw_only=True):
    """One car of the entry list, its drivers and its place on the grid.

    Without `drivers` nobody knows who drove it. `grid` is None for a car that was not on the grid,
    and for all cars where the grid is unknown (`Known.grid`).
    `qualifying` is the time in ticks, `qualifying_speed` thousandths of a mile an hour.
    `eligible` says whether the driver may score series points (None: unknown).
    """

    car: CarNumber
    drivers: Annotated[tuple[Driver, ...], Meta(max_length=10)] = ()
    grid: Position | None = None
    team: Text | None = None
    make: Text | None = None
    crew_chief: Text | None = None
    sponsor: Text | None = None
    race_class: Label | None = None
    eligible: bool | None = None
    qualifying: Ticks | None = None
    qualifying_speed: Count | None = None
    livery: Livery | None = None

    @property
    def surname(self) -> str:
        """The first driver's surname, told apart where two share it; empty where none is known."""
        return next((driver.short or driver.last for driver in self.drivers), "")

    @property
    def driver(self) -> str:
        """The first driver's name in full; empty where no driver is known."""
        return next((f"{one.first} {one.last}".strip() for one in self.drivers), "")


# -- the laps ---------------------------------------------------------------------------------


class Span(Record, frozen=True, kw_only=True):
    """How a car's laps are known, from `lap` up to the next span.

    `crossing` is the basis of the time at the line, `lap_time` that of the lap's own time,
    `place` how far the place at the line can be trusted.
    """

    lap: LapNumber
    crossing: Basis
    lap_time: Basis
    place: Confidence


class CarLaps(Record, frozen=True, kw_only=True):
    """Every crossing of one car: `crossings[n - 1]` is when it completed its lap n."""

    car: CarNumber
    known: Annotated[tuple[Span, ...], Meta(max_length=MAX_LAPS)]
    crossings: Annotated[tuple[Ticks, ...], Meta(max_length=MAX_LAPS)]


class Race(Record, frozen=True, kw_only=True):
    """One race, whole: a race file. One known by its finish alone has no laps (`has_laps`)."""

    replay: int
    header: Header
    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=MAX_CARS)]
    events: Events = ()
    stops: Annotated[tuple[Stop, ...], Meta(max_length=20_000)] = ()
    remarks: Annotated[tuple[Remark, ...], Meta(max_length=10_000)] = ()
    finish: Finish | None = None
    official: Official | None = None
    laps: Annotated[
        tuple[CarLaps, ...],
        Meta(max_length=MAX_CARS, description=f"At most {MAX_CROSSINGS:,} crossings in all."),
    ] = ()

    @property
    def has_laps(self) -> bool:
        """Whether any lap is known, and so orders, gaps and stages; else at most the finish is."""
        return any(record.crossings for record in self.laps)

    @property
    def decimals(self) -> int:
        """The decimals of a second that the gaps at the finish bear; 3 where none says."""
        return self.finish.decimals if self.finish else 3
