"""Tables of Ergast, alone and with the laps of FastF1: an input for each trap of the format."""

from pathlib import Path

import pytest
from tests.importers.f1.grids import (
    ENDS,
    Row,
    crossings,
    ergast,
    fastf1,
    imported,
    lap_times,
    pandas,
    pit_stop,
    red_flag,
    result,
    results,
    row_of,
    rows,
    safety_car,
    table,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import ImportRefused, candidates
from replay.importers.facts import with_facts
from replay.importers.facts_table import read_facts
from replay.race.check import check
from replay.race.model import (
    Added,
    Chequered,
    Distance,
    Flag,
    Green,
    Race,
    Red,
    Retirement,
    Ruling,
)


def race(folder: Path, **tables: list[Row] | str | None) -> Race:
    return imported(write(folder, ergast(**tables))).race


def refusal(path: Path, select: str = "") -> str:
    with pytest.raises((ForeignFileError, ImportRefused)) as caught:
        imported(path, select=select)
    line = str(caught.value)
    assert "\n" not in line
    return line


# -- the tables


def test_tables_in_any_order_make_a_race_that_agrees_with_its_result(tmp_path: Path) -> None:
    found = race(tmp_path)
    header = found.header
    assert (header.name, header.short, header.season, header.date, header.round) == (
        "Invented Grand Prix",
        "Invented 2012",
        "2012",
        "2012-05-06",
        "3",
    )
    assert header.track is not None
    assert (header.track.name, header.track.short, header.track.course) == (
        "The Ring",
        "Somewhere",
        "road",
    )
    assert [(one.car, one.grid, one.team, one.driver) for one in found.entries] == [
        ("1", 1, "Red", "Ann Able"),
        ("44", 2, "Blue", "Bea Bold"),
        ("7", 3, "Green", "Cy Cole"),
    ]
    assert {finding.outcome for finding in check(found)} == {"met"}


def test_sums_of_the_lap_times_are_exact_from_lights_out_on(tmp_path: Path) -> None:
    found = race(tmp_path)
    assert crossings(found, "1") == ENDS["ABL"]
    assert found.official is not None
    assert (found.official.margin, found.official.race_time) == (30_000, 4_600_000)
    assert [one.gap for one in found.official.results] == [0, 30_000, None]
    assert next((one.best_lap, one.best_lap_number) for one in found.official.results) == (
        890_000,
        3,
    )


@pytest.mark.parametrize(
    "missing", ["results", "races", "drivers", "constructors", "circuits", "status"]
)
def test_any_table_but_that_of_the_laps_may_be_missing(tmp_path: Path, missing: str) -> None:
    found = race(tmp_path, **{missing: None})
    assert sorted(len(line.crossings) for line in found.laps) == [3, 5, 5]
    assert not any(finding.outcome == "failed" for finding in check(found))


def test_without_a_result_cars_are_called_by_the_codes_of_their_drivers(tmp_path: Path) -> None:
    found = imported(write(tmp_path, ergast(results=None)))
    assert [(one.car, one.grid) for one in found.race.entries] == [
        ("ABL", None), ("BOL", None), ("COL", None),
    ]  # fmt: skip
    assert found.told == ("no result: cars are called by the codes or numbers of their drivers",)


def test_a_table_twice_is_refused_and_sprints_are_no_results(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", ergast())
    (folder / "more.csv").write_text(table(lap_times()))
    assert "lap_times.csv twice, also in" in refusal(folder)
    sprint = [
        {k: v for k, v in row.items() if k not in ("rank", "fastestLapSpeed")} for row in results()
    ]
    folder = write(tmp_path / "b", ergast() | {"sprint": table(sprint)})
    assert len(imported(folder).race.entries) == 3


def test_rows_of_races_may_lack_the_cells_at_their_end(tmp_path: Path) -> None:
    tables = ergast()
    first, *rest = tables["races"].splitlines()
    more = [f"{first},fp1_date,fp1_time", f"{rest[0]},\\N,\\N", rest[1]]
    tables["races"] = "\n".join(more) + "\n"
    assert imported(write(tmp_path, tables)).race.header.name == "Invented Grand Prix"


def test_codes_may_be_missing_and_shared_and_the_number_stands_in_the_result(
    tmp_path: Path,
) -> None:
    text = ergast()["drivers"].replace("COL", "\\N").replace(",BOL,", ",ABL,")
    found = race(tmp_path, drivers=text)
    assert [(one.car, one.drivers[0].code) for one in found.entries] == [
        ("1", "ABL"),
        ("44", "ABL"),
        ("7", None),
    ]


def test_two_of_one_surname_are_told_apart(tmp_path: Path) -> None:
    found = race(tmp_path, drivers=ergast()["drivers"].replace("Bold", "Able"))
    assert [one.surname for one in found.entries] == ["A. Able", "B. Able", "Cole"]


# -- races of the tables


def test_races_are_told_apart_by_their_line_which_names_no_result(tmp_path: Path) -> None:
    both = [*lap_times(), *lap_times(race=11)]
    folder = write(tmp_path, ergast(laps=both, results=None))
    assert [one.line for one in candidates(None, [folder])] == [
        "2012 Invented Grand Prix round 3 The Ring Somewhere 2012-05-06 (race 10)",
        "2013 Other Prix round 3 The Ring Somewhere 2013-05-06 (race 11)",
    ]
    assert imported(folder, select="2013 other").race.header.season == "2013"


def test_a_race_without_laps_is_refused_with_that_reason(tmp_path: Path) -> None:
    two = [*results(), *(row | {"raceId": 11} for row in results())]
    folder = write(tmp_path / "a", ergast(results=two))
    said = refusal(folder, "other")
    assert said.endswith(
        "no laps of race 11 (2013 Other Prix): lap_times.csv has not one row of it"
    )
    folder = write(tmp_path / "b", ergast(laps=None))
    assert "no laps of race 10 (2012 Invented Grand Prix): there is no lap_times.csv" in refusal(
        folder
    )
    path = write(tmp_path / "c", {"races": ergast()["races"]}) / "races.txt"
    assert refusal(path) == f"{path}: no laps: there is no lap_times.csv"
    empty = ergast()["laps"].split("\n")[0] + "\n"
    path = write(tmp_path / "d", {"laps": empty}) / "laps.txt"
    assert refusal(path) == f"{path}: no laps: lap_times.csv has not one row"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("milliseconds", "ms", "line 1: no column `milliseconds`"),
        ("1:40.000", "1:41.000", "line 2: `time` 1:41.000 is not 100000 milliseconds"),
        ("10,501,2,", "10,501,1,", "line 3: driver 501 has lap 1 twice"),
        ("10,501,2,", "10,501,9,", "car 1 lacks lap 2, though it goes on: laps are missing here"),
        ("10,501,2,", "x,501,2,", "line 3: `raceid` is no number: 'x'"),
        ("10,503,1,", "10,777,1,", "driver 777 has laps in race 10, but is not in its result"),
    ],
)
def test_what_is_wrong_with_laps_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = table(lap_times()).replace(old, new, 1)
    assert refusal(write(tmp_path, ergast(laps=text))).endswith(said)


def test_a_row_limit_that_cut_off_the_laps_is_noticed(tmp_path: Path) -> None:
    cut = [row for row in lap_times() if row["driverId"] != "503"][:8]
    path = write(tmp_path / "a", ergast(laps=cut)) / "laps.txt"
    assert refusal(path.parent) == f"{path}: laps are missing: car 44 has 3 of the 5 of its result"
    cut = [row for row in lap_times() if row["driverId"] != "502"]
    assert "laps are missing: on lap 1 there is no car in place 2" in refusal(
        write(tmp_path / "b", ergast(laps=cut, results=None))
    )


def test_a_table_cut_off_inside_a_line_is_refused_there(tmp_path: Path) -> None:
    text = table(lap_times())[:-20]
    assert refusal(write(tmp_path, ergast(laps=text))).endswith(
        "line 14: 2 cells, the header has 6"
    )


# -- places


def test_level_cars_stand_in_the_order_of_their_places(tmp_path: Path) -> None:
    ends = ENDS | {"BOL": [101.0, 190.0, 280.5, 370.0, 460.0]}
    laps = lap_times(ends, ABL=(1, 2, 2, 2, 2), BOL=(2, 1, 1, 1, 1))
    found = imported(write(tmp_path / "a", ergast(laps=laps)))
    assert crossings(found.race, "1")[1] == 190.0001
    assert crossings(found.race, "44")[1] == 190.0
    assert not found.told
    laps = lap_times(ends, ABL=(1, 1, 2, 2, 2), BOL=(2, 2, 1, 1, 1))
    assert crossings(race(tmp_path / "b", laps=laps), "44")[1] == 190.0001


def test_a_place_that_the_times_contradict_is_told(tmp_path: Path) -> None:
    laps = lap_times(ABL=(2, 1, 2, 2, 2), BOL=(1, 2, 1, 1, 1))
    told = imported(write(tmp_path, ergast(laps=laps))).told
    assert told == (
        "place not held: car 1, lap 1: 2, but the times of the lap have it otherwise",
        "place not held: car 44, lap 1: 1, but the times of the lap have it otherwise",
    )


def test_laps_after_the_one_the_result_was_counted_back_to_are_left_out(tmp_path: Path) -> None:
    counted = [row | {"laps": 4} for row in results()[:2]] + results()[2:]
    counted[0]["milliseconds"], counted[1]["milliseconds"] = 370_000, 372_000
    found = imported(write(tmp_path, ergast(results=counted)))
    assert crossings(found.race, "44") == ENDS["BOL"][:4]
    assert next(e.lap for e in found.race.events if isinstance(e, Chequered)) == 4
    assert "car 44: 5 laps, of which the result counts 4" in found.told
    assert {finding.outcome for finding in check(found.race)} == {"met"}


# -- who started, who did not, who fell out


def test_a_car_out_on_lap_1_is_there_without_a_lap(tmp_path: Path) -> None:
    lines = [row for row in lap_times() if row["driverId"] != "503"]
    out = [*results()[:2], result("503", 3, 0, positionText="R", statusId=6)]
    found = race(tmp_path, laps=lines, results=out)
    assert [line.car for line in found.laps] == ["1", "44"]
    (event,) = [event for event in found.events if isinstance(event, Retirement)]
    assert (event.car, event.reason, event.lap, event.basis) == ("7", "gearbox", 1, "estimated")


def test_a_car_that_withdrew_did_not_start_and_stood_on_no_place(tmp_path: Path) -> None:
    lines = [row for row in lap_times() if row["driverId"] != "503"]
    out = [*results()[:2], result("503", 3, 0, positionText="W", statusId=54)]
    found = race(tmp_path, laps=lines, results=out)
    cole = next(one for one in found.entries if one.car == "7")
    assert (cole.begins, cole.grid) == ("not started", None)
    assert not [event for event in found.events if isinstance(event, Retirement)]
    assert {finding.outcome for finding in check(found)} == {"met"}


def test_place_0_on_the_grid_is_a_start_from_the_pit_lane(tmp_path: Path) -> None:
    out = results()
    out[0]["grid"] = 0
    found = race(tmp_path, results=out)
    assert [(one.car, one.grid, one.begins) for one in found.entries] == [
        ("1", 1, "grid"),
        ("7", 3, "grid"),
        ("44", None, "pit lane"),
    ]


def test_those_who_did_not_qualify_are_not_entered(tmp_path: Path) -> None:
    lines = [row for row in lap_times() if row["driverId"] != "503"]
    out = [*results()[:2], result("503", 3, 0, positionText="F")]
    assert [one.car for one in race(tmp_path, laps=lines, results=out).entries] == ["1", "44"]


def test_without_words_a_car_that_came_to_the_line_after_the_flag_took_it(tmp_path: Path) -> None:
    ends = ENDS | {"COL": [103.0, 195.0, 287.0, 465.0]}
    out = [*results()[:2], result("503", 3, 4)]
    found = race(tmp_path, laps=lap_times(ends), results=out, status=None)
    assert not [event for event in found.events if isinstance(event, Retirement)]


def test_a_car_that_is_not_classified_may_have_taken_the_flag(tmp_path: Path) -> None:
    words = [{"statusId": 1, "status": "Finished"}, {"statusId": 62, "status": "Not classified"}]
    out = [*results()[:2], result("503", 3, 3, positionText="N", statusId=62)]
    late = ENDS | {"COL": [103.0, 195.0, 470.0]}
    for folder, ends, gone in (("a", late, 0), ("b", ENDS, 1)):
        found = race(tmp_path / folder, laps=lap_times(ends), results=out, status=words)
        assert len([e for e in found.events if isinstance(e, Retirement)]) == gone


def test_a_car_that_was_black_flagged_is_out_from_then_on(tmp_path: Path) -> None:
    out = [*results()[:2], result("503", 3, 3, positionText="D", statusId=2)]
    found = race(tmp_path, results=out)
    (event,) = [e for e in found.events if isinstance(e, Retirement)]
    assert (event.car, event.reason) == ("7", "disqualified")


def test_the_only_car_on_the_last_lap_keeps_it_where_the_result_counts_it(tmp_path: Path) -> None:
    out = [results()[0], result("501", 2, 4), *results()[2:]]
    ends = ENDS | {"ABL": ENDS["ABL"][:4]}
    assert crossings(race(tmp_path, laps=lap_times(ends), results=out), "44") == ENDS["BOL"]


def test_a_retirement_has_its_reason_in_small_letters_as_the_next_lap_fails_to_come(
    tmp_path: Path,
) -> None:
    (event,) = [e for e in race(tmp_path).events if isinstance(e, Retirement)]
    assert (event.car, event.reason, event.lap) == ("7", "gearbox", 4)
    assert 287.0 < event.at / 10_000 < 460


# -- rulings


def test_half_points_which_a_race_file_does_not_hold_are_told(tmp_path: Path) -> None:
    out = results()
    out[0]["points"], out[1]["points"], out[2]["points"] = 12.5, 9, 0.5
    found = imported(write(tmp_path, ergast(results=out)))
    assert found.race.official is not None
    assert [one.points for one in found.race.official.results] == [None, 9, None]
    assert found.told == (
        "points are whole in a race file: left out are 12.5 of car 44, 0.5 of car 7",
    )


def test_whole_seconds_in_a_published_time_are_a_penalty(tmp_path: Path) -> None:
    lines = lap_times(ABL=(1, 1, 2, 2, 2))
    out = results()
    out[1]["milliseconds"] = 468_000
    found = race(tmp_path, laps=lines, results=out)
    (ruling,) = [event for event in found.events if isinstance(event, Ruling)]
    assert ruling.added == (Added(car="1", time=50_000),)
    assert crossings(found, "1") == ENDS["ABL"]
    assert found.official is not None
    assert found.official.results[1].gap == 80_000


def test_a_car_that_was_disqualified_is_excluded_after_the_flag(tmp_path: Path) -> None:
    out = [
        result("501", 1, 5, 463_000),
        result("503", 2, 3, positionText="R", statusId=6),
        result("502", 3, 5, positionText="D", statusId=2),
    ]
    found = race(tmp_path, results=out)
    (ruling,) = [event for event in found.events if isinstance(event, Ruling)]
    assert (ruling.excluded, ruling.text) == (("44",), "car 44 disqualified")
    assert ruling is found.events[-1]
    assert {finding.outcome for finding in check(found)} == {"met"}


def test_a_best_lap_that_the_laps_lack_is_not_explained(tmp_path: Path) -> None:
    for folder, best, outcome in (("a", "1:29.100", "explained"), ("b", "1:28.000", "failed")):
        out = results()
        out[0]["fastestLapTime"] = best
        found = {one.rule: one.outcome for one in check(race(tmp_path / folder, results=out))}
        assert found["best lap"] == outcome


def test_lapped_cars_that_are_placed_otherwise_than_at_the_line_are_placed_by_a_ruling(
    tmp_path: Path,
) -> None:
    ends = {
        "ABL": [100.0, 190.0, 281.0, 462.0],
        "BOL": ENDS["BOL"],
        "COL": [103.0, 195.0, 300.0, 465.0],
    }
    out = [
        results()[0],
        result("503", 2, 4, statusId=11),
        result("501", 3, 4, statusId=11),
    ]
    found = race(tmp_path, laps=lap_times(ends), results=out)
    (ruling,) = [event for event in found.events if isinstance(event, Ruling)]
    assert ruling.order == ("7", "1")
    assert {finding.outcome for finding in check(found)} == {"met"}


# -- flags by laps


def flags_of(found: Race) -> list[tuple[str, int]]:
    return [
        (e.flag if isinstance(e, Flag) else type(e).__name__, e.lap)
        for e in found.events
        if isinstance(e, Green | Flag | Red)
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Two whole laps behind it: it came out within lap 2, and in as lap 4 ended.
        (safety_car(2, 5, 2), [("Green", 0), ("safety car", 1), ("Green", 4)]),
        # As many whole laps as there are: it came out as lap 2 began.
        (safety_car(2, 5, 3), [("Green", 0), ("safety car", 1), ("Green", 4)]),
        (safety_car(4, None, 1), [("Green", 0), ("safety car", 3)]),
        # Only rain lets a race begin behind it.
        (safety_car(1, 3, 2, "Rain"), [("safety car", 0), ("Green", 2)]),
        (safety_car(1, 3, 2), [("Green", 0), ("safety car", 0), ("Green", 2)]),
        (safety_car(9, 12, 2), [("Green", 0)]),
    ],
)
def test_a_safety_car_is_laid_on_the_laps_of_the_leader(
    tmp_path: Path, row: Row, expected: list[tuple[str, int]]
) -> None:
    found = race(tmp_path, safety=[row])
    assert flags_of(found) == expected
    behind = expected[0] == ("safety car", 0)
    assert found.header.start == ("safety car" if behind else "standing")
    assert found.header.known.flags == "estimated"


def test_a_whole_lap_behind_the_safety_car_begins_with_it(tmp_path: Path) -> None:
    for folder, full, at in (("a", 2, 145.0), ("b", 3, 100.0)):
        found = race(tmp_path / folder, safety=[safety_car(2, 5, full)])
        flag = next(event for event in found.events if isinstance(event, Flag))
        assert (flag.at / 10_000, flag.text, flag.basis) == (at, "accident", "estimated")


def test_without_tables_of_flags_the_state_of_the_track_is_unknown(tmp_path: Path) -> None:
    found = race(tmp_path)
    assert found.header.known.flags is None
    assert flags_of(found) == []


def test_the_distance_is_the_laps_run_only_where_nothing_can_have_cut_the_race(
    tmp_path: Path,
) -> None:
    assert race(tmp_path / "a", safety=[safety_car(2, 5, 2)]).header.scheduled_laps == 5
    assert race(tmp_path / "b").header.scheduled_laps is None
    red = race(tmp_path / "c", safety=[safety_car(2, 5, 2)], red=[red_flag(5, resumed="N")])
    assert red.header.scheduled_laps is None


def test_a_race_that_its_time_limit_ends_is_known_to_be_shorter_once_that_is_over(
    tmp_path: Path,
) -> None:
    ends = {
        code: [gap + 1500.0 * lap for lap in range(1, 1 + laps)]
        for code, gap, laps in (("BOL", 0.0, 5), ("ABL", 1.5, 5), ("COL", 3.0, 3))
    }
    out = results()
    out[0]["milliseconds"], out[1]["milliseconds"] = 7_500_000, 7_501_500
    facts = tmp_path / "facts.toml"
    facts.write_text('[distance]\nlaps = 9\nsource = "the programme"\n')
    found = race(tmp_path / "a", laps=lap_times(ends), results=out)
    assert found.header.scheduled_laps is None
    limited = with_facts(found, read_facts(facts))
    (event,) = [event for event in limited.events if isinstance(event, Distance)]
    assert (event.at, event.lap, event.laps) == (72_000_000, 4, 5)
    assert event.reason == "time limit"


# -- red flags

RED_ENDS = {
    "ABL": [100.0, 200.0, 2191.0, 2282.0, 2373.0],
    "BOL": [101.0, 202.0, 2194.0, 2283.0, 2370.0],
    "COL": [103.0, 204.0, 2199.0],
}


def red_race(folder: Path, **more: list[Row] | str | None) -> Race:
    out = [row | {"fastestLap": "\\N", "fastestLapTime": "\\N"} for row in results()]
    out[0]["milliseconds"], out[1]["milliseconds"] = 2_370_000, 2_373_000
    return race(folder, laps=lap_times(RED_ENDS), results=out, **more)


def test_what_a_red_flag_took_is_cut_out_as_one_step_for_all_cars(tmp_path: Path) -> None:
    found = red_race(tmp_path, red=[red_flag(3)], safety=[safety_car(2, 9, 2)])
    # The shortest lap over it took 1,991 s; BOL's next one, the quickest, 89 s.
    cut = 1900
    for car, code in (("1", "ABL"), ("44", "BOL"), ("7", "COL")):
        times = RED_ENDS[code]
        assert crossings(found, car) == times[:2] + [end - cut for end in times[2:]]
    assert found.official is not None
    assert (found.official.race_time, found.official.stopped) == (23_700_000, cut * 10_000)
    assert {finding.outcome for finding in check(found)} == {"met"}


def test_a_red_flag_has_its_reason_and_what_followed_it(tmp_path: Path) -> None:
    rows_ = [safety_car(2, 4, 2, "Rain"), safety_car(4, 5, 0, "Rain")]
    found = red_race(tmp_path, red=[red_flag(3, "Rain, and a crash of one.")], safety=rows_)
    red = next(event for event in found.events if isinstance(event, Red))
    assert (red.reason, red.lap, red.clock) == ("rain, and a crash of one", 2, "stands")
    assert flags_of(found) == [
        ("Green", 0), ("safety car", 1), ("Red", 2), ("safety car", 2), ("Green", 4)
    ]  # fmt: skip


def test_a_race_may_end_with_a_red_flag(tmp_path: Path) -> None:
    found = race(tmp_path, red=[red_flag(7, resumed="N")], safety=[safety_car(3, None, 1)])
    assert flags_of(found) == [("Green", 0), ("safety car", 2), ("Red", 5)]


def test_red_flags_are_flags_without_a_table_of_safety_cars(tmp_path: Path) -> None:
    found = race(tmp_path, red=[red_flag(3)])
    assert flags_of(found) == [("Green", 0), ("Red", 2), ("Green", 2)]
    assert found.header.known.flags == "estimated"


def test_two_red_flags_of_one_race_are_two_rows(tmp_path: Path) -> None:
    found = race(tmp_path, red=[red_flag(2), red_flag(4)], safety=[safety_car(9, 10, 1)])
    assert [event.lap for event in found.events if isinstance(event, Red)] == [1, 3]


# -- stops


def test_a_stop_has_its_lap_and_its_length(tmp_path: Path) -> None:
    (stop,) = race(tmp_path, stops=[pit_stop("502", 2, 23.5)]).stops
    assert (stop.car, stop.lap, stop.entry, stop.exit, stop.length) == (
        "44",
        1,
        None,
        None,
        235_000,
    )


def test_a_stop_without_a_length_and_one_of_nobody(tmp_path: Path) -> None:
    rows_ = [
        pit_stop("502", 2, 0) | {"duration": "\\N", "milliseconds": "\\N"},
        pit_stop("777", 2, 20),
        pit_stop("502", 4, 21.0, 2),
    ]
    found = race(tmp_path, stops=rows_)
    assert [(one.lap, one.length) for one in found.stops] == [(1, None), (3, 210_000)]


def test_a_stop_as_long_as_a_red_flag_was_made_under_it(tmp_path: Path) -> None:
    rows_ = [pit_stop("502", 2, 1900), pit_stop("501", 2, 22)]
    found = red_race(tmp_path, stops=rows_, red=[red_flag(3)])
    assert {one.car: (one.under_red, one.length) for one in found.stops} == {
        "44": (True, None),
        "1": (False, 220_000),
    }


def test_stops_that_do_not_fit_the_laps_are_left_out_and_told(tmp_path: Path) -> None:
    rows_ = [pit_stop("503", 9, 22), pit_stop("502", 2, 22), pit_stop("502", 2, 23, 2)]
    found = imported(write(tmp_path, ergast(stops=rows_)))
    assert len(found.race.stops) == 1
    assert found.told == (
        "stop of car 44 on lap 2 left out: it begins before the one before it has ended",
        "stop of car 7 on lap 9 left out: the car completed 3 laps",
    )


@pytest.mark.parametrize("lap", [6, 9, 60])
def test_a_stop_after_the_end_of_the_race_is_left_out_and_told(tmp_path: Path, lap: int) -> None:
    """Of a car that took the flag as of one that is out; the race goes over five laps."""
    found = imported(write(tmp_path, ergast(stops=[pit_stop("501", lap, 22)])))
    assert not found.race.stops
    assert found.told == (f"stop of car 1 on lap {lap} left out: the car completed 5 laps",)


def test_stops_of_who_has_no_laps_are_left_out_and_told(tmp_path: Path) -> None:
    rows_ = [pit_stop("777", 2, 20), *(pit_stop("503", lap, 20, lap) for lap in range(1, 8))]
    two = lap_times({code: times for code, times in ENDS.items() if code != "COL"})
    order = [result("502", 1, 5, 460_000), result("501", 2, 5, 463_000), result("503", 3, 0)]
    found = imported(write(tmp_path, ergast(laps=two, results=order, stops=rows_)))
    assert not found.race.stops
    assert found.told == (
        "stops of a driver without laps or a result left out: lap 2",
        "stops of car 7 left out: lap 1, 2, 3, 4, 5, ...",
    )


# -- with the laps of FastF1


def joined(folder: Path, lines: list[Row], **tables: list[Row] | str | None) -> Path:
    added = [row | {"RoundNumber": "3", "EventName": "Invented Grand Prix"} for row in lines]
    return write(folder, ergast(laps=None, **tables) | {"fastf1": fastf1(added)})


def test_laps_of_fastf1_and_the_result_of_the_same_race_are_joined(tmp_path: Path) -> None:
    folder = joined(tmp_path, rows())
    (only,) = candidates(None, [folder])
    assert only.line.startswith("2012 Invented Grand Prix round 3 The Ring")
    found = only.read().race
    assert [one.driver for one in found.entries] == ["Ann Able", "Bea Bold", "Cy Cole"]
    assert [one.compound for one in found.entries] == ["MEDIUM"] * 3
    assert found.header.date == "2012-05-06"
    assert {finding.outcome for finding in check(found)} == {"met"}


def test_at_the_flag_the_published_times_win_over_the_clock_and_that_is_told(
    tmp_path: Path,
) -> None:
    lines = rows()
    row_of(lines, "BOL", 5)["Time"] = pandas(3600 + 459.982)
    row_of(lines, "ABL", 5)["Time"] = pandas(3600 + 463.016)
    found = imported(joined(tmp_path, lines))
    assert crossings(found.race, "44") == ENDS["BOL"]
    assert crossings(found.race, "1") == ENDS["ABL"]
    assert found.told == ("2 cars at the flag moved by up to 0.018 s: published times win",)
    last = next(line.known[-1] for line in found.race.laps if line.car == "44")
    assert (last.lap, last.crossing, last.lap_time) == (5, "official", "reconstructed")
    assert any("published times win" in source.text for source in found.race.header.sources)


def test_lights_out_follows_from_the_race_time_where_the_laps_do_not_tell(tmp_path: Path) -> None:
    lines = [row | {"LapTime": ""} for row in rows()]
    found = imported(joined(tmp_path, lines)).race
    assert crossings(found, "1") == ENDS["ABL"]


def test_the_local_time_of_the_start_follows_from_stops_of_both(tmp_path: Path) -> None:
    lines = rows()
    stops = []
    for driver, code, lap, at in (
        ("501", "ABL", 2, 189.7), ("502", "BOL", 2, 190.2), ("502", "BOL", 4, 369.0),
    ):  # fmt: skip
        row_of(lines, code, lap)["PitInTime"] = pandas(3600 + at)
        row_of(lines, code, lap + 1)["PitOutTime"] = pandas(3600 + at + 20)
        day = 13 * 3600 + 3 * 60 + 20 + round(at)
        clock = f"{day // 3600}:{day // 60 % 60:02}:{day % 60:02}"
        stops.append(pit_stop(driver, lap, 20) | {"time": clock})
    told = imported(joined(tmp_path / "a", lines, stops=stops)).race.header
    assert told.time_of_day == (13 * 3600 + 3 * 60 + 20) * 10_000
    off = [stops[0] | {"time": "14:00:00"}, *stops[1:]]
    assert imported(joined(tmp_path / "b", lines, stops=off)).race.header.time_of_day is None


def test_a_result_of_another_race_is_refused(tmp_path: Path) -> None:
    other = [row | {"number": 60 + at} for at, row in enumerate(results())]
    said = refusal(joined(tmp_path / "a", rows(), results=other))
    assert "of another race than" in said
    assert "cars or drivers differ" in said
    longer = [row | {"laps": row["laps"] + 40} for row in results()]
    assert "other numbers of laps" in refusal(joined(tmp_path / "b", rows(), results=longer))


def test_of_races_of_one_name_the_one_with_these_drivers_is_taken(tmp_path: Path) -> None:
    years = [
        {"raceId": race, "year": year, "round": 3, "circuitId": 77, "name": "Invented Grand Prix",
         "date": "-", "time": "-", "url": "-"}
        for race, year in ((10, 2012), (11, 2013))
    ]  # fmt: skip
    two = [
        *results(),
        *(row | {"raceId": 11, "number": 60 + at} for at, row in enumerate(results())),
    ]
    folder = joined(tmp_path, rows(), races=years, results=two)
    assert imported(folder, select="2012").race.header.season == "2012"


def test_stops_of_both_are_those_of_the_pits_and_those_they_lack(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "BOL", 2)["PitInTime"] = pandas(3600 + 190.0)
    row_of(lines, "BOL", 3)["PitOutTime"] = pandas(3600 + 212.5)
    row_of(lines, "ABL", 4)["PitInTime"] = pandas(3600 + 371)
    stops = [pit_stop("502", 2, 22.5), pit_stop("501", 4, 23), pit_stop("503", 2, 24)]
    found = imported(joined(tmp_path, lines, stops=stops)).race
    assert [
        (one.car, one.lap, one.entry, one.exit, one.length, one.length_basis) for one in found.stops
    ] == [
        ("1", 3, 3_710_000, None, 230_000, "official"),
        ("44", 1, 1_900_000, 2_125_000, None, None),
        ("7", 1, None, None, 240_000, None),
    ]
