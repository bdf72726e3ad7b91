"""The tables of a box score: their files, and what the columns of each may hold.

See the documentation of the folder for what each column says.
"""

from functools import cache
from typing import Annotated, ClassVar, cast

from msgspec import UNSET, Meta, UnsetType, defstruct

from replay.foreign.csv_cells import (
    Laps,
    MeanPosition,
    PositionOrNone,
    Seconds,
    Speed,
    TableRow,
)
from replay.race.record import CarNumber, Colour, Count, Label, LapNumber, Points, Position, Text
from replay.race.text import PATTERN

MAX_DRIVERS = 10
"""The drivers that an entry of a race file may have."""

MAX_NAME = 80
"""The characters that a name may have."""

Tenths = Annotated[int, Meta(ge=0, le=1_000_000, extra={"unit": 10})]
"""Points of a championship, in tenths."""

Names = Annotated[str, Meta(max_length=MAX_NAME * MAX_DRIVERS, pattern=PATTERN)]


class CarTableRow(TableRow, frozen=True, kw_only=True):
    """A row about one car."""

    car: CarNumber


class ResultRow(CarTableRow, frozen=True, kw_only=True):
    """A car's result; places at the ends of stages are in the columns of `results_with_stages`."""

    FILE: ClassVar[str] = "results.csv"

    pos: Position
    driver: Names
    laps: Laps
    status: Label | None = None
    start: PositionOrNone | None = None
    team: Text | None = None
    make: Text | None = None
    crew_chief: Text | None = None
    sponsor: Text | None = None
    laps_led: Count | None = None
    times_led: Count | None = None
    points: Points | None = None
    gap_s: Seconds | None = None
    elapsed_s: Seconds | None = None
    best_lap_s: Seconds | None = None
    best_lap_no: LapNumber | None = None
    last_lap_s: Seconds | None = None
    qualifying_s: Seconds | None = None
    qualifying_mph: Speed | None = None
    avg_pos: MeanPosition | None = None
    best_pos: PositionOrNone | None = None
    worst_pos: PositionOrNone | None = None


@cache
def results_with_stages(stages: int) -> type[ResultRow]:
    """Return the row of the results of a race of so many stages, with a place at each end."""
    places = [(stage_column(n), PositionOrNone | None, None) for n in range(1, stages + 1)]
    row = defstruct("ResultRow", places, bases=(ResultRow,), frozen=True, kw_only=True)
    return cast(type[ResultRow], row)


def stage_column(number: int) -> str:
    """Return the name of the column of places at the end of a stage."""
    return f"stage{number}_pos"


class DriverRow(CarTableRow, frozen=True, kw_only=True):
    """The name of one driver of a car, in parts."""

    FILE: ClassVar[str] = "drivers.csv"

    first: Text | None = None
    last: Label | None = None
    short: Label | None = None


class LiveryRow(CarTableRow, frozen=True, kw_only=True):
    """The colours of a car."""

    FILE: ClassVar[str] = "liveries.csv"

    paint: Colour
    ink: Colour
    second: Colour


class CautionRow(TableRow, frozen=True, kw_only=True):
    """A caution; `free_pass` is unset in a table that has no such column."""

    FILE: ClassVar[str] = "cautions.csv"

    number: Annotated[int, Meta(ge=1, le=100)]
    first_yellow_lap: Laps
    last_yellow_lap: Laps
    reason: Text
    yellow_shown_laps_completed: Laps | None = None
    green_shown_laps_completed: Laps | None = None
    free_pass: Text | UnsetType | None = UNSET
    cars: Text | None = None
    where: Text | None = None
    detail: Text | None = None


class LeadRow(CarTableRow, frozen=True, kw_only=True):
    """Laps led in one go."""

    FILE: ClassVar[str] = "lead_segments.csv"

    start_lap: Laps
    end_lap: Laps
    how: Text | None = None


class StopRow(CarTableRow, frozen=True, kw_only=True):
    """A stop; some tables have nothing, or a 0, where a car did not come out again.

    `tires` are those that were changed, as published.
    """

    FILE: ClassVar[str] = "pit_stops.csv"

    laps_completed_at_pit_in: Laps
    pit_in_race_time_s: Seconds
    pit_out_race_time_s: Seconds | None
    leader_laps_completed: Laps | None = None
    tires: Annotated[int, Meta(ge=0, le=4)] | None = None


class CheckpointRow(CarTableRow, frozen=True, kw_only=True):
    """A place in the order at the end of a lap, or at about that lap."""

    FILE: ClassVar[str] = "checkpoints.csv"

    lap: Laps
    basis: Label
    position: Position


class WhiteFlagRow(CarTableRow, frozen=True, kw_only=True):
    """A place in the order at the white flag."""

    FILE: ClassVar[str] = "white_flag.csv"

    position: Position
    gap_s: Seconds
    last_lap_s: Seconds | None


class RedFlagRow(TableRow, frozen=True, kw_only=True):
    """A red flag."""

    FILE: ClassVar[str] = "red_flags.csv"

    laps_completed: Laps
    reason: Text | None = None


class PenaltyRow(CarTableRow, frozen=True, kw_only=True):
    """A penalty."""

    FILE: ClassVar[str] = "penalties.csv"

    leader_laps_completed: Laps
    text: Text


class StopRemarkRow(CarTableRow, frozen=True, kw_only=True):
    """A remark on a stop."""

    FILE: ClassVar[str] = "stop_remarks.csv"

    laps_completed_at_pit_in: Laps
    text: Text


class AfterRaceRow(TableRow, frozen=True, kw_only=True):
    """A thing published after the race: a fact, its place in history, or a report."""

    FILE: ClassVar[str] = "after_race.csv"

    kind: Label
    label: Label
    text: Text
    source: Text
    car: CarNumber | None = None
    brief: Label | None = None
    otherwise: Text | None = None
    otherwise_source: Text | None = None


class StandingRow(TableRow, frozen=True, kw_only=True):
    """A place in the points of the championship after the race."""

    FILE: ClassVar[str] = "standing.csv"

    position: Position
    source: Text
    car: CarNumber | None = None
    driver: Label | None = None
    points: Tenths | None = None
    behind: Tenths | None = None
    wins: Count | None = None
    top_fives: Count | None = None
    top_tens: Count | None = None
    otherwise: Text | None = None
    otherwise_source: Text | None = None
