"""The header of a race file: what a list of races shows, all known before the start."""

from typing import Annotated, Literal

from msgspec import Meta

from replay.race.record import (
    MAX_CARS,
    MAX_LAPS,
    SECOND,
    Basis,
    CarNumber,
    ClassMark,
    Date,
    Label,
    Record,
    Text,
    Ticks,
)

Discipline = Literal["stock car", "formula 1", "endurance", "indycar", "iracing"]
"""How a race is told: the columns of the running order, and the words for laps down."""

Course = Literal["oval", "road"]
"""What decides how a finish is shown: in thousandths of a second, or in seconds."""

Start = Literal["standing", "rolling", "safety car"]
"""How a race begins."""


class Track(Record, frozen=True, kw_only=True):
    """Where the race is run; `length` of a lap in thousandths of a mile, None where unknown.

    `shape` describes it in words, `course` says what kind it is, None where nobody knows.
    """

    name: Label
    length: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    short: Label | None = None
    shape: Text | None = None
    course: Course | None = None


class RaceClass(Record, frozen=True, kw_only=True):
    """A class of cars that race for a win of their own; `short` is its name on the board."""

    name: Label
    short: ClassMark


class Night(Record, frozen=True, kw_only=True):
    """A night by the almanac: sunset and sunrise in ticks of the race clock."""

    begins: Ticks
    ends: Ticks


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
    """The basis of each kind of datum in the file; None where the file knows nothing of it.

    Without a basis the `grid` is unknown, and no entry has a place on it. With one, an entry
    without a place did not stand on the grid. `stops` is the basis of when stops were made,
    `stop_lengths` that of how long they took where it is another. Without a basis for `flags` the
    state of the course is unknown, but the chequered flag may be there. With one for `retirements`
    a car without one was running at the end; so with `penalties` and `incidents`.
    """

    grid: Basis | None = None
    laps: Basis | None = None
    leaders: Basis | None = None
    flags: Basis | None = None
    stops: Basis | None = None
    stop_lengths: Basis | None = None
    tyres: Basis | None = None
    drivers: Basis | None = None
    incidents: Basis | None = None
    penalties: Basis | None = None
    retirements: Basis | None = None
    finish: Basis | None = None


class Header(Record, frozen=True, kw_only=True):
    """What a list of races shows, and all that was public before the green flag.

    Never a result: not the distance run, not a count of cautions, not a winner.
    `scheduled_laps` or `scheduled_time` (ticks) gives the distance, which is unknown without
    either; `date` and `track` are None where they are unknown. `cars` counts the entries.
    A race over laps that also ends after a time has its `time_limit` (ticks). `classes` are those
    that race for a win of their own, the fastest first. So many cars stand `abreast` in a row of
    the grid: three at the Indianapolis 500. `time_of_day` is the local time at race time 0, in
    ticks since midnight. `season` is the year or years its series calls it by.
    """

    name: Label
    short: Label
    series: Label
    series_short: Label | None = None
    season: Label | None = None
    discipline: Discipline = "stock car"
    date: Date | None = None
    track: Track | None = None
    cars: Annotated[int, Meta(ge=1, le=MAX_CARS)]
    round: Text | None = None
    scheduled_laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)] | None = None
    scheduled_time: Ticks | None = None
    time_limit: Ticks | None = None
    start: Start | None = None
    abreast: Annotated[int, Meta(ge=1, le=5)] = 2
    time_of_day: Annotated[int, Meta(ge=0, lt=86_400 * SECOND)] | None = None
    night: Night | None = None
    classes: Annotated[tuple[RaceClass, ...], Meta(max_length=20)] = ()
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
