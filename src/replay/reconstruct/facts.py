"""A box score as read: the published facts of one race, before anything is solved.

Times are ticks (`replay.race.model.SECOND`) on the race clock, speeds thousandths of a mile
an hour. None says that the record does not tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Struct

from replay.race.model import (
    SECOND,
    CarNumber,
    Count,
    Date,
    Fact,
    Finish,
    Label,
    Livery,
    Source,
    Text,
)

_MILLISECOND = SECOND // 1000


class RulingFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """`ruling` in race.json: how the line was scored until a decision came.

    `provisional` gives each car's clock in seconds as first scored, in that order. `after_s`
    seconds after the flag the decision is estimated to have come.
    """

    by: Label
    text: Text
    of_lap: Annotated[int, Meta(ge=1)]
    after_s: Annotated[int, Meta(ge=0, le=86_400)]
    provisional: tuple[tuple[CarNumber, str], ...]


class ExplanationFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a published figure and the record differ."""

    rule: Label
    reason: Text


class PoleFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The published pole; the results table has the same times."""

    car: str
    time_s: float
    speed_mph: float


class FastestFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The published fastest lap; the results table has the same time."""

    car: str
    lap: int
    time_s: float
    speed_mph: float


class RaceFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """race.json: the race itself. See the documentation of the folder for each field."""

    name: Label
    series: Label
    date: Date
    track: Label
    track_length_miles: float
    scheduled_laps: int
    laps: int
    short: Label | None = None
    round: Text | None = None
    track_short: Label | None = None
    track_shape: Text | None = None
    stage_end_laps: tuple[int, ...] = ()
    race_time: str | None = None
    average_speed_mph: Annotated[float, Meta(gt=0, le=1000)] | None = None
    margin_of_victory_s: str | None = None
    lead_changes: Count | None = None
    leaders: Count | None = None
    cautions: Count | None = None
    caution_laps: Count | None = None
    cars: Count | None = None
    pole: PoleFacts | None = None
    fastest_lap: FastestFacts | None = None
    not_eligible: tuple[CarNumber, ...] | None = None
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    finish: Finish | None = None
    ruling: RulingFacts | None = None
    explanations: tuple[ExplanationFacts, ...] = ()


@dataclass(frozen=True)
class CarFacts:
    """A car's line of results.csv, with the names and colours of drivers.csv and liveries.csv."""

    position: int
    car: str
    first: str
    last: str
    short: str | None
    laps: int
    status: str
    grid: int | None
    team: str | None
    make: str | None
    crew_chief: str | None
    sponsor: str | None
    led: int | None
    times_led: int | None
    points: int | None
    gap: int | None
    elapsed: int | None
    best_lap: int | None
    best_lap_number: int | None
    last_lap: int | None
    qualifying: int | None
    qualifying_speed: int | None
    stage_places: tuple[int | None, ...]
    livery: Livery | None

    @property
    def running(self) -> bool:
        """Whether the car was still running at the end."""
        return self.status.casefold() == "running"


@dataclass(frozen=True)
class CautionFacts:
    """A line of cautions.csv. `free_pass` is None for none given, "" where the file is silent."""

    number: int
    first: int
    last: int
    shown: int
    green: int
    reason: str
    free_pass: str | None
    where: str | None
    cars: tuple[str, ...]
    detail: str | None


@dataclass(frozen=True)
class LeadFacts:
    """A line of lead_segments.csv: laps `first` to `last` led at the line, and how."""

    first: int
    last: int
    car: str
    how: str | None


@dataclass(frozen=True)
class StopFacts:
    """A line of pit_stops.csv. `leader_laps` are the leader's laps at pit entry, if published."""

    car: str
    laps: int
    leader_laps: int | None
    entry: int
    exit: int
    line: int


@dataclass(frozen=True)
class OrderFacts:
    """A whole-field order, or that of the cars named, at a lap. `gaps` go with `order`."""

    lap: int
    order: tuple[str, ...]
    exact: bool
    gaps: tuple[int, ...] | None = None
    last_laps: tuple[int, ...] | None = None


@dataclass(frozen=True)
class RedFacts:
    """A line of red_flags.csv: the leader's laps when the race stopped."""

    laps: int
    reason: str | None


@dataclass(frozen=True)
class NoteFacts:
    """A remark on a stop, or a penalty: the car, a count of laps, the words."""

    car: str
    lap: int
    text: str


@dataclass(frozen=True)
class BoxScore:
    """Everything a folder says. Empty tuples stand for files that are not there."""

    race: RaceFacts
    cars: tuple[CarFacts, ...]
    cautions: tuple[CautionFacts, ...]
    lead: tuple[LeadFacts, ...]
    stops: tuple[StopFacts, ...]
    orders: tuple[OrderFacts, ...]
    white: OrderFacts | None
    reds: tuple[RedFacts, ...]
    penalties: tuple[NoteFacts, ...]
    stop_remarks: tuple[NoteFacts, ...]
    has_free_passes: bool

    @property
    def laps(self) -> int:
        """Laps run."""
        return self.race.laps

    @property
    def step(self) -> int:
        """The ticks of the last decimal in which the race was timed: 0.001 s, or finer.

        What is rebuilt is no finer than what was published.
        """
        return 1 if any(time % _MILLISECOND for time in self._timed()) else _MILLISECOND

    def _timed(self) -> Iterator[int]:
        for car in self.cars:
            for time in (car.elapsed, car.gap, car.best_lap, car.last_lap):
                yield time or 0
        for stop in self.stops:
            yield from (stop.entry, stop.exit)
        if self.white is not None:
            yield from (*(self.white.gaps or ()), *(self.white.last_laps or ()))

    def leader(self, lap: int) -> str | None:
        """Return the official leader at the line of `lap`, None where the record is silent."""
        for stint in self.lead:
            if stint.first <= lap <= stint.last:
                return stint.car
        return None
