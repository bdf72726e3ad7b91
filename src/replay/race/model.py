"""What a race file says: the record of one race, as published.

The file format *is* this model: a race file is the JSON of one `Race`.
Facts are stored here; everything that can be derived from them (positions, gaps, lead
changes, laps led, log lines) is derived by `replay.race.timeline` and `replay.race.log`.

Units: every time is an integer count of *ticks*, 1 tick = 0.0001 s, on the race clock that
starts at 0 with the green flag and stands still under a red flag. A car number is text.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

VERSION = 1
"""The version of the format that this program writes and the only one it reads."""

SECOND = 10_000
"""Ticks in one second: fine enough for the fourth decimal that IndyCar publishes."""

MAX_CARS = 200
MAX_LAPS = 5_000
MAX_CROSSINGS = 250_000
"""Line crossings one file may hold; a 24-hour race of 62 cars has some 19,000."""

# No control characters, no line or paragraph separators, no zero-width or direction marks:
# nothing in a file can move the cursor, reorder a line or run an escape sequence. (`$` alone
# would let one final newline pass.)
_PRINTABLE = (
    "^[^\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*"
    "$(?!\\n)"
)

Text = Annotated[str, Meta(max_length=300, pattern=_PRINTABLE)]
Label = Annotated[str, Meta(min_length=1, max_length=80, pattern=_PRINTABLE)]
CarNumber = Annotated[str, Meta(pattern="^[0-9A-Z]{1,3}$(?!\\n)")]
Colour = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$(?!\\n)")]
Date = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\\n)")]
Ticks = Annotated[int, Meta(ge=0, le=10 * 86_400 * SECOND)]
LapNumber = Annotated[int, Meta(ge=0, le=MAX_LAPS)]
Position = Annotated[int, Meta(ge=1, le=MAX_CARS)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Points = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
Cars = Annotated[tuple[CarNumber, ...], Meta(max_length=MAX_CARS)]

Basis = Literal["official", "timed", "reconstructed", "estimated"]
"""How a datum is known: published as official, read off a timing feed, rebuilt from other
facts, or estimated because nothing published fixes it."""

Confidence = Literal["sure", "near", "rough", "unknown"]
"""How far a rebuilt place can be trusted: a published fact, within about one place, within
two or three places, or not rated."""

KNOWN_FLAGS = ("grid", "green", "yellow", "red", "white", "chequered")
"""Flags this program draws in their own colour; a file may name others (`Flag.flag`)."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Common options of all that stands in a race file: frozen, keyword-only, nothing unknown."""


# -- the header: all that was known before the start ------------------------------------------


class Track(Record, frozen=True, kw_only=True):
    """Where the race is run. `length` is one lap in thousandths of a mile (1.5 mi = 1500)."""

    name: Label
    length: Annotated[int, Meta(ge=1, le=1_000_000)]
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
    """The basis of each kind of datum in the file; None where the file has none of it."""

    grid: Basis | None = None
    laps: Basis | None = None
    leaders: Basis | None = None
    flags: Basis | None = None
    stops: Basis | None = None
    finish: Basis | None = None


class Header(Record, frozen=True, kw_only=True):
    """What a list of races shows, and all that was public before the green flag.

    Never a result: not the distance run, not a count of cautions, not a winner.
    `scheduled_laps` or `scheduled_time` (ticks) gives the distance; `cars` counts the entries.
    """

    name: Label
    short: Label
    series: Label
    date: Date
    track: Track
    cars: Annotated[int, Meta(ge=1, le=MAX_CARS)]
    round: Text | None = None
    scheduled_laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)] | None = None
    scheduled_time: Ticks | None = None
    stages: Annotated[tuple[Stage, ...], Meta(max_length=20)] = ()
    known: Known
    facts: Annotated[tuple[Fact, ...], Meta(max_length=20)] = ()
    sources: Annotated[tuple[Source, ...], Meta(max_length=40)] = ()


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
    """One car of the entry list, with its place on the grid (None: not on the grid).

    `qualifying` is the time in ticks, `qualifying_speed` thousandths of a mile an hour.
    `eligible` says whether the driver may score series points (None: unknown).
    """

    car: CarNumber
    drivers: Annotated[tuple[Driver, ...], Meta(min_length=1, max_length=10)]
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


# -- what happened ----------------------------------------------------------------------------


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
    """A full-course yellow, numbered from 1 in order of time, ended by the next `Green`.

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
    """The chequered flag falls as the first car completes the last lap."""


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


# -- the finish line --------------------------------------------------------------------------


class FinishTime(Record, frozen=True, kw_only=True):
    """Where a car's nose was: ticks after the winner's, for races known by their finish only."""

    car: CarNumber
    gap: Ticks


class Finish(Record, frozen=True, kw_only=True):
    """What is known of the picture at the line.

    `resolution` is the step of the published margin, `loop_error` the published error of the
    timing loops (ticks). `lanes` are cars from the outside in; `lanes_known` those of them
    whose lane was published. `speed` is thousandths of a mile an hour and `speed_basis` says
    how it is known; `speed_of` says what it is the speed of.
    """

    resolution: Annotated[int, Meta(ge=1, le=SECOND)]
    loop_error: Ticks | None = None
    lanes: Cars = ()
    lanes_known: Cars = ()
    speed: Count | None = None
    speed_basis: Basis | None = None
    speed_of: Text | None = None
    note: Text | None = None
    times: Annotated[tuple[FinishTime, ...], Meta(max_length=MAX_CARS)] = ()


# -- the official result: the answer key ------------------------------------------------------


class Result(Record, frozen=True, kw_only=True):
    """A car's line of the result. Times in ticks, `gap` on lead lap; `points` can be under 0."""

    position: Position
    car: CarNumber
    laps: LapNumber
    status: Label
    elapsed: Ticks | None = None
    gap: Ticks | None = None
    led: Count | None = None
    times_led: Count | None = None
    points: Points | None = None
    best_lap: Ticks | None = None
    best_lap_number: LapNumber | None = None
    last_lap: Ticks | None = None


class LeadStint(Record, frozen=True, kw_only=True):
    """Consecutive laps led at the line by one car; lap 0 is the pole."""

    first: LapNumber
    last: LapNumber
    car: CarNumber


class OrderAt(Record, frozen=True, kw_only=True):
    """A published whole-field order (or of the cars named) at the end of a lap.

    `exact` is False where the lap number itself is only about right. `gaps`, where published,
    go with `order` one for one.
    """

    lap: LapNumber
    order: Cars
    exact: bool = True
    gaps: Annotated[tuple[Ticks, ...], Meta(max_length=MAX_CARS)] | None = None


class StageResult(Record, frozen=True, kw_only=True):
    """The published first cars of a stage, and the points of each place by rule."""

    number: Annotated[int, Meta(ge=1, le=20)]
    order: Cars
    points: Annotated[tuple[Count, ...], Meta(max_length=MAX_CARS)]


class Explanation(Record, frozen=True, kw_only=True):
    """Why the record and a published figure differ, in the file's own words."""

    rule: Label
    reason: Text


class Official(Record, frozen=True, kw_only=True):
    """The published result: what `replay check` and the tests hold the record against."""

    laps: LapNumber
    results: Annotated[tuple[Result, ...], Meta(max_length=MAX_CARS)]
    margin: Ticks | None = None
    race_time: Ticks | None = None
    average_speed: Count | None = None
    lead_changes: Count | None = None
    leaders: Count | None = None
    cautions: Count | None = None
    caution_laps: Count | None = None
    lead: Annotated[tuple[LeadStint, ...], Meta(max_length=MAX_LAPS)] = ()
    orders: Annotated[tuple[OrderAt, ...], Meta(max_length=100)] = ()
    stages: Annotated[tuple[StageResult, ...], Meta(max_length=20)] = ()
    explanations: Annotated[tuple[Explanation, ...], Meta(max_length=40)] = ()


class Race(Record, frozen=True, kw_only=True):
    """One race, whole: a race file. `laps` may be empty for a race known only by its finish."""

    replay: int
    header: Header
    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=MAX_CARS)]
    events: Annotated[tuple[Event, ...], Meta(max_length=10_000)] = ()
    stops: Annotated[tuple[Stop, ...], Meta(max_length=20_000)] = ()
    remarks: Annotated[tuple[Remark, ...], Meta(max_length=10_000)] = ()
    finish: Finish | None = None
    official: Official | None = None
    laps: Annotated[tuple[CarLaps, ...], Meta(max_length=MAX_CARS)] = ()
