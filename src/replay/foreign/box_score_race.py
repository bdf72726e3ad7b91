"""race.json as read: the race itself, and what was published of it as a whole."""

import re
from typing import Annotated

from msgspec import Meta, Struct

from replay.foreign.csv_cells import MOST, exact
from replay.race.model import (
    MAX_CARS,
    MAX_LAPS,
    SECOND,
    CarNumber,
    Count,
    Date,
    Fact,
    Figures,
    Finish,
    Label,
    Source,
    Text,
)

_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])(\.[0-9]{1,4})?\Z")

_MARGIN = re.compile(
    r"\s*\+?\s*(?:([0-9]{1,3}):(?=[0-5][0-9]))?([0-9]*(?:[.,][0-9]+)?)\s*"
    r"(?:s|sec\.?|secs\.?|seconds?)?\s*",
    re.IGNORECASE,
)

_LAPS = re.compile(r"\s*\+?\s*[0-9]+\s*laps?\s*", re.IGNORECASE)


class RulingFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """`ruling` in race.json: how the line was scored until a decision came.

    `provisional` gives each car's clock in seconds as first scored, in that order. `after_s`
    seconds after the flag the decision is estimated to have come.
    """

    by: Label
    text: Text
    of_lap: Annotated[int, Meta(ge=1)]
    after_s: Annotated[int, Meta(ge=0, le=86_400)]
    provisional: Annotated[tuple[tuple[CarNumber, str], ...], Meta(max_length=MAX_CARS)]

    @property
    def scored(self) -> tuple[tuple[str, int | None], ...]:
        """Each car's clock in ticks, None for what is no time."""
        return tuple((car, _decimal_seconds(clock)) for car, clock in self.provisional)


class ExplanationFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a published figure and the record differ: the `pairs` named, or without them one pair."""

    rule: Label
    reason: Text
    pairs: Annotated[tuple[Figures, ...], Meta(max_length=MAX_LAPS)] | None = None


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
    stage_end_laps: Annotated[tuple[int, ...], Meta(max_length=19)] = ()
    race_time: str | None = None
    average_speed_mph: Annotated[float, Meta(ge=1, le=1000)] | None = None
    margin_of_victory_s: str | None = None
    lead_changes: Count | None = None
    leaders: Count | None = None
    cautions: Count | None = None
    caution_laps: Count | None = None
    cars: Count | None = None
    pole: PoleFacts | None = None
    fastest_lap: FastestFacts | None = None
    not_eligible: tuple[CarNumber, ...] | None = None
    facts: Annotated[tuple[Fact, ...], Meta(max_length=20)] = ()
    sources: Annotated[tuple[Source, ...], Meta(max_length=40)] = ()
    finish: Finish | None = None
    ruling: RulingFacts | None = None
    explanations: Annotated[tuple[ExplanationFacts, ...], Meta(max_length=40)] = ()

    @property
    def margin(self) -> int | None:
        """The margin of victory in ticks, None where none can be read."""
        return None if self.margin_of_victory_s is None else _margin_time(self.margin_of_victory_s)

    @property
    def no_margin(self) -> bool:
        """Whether the margin is words that give no time: `Under Caution`, `1 lap`."""
        words = self.margin_of_victory_s or ""
        return _LAPS.fullmatch(words) is not None or not any(map(str.isdigit, words))

    @property
    def time(self) -> int | None:
        """The race time in ticks, None where none can be read."""
        return clock_time(self.race_time)

    @property
    def average_speed(self) -> int | None:
        """The average speed in thousandths of a mile an hour."""
        return None if self.average_speed_mph is None else round(self.average_speed_mph * 1000)


def clock_time(text: str | None) -> int | None:
    """Return a time like `3:10:42` in ticks, None for what is none or more than a file can hold."""
    found = _CLOCK.match(text or "")
    if found is None:
        return None
    hours, minutes, seconds = (int(part) for part in found.groups()[:3])
    whole = hours * 3600 + minutes * 60 + seconds
    ticks = whole * SECOND + (exact(found.group(4) or "0", SECOND) or 0)
    return ticks if ticks <= MOST * SECOND else None


def _margin_time(text: str) -> int | None:
    """Return a margin as ticks: seconds, with minutes, a sign or a unit as some publish it."""
    found = _MARGIN.fullmatch(text)
    if found is None:
        return None
    seconds = _decimal_seconds(found.group(2).replace(",", "."))
    return None if seconds is None else int(found.group(1) or 0) * 60 * SECOND + seconds


def _decimal_seconds(text: str) -> int | None:
    """Return decimal seconds as ticks, None for what is none or more than a file can hold."""
    ticks = exact(text, SECOND)
    return ticks if ticks is not None and ticks <= MOST * SECOND else None
