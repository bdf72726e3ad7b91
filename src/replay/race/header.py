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
    """Where the race is run."""

    name: Label
    """Its name in full."""
    length: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    """The length of a lap, thousandths of a mile."""
    short: Label | None = None
    """Its name on a narrow screen."""
    shape: Text | None = None
    """What it is like, in words."""
    course: Course | None = None
    """What kind of course it is, `oval` or `road`: it decides how a finish is shown."""


class RaceClass(Record, frozen=True, kw_only=True):
    """A class of cars that race for a win of their own."""

    name: Label
    """Its name, as `race_class` of an entry has it."""
    short: ClassMark
    """Its mark on the board."""


class Night(Record, frozen=True, kw_only=True):
    """A night by the almanac."""

    begins: Ticks
    """Sunset on the race clock; 0 if the race began after it."""
    ends: Ticks
    """Sunrise on the race clock."""


class Stage(Record, frozen=True, kw_only=True):
    """A stage of a race that is run in stages."""

    number: Annotated[int, Meta(ge=1, le=20)]
    """Its number: 1, 2, 3."""
    ends: Annotated[int, Meta(ge=1, le=MAX_LAPS)]
    """The lap that ends it, by the schedule."""


class Fact(Record, frozen=True, kw_only=True):
    """One line of what was known before the start."""

    label: Label
    """What it is about: `weather`, `pole`, `delay`."""
    text: Text
    """The fact: `rain, 3 h 15 min`."""
    car: CarNumber | None = None
    """The car it is about."""


class Source(Record, frozen=True, kw_only=True):
    """Where a group of facts comes from."""

    of: Label
    """What it is the source of."""
    text: Text
    """Who published it, and where."""


class Known(Record, frozen=True, kw_only=True):
    """The basis of each kind of datum; what is left out, the file knows nothing of."""

    grid: Basis | None = None
    """That of the places on the grid. Without it the grid is unknown, and no entry has a `grid`;
    with it an entry without one did not stand there."""
    laps: Basis | None = None
    """That of the crossings, on the whole; each car's spans say it lap by lap."""
    leaders: Basis | None = None
    """That of who led each lap."""
    flags: Basis | None = None
    """That of the flags. Without it the state of the course is unknown; the chequered flag may be
    there."""
    stops: Basis | None = None
    """That of when stops were made."""
    stop_lengths: Basis | None = None
    """That of how long they took, where it is another."""
    tyres: Basis | None = None
    """That of compounds and ages of tyres."""
    drivers: Basis | None = None
    """That of who drove when, in cars with several drivers."""
    incidents: Basis | None = None
    """That of incidents. With it a car without any had none."""
    penalties: Basis | None = None
    """That of penalties. With it a car without one had none."""
    retirements: Basis | None = None
    """That of who was out. With it a car without a retirement was running at the end."""
    finish: Basis | None = None
    """That of the order at the line."""


class Header(Record, frozen=True, kw_only=True):
    """What a list of races shows, and all that was public before the green flag.

    Never a result: not the distance run, not a count of cautions, not a winner. The distance is
    unknown where neither `scheduled_laps` nor `scheduled_time` is given.
    """

    name: Label
    """The name of the race."""
    short: Label
    """The same in few letters, for narrow screens."""
    series: Label
    """The series it is part of."""
    series_short: Label | None = None
    """The series in few letters."""
    season: Label | None = None
    """The year or years that its series calls it by."""
    discipline: Discipline = "stock car"
    """How a race is told: the columns of the running order, the words for laps down."""
    date: Date | None = None
    """The day it began, `2024-05-05`."""
    track: Track | None = None
    """Where it is run."""
    cars: Annotated[int, Meta(ge=1, le=MAX_CARS)]
    """How many entries there are."""
    round: Text | None = None
    """Which race of the season it is, in words."""
    scheduled_laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)] | None = None
    """The distance in laps, as scheduled."""
    scheduled_time: Ticks | None = None
    """The distance as a time: a race over 24 hours."""
    time_limit: Ticks | None = None
    """The time after which a race over laps ends, too."""
    start: Start | None = None
    """How it begins."""
    abreast: Annotated[int, Meta(ge=1, le=5)] = 2
    """How many cars stand in a row of the grid; 2 if left out, 3 at the Indianapolis 500."""
    time_of_day: Annotated[int, Meta(ge=0, lt=86_400 * SECOND)] | None = None
    """The local time at race time 0, in 0.0001 s since midnight."""
    night: Night | None = None
    """The first night, for the scale of a long race."""
    classes: Annotated[tuple[RaceClass, ...], Meta(max_length=20)] = ()
    """The classes, the fastest first."""
    stages: Annotated[tuple[Stage, ...], Meta(max_length=20)] = ()
    """The stages in order."""
    known: Known
    """How each kind of datum is known. The file may hold only the kinds that are named here."""
    facts: Annotated[tuple[Fact, ...], Meta(max_length=20)] = ()
    """What was known before the start, told beside the grid."""
    sources: Annotated[tuple[Source, ...], Meta(max_length=40)] = ()
    """Where the facts of this file come from."""

    @property
    def has_laps(self) -> bool:
        """What `Race.has_laps` is by the header alone: a file with laps says how they are known."""
        return self.known.laps is not None

    @property
    def lap_length(self) -> int | None:
        """One lap in thousandths of a mile, None where track or length are unknown."""
        return self.track.length if self.track else None
