"""IndyCar's records, trap by trap, on a small race in their shape."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.importers.indycar.records import (
    COLUMNS,
    CROSSINGS,
    FLAGS,
    Row,
    flag_table,
    imported,
    race_of,
    record,
    small_race,
    text_of,
)

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import ImportRefused, candidates, selected
from replay.race.check import check
from replay.race.model import Caution, Chequered, Green, Red, Retirement, White
from replay.race.timeline import Timeline


def test_every_crossing_is_the_elapsed_time_to_the_tick(tmp_path: Path) -> None:
    race = race_of(tmp_path, small_race())
    assert {line.car: line.crossings for line in race.laps} == {
        car: tuple(round(at * 10_000) for at in line) for car, line in CROSSINGS.items()
    }


def test_the_grid_is_the_start_position_and_the_start_offset_no_lap(tmp_path: Path) -> None:
    race = race_of(tmp_path, small_race())
    assert [(entry.car, entry.grid) for entry in race.entries] == [("9", 1), ("20", 2), ("98", 3)]
    # Lap 1 of car 20 took it 0.1913 s less than the race: the time that is shown is no given one.
    known = {line.car: line.known[0] for line in race.laps}
    assert (known["9"].lap_time, known["20"].lap_time) == ("timed", "reconstructed")


def test_counts_are_hexadecimal(tmp_path: Path) -> None:
    official = race_of(tmp_path, small_race()).official
    assert official is not None
    assert [(one.car, one.led) for one in official.results] == [("20", 2), ("9", 10), ("98", 0)]
    assert official.results[0].best_lap_number == 11


def test_a_tenth_car_on_the_grid_is_written_a(tmp_path: Path) -> None:
    rows = [row | {"start_position": "A"} if row["car_number"] == "98" else row
            for row in small_race()]  # fmt: skip
    rows = [row | {"start_position": "9"} if row["car_number"] == "20" else row for row in rows]
    assert [entry.car for entry in race_of(tmp_path, rows).entries] == ["9", "20", "98"]


def test_the_first_record_of_a_lap_holds_the_place_and_later_ones_none(tmp_path: Path) -> None:
    rows = small_race()
    at = next(n for n, row in enumerate(rows) if row["car_number"] == "9" and
              row["completed_laps"] == "3")  # fmt: skip
    rows.insert(at + 1, record(3, "9", 3))
    assert not [line for line in imported(tmp_path, rows).told if "place" in line]


def test_a_place_that_is_not_that_of_the_time_is_told_and_the_time_stands(tmp_path: Path) -> None:
    rows = small_race()
    for row in rows:
        if row["completed_laps"] == "3" and row["car_number"] in ("9", "20"):
            row["rank"] = {"9": "2", "20": "1"}[row["car_number"]]
    found = imported(tmp_path, rows)
    assert [line for line in found.told if line.startswith("place not held")] == [
        "place not held: car 9, lap 3: rank 2, but place 1 by its time",
        "place not held: car 20, lap 3: rank 1, but place 2 by its time",
    ]
    assert Timeline(found.race).crossings_of(3, 10**9)[0].car == "9"


def test_two_cars_level_at_the_line_stand_by_the_grid(tmp_path: Path) -> None:
    rows = small_race()
    for row in rows:
        if row["completed_laps"] == "3" and row["car_number"] == "20":
            row["elapsed_time"] = "121.5"
    race = race_of(tmp_path, rows)
    assert [one.car for one in Timeline(race).crossings_of(3, 10**9)] == ["9", "20", "98"]


def test_flags_are_those_of_the_leaders_first_records(tmp_path: Path) -> None:
    race = race_of(tmp_path, small_race())
    shown = [(type(event), event.lap) for event in race.events if type(event) is not Retirement]
    assert shown == [(Green, 0), (Caution, 3), (Green, 5), (White, 11), (Chequered, 12)]
    caution = next(event for event in race.events if isinstance(event, Caution))
    # Between car 98's lap 3 under green and the leader's lap 4 under yellow.
    assert (caution.at, caution.basis, caution.reason) == (1_570_000, "estimated", "")


def test_the_flag_of_a_car_that_is_out_is_stale(tmp_path: Path) -> None:
    rows = small_race()
    rows.insert(30, record(3, "98", 7, track_status="Y", current_status="Mechanical"))
    cautions = [e for e in race_of(tmp_path, rows).events if isinstance(e, Caution)]
    assert len(cautions) == 1


@pytest.mark.parametrize("flags", [FLAGS, "GGGGYYYGGGGGK"])
def test_flags_of_the_table_beside_win_and_a_difference_is_told(tmp_path: Path, flags: str) -> None:
    found = imported(tmp_path, small_race(), flags)
    green = [event.lap for event in found.race.events if isinstance(event, Green)]
    assert green == [0, flags.rindex("Y")]
    told = [line for line in found.told if line.startswith("flags of laps")]
    assert told == ([] if flags == FLAGS else [f"flags of laps 6 as in {tmp_path / 'other.name'}, "
                                               "not as in the records"])  # fmt: skip


def test_a_red_flag_is_seen_in_lap_times_alone_and_told_not_shown(tmp_path: Path) -> None:
    found = imported(tmp_path, small_race())
    assert not [event for event in found.race.events if isinstance(event, Red)]
    assert found.told == (
        "the race clock stood still for 900.5000 s, by the lap times of 3 cars on their laps 5 to "
        "5: a red flag, which the records do not show and no other source times",
    )


def test_stops_are_known_by_their_lap_alone(tmp_path: Path) -> None:
    race = race_of(tmp_path, small_race())
    stops = [(stop.car, stop.lap, stop.entry, stop.exit, stop.length) for stop in race.stops]
    assert stops == [
        ("9", 3, None, None, None), ("20", 3, None, None, None), ("98", 3, None, None, None),
        ("20", 7, None, None, None),
    ]  # fmt: skip


def test_another_count_of_stops_is_told(tmp_path: Path) -> None:
    rows = small_race()
    rows[-3]["pit_stop_count"] = "B"
    assert "car 20: 2 laps ended in the pits, 11 counted" in imported(tmp_path, rows).told


def test_a_car_is_out_when_its_status_is_first_written(tmp_path: Path) -> None:
    rows = small_race()
    at = next(n for n, row in enumerate(rows) if row["completed_laps"] == "10")
    rows.insert(at + 1, record(3, "98", 7, current_status="Mechanical"))
    race = race_of(tmp_path, rows)
    out = [event for event in race.events if isinstance(event, Retirement)]
    assert [(e.car, e.at, e.lap, e.reason) for e in out] == [("98", 5_520_000, 10, "mechanical")]


def test_cars_out_by_contact_under_a_yellow_are_named_with_it(tmp_path: Path) -> None:
    rows = [
        row for row in small_race() if row["car_number"] != "98" or int(row["completed_laps"]) < 4
    ]
    at = next(n for n, row in enumerate(rows) if row["completed_laps"] == "4")
    rows.insert(at + 1, record(3, "98", 3, current_status="Contact"))
    race = race_of(tmp_path, rows)
    caution = next(event for event in race.events if isinstance(event, Caution))
    assert caution.cars == ("98",)


def test_a_car_that_took_the_flag_was_running_whatever_its_status(tmp_path: Path) -> None:
    rows = [*small_race(), record(2, "9", 12, current_status="Contact", laps_led="A")]
    race = race_of(tmp_path, rows)
    assert [e.car for e in race.events if isinstance(e, Retirement)] == ["98"]


def test_the_flag_falls_for_the_first_car_that_took_it(tmp_path: Path) -> None:
    """Car 20 completes the last lap first, but under green: it fell out before the flag."""
    rows = small_race()
    for row in rows:
        if row["car_number"] == "20" and row["completed_laps"] == "12":
            row |= {"track_status": "G"}
    race = race_of(tmp_path, rows)
    assert [event.at for event in race.events if isinstance(event, Chequered)] == [6_332_011]


def test_a_lap_after_the_flag_is_left_out_and_told(tmp_path: Path) -> None:
    late = record(1, "20", 12, completed_laps="13", elapsed_time="700.0", last_laptime="67.0")
    found = imported(tmp_path, [*small_race(), late])
    assert "car 20: a lap after the flag, 13, is left out" in found.told
    assert len(found.race.laps[1].crossings) == 12


def test_the_result_is_that_of_the_last_records_and_is_met(tmp_path: Path) -> None:
    race = race_of(tmp_path, small_race())
    found = {finding.rule: finding.outcome for finding in check(race)}
    assert set(found.values()) == {"met"}
    assert {"finishing order", "gap to the winner", "laps led"} <= set(found)


def test_a_best_lap_that_began_after_the_race_is_no_part_of_the_result(tmp_path: Path) -> None:
    """The program counts lap 1 from the green flag, the publisher from the car's own start."""
    rows = small_race()
    rows[-1] |= {"best_laptime": "41.7606", "best_lap": "1"}
    race = race_of(tmp_path, rows)
    assert race.official is not None
    assert race.official.results[2].best_lap is None
    assert {finding.outcome for finding in check(race)} == {"met"}


def test_ranks_that_are_no_order_give_no_result(tmp_path: Path) -> None:
    rows = small_race()
    rows[-1]["rank"] = "2"
    found = imported(tmp_path, rows)
    assert found.race.official is None
    assert any(line.startswith("no result:") for line in found.told)


def test_a_race_that_ends_behind_the_pace_car_gets_no_white_flag(tmp_path: Path) -> None:
    race = race_of(tmp_path, small_race(), "GGGGYYGGGGYYK")
    assert not [event for event in race.events if isinstance(event, White)]


def test_names_date_track_distance_and_drivers_stay_unknown(tmp_path: Path) -> None:
    header = race_of(tmp_path, small_race()).header
    assert (header.date, header.track, header.scheduled_laps) == (None, None, None)
    assert (header.discipline, header.known.drivers) == ("indycar", None)


# -- what is refused


def _without(column: str) -> Callable[[list[Row]], str]:
    return lambda rows: text_of(rows).replace(column, f"{column}_x", 1)


def _first(**changes: str) -> Callable[[list[Row]], str]:
    return lambda rows: text_of([rows[0] | changes, *rows[1:]])


WRONG: dict[str, tuple[Callable[[list[Row]], str], str]] = {
    "a column renamed": (_without("elapsed_time"), ", line 1: no column `elapsed_time`"),
    "cut off inside a line": (lambda rows: text_of(rows)[:-40], ", line 38: "),
    "no chequered flag": (
        lambda rows: text_of(rows[:20]),
        ": no record under the chequered flag (K): the table breaks off on lap",
    ),
    "no lap": (lambda rows: text_of(rows[:3]), ": no laps: no car has completed one"),
    "decimal counts": (_first(laps_led="1.5"), ", line 2: `laps_led` is no hexadecimal number"),
    "no car number": (_first(car_number="1234"), ", line 2: no car number: '1234'"),
    "a time that is no number": (_first(elapsed_time="nan"), ", line 2: `elapsed_time`: "),
    "a lap missing": (
        lambda rows: text_of(row for row in rows if row["completed_laps"] != "6"),
        "car 9 has lap 7 after lap 5: laps are missing here",
    ),
    "two races": (
        lambda rows: text_of([*rows, *(row | {"elapsed_time": "1.0"} for row in rows)]),
        ", line 39: car 9 has two times for lap 0: are these two races?",
    ),
    "a clock that stands": (
        lambda rows: text_of(
            row | {"elapsed_time": "81.0"} if row["completed_laps"] == "3" else row for row in rows
        ),
        "car 9 ends lap 3 no later than the lap before",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_refused_by_file_and_line(name: str, tmp_path: Path) -> None:
    write, said = WRONG[name]
    path = tmp_path / "records.csv"
    path.write_text(write(small_race()))
    with pytest.raises(ForeignFileError) as refusal:
        selected(candidates(None, [path]), "").read()
    assert str(refusal.value).startswith(str(path))
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("utf-16", "not recognised by its content"),
        ("latin-1", "not UTF-8"),
    ],
)
def test_another_encoding_is_refused(data: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    rows = small_race()
    rows[5]["current_status"] = "Activé"
    path.write_bytes(text_of(rows).encode(data))
    with pytest.raises((ForeignFileError, ImportRefused), match=said):
        selected(candidates(None, [path]), "").read()


def test_a_hundred_megabytes_of_noise_after_a_good_beginning_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(text_of(small_race()))
    with path.open("r+b") as stream:
        stream.truncate(100 * 1024 * 1024)  # of zeros, which take no room on the disk
    with pytest.raises(ForeignFileError, match="larger than 4 MB"):
        selected(candidates(None, [path]), "").read()


def test_a_byte_order_mark_and_windows_lines_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text_of(small_race()).replace("\n", "\r\n").encode())
    race = selected(candidates(None, [path]), "").read().race
    (tmp_path / "plain").mkdir()
    assert race == race_of(tmp_path / "plain", small_race())


def test_flags_without_records_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "flags.csv"
    path.write_text(flag_table())
    with pytest.raises(ForeignFileError, match=r"flags\.csv: no laps of any car"):
        selected(candidates(None, [path]), "").read()


@pytest.mark.parametrize("flags", [FLAGS + "K", "YYYYYYYYYYYYK"])
def test_flags_of_another_race_are_refused(flags: str, tmp_path: Path) -> None:
    with pytest.raises(ForeignFileError, match="of another race than"):
        imported(tmp_path, small_race(), flags)


def test_flags_that_could_belong_to_two_races_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(text_of(small_race()))
    (tmp_path / "c").write_text(flag_table())
    with pytest.raises(ForeignFileError, match="c: flags of which race"):
        candidates("indycar", [tmp_path])


def test_the_columns_that_nothing_uses_may_be_missing_or_called_otherwise(tmp_path: Path) -> None:
    spare = {"unique_id", "laps_behind_leade", "overall_rank", "time_behind_prec"}
    columns = [column for column in COLUMNS if column not in spare]
    rows = [{column: row[column] for column in columns} for row in small_race()]
    path = tmp_path / "records.csv"
    lines = [",".join(columns), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines).replace(",", ";"))
    assert selected(candidates(None, [path]), "").read().race.laps
