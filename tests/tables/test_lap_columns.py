"""What stands in the columns of laps beside times and places: a race written by hand for each."""

from typing import Any

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, race_of
from tests.series_strategies import without_flags
from tests.tables.shipped import of_car, race_named, rows_of

import replay
from replay.race.model import Caution, Driver, Event, Flag, Green, Race, Red, Stop


def columns_of_car(race: Race, car: str, *names: str) -> list[Any]:
    rows = of_car(rows_of(replay.laps(race)), car)
    return [tuple(row[name] for name in names) if names[1:] else row[names[0]] for row in rows]


LINES = {"1": (30, 60, 90, 120, 150), "2": (31, 61.5, 92, 123, 154)}


# -- the state of the track


def caution(seconds: float, lap: int) -> Caution:
    return Caution(at=at(seconds), lap=lap, basis="timed", number=1, reason="rain")


def green(seconds: float, lap: int) -> Green:
    return Green(at=at(seconds), lap=lap, basis="timed")


def shown(seconds: float, lap: int, flag: str, neutralises: Any) -> Flag:
    return Flag(at=at(seconds), lap=lap, basis="timed", flag=flag, neutralises=neutralises)


def test_a_caution_is_a_safety_car_in_the_digits_of_fastf1() -> None:
    race = race_of(LINES, [caution(40, 1), green(85, 2)])
    assert columns_of_car(race, "1", "TrackStatus") == ["1", "4", "4", "1", "1"]


def test_a_flag_that_falls_as_a_lap_ends_belongs_to_the_next() -> None:
    race = race_of(LINES, [caution(60, 2), green(90, 3)])
    assert columns_of_car(race, "1", "TrackStatus") == ["1", "1", "4", "1", "1"]
    # The other car, a second and a half behind, has seen both flags on the laps that they cut.
    assert columns_of_car(race, "2", "TrackStatus") == ["1", "4", "4", "1", "1"]


def test_several_states_of_a_lap_stand_side_by_side_in_order_and_once_each() -> None:
    flags: list[Event] = [
        shown(61, 2, "yellow", "part"),
        shown(65, 2, "VSC", "slow"),
        shown(70, 2, "safety car", "bunch"),
        shown(80, 2, "yellow", "part"),
        green(88, 2),
    ]
    assert columns_of_car(race_of(LINES, flags), "1", "TrackStatus") == [
        *("1", "1", "264", "1", "1")
    ]


def test_a_flag_that_neutralises_nothing_leaves_the_track_clear() -> None:
    race = race_of(LINES, [shown(61, 2, "debris", "nothing")])
    assert set(columns_of_car(race, "1", "TrackStatus")) == {"1"}


def test_a_red_flag_is_seen_on_the_lap_it_came_in_whether_the_clock_stands_or_runs() -> None:
    standing = Red(at=at(70), lap=2, basis="timed")
    running = structs.replace(standing, clock="runs")
    assert columns_of_car(race_of(LINES, [standing]), "1", "TrackStatus") == [
        *("1", "1", "5", "1", "1")
    ]
    race = race_of(LINES, [running, green(100, 3)])
    assert columns_of_car(race, "1", "TrackStatus") == ["1", "1", "5", "5", "1"]


def test_where_no_flags_are_on_record_nobody_says_that_the_track_was_clear() -> None:
    race = without_flags(race_of(LINES))
    assert set(columns_of_car(race, "1", "TrackStatus")) == {None}


# -- stops, stints, tyres


def test_a_stop_is_on_the_lap_it_was_made_on_and_a_stint_begins_with_the_next() -> None:
    stop = Stop(car="1", lap=1, entry=at(55), exit=at(70), compound="HARD", tyre_age=2)
    race = race_of(
        LINES,
        stops=[stop],
        known={"stops": "timed", "tyres": "timed"},
        entries={"1": {"compound": "SOFT", "tyre_age": 0}},
    )
    assert columns_of_car(
        race, "1", "Stint", "PitInTime", "PitOutTime", "Compound", "TyreLife"
    ) == [
        (1, None, None, "SOFT", 1),
        (1, 55.0, None, "SOFT", 2),
        (2, None, 70.0, "HARD", 3),
        (2, None, None, "HARD", 4),
        (2, None, None, "HARD", 5),
    ]
    assert columns_of_car(race, "2", "Stint", "Compound") == [(1, None)] * 5


def test_pit_road_that_ends_before_the_line_has_both_times_on_one_lap() -> None:
    stop = Stop(car="1", lap=1, entry=at(45), exit=at(58))
    race = race_of(LINES, stops=[stop], known={"stops": "timed"})
    assert columns_of_car(race, "1", "PitInTime", "PitOutTime")[1:3] == [(45.0, 58.0), (None, None)]


@pytest.mark.parametrize("length", [None, at(12)])
def test_a_stop_that_nobody_timed_counts_for_the_stint_alone(length: int | None) -> None:
    stop = Stop(car="1", lap=2, length=length)
    race = race_of(LINES, stops=[stop], known={"stops": "estimated"})
    found = columns_of_car(race, "1", "Stint", "PitInTime", "PitOutTime")
    assert found == [(1, None, None)] * 3 + [(2, None, None)] * 2


def test_without_stops_on_record_no_stint_is_known() -> None:
    assert set(columns_of_car(race_of(LINES), "1", "Stint")) == {None}


# -- drivers, teams, classes


def test_a_driver_is_called_by_his_code_or_else_by_his_short_name() -> None:
    race = race_of(
        LINES,
        entries={
            "1": {
                "drivers": (Driver(first="Max", last="Verstappen", code="VER"),),
                "team": "Bulls",
            },
            "2": {"drivers": (Driver(first="Kyle", last="Larson"),)},
        },
    )
    assert set(columns_of_car(race, "1", "Driver", "Team")) == {("VER", "Bulls")}
    assert set(columns_of_car(race, "2", "Driver", "Team")) == {("Larson", None)}


def test_the_driver_is_who_is_in_the_car_and_none_where_nobody_knows() -> None:
    crew = (Driver(first="Ann", last="Ames"), Driver(first="Bo", last="Beck"))
    race = race_of(
        LINES,
        stops=[Stop(car="1", lap=1, entry=at(55), exit=at(70), driver=1)],
        known={"stops": "timed", "drivers": "timed"},
        entries={"1": {"drivers": crew, "starts": 0}, "2": {"drivers": crew}},
    )
    assert columns_of_car(race, "1", "Driver") == ["Ames", "Ames", "Beck", "Beck", "Beck"]
    assert set(columns_of_car(race, "2", "Driver")) == {None}


def test_a_number_is_text() -> None:
    laps = replay.laps(race_of({"07": (30, 60), "7": (31, 62)}))
    assert laps["DriverNumber"] == ["07", "7", "07", "7"]


def test_places_in_class_count_the_class_alone() -> None:
    names = [one.name for one in CLASSES]
    race = race_of(
        {"1": (30, 60), "2": (31, 61), "3": (32, 62)},
        classes=CLASSES,
        entries={
            "1": {"race_class": names[0]},
            "2": {"race_class": names[1]},
            "3": {"race_class": names[1]},
        },
    )
    assert columns_of_car(race, "3", "Position", "Class", "ClassPosition") == [
        (3, names[1], 2),
        (3, names[1], 2),
    ]


def test_off_the_lead_lap_there_is_no_gap_but_laps_down() -> None:
    race = race_of({"1": (30, 60, 90, 120), "2": (50, 100)})
    found = columns_of_car(race, "2", "Gap", "Interval", "LapsDown", "Position")
    assert found == [(20.0, 20.0, 0, 2), (None, None, 1, 2)]
    assert columns_of_car(race, "1", "Gap", "Interval", "LapsDown")[0] == (0.0, None, 0)


# -- how it is known


def test_laps_are_generated_where_they_were_rebuilt() -> None:
    rebuilt, measured = race_named("kansas-2024"), race_named("abu-dhabi-2021")
    assert sum(replay.laps(rebuilt)["Generated"]) > 9_000
    # Of the last lap seven times were not published: they follow from the finish.
    generated = [row for row in rows_of(replay.laps(measured)) if row["Generated"]]
    assert [row["LapNumber"] for row in generated] == [58] * 7
    assert set(replay.laps(measured)["PlaceSure"]) == {True}
    assert set(replay.laps(rebuilt)["PlaceSure"]) == {True, False}


def test_of_a_finish_alone_there_are_columns_and_no_laps() -> None:
    laps = replay.laps("monza-1971")
    assert laps.keys() == replay.laps("kansas-2024").keys()
    assert not any(laps.values())
