"""The feeds of NASCAR as values: of each field of the JSON that is used, and no more."""

from typing import Annotated

from msgspec import Meta, Struct

from replay.foreign.csv_cells import MeanPosition
from replay.race.record import MAX_LAPS

_Lap = Annotated[int, Meta(ge=0, le=MAX_LAPS)]
_Place = Annotated[int, Meta(ge=0, le=10_000)]
_Written = Annotated[str, Meta(max_length=2_000)]


class LapRow(Struct, frozen=True, rename="pascal"):
    """A lap of a car; lap 0 is the grid. Seconds, miles an hour."""

    lap: _Lap
    lap_time: float | str | None
    running_pos: _Place
    lap_speed: float | str | None = None


class CarRows(Struct, frozen=True, rename="pascal"):
    """A car with all of its laps; the fields of a car as the feed writes them."""

    number: _Written
    full_name: _Written
    running_pos: _Place
    laps: Annotated[list[LapRow], Meta(max_length=MAX_LAPS)]
    manufacturer: _Written | None = None


class LapFlag(Struct, frozen=True, rename="pascal"):
    """The flag of a lap of the leader."""

    laps_completed: _Lap
    flag_state: int


class LapTimes(Struct, frozen=True):
    """`lap-times.json`. It does not say which race this is."""

    laps: list[CarRows]
    flags: list[LapFlag] | None = None


class FlagRow(Struct, frozen=True):
    """A change of flag: `elapsed_time` is seconds since the green."""

    lap_number: _Lap
    flag_state: int
    elapsed_time: float
    comment: _Written | None = None
    beneficiary: _Written | None = None


class FlagStates(Struct, frozen=True, rename="pascal"):
    """The list of changes, wrapped as some keep it."""

    flag_states: list[FlagRow]


class PitRow(Struct, frozen=True):
    """A visit to pit road: seconds since the green, 0 or -1 where one is missing."""

    vehicle_number: _Written
    leader_lap: _Lap
    lap_count: _Lap
    pit_in_flag_status: int
    pit_in_race_time: float
    pit_out_race_time: float
    driver_name: _Written = ""
    pit_stop_type: _Written | None = None
    left_front_tire_changed: bool | None = None
    left_rear_tire_changed: bool | None = None
    right_front_tire_changed: bool | None = None
    right_rear_tire_changed: bool | None = None


class FinishRow(Struct, frozen=True):
    """A line of the official result; place 0 did not start, `diff_time` is milliseconds.

    `average_place` is in thousandths, of a box score alone: the weekend feed has none.
    """

    car_number: _Written
    driver_fullname: _Written
    finishing_position: _Place
    starting_position: _Place
    laps_completed: _Lap
    finishing_status: _Written = ""
    diff_time: int | None = None
    laps_led: _Lap | None = None
    times_led: _Lap | None = None
    points_earned: int | None = None
    team_name: _Written | None = None
    car_make: _Written | None = None
    sponsor: _Written | None = None
    crew_chief_fullname: _Written | None = None
    disqualified: bool = False
    average_place: MeanPosition | None = None


class CautionSegment(Struct, frozen=True):
    """A caution, its laps numbered one later than in lap-times."""

    start_lap: _Lap
    end_lap: _Lap
    reason: _Written | None = None
    comment: _Written | None = None
    beneficiary_car_number: _Written | None = None
    beneficiary_known: bool = True


class LeaderSegment(Struct, frozen=True):
    """Laps led, both ends included; the first begins with lap 0, the pole."""

    start_lap: _Lap
    end_lap: _Lap
    car_number: _Written


class StageRow(Struct, frozen=True):
    """A car in the first ten of a stage."""

    car_number: _Written
    finishing_position: _Place
    stage_points: _Lap


class StageTable(Struct, frozen=True):
    """The result of a stage."""

    stage_number: int
    results: list[StageRow] | None = None


class WeekendRace(Struct, frozen=True):
    """The race of `weekend-feed.json`."""

    race_name: _Written
    series_id: int
    race_season: int
    results: list[FinishRow]
    series: _Written | None = None
    track_name: _Written | None = None
    race_date: _Written | None = None
    scheduled_laps: _Lap | None = None
    actual_laps: _Lap | None = None
    stage_1_laps: _Lap = 0
    stage_2_laps: _Lap = 0
    stage_3_laps: _Lap = 0
    stage_4_laps: _Lap = 0
    number_of_cautions: _Lap | None = None
    number_of_caution_laps: _Lap | None = None
    number_of_lead_changes: _Lap | None = None
    number_of_leaders: _Lap | None = None
    margin_of_victory: _Written | None = None
    total_race_time: _Written | None = None
    average_speed: float | None = None
    caution_segments: list[CautionSegment] | None = None
    race_leaders: list[LeaderSegment] | None = None
    stage_results: list[StageTable] | None = None


class WeekendFeed(Struct, frozen=True):
    """`weekend-feed.json`."""

    weekend_race: list[WeekendRace] | None


class LapNote(Struct, frozen=True, rename="pascal"):
    """What somebody wrote of a lap."""

    note: _Written
    flag_state: int = 0


class LapNotes(Struct, frozen=True):
    """`lap-notes.json`: notes by the lap being run, `0` before the start."""

    laps: dict[str, list[LapNote]]


class Vehicle(Struct, frozen=True):
    """A car of the live feed."""

    vehicle_number: _Written
    laps_completed: _Lap
    sponsor_name: _Written | None = None
    average_running_position: float | None = None


class LiveFeed(Struct, frozen=True):
    """`live-feed.json`: the race as it stood at one moment."""

    vehicles: list[Vehicle]
    lap_number: _Lap | None = None
    run_name: _Written | None = None
    series_id: int | None = None
    track_name: _Written | None = None
    track_length: float | None = None
    run_type: int | None = None
