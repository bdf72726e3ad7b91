"""What a folder that cannot be meant is told: one line that names the file and the line."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from tests.reconstruct import small

from replay.race.check import check
from replay.race.model import Caution
from replay.reconstruct import ForeignFileError, reconstruct
from replay.reconstruct.read.boxscore import read_box_score

RACE = small.RACE | {"stage_end_laps": [5]}
RESULTS = """\
pos,start,car,driver,laps,status,gap_s,elapsed_s,best_lap_s,best_lap_no,last_lap_s
1,2,07,Ann Able,10,Running,0.000,312.000,30.500,4,31.000
2,1,7,Bob Baker Jr,10,Running,0.400,312.400,30.600,5,31.200
3,3,99,Cat Cole,9,Running,,331.000,31.000,2,33.000
"""
STOPS = """\
car,laps_completed_at_pit_in,leader_laps_completed,pit_in_race_time_s,pit_out_race_time_s
99,4,4,145.000,175.000
07,6,6,200.000,225.000
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small box score without a fault."""
    (tmp_path / "race.json").write_text(json.dumps(RACE), encoding="utf-8")
    (tmp_path / "results.csv").write_text(RESULTS, encoding="utf-8")
    (tmp_path / "pit_stops.csv").write_text(STOPS, encoding="utf-8")
    return tmp_path


def complaint(folder: Path, file: str, text: str) -> str:
    """What is said when `file` reads `text`."""
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(ForeignFileError) as error:
        reconstruct(folder)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_small_box_score_is_rebuilt(folder: Path) -> None:
    race = reconstruct(folder)
    assert [len(line.crossings) for line in race.laps] == [10, 10, 9]
    assert race.laps[0].crossings[-1] == 312_0000
    assert [(d.first, d.last) for e in race.entries for d in e.drivers] == [
        ("Bob", "Baker Jr"),
        ("Ann", "Able"),
        ("Cat", "Cole"),
    ]


def test_car_numbers_are_text(folder: Path) -> None:
    assert [entry.car for entry in reconstruct(folder).entries] == ["7", "07", "99"]


def test_a_record_without_any_time_still_gives_a_race(folder: Path) -> None:
    bare = "pos,car,driver,laps\n1,07,Ann Able,10\n2,7,Bob Baker Jr,10\n3,99,Cat Cole,9\n"
    (folder / "results.csv").write_text(bare, encoding="utf-8")
    (folder / "pit_stops.csv").unlink()
    race = reconstruct(folder)
    first, second, third = (line.crossings for line in race.laps)
    assert first[-1] < second[-1]
    assert len(third) == 9
    assert all(before < after for before, after in pairwise((0, *first)))


def test_the_tires_of_a_stop_are_told_where_they_are_published(folder: Path) -> None:
    header, first, second = STOPS.splitlines()
    stops = f"{header},tires\n{first},2\n{second},\n"
    (folder / "pit_stops.csv").write_text(stops, encoding="utf-8")
    assert {stop.car: stop.tyres for stop in reconstruct(folder).stops} == {"99": 2, "07": None}


def test_a_stop_that_cannot_be_is_counted_as_the_record_has_it_and_explained(folder: Path) -> None:
    stops = STOPS.replace("07,6,6,200", "07,9,9,200")
    (folder / "pit_stops.csv").write_text(stops, encoding="utf-8")
    race = reconstruct(folder)
    stop = next(stop for stop in race.stops if stop.car == "07")
    assert stop.lap < 9
    assert race.official is not None
    reasons = {one.rule: one.reason for one in race.official.explanations}
    assert reasons["stops"].endswith("laps of car 07 at its stop (pit_stops.csv, line 3)")


@pytest.mark.parametrize("file", ["race.json", "results.csv"])
def test_race_and_results_are_required(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(ForeignFileError, match=rf"^{file}: not found in the box score$"):
        reconstruct(folder)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("race.json", "{", "race.json, line 1: not JSON: Input data was truncated"),
        (
            "race.json",
            json.dumps(RACE | {"laps": "10"}),
            "race.json, line 1: Expected `int`, got `str`",
        ),
        (
            "race.json",
            json.dumps(RACE | {"lapz": 10}),
            "race.json, line 1: Object contains unknown field `lapz`",
        ),
        (
            "race.json",
            json.dumps(RACE | {"laps": 0}),
            "race.json, line 1: `laps` must lie between 1 and 5000",
        ),
        ("results.csv", "", "results.csv, line 1: no header line"),
        ("results.csv", "pos,car,driver\n", "results.csv, line 1: no column `laps`"),
        (
            "results.csv",
            RESULTS + "4,4,8\n",
            "results.csv, line 5: 3 cells, the header has 11",
        ),
        (
            "results.csv",
            RESULTS.replace("3,3,99", "3,3,7"),
            "results.csv, line 4: car 7 stands twice",
        ),
        (
            "results.csv",
            RESULTS.replace("3,3,99", "4,3,99"),
            "results.csv, line 4: `pos` is 4, expected 3",
        ),
        (
            "results.csv",
            RESULTS.replace("2,1,7,", "2,1,#7,"),
            "results.csv, line 3: no car number: '#7'",
        ),
        (
            "results.csv",
            RESULTS.replace("312.400", "5:12.4"),
            "results.csv, line 3: `elapsed_s` is no decimal number from 0 up: '5:12.4'",
        ),
        (
            "results.csv",
            RESULTS.replace("31.000,2,33", "31.000,10,33"),
            "results.csv, line 4: `best_lap_no` is 10, the car completed 9 laps",
        ),
        (
            "results.csv",
            RESULTS.replace("Cat Cole", "Cat \x1b[31m"),
            "results.csv, line 4: `driver` has control or format characters",
        ),
        (
            "results.csv",
            RESULTS.replace("3,3,99", "3,1,99"),
            "results.csv, line 4: `start` 1 is already that of car 7",
        ),
        (
            "results.csv",
            RESULTS.replace("0.000,312", "0.100,312"),
            "results.csv, line 2: `gap_s` of the winner must be 0",
        ),
        (
            "results.csv",
            RESULTS.replace("Running,0.000", "DQ,0.000"),
            "results.csv, line 2: the winner cannot be one disqualified",
        ),
        (
            "drivers.csv",
            "car,first,last\n7,Bob,Baker\n7,bob,baker\n",
            "drivers.csv, line 3: car 7 has the driver baker twice",
        ),
        (
            "penalties.csv",
            "car,leader_laps_completed,text\n7,11,speeding\n",
            "penalties.csv, line 2: `leader_laps_completed` must lie between 0 and 10, not 11",
        ),
        (
            "cautions.csv",
            "number,first_yellow_lap,last_yellow_lap,reason,cars\n2,3,4,spin,7 99 7\n",
            "cautions.csv, line 2: `cars` has car 7 twice",
        ),
        (
            "cautions.csv",
            "number,first_yellow_lap,last_yellow_lap,reason\n2,3,4,rain\n2,6,7,spin\n",
            "cautions.csv, line 3: `number` must be more than 2",
        ),
        (
            "checkpoints.csv",
            "lap,basis,position,car\n5,exact,1,7\n5,approximate lap,2,07\n",
            "checkpoints.csv, line 3: lap 5 is exact for some cars and not for others",
        ),
        (
            "white_flag.csv",
            "position,car,gap_s,last_lap_s\n1,7,0,31.2\n2,7,0.1,31\n",
            "white_flag.csv, line 3: car 7 stands twice",
        ),
        (
            "white_flag.csv",
            "position,car,gap_s,last_lap_s\n1,7,0,31.2\n2,07,0.2,31\n3,99,0.1,31\n",
            "white_flag.csv, line 4: `gap_s` must be 0 for the first and never fall",
        ),
        (
            "pit_stops.csv",
            STOPS + "98,1,1,1,2\n",
            "pit_stops.csv, line 4: car 98 is not in results.csv",
        ),
        (
            "pit_stops.csv",
            STOPS + "07,6,6,224.000,230.000\n",
            "pit_stops.csv, line 4: car 07 is still on pit road from line 3",
        ),
        (
            "pit_stops.csv",
            STOPS + "7,6,6,230.000,205.000\n",
            "pit_stops.csv, line 4: car 7 leaves pit road before it enters",
        ),
        (
            "pit_stops.csv",
            STOPS + "07,5,6,240.000,260.000\n",
            "pit_stops.csv, line 4: car 07 has fewer laps than at the stop in line 3",
        ),
        (
            "lead_segments.csv",
            "start_lap,end_lap,car\n0,4,7\n4,10,07\n",
            "lead_segments.csv, line 3: the stint overlaps the one before, which ends on lap 4",
        ),
        (
            "lead_segments.csv",
            "start_lap,end_lap,car\n0,11,7\n",
            "lead_segments.csv, line 2: `end_lap` must lie between 0 and 10, not 11",
        ),
        (
            "cautions.csv",
            "number,first_yellow_lap,last_yellow_lap,reason\n1,3,4,rain\n2,4,5,spin\n",
            "cautions.csv, line 3: caution 2 overlaps caution 1",
        ),
        (
            "cautions.csv",
            "number,first_yellow_lap,last_yellow_lap,reason,free_pass\n1,3,4,rain,8\n",
            "cautions.csv, line 2: car 8 is not in results.csv",
        ),
        (
            "checkpoints.csv",
            "lap,basis,position,car\n5,exact,1,7\n5,exact,2,7\n5,exact,3,99\n",
            "checkpoints.csv, line 3: lap 5 has car 7 twice",
        ),
        (
            "checkpoints.csv",
            "lap,basis,position,car\n5,exact,1,7\n5,exact,1,07\n",
            "checkpoints.csv, line 3: lap 5 has two cars in position 1",
        ),
        (
            "checkpoints.csv",
            "lap,basis,position,car\n5,exact,1,7\n5,exact,3,07\n",
            "checkpoints.csv, line 3: lap 5 has no car in position 2",
        ),
        (
            "liveries.csv",
            "car,paint,ink,second\n7,red,#ffffff,#000000\n",
            "liveries.csv, line 2: no colour: 'red' (write #1d4fc4)",
        ),
    ],
)
def test_bad_input_names_the_file_and_the_line(
    folder: Path, file: str, text: str, says: str
) -> None:
    assert complaint(folder, file, text) == says


def test_rows_left_out_of_cautions_and_leads_are_no_error(folder: Path) -> None:
    cautions = "number,first_yellow_lap,last_yellow_lap,reason\n2,3,4,rain\n5,7,8,spin\n"
    (folder / "cautions.csv").write_text(cautions, encoding="utf-8")
    leads = "start_lap,end_lap,car\n1,2,7\n6,9,07\n"
    (folder / "lead_segments.csv").write_text(leads, encoding="utf-8")
    race = reconstruct(folder)
    assert [event.number for event in race.events if isinstance(event, Caution)] == [1, 2]
    assert [finding for finding in check(race) if finding.outcome == "failed"] == []


def test_a_file_of_absurd_size_is_not_read(folder: Path) -> None:
    (folder / "results.csv").write_bytes(b"x" * (4 * 1024 * 1024 + 1))
    with pytest.raises(ForeignFileError, match=r"^results\.csv: larger than 4 MB$"):
        reconstruct(folder)


CAUTIONS = "number,first_yellow_lap,last_yellow_lap,reason,cars\n"


@pytest.mark.parametrize(
    ("reason", "cars", "involved"),
    [
        ("#7, 99 incident, turn 2", "", {"7", "99"}),
        ("No. 7 Fluid Turn 4", "", {"7"}),
        ("Nos. 7, 99 Incident Turn 2 / Stage 2 Conclusion", "", {"7", "99"}),
        ("#7 incident", "99", {"99"}),
        ("Debris Turn 4", "", set()),
        ("Stage 2 Conclusion", "", set()),
    ],
)
def test_the_cars_that_brought_a_yellow_out_are_those_listed_else_those_of_the_reason(
    folder: Path, reason: str, cars: str, involved: set[str]
) -> None:
    line = f'1,3,5,"{reason}",{cars}\n'
    (folder / "cautions.csv").write_text(CAUTIONS + line, encoding="utf-8")
    (caution,) = read_box_score(folder).cautions
    assert caution.involved == involved
