"""The end of a race: the picture at the line, and the official result that is the answer key."""

from typing import Annotated, Literal

from msgspec import Meta

from replay.race.published import Facts, Standings
from replay.race.record import (
    MAX_CARS,
    MAX_LAPS,
    MAX_LOOP_ERROR,
    SECOND,
    Basis,
    CarNumber,
    Cars,
    Count,
    Label,
    LapNumber,
    Points,
    Position,
    Record,
    Text,
    Ticks,
)

Outline = Literal["stock car", "open wheel"]
"""What the cars of a race look like from the side."""


class FinishTime(Record, frozen=True, kw_only=True):
    """Where a car's nose was, in a race known by its finish only."""

    car: CarNumber
    """The car."""
    gap: Ticks
    """How long after the winner's."""


class Finish(Record, frozen=True, kw_only=True):
    """What is known of the picture at the line."""

    resolution: Annotated[int, Meta(ge=1, le=SECOND)]
    """The step of the published margin, in 0.0001 s: 10 for a thousandth."""
    loop_error: Annotated[int, Meta(ge=0, le=MAX_LOOP_ERROR)] | None = None
    """The published error of the timing loops, in 0.0001 s."""
    lanes: Cars = ()
    """Cars side by side, from the outside in."""
    lanes_known: Cars = ()
    """Those of them whose lane was published."""
    speed: Count | None = None
    """The speed at the line, thousandths of a mile an hour."""
    speed_basis: Basis | None = None
    """How the speed is known."""
    speed_of: Text | None = None
    """What it is the speed of."""
    car_length: Annotated[int, Meta(ge=39_000, le=400_000)] | None = None
    """The length of a car, thousandths of an inch; that of a NASCAR Next Gen car if left out."""
    outline: Outline = "stock car"
    """What the cars look like from the side."""
    note: Text | None = None
    """What is to be said of it."""
    times: Annotated[tuple[FinishTime, ...], Meta(max_length=MAX_CARS)] = ()
    """Where the noses were, from the chequered flag on, in a race without laps."""

    @property
    def decimals(self) -> int:
        """The decimals of a second that the published step bears: 3 for 0.001 s, 1 at least."""
        return next((n for n in (4, 3, 2) if self.resolution < 10 ** (5 - n)), 1)


class Result(Record, frozen=True, kw_only=True):
    """A car's line of the result; what is left out was not published."""

    position: Position
    """The place: the lines are in order, without a gap."""
    car: CarNumber
    """The car."""
    laps: LapNumber | None = None
    """Laps completed."""
    status: Label | None = None
    """What became of it, in the publisher's words."""
    elapsed: Ticks | None = None
    """The time from the green flag to its last crossing."""
    gap: Ticks | None = None
    """How long after the winner, on the lead lap."""
    stops: Count | None = None
    """Stops made."""
    led: Count | None = None
    """Laps led."""
    times_led: Count | None = None
    """How many times it led."""
    points: Points | None = None
    """Points scored; can be under 0."""
    best_lap: Ticks | None = None
    """The time of its best lap."""
    best_lap_number: LapNumber | None = None
    """Which lap that was."""
    last_lap: Ticks | None = None
    """The time of its last lap."""
    average_place: Annotated[int, Meta(ge=1000, le=MAX_CARS * 1000)] | None = None
    """The average running position of NASCAR's loop data, thousandths of a place."""


class LeadStint(Record, frozen=True, kw_only=True):
    """Consecutive laps led at the line by one car."""

    first: LapNumber
    """The first of the laps; 0 is the pole."""
    last: LapNumber
    """The last of them."""
    car: CarNumber
    """The car."""


class OrderAt(Record, frozen=True, kw_only=True):
    """A published order of cars at the end of a lap."""

    lap: LapNumber
    """The lap."""
    order: Cars
    """The cars, the first first."""
    exact: bool = True
    """False where the lap is only about right."""
    gaps: Annotated[tuple[Ticks, ...], Meta(max_length=MAX_CARS)] | None = None
    """How far each is behind the first, one for one with `order`."""


class StageResult(Record, frozen=True, kw_only=True):
    """The published first cars of a stage."""

    number: Annotated[int, Meta(ge=1, le=20)]
    """The stage."""
    order: Cars
    """The cars, the first first."""
    points: Annotated[tuple[Count, ...], Meta(max_length=MAX_CARS)]
    """The points of each place, by rule."""


class ClassResult(Record, frozen=True, kw_only=True):
    """The published order of a class."""

    race_class: Label
    """The class."""
    order: Cars
    """Its cars, or the first of them."""


class Figures(Record, frozen=True, kw_only=True):
    """A pair of figures that differ, as `replay check` writes them."""

    ours: Text
    """The figure of the record."""
    published: Text
    """The published one."""
    of: Label | None = None
    """What it is of, such as a car, where a rule has several."""


class Explanation(Record, frozen=True, kw_only=True):
    """Why the record and a published figure differ; some rules nothing excuses."""

    rule: Label
    """The rule, as `replay check` names it."""
    reason: Text
    """Why, in a sentence."""
    pairs: Annotated[tuple[Figures, ...], Meta(max_length=MAX_LAPS)] | None = None
    """The figures it excuses, and no others; if left out, the one pair of the rule that differs."""


class Official(Record, frozen=True, kw_only=True):
    """The published result: what `replay check` and the tests hold the record against."""

    laps: LapNumber
    """Laps of the winner."""
    results: Annotated[tuple[Result, ...], Meta(max_length=MAX_CARS)] = ()
    """A line each, in order: all cars or the first; none where only classes were published."""
    classes: Annotated[tuple[ClassResult, ...], Meta(max_length=20)] = ()
    """The order of each class."""
    margin: Ticks | None = None
    """The margin of victory."""
    race_time: Ticks | None = None
    """The time of the race."""
    stopped: Ticks | None = None
    """How much of that it stood under red, which race time leaves out."""
    average_speed: Count | None = None
    """Thousandths of a mile an hour."""
    lead_changes: Count | None = None
    """Lead changes."""
    leaders: Count | None = None
    """How many cars led."""
    cautions: Count | None = None
    """Cautions."""
    caution_laps: Count | None = None
    """Laps under caution."""
    lead: Annotated[tuple[LeadStint, ...], Meta(max_length=MAX_LAPS)] = ()
    """Who led which laps."""
    orders: Annotated[tuple[OrderAt, ...], Meta(max_length=100)] = ()
    """Orders published for single laps."""
    stages: Annotated[tuple[StageResult, ...], Meta(max_length=20)] = ()
    """The stages' results."""
    explanations: Annotated[tuple[Explanation, ...], Meta(max_length=40)] = ()
    """Why figures of the record differ from published ones."""
    facts: Facts = ()
    """What was published beside the figures, in the order in which it is told."""
    standing: Standings = ()
    """The championship after the race, all of it or some."""
