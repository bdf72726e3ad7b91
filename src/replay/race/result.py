"""The end of a race: the picture at the line, and the official result that is the answer key."""

from typing import Annotated, Literal

from msgspec import Meta

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
    """Where a car's nose was: ticks after the winner's, for races known by their finish only."""

    car: CarNumber
    gap: Ticks


class Finish(Record, frozen=True, kw_only=True):
    """What is known of the picture at the line.

    `resolution` is the step of the published margin, `loop_error` the published error of the
    timing loops (ticks). `lanes` are cars from the outside in; `lanes_known` those of them
    whose lane was published. `speed` is thousandths of a mile an hour and `speed_basis` says
    how it is known; `speed_of` says what it is the speed of. `car_length` is thousandths of an
    inch (None: that of a NASCAR Next Gen car, `race.finish.CAR_LENGTH`).
    """

    resolution: Annotated[int, Meta(ge=1, le=SECOND)]
    loop_error: Annotated[int, Meta(ge=0, le=MAX_LOOP_ERROR)] | None = None
    lanes: Cars = ()
    lanes_known: Cars = ()
    speed: Count | None = None
    speed_basis: Basis | None = None
    speed_of: Text | None = None
    car_length: Annotated[int, Meta(ge=39_000, le=400_000)] | None = None
    outline: Outline = "stock car"
    note: Text | None = None
    times: Annotated[tuple[FinishTime, ...], Meta(max_length=MAX_CARS)] = ()

    @property
    def decimals(self) -> int:
        """The decimals of a second that the published step bears: 3 for 0.001 s, 1 at least."""
        return next((n for n in (4, 3, 2) if self.resolution < 10 ** (5 - n)), 1)


class Result(Record, frozen=True, kw_only=True):
    """A car's line of the result. Times in ticks, `gap` on lead lap; `points` can be under 0.

    `laps` and `status` are None where they were not published. `average_place` is the average
    running position of NASCAR's loop data, in thousandths of a place.
    """

    position: Position
    car: CarNumber
    laps: LapNumber | None = None
    status: Label | None = None
    elapsed: Ticks | None = None
    gap: Ticks | None = None
    stops: Count | None = None
    led: Count | None = None
    times_led: Count | None = None
    points: Points | None = None
    best_lap: Ticks | None = None
    best_lap_number: LapNumber | None = None
    last_lap: Ticks | None = None
    average_place: Annotated[int, Meta(ge=1000, le=MAX_CARS * 1000)] | None = None


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


class ClassResult(Record, frozen=True, kw_only=True):
    """The published order of a class, or of its first cars."""

    race_class: Label
    order: Cars


class Figures(Record, frozen=True, kw_only=True):
    """A pair of figures that differ, as `replay check` writes them.

    `of` says what they are of, such as a car, where a rule has several.
    """

    ours: Text
    published: Text
    of: Label | None = None


class Explanation(Record, frozen=True, kw_only=True):
    """Why the record and a published figure differ, in the file's own words.

    It excuses the `pairs` that it names and no others; without `pairs` the one pair of its rule
    that differs, if there are no more.
    """

    rule: Label
    reason: Text
    pairs: Annotated[tuple[Figures, ...], Meta(max_length=MAX_LAPS)] | None = None


class Official(Record, frozen=True, kw_only=True):
    """The published result: what `replay check` and the tests hold the record against.

    `results` are in order of their places, all of them or the first; empty where only `classes`
    were published. Of the `race_time` so many ticks were `stopped` under red, which race time
    leaves out.
    """

    laps: LapNumber
    results: Annotated[tuple[Result, ...], Meta(max_length=MAX_CARS)] = ()
    classes: Annotated[tuple[ClassResult, ...], Meta(max_length=20)] = ()
    margin: Ticks | None = None
    race_time: Ticks | None = None
    stopped: Ticks | None = None
    average_speed: Count | None = None
    lead_changes: Count | None = None
    leaders: Count | None = None
    cautions: Count | None = None
    caution_laps: Count | None = None
    lead: Annotated[tuple[LeadStint, ...], Meta(max_length=MAX_LAPS)] = ()
    orders: Annotated[tuple[OrderAt, ...], Meta(max_length=100)] = ()
    stages: Annotated[tuple[StageResult, ...], Meta(max_length=20)] = ()
    explanations: Annotated[tuple[Explanation, ...], Meta(max_length=40)] = ()
