"""Laps of FastF1: a small hand-written input for each trap of the format."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.f1.grids import (
    COLUMNS,
    ENDS,
    START,
    Row,
    crossings,
    fastf1,
    imported,
    pandas,
    row_of,
    rows,
    write,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import candidates
from replay.importers.f1.durations import duration
from replay.importers.f1.lap_chart import GrandPrixCar, GrandPrixChart, TrackLap
from replay.importers.f1.track_states import periods
from replay.race.model import Chequered, Flag, Green, Race, Red, Retirement, Stop


def race(folder: Path, lines: list[Row], columns: tuple[str, ...] = COLUMNS) -> Race:
    return imported(write(folder, [fastf1(lines, columns)])).race


def refusal(path: Path, select: str = "") -> str:
    with pytest.raises(ForeignFileError) as caught:
        imported(path, select=select)
    line = str(caught.value)
    assert "\n" not in line
    return line


def stops_of(found: Race, car: str) -> list[Stop]:
    return [stop for stop in found.stops if stop.car == car]


# -- how the file is written


@pytest.mark.parametrize(
    ("written", "ticks"),
    [
        ("0 days 00:01:24.624000", 846_240),
        ("0 days 00:01:24", 840_000),
        ("1 days 01:00:00.5", 900_005_000),
        ("124.697", 1_246_970),
        ("96.0000004", 960_000),
        ("-1 days +23:59:59", None),
        ("soon", None),
        ("0 days 00:01", None),
    ],
)
def test_durations_are_pandas_text_or_seconds(written: str, ticks: int | None) -> None:
    assert duration(written) == ticks


def test_numbers_may_be_written_as_floats_and_times_as_seconds(tmp_path: Path) -> None:
    lines = rows(TrackStatus="12.0")
    plain = race(tmp_path / "a", lines)
    for line in lines:
        line["LapTime"] = duration(line["LapTime"]) / 10_000  # type: ignore[operator]
        line["LapNumber"] = int(float(line["LapNumber"]))
    assert race(tmp_path / "b", lines) == plain


def test_missing_values_are_empty_or_written_as_pandas_does(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "COL", 3)["PitInTime"] = pandas(START + 286)
    plain = race(tmp_path / "a", lines)
    for line in lines:
        for column, none in (("PitInTime", "NaT"), ("PitOutTime", "NaT"), ("LapStartTime", "nan")):
            line[column] = line.get(column) or none
    lost = dict(row_of(lines, "COL", 3)) | {"LapNumber": "4.0", "Position": "NaN", "Time": "NaT"}
    assert race(tmp_path / "b", [*lines, lost]).laps == plain.laps


@pytest.mark.parametrize("change", ["unnamed", "quoted", "bom", "semicolon", "older", "crlf"])
def test_a_table_is_read_however_its_header_is_written(tmp_path: Path, change: str) -> None:
    plain = race(tmp_path / "a", rows())
    text = fastf1(rows())
    if change == "unnamed":
        text = "\n".join(f"{at - 1 if at else ''},{x}" for at, x in enumerate(text.splitlines()))
    elif change == "quoted":
        header, rest = text.split("\n", 1)
        text = ",".join(f'"{name}"' for name in header.split(",")) + "\n" + rest
    elif change == "bom":
        text = "\ufeff" + text
    elif change == "semicolon":
        text = text.replace(",", ";")
    elif change == "crlf":
        text = text.replace("\n", "\r\n")
    else:
        older = ("Deleted", "DeletedReason", "FastF1Generated", "IsAccurate", "LapStartTime")
        lines = [{k: v for k, v in line.items() if k not in older} for line in rows()]
        text = fastf1(lines, tuple(name for name in COLUMNS if name not in older))
    assert imported(write(tmp_path / "b", [text])).race == plain


@pytest.mark.parametrize("column", ["Position", "PitInTime", "Time", "TrackStatus"])
def test_a_column_that_is_called_otherwise_is_missed_by_its_name(
    tmp_path: Path, column: str
) -> None:
    path = write(tmp_path, [fastf1(rows()).replace(column, "Renamed", 1)]) / "0.txt"
    assert refusal(path) == f"{path}, line 1: no column `{column.lower()}`"


def test_a_file_cut_off_inside_a_line_is_refused_there(tmp_path: Path) -> None:
    text = fastf1(rows())
    path = write(tmp_path, [text[: len(text) - 15]]) / "0.txt"
    assert refusal(path).startswith(f"{path}, line 14: 1")
    assert refusal(path).endswith(f"cells, the header has {len(COLUMNS)}")


def test_another_encoding_and_a_value_of_another_kind_are_refused_with_their_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "laps.csv"
    path.write_bytes(fastf1(rows()).replace("Team Bol", "Team Böl").encode("cp1252"))
    assert refusal(path) == f"{path}, line 7: not UTF-8"
    for column, cell, said in (
        ("Time", "later", "`time` is no time: 'later'"),
        ("Position", "first", "`position`: Expected `int`, not 'first'"),
        ("PitInTime", "x", "`pitintime` is no time: 'x'"),
        ("LapNumber", "", "no `lapnumber`"),
    ):
        lines = rows()
        lines[2][column] = cell
        path.write_text(fastf1(lines))
        assert refusal(path) == f"{path}, line 4: {said}"


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [fastf1([])]) / "0.txt"
    assert refusal(path) == f"{path}: no laps: the table has no rows"


def test_noise_behind_a_header_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "noise.csv"
    path.write_text(fastf1(rows()) + "x" * 200_000)
    assert refusal(path) == f"{path}, line 15: a line of more than 65,536 bytes"


# -- races of a file


def season() -> list[Row]:
    later = rows(RoundNumber="7", EventName="Second Grand Prix")
    for row in later:
        row["Time"] = pandas((duration(row["Time"]) or 0) / 10_000 + 1000)
    return [
        *later,
        *rows(RoundNumber="2", EventName="First Grand Prix"),
    ]


def test_a_season_is_told_apart_by_round_and_event_in_order_of_the_rounds(tmp_path: Path) -> None:
    folder = write(tmp_path, [fastf1(season())])
    lines = [one.line for one in candidates(None, [folder])]
    assert [line.split(":")[0] for line in lines] == [
        "First Grand Prix round 2",
        "Second Grand Prix round 7",
    ]
    found = imported(folder, select="second").race
    assert (found.header.name, found.header.short, found.header.round) == (
        "Second Grand Prix",
        "Second",
        "7",
    )
    assert found.laps == imported(folder, select="first").race.laps


def test_a_year_is_known_where_the_file_has_it_and_not_by_the_name_of_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "laps_2021.csv").write_text(fastf1(season()))
    header = imported(tmp_path, select="first").race.header
    assert (header.season, header.date, header.track, header.scheduled_laps) == (None,) * 4
    with_year = [row | {"Year": "2021"} for row in season()]
    (tmp_path / "laps_2021.csv").write_text(fastf1(with_year))
    header = imported(tmp_path, select="2021 first").race.header
    assert (header.season, header.short) == ("2021", "First 2021")


def test_the_day_of_the_laps_is_that_of_the_race_where_the_file_has_it(tmp_path: Path) -> None:
    header = race(tmp_path, rows(LapStartDate="2024-03-02 15:03:42.184000")).header
    assert (header.date, header.season) == ("2024-03-02", "2024")


def test_two_races_where_one_is_meant_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [fastf1(rows() + rows())]) / "0.txt"
    message = "car 1 has lap 1 twice, also in line 2: two races where one is meant"
    assert refusal(path) == f"{path}, line 15: {message}"


# -- laps


def test_order_and_gaps_come_from_the_clock_of_all_and_not_from_lap_times(tmp_path: Path) -> None:
    lines = rows()
    for line in lines:
        if line["LapNumber"] != "1.0":
            line["LapTime"] = ""
    found = race(tmp_path, lines)
    assert {car: crossings(found, car) for car in ("1", "44", "7")} == {
        "1": ENDS["ABL"],
        "44": ENDS["BOL"],
        "7": ENDS["COL"],
    }
    assert [entry.drivers[0].code for entry in found.entries] == ["ABL", "COL", "BOL"]
    assert found.header.discipline == "formula 1"
    assert [entry.team for entry in found.entries] == ["Team Abl", "Team Col", "Team Bol"]


def test_lights_out_is_the_moment_most_cars_have(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "COL", 1)["LapTime"] = pandas(91.0)
    assert crossings(race(tmp_path, lines), "1") == ENDS["ABL"]


def test_without_times_of_lap_1_lights_out_is_estimated_and_told(tmp_path: Path) -> None:
    lines = [row | {"LapStartTime": ""} for row in rows()]
    for line in lines:
        if line["LapNumber"] == "1.0":
            line["LapTime"], line["LapStartTime"] = "", pandas(START - 0.5)
    found = imported(write(tmp_path, [fastf1(lines)]))
    assert found.told == ("lights-out estimated: no car has a time of lap 1",)
    assert crossings(found.race, "1") == [end + 0.5 for end in ENDS["ABL"]]
    assert found.race.laps[0].known[0].lap_time == "estimated"


def test_rows_without_a_place_lap_0_and_generated_ones_are_no_laps(tmp_path: Path) -> None:
    lines = rows()
    plain = race(tmp_path / "a", lines)
    last = dict(row_of(lines, "COL", 3))
    lines += [
        last | {"LapNumber": "4.0", "Position": "", "Time": pandas(START + 350)},
        dict(row_of(lines, "ABL", 5)) | {"LapNumber": "6.0", "Position": "", "LapTime": ""},
        last | {"Driver": "DUN", "DriverNumber": "99", "LapNumber": "0.0", "Position": ""},
        last | {"Driver": "EVE", "DriverNumber": "98", "LapNumber": "1.0", "Position": "",
                "FastF1Generated": "True"},
    ]  # fmt: skip
    found = race(tmp_path / "b", lines)
    assert found.laps == plain.laps
    assert [entry.car for entry in found.entries] == ["1", "7", "44", "98", "99"]


def test_places_behind_a_generated_one_are_ranked(tmp_path: Path) -> None:
    lines = rows()
    plain = race(tmp_path / "a", lines)
    for code in ("BOL", "COL"):
        row = row_of(lines, code, 1)
        row["Position"] = f"{float(row['Position']) + 1}"
    fake = dict(row_of(lines, "ABL", 1)) | {"Driver": "DUN", "DriverNumber": "99"}
    lines.append(fake | {"FastF1Generated": "True", "Position": "2.0"})
    found = imported(write(tmp_path / "b", [fastf1(lines)]))
    assert found.race.laps == plain.laps
    assert not found.told
    out = [event.car for event in found.race.events if isinstance(event, Retirement)]
    assert out == ["99", "7"]


def test_a_lap_that_only_one_car_has_after_all_others_stopped_is_no_lap(tmp_path: Path) -> None:
    ends = ENDS | {"BOL": [*ENDS["BOL"], 580.0]}
    found = imported(write(tmp_path, [fastf1(rows(ends))]))
    assert crossings(found.race, "44") == ENDS["BOL"]
    assert found.told == ("car 44: lap 6, which no other car has, is left out",)


def test_a_winner_by_more_than_a_lap_keeps_his_last_lap(tmp_path: Path) -> None:
    ends = {"BOL": ENDS["BOL"], "ABL": [110.0, 220.0, 330.0, 465.0]}
    assert crossings(race(tmp_path, rows(ends)), "44") == ENDS["BOL"]


def test_a_clock_that_stands_still_keeps_every_place(tmp_path: Path) -> None:
    ends = ENDS | {"ABL": [100.0, 190.0, 372.0, 372.0, 463.0]}
    lines = rows(ends)
    row_of(lines, "ABL", 3)["Position"], row_of(lines, "COL", 3)["Position"] = "3.0", "2.0"
    found = race(tmp_path, lines)
    assert crossings(found, "1") == [100.0, 190.0, 371.9999, 372.0, 463.0]


def test_a_lap_in_the_middle_without_a_time_is_estimated_and_told(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "COL", 2)["Time"] = ""
    found = imported(write(tmp_path, [fastf1(lines)]))
    assert crossings(found.race, "7") == [103.0, 195.0, 287.0]
    assert "car 7: when lap 2 ended is estimated" in found.told
    spans = next(line.known for line in found.race.laps if line.car == "7")
    assert [(span.lap, span.crossing) for span in spans] == [
        (1, "timed"),
        (2, "estimated"),
        (3, "timed"),
    ]


def test_a_file_that_ends_inside_a_race_is_refused_by_the_places_that_are_missing(
    tmp_path: Path,
) -> None:
    lines = [row for row in rows() if (row["Driver"], row["LapNumber"]) != ("BOL", "5.0")]
    path = write(tmp_path, [fastf1(lines)]) / "0.txt"
    assert refusal(path) == (
        f"{path}: laps are missing: on lap 5 there is no car in place 1, and so with 1 of 13 laps "
        "of cars in all"
    )


# -- states of the track


def flags_of(found: Race) -> list[tuple[str, str, float]]:
    kinds = Green | Flag | Red
    return [
        (type(e).__name__, e.flag if isinstance(e, Flag) else "", e.at / 10_000)
        for e in found.events
        if isinstance(e, kinds)
    ]


def test_a_state_lies_where_every_car_has_it_on_its_lap(tmp_path: Path) -> None:
    lines = rows()
    for code, lap in (("ABL", 3), ("BOL", 2), ("BOL", 3), ("COL", 2), ("COL", 3)):
        row_of(lines, code, lap)["TrackStatus"] = "24"
    found = race(tmp_path, lines)
    # All three are on such a lap from 190 s on, until BOL ends his third.
    assert flags_of(found) == [
        ("Green", "", 0.0),
        ("Flag", "safety car", 190.75),
        ("Green", "", 237.75),
    ]
    flag = next(event for event in found.events if isinstance(event, Flag))
    assert (flag.basis, flag.number, flag.neutralises, flag.lap) == ("estimated", 1, "bunch", 2)


def test_a_virtual_safety_car_slows_and_a_safety_car_takes_its_place(tmp_path: Path) -> None:
    lines = rows(TrackStatus="67")
    for line in lines:
        if line["LapNumber"] in ("3.0", "4.0"):
            line["TrackStatus"] = "674"
    found = race(tmp_path, lines)
    assert [(one, word) for one, word, _ in flags_of(found)] == [
        ("Green", ""),
        ("Flag", "VSC"),
        ("Flag", "safety car"),
        ("Green", ""),
    ]
    flag = next(event for event in found.events if isinstance(event, Flag))
    assert flag.neutralises == "slow"


def test_local_yellows_neutralise_nothing(tmp_path: Path) -> None:
    found = race(tmp_path, rows(TrackStatus="12"))
    assert flags_of(found) == [("Green", "", 0.0)]


def test_where_no_lap_saw_a_change_the_state_of_the_track_is_unknown(tmp_path: Path) -> None:
    found = race(tmp_path, rows(TrackStatus="1"))
    assert flags_of(found) == []
    assert found.header.known.flags is None
    assert any(isinstance(event, Chequered) for event in found.events)


@given(
    pace=st.lists(st.integers(800_000, 1_100_000), min_size=3, max_size=12),
    begin=st.integers(1_000_000, 4_000_000),
    length=st.integers(300_000, 3_000_000),
)
def test_a_state_is_found_between_the_crossings_about_its_ends(
    pace: list[int], begin: int, length: int
) -> None:
    """Law: no crossing lies between a found end of a state and the true one."""
    end = begin + length
    chart = GrandPrixChart("x", {})
    for at, lap_time in enumerate(pace):
        car = chart.cars[str(at)] = GrandPrixCar(str(at))
        for lap in range(9):
            since, until = lap * lap_time + (lap > 0), (lap + 1) * lap_time + 1
            states = "4" if since <= end and until >= begin else "1"
            car.track.append(TrackLap(since, until, states))
    edges = sorted(
        {e for car in chart.cars.values() for lap in car.track for e in (lap.begin, lap.end)}
    )
    found = periods(chart, "4")
    assert len(found) == 1
    for ours, true in ((found[0].begin, begin), (found[0].end, end)):
        low, high = sorted((ours, true))
        assert not [edge for edge in edges if low < edge < high]


# -- the pits


def test_a_stop_has_both_ends_and_the_set_it_left_on(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "BOL", 2)["PitInTime"] = pandas(START + 190.0)
    out = row_of(lines, "BOL", 3)
    out["PitOutTime"] = pandas(START + 212.5)
    for lap in (3, 4, 5):
        row_of(lines, "BOL", lap).update(Compound="HARD", TyreLife=f"{lap - 2}.0", Stint="2.0")
    (stop,) = stops_of(race(tmp_path, lines), "44")
    assert (stop.lap, stop.entry, stop.exit) == (1, 1_900_000, 2_125_000)
    assert (stop.compound, stop.tyre_age, stop.tyres) == ("HARD", 0, 4)


def test_a_car_that_keeps_its_set_left_on_no_other(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "BOL", 2)["PitInTime"] = pandas(START + 190.0)
    row_of(lines, "BOL", 3)["PitOutTime"] = pandas(START + 212.5)
    (stop,) = stops_of(race(tmp_path, lines), "44")
    assert (stop.compound, stop.tyre_age, stop.tyres) == (None, None, 0)


def test_tyres_are_counted_with_the_laps_of_a_used_set_and_may_be_unknown(tmp_path: Path) -> None:
    lines = rows()
    for line in lines:
        if line["Driver"] == "COL":
            line.update(Compound="UNKNOWN", TyreLife="")
    tyres = {one.car: (one.compound, one.tyre_age) for one in race(tmp_path, lines).entries}
    assert tyres == {"1": ("MEDIUM", 2), "44": ("MEDIUM", 2), "7": (None, None)}


def test_pit_times_before_the_start_are_no_stops(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "ABL", 1)["PitOutTime"] = pandas(START - 900)
    row_of(lines, "COL", 1).update(PitOutTime=pandas(4.0), PitInTime=pandas(START - 60))
    found = race(tmp_path, lines)
    assert found.stops == ()
    assert [one.car for one in found.entries if one.begins == "pit lane"] == ["7"]


def test_a_car_that_leaves_the_pits_seconds_after_the_start_began_there(tmp_path: Path) -> None:
    """No time of coming in goes with it: it made no stop, and its first set is known."""
    lines = rows()
    row_of(lines, "COL", 1)["PitOutTime"] = pandas(START + 13.2)
    found = race(tmp_path, lines)
    assert found.stops == ()
    assert [(one.car, one.compound) for one in found.entries if one.begins == "pit lane"] == [
        ("7", "MEDIUM")
    ]


def test_a_car_that_comes_in_after_the_line_has_completed_that_lap(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "BOL", 2)["PitInTime"] = pandas(START + 191.9)
    row_of(lines, "BOL", 3)["PitOutTime"] = pandas(START + 215)
    (stop,) = stops_of(race(tmp_path, lines), "44")
    assert (stop.lap, stop.entry) == (2, 1_919_000)


def test_a_car_that_comes_in_and_does_not_go_on_never_left(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "COL", 3)["PitInTime"] = pandas(START + 286)
    row_of(lines, "BOL", 5)["PitInTime"] = pandas(START + 500)
    found = race(tmp_path, lines)
    (stop,) = found.stops
    assert (stop.car, stop.lap, stop.left, stop.exit) == ("7", 2, False, None)


def test_an_exit_without_an_entry_and_an_entry_without_an_exit_are_stops(tmp_path: Path) -> None:
    lines = rows()
    row_of(lines, "BOL", 3)["PitOutTime"] = pandas(START + 212.5)
    row_of(lines, "ABL", 3)["PitInTime"] = pandas(START + 280)
    found = race(tmp_path, lines)
    (out,), (in_,) = stops_of(found, "44"), stops_of(found, "1")
    assert (out.lap, out.entry, out.exit) == (1, None, 2_125_000)
    assert (in_.lap, in_.entry, in_.exit, in_.left) == (2, 2_800_000, None, True)


# -- red flags

RED_ENDS = {
    "ABL": [100.0, 200.0, 2190.0, 2282.0, 2373.0],
    "BOL": [101.0, 202.0, 2194.0, 2283.0, 2370.0],
    "COL": [103.0, 204.0, 2199.0, 2292.0, 2380.0],
}


def red_race() -> list[Row]:
    """All come in on lap 2 and stand until 2,100 s; BOL is there on another set."""
    lines = rows(RED_ENDS)
    for code, come, go in (("ABL", 199, 2100), ("BOL", 201, 2103), ("COL", 203, 2107)):
        row_of(lines, code, 2).update(PitInTime=pandas(START + come), TrackStatus="25")
        row_of(lines, code, 3).update(PitOutTime=pandas(START + go), TrackStatus="5")
    for lap in (3, 4, 5):
        row_of(lines, "BOL", lap).update(Compound="SOFT", TyreLife=f"{lap - 2}.0")
    return lines


def test_the_race_clock_stands_under_red_until_the_first_car_leaves(tmp_path: Path) -> None:
    found = imported(write(tmp_path, [fastf1(red_race())]))
    cut = 2100 - 204
    assert crossings(found.race, "1") == [100.0, 200.0, 2190.0 - cut, 2282.0 - cut, 2373.0 - cut]
    red = next(event for event in found.race.events if isinstance(event, Red))
    # The laps that saw it began up to 103 s and ended from 200 s on.
    assert (red.at, red.lap, red.clock, red.stopped) == (1_515_000, 1, "stands", cut * 10_000)
    assert flags_of(found.race)[1:] == [("Red", "", 151.5), ("Green", "", 204.0)]
    assert "red flag: 1,896 s in which the race stood are cut out" in found.told


def test_a_stop_across_a_red_flag_is_told_so_on_the_race_clock(tmp_path: Path) -> None:
    found = race(tmp_path, red_race())
    assert [(one.car, one.under_red, one.lap) for one in found.stops] == [
        ("1", True, 1),
        ("44", True, 1),
        ("7", True, 1),
    ]
    bold = stops_of(found, "44")[0]
    assert (bold.entry, bold.exit, bold.compound) == (2_010_000, 2_070_000, "SOFT")


def test_a_lap_over_a_red_flag_has_an_estimated_time(tmp_path: Path) -> None:
    known = next(line.known for line in race(tmp_path, red_race()).laps if line.car == "1")
    assert [(span.lap, span.lap_time) for span in known] == [
        (1, "timed"),
        (3, "estimated"),
        (4, "timed"),
    ]


def test_a_red_flag_on_lap_1_leaves_the_set_on_the_grid_unknown(tmp_path: Path) -> None:
    ends = {
        code: [2100.0 + at, 2192.0 + at, 2284.0 + at, 2375.0 + at]
        for at, code in enumerate(("ABL", "BOL", "COL"))
    }
    lines = rows(ends)
    for at, code in enumerate(("ABL", "BOL", "COL")):
        row_of(lines, code, 1)["PitOutTime"] = pandas(START + 2000 + at)
    found = race(tmp_path, lines)
    assert [one.compound for one in found.entries] == [None] * 3
    assert [(one.lap, one.entry, one.under_red, one.compound) for one in found.stops] == [
        (0, None, True, "MEDIUM")
    ] * 3
    assert max(crossings(found, "1")) < 500


def test_a_red_flag_near_the_end_that_stops_nothing_ends_the_race(tmp_path: Path) -> None:
    lines = rows()
    for line in lines:
        if line["LapNumber"] == "5.0":
            line["TrackStatus"] = "25"
    found = race(tmp_path, lines)
    assert [one for one, _, _ in flags_of(found)] == ["Green", "Red"]
    assert found.events[-1].at == 4_600_000
