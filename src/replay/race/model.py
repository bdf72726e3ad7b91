"""What a race file says: the record of one race, as published.

The file format *is* this model: a race file is the JSON of one `Race`.
Facts are stored here; everything that can be derived from them (positions, gaps, lead
changes, laps led, log lines) is derived by `replay.race.timeline` and `replay.race.log`.

Units: every time is an integer count of *ticks*, 1 tick = 0.0001 s, on the race clock that
starts at 0 with the green flag and stands still under a red flag. A car number is text.
"""

from typing import Annotated

from msgspec import Meta

from replay.race.entry import Driver, Entry, Livery
from replay.race.events import (
    Added,
    Caution,
    Chequered,
    Distance,
    Event,
    EventRecord,
    Events,
    Flag,
    Green,
    Neutralises,
    Penalty,
    Red,
    Remark,
    Retirement,
    Ruling,
    Scored,
    Stop,
    White,
)
from replay.race.header import (
    Course,
    Discipline,
    Fact,
    Header,
    Known,
    Night,
    RaceClass,
    Source,
    Stage,
    Start,
    Track,
)
from replay.race.published import PublishedFact, Standing
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
    ClassMark,
    Colour,
    Confidence,
    Count,
    Date,
    DriverCode,
    DriverIndex,
    Label,
    LapNumber,
    Points,
    Position,
    Record,
    Text,
    Ticks,
)
from replay.race.result import (
    ClassResult,
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
    "Added",
    "Basis",
    "CarLaps",
    "CarNumber",
    "Cars",
    "Caution",
    "Chequered",
    "ClassMark",
    "ClassResult",
    "Colour",
    "Confidence",
    "Count",
    "Course",
    "Date",
    "Discipline",
    "Distance",
    "Driver",
    "DriverCode",
    "DriverIndex",
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
    "Neutralises",
    "Night",
    "Official",
    "OrderAt",
    "Outline",
    "Penalty",
    "Points",
    "Position",
    "PublishedFact",
    "Race",
    "RaceClass",
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
    "Standing",
    "Start",
    "Stop",
    "Text",
    "Ticks",
    "Track",
    "White",
]


class Span(Record, frozen=True, kw_only=True):
    """How a car's laps are known, from `lap` up to the next span."""

    lap: LapNumber
    """The first lap of the span; the first span begins with lap 1."""
    crossing: Basis
    """How the time at the line is known."""
    lap_time: Basis
    """How the lap's own time is known."""
    place: Confidence
    """How far the place at the line can be trusted: `sure` (published), `near` (within about one
    place), `rough` (within two or three), or `unknown` (not rated)."""


class CarLaps(Record, frozen=True, kw_only=True):
    """The laps of one car."""

    car: CarNumber
    """The car."""
    known: Annotated[tuple[Span, ...], Meta(max_length=MAX_LAPS)]
    """How its laps are known, span by span; never empty where there are crossings."""
    crossings: Annotated[tuple[Ticks, ...], Meta(max_length=MAX_LAPS)]
    """When it completed its laps 1, 2, 3 ...: each later than the one before."""
    incidents: Annotated[tuple[LapNumber, ...], Meta(max_length=MAX_LAPS)] = ()
    """The laps on which it had an incident, as a simulator counts them."""


class Race(Record, frozen=True, kw_only=True):
    """One race, whole: a race file. One known by its finish alone has no laps (`has_laps`)."""

    replay: int
    """The version of the format: 1."""
    header: Header
    """What a list of races shows, and all that was public before the start."""
    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=MAX_CARS)]
    """The entry list, a car each."""
    events: Events = ()
    """What happened, in order of time."""
    stops: Annotated[tuple[Stop, ...], Meta(max_length=20_000)] = ()
    """Visits to pit road."""
    remarks: Annotated[tuple[Remark, ...], Meta(max_length=10_000)] = ()
    """Published words on a lead or on a stop."""
    finish: Finish | None = None
    """What is known of the picture at the line."""
    official: Official | None = None
    """The published result, which `replay check` holds the record against."""
    laps: Annotated[
        tuple[CarLaps, ...],
        Meta(max_length=MAX_CARS, description=f"At most {MAX_CROSSINGS:,} crossings in all."),
    ] = ()
    """Each car's crossings of the line; a race of which only the finish, or only the entry list, is
    known has none."""

    @property
    def has_laps(self) -> bool:
        """Whether any lap is known, and so orders, gaps and stages; else at most the finish is."""
        return any(record.crossings for record in self.laps)

    @property
    def is_entry_list(self) -> bool:
        """Whether nothing of the race itself is known: no lap, no event, no finish, no result."""
        return not (self.has_laps or self.events or self.finish or self.official)

    @property
    def laid_flat(self) -> bool:
        """Whether its finish is a whole lap in seconds: that of a road course with laps known.

        Any other is a picture of the line in thousandths of a second.
        """
        track = self.header.track
        return self.has_laps and track is not None and track.course == "road"

    @property
    def decimals(self) -> int:
        """The decimals of a second that the gaps at the finish bear; 3 where none says."""
        return self.finish.decimals if self.finish else 3
