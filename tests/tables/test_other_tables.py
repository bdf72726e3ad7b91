"""Stops, events and results: each against what the program says elsewhere."""

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, flag, race_of
from tests.tables.shipped import NAMES, maybe_ticks, of_car, race_named, rows_of, ticks
from tests.tables.shipped import timeline_named as timeline_of

import replay
from replay.race.export import event_rows
from replay.race.model import ClassResult, Official, Result, Span, Stop
from replay.race.series import stops as stops_of_car

each = pytest.mark.parametrize("name", NAMES)


# -- stops


@each
def test_every_stop_of_the_file_is_a_row(name: str) -> None:
    timeline = timeline_of(name)
    rows = rows_of(replay.stops(timeline.race))
    assert len(rows) == len(timeline.race.stops)
    for entry in timeline.race.entries:
        own = of_car(rows, entry.car)
        visits = stops_of_car(timeline, timeline.end, entry.car)
        assert [row["Stop"] for row in own] == list(range(1, len(visits) + 1))
        assert [ticks(row["Time"]) for row in own] == [visit.since for visit in visits]
        assert [maybe_ticks(row["Duration"]) for row in own] == [visit.length for visit in visits]
        assert [row["LapNumber"] for row in own] == [visit.stop.lap + 1 for visit in visits]


@each
def test_stops_and_laps_tell_of_one_stop_alike(name: str) -> None:
    race = race_named(name)
    laps = {(row["DriverNumber"], row["LapNumber"]): row for row in rows_of(replay.laps(race))}
    entered = 0
    for row in rows_of(replay.stops(race)):
        lap = laps.get((row["DriverNumber"], row["LapNumber"]))
        if lap is not None and row["PitInTime"] is not None:
            assert lap["PitInTime"] == row["PitInTime"]
            entered += 1
    timed = [lap for lap in laps.values() if lap["PitInTime"] is not None]
    assert len(timed) == entered


def test_a_stop_under_way_has_no_end_and_nothing_done() -> None:
    stop = Stop(car="1", lap=1, entry=at(55), exit=at(70), tyres=4, compound="HARD", tyre_age=1)
    race = race_of(
        {"1": (30, 65, 95), "2": (31, 66, 96)},
        stops=[stop],
        known={"stops": "timed", "tyres": "timed"},
    )
    assert not replay.stops(race, until=54.9)["Time"]
    (there,) = rows_of(replay.stops(race, until=60))
    (left,) = rows_of(replay.stops(race, until=70))
    done = ("PitOutTime", "Duration", "Compound", "TyreLife", "NewTyres", "PositionOut")
    assert [there[name] for name in done] == [None] * 6
    assert [left[name] for name in done] == [70.0, 15.0, "HARD", 1, 4, None]
    assert (there["PitInTime"], there["PositionIn"], there["LapsRun"]) == (55.0, 1, 2)
    (over,) = rows_of(replay.stops(race))
    assert over["PositionOut"] == 1


def test_the_basis_of_a_stop_is_its_own_or_that_of_the_file() -> None:
    stops = [
        Stop(car="1", lap=0, length=at(9)),
        Stop(car="2", lap=0, entry=at(25), basis="official", length=at(9), length_basis="timed"),
        Stop(car="2", lap=1),
    ]
    race = race_of(
        {"1": (30, 60), "2": (31, 61)},
        stops=stops,
        known={"stops": "estimated", "stop_lengths": "official"},
    )
    found = {
        (row["DriverNumber"], row["Stop"]): (row["Basis"], row["DurationBasis"])
        for row in rows_of(replay.stops(race))
    }
    assert found == {
        ("1", 1): ("estimated", "official"),
        ("2", 1): ("official", "timed"),
        ("2", 2): ("estimated", None),
    }


# -- events


@each
def test_events_are_those_of_replay_events(name: str) -> None:
    timeline = timeline_of(name)
    for until in (timeline.end, timeline.end // 2):
        rows = rows_of(replay.events(timeline.race, until=until / 10_000))
        expected = event_rows(timeline, until=until)
        told = [
            (row["Lap"], row["Kind"], row["DriverNumber"], row["Basis"], row["Text"])
            for row in rows
        ]
        assert told == [(e.lap, e.kind, e.car, e.basis, e.text) for e in expected]
        for row, event in zip(rows, expected, strict=True):
            assert abs(row["Time"] - float(event.time_s)) < 0.000_6


@each
def test_what_happens_at_the_moment_belongs_to_it(name: str) -> None:
    race = race_named(name)
    whole = replay.events(race)
    for until in (0.0, *whole["Time"][:3]):
        cut = replay.events(race, until=until)
        expected = [
            (time, kind)
            for time, kind in zip(whole["Time"], whole["Kind"], strict=True)
            if time <= until
        ]
        assert list(zip(cut["Time"], cut["Kind"], strict=True)) == expected


def test_the_green_flag_is_on_the_clock_at_0() -> None:
    assert replay.events("kansas-2024", until=0.0)["Kind"] == ["green"]


# -- results


@each
def test_the_result_is_the_published_one_at_the_end_and_the_order_before(name: str) -> None:
    timeline = timeline_of(name)
    official = timeline.race.official
    assert official is not None
    rows = rows_of(replay.results(timeline.race))
    published = [row for row in rows if row["Official"]]
    assert [(row["Position"], row["DriverNumber"]) for row in published] == [
        (result.position, result.car) for result in official.results
    ]
    for row, result in zip(published, official.results, strict=True):
        assert row["Points"] == result.points
        assert row["Status"] == result.status
        if result.gap is not None:
            assert maybe_ticks(row["Gap"]) == result.gap
        if result.laps is not None:
            assert row["Laps"] == result.laps
    so_far = rows_of(replay.results(timeline.race, until=(timeline.end - 1) / 10_000))
    order = timeline.at(timeline.end - 1).order
    assert [row["DriverNumber"] for row in so_far] == [row.car for row in order]
    assert not any(row["Official"] for row in so_far)
    assert {row["Points"] for row in so_far} == {None}
    assert len(rows) == len(so_far) == len(timeline.race.entries)


def test_of_a_result_that_names_the_first_cars_the_others_follow_without_a_place() -> None:
    race = race_of({"1": (30, 60), "2": (31, 61), "3": (32, 62)}, [flag(60, 2)])
    race = structs.replace(race, official=Official(laps=2, results=(Result(position=1, car="2"),)))
    rows = rows_of(replay.results(race))
    found = [(row["DriverNumber"], row["Position"], row["Official"]) for row in rows]
    assert found == [("2", 1, True), ("1", None, False), ("3", None, False)]
    # What was not published stands as the record has it.
    assert (rows[0]["Laps"], rows[0]["Led"], rows[0]["Gap"]) == (2, 0, 1.0)


def test_places_in_class_are_the_published_ones_once_they_are_out() -> None:
    race = race_of(
        {"1": (30, 60), "2": (31, 61)},
        [flag(60, 2)],
        classes=CLASSES[:1],
        entries={car: {"race_class": CLASSES[0].name} for car in "12"},
    )
    listed = ClassResult(race_class=CLASSES[0].name, order=("2", "1"))
    race = structs.replace(race, official=Official(laps=2, classes=(listed,)))
    places = {row["DriverNumber"]: row["ClassPosition"] for row in rows_of(replay.results(race))}
    assert places == {"1": 2, "2": 1}
    before = rows_of(replay.results(race, until=60.5))
    assert {row["DriverNumber"]: row["ClassPosition"] for row in before} == {"1": 1, "2": 2}


def test_the_best_lap_is_the_best_of_those_that_were_measured() -> None:
    spans = (
        Span(lap=1, crossing="timed", lap_time="timed", place="sure"),
        Span(lap=3, crossing="reconstructed", lap_time="reconstructed", place="sure"),
        Span(lap=4, crossing="timed", lap_time="timed", place="sure"),
    )
    race = race_of({"1": (31, 60.5, 80, 108)})
    rebuilt = structs.replace(race, laps=(structs.replace(race.laps[0], known=spans),))

    def best(until: float | None = None) -> list[float | None]:
        return replay.results(rebuilt, until)["BestLapTime"]

    assert [best(until) for until in (30, 31, 61, 100, None)] == [
        *([None], [31.0], [29.5], [29.5], [28.0])
    ]


@each
def test_best_laps_are_of_measured_laps_in_every_race(name: str) -> None:
    race, timeline = race_named(name), timeline_of(name)
    until = timeline.end * 2 // 3 / 10_000
    best: dict[str, float] = {}
    for row in rows_of(replay.laps(race, until)):
        if not row["Generated"]:
            car = row["DriverNumber"]
            best[car] = min(best.get(car, row["LapTime"]), row["LapTime"])
    results = rows_of(replay.results(race, until))
    if not any(row["Official"] for row in results):
        assert {row["DriverNumber"]: row["BestLapTime"] for row in results} == {
            row["DriverNumber"]: best.get(row["DriverNumber"]) for row in results
        }


def test_of_the_grid_there_are_places_where_somebody_knows_it() -> None:
    assert replay.results("kansas-2024", until="grid")["Position"][:3] == [1, 2, 3]
    le_mans = replay.results("le-mans-2024", until="grid")
    assert set(le_mans["Position"]) == set(le_mans["ClassPosition"]) == {None}


def test_a_car_of_several_drivers_names_them_all() -> None:
    row = rows_of(replay.results("lime-rock-2023"))[0]
    assert " / " in row["Driver"]
    assert " / " in row["FullName"]
    assert row["Abbreviation"] is None


def test_a_full_name_is_the_same_in_all_tables_and_all_races() -> None:
    found = {
        (row["Driver"], row["FullName"])
        for race in ("kansas-2024", "atlanta-2024", "kansas-2025")
        for table in (replay.laps, replay.stops, replay.events, replay.results)
        for row in of_car(rows_of(table(race)), "8") + of_car(rows_of(table(race)), "19")
    }
    assert found >= {
        ("Ky. Busch", "Kyle Busch"),
        ("Busch", "Kyle Busch"),
        ("Truex Jr", "Martin Truex Jr."),
        ("Truex Jr.", "Martin Truex Jr."),
    }
    assert {full for _, full in found} <= {"Kyle Busch", "Martin Truex Jr.", "Chase Briscoe"}
