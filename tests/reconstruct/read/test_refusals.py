"""Files that are not what they should be: each is told in one line, with the file and the line."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reconstruct.publishing import published
from tests.reconstruct.simulation import Plan, simulated

from replay import racefile
from replay.reconstruct import ForeignFileError, reconstruct

PLAN = Plan(
    cars=5, laps=14, seed=3, cautions=((4, 6), (9, 11)), stops={0: (5,), 1: (7,)}, stage=4
)  # fmt: skip
TABLES = (
    "results.csv", "cautions.csv", "lead_segments.csv", "pit_stops.csv", "checkpoints.csv",
    "white_flag.csv",
)  # fmt: skip
RULING = {"by": "camera", "text": "a nose", "of_lap": 14, "after_s": 60}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A box score with every table."""
    return published(simulated(PLAN)).write(tmp_path)


def refused(folder: Path) -> str:
    with pytest.raises(ForeignFileError) as error:
        reconstruct(folder)
    assert str(error.value).isprintable()
    return str(error.value)


def rewritten(folder: Path, file: str, change: Callable[[bytes], bytes]) -> Path:
    (folder / file).write_bytes(change((folder / file).read_bytes()))
    return folder


def test_the_box_score_is_rebuilt_as_it_stands(folder: Path) -> None:
    assert len(reconstruct(folder).laps) == 5


@pytest.mark.parametrize("file", ["race.json", *TABLES])
def test_a_folder_in_place_of_a_file_is_refused(folder: Path, file: str) -> None:
    (folder / file).unlink()
    (folder / file).mkdir()
    assert refused(folder) == f"{file}: a folder, not a file"


@pytest.mark.skipif(os.name != "posix", reason="pipes that stand as files")
@pytest.mark.parametrize("file", ["race.json", *TABLES])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(folder: Path, file: str) -> None:
    (folder / file).unlink()
    os.mkfifo(folder / file)
    assert refused(folder) == f"{file}: not a regular file"


@pytest.mark.parametrize("file", TABLES)
def test_bytes_that_are_no_text_and_quotes_without_an_end_name_their_line(
    folder: Path, file: str
) -> None:
    whole = (folder / file).read_bytes()
    line = whole.count(b"\n") + 1
    (folder / file).write_bytes(whole + b"\xff\n")
    assert refused(folder) == f"{file}, line {line}: not UTF-8"
    (folder / file).write_bytes(whole + b'"1\n')
    assert refused(folder) == f"{file}, line {line}: not CSV: unexpected end of data"
    (folder / file).write_bytes(whole + b"1\n")
    assert refused(folder).startswith(f"{file}, line {line}: 1 cells, the header has ")


@pytest.mark.parametrize("file", TABLES)
def test_a_column_that_stands_twice_is_refused_and_an_extra_one_is_not(
    folder: Path, file: str
) -> None:
    rows = (folder / file).read_text(encoding="utf-8").splitlines()
    first = rows[0].split(",")[0]
    for name in ("extra", first):
        lines = [
            f"{row},{cell}" for row, cell in zip(rows, [name, *["\x1b[31m"] * 99], strict=False)
        ]
        (folder / file).write_text("\n".join(lines), encoding="utf-8")
        if name == "extra":
            reconstruct(folder)
        else:
            assert refused(folder) == f"{file}, line 1: two columns `{first}`"


@pytest.mark.parametrize("file", TABLES)
def test_a_file_without_a_header_is_refused_and_one_without_rows_tells_nothing(
    folder: Path, file: str
) -> None:
    header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text("", encoding="utf-8")
    assert refused(folder) == f"{file}, line 1: no header line"
    (folder / file).write_text(header, encoding="utf-8")
    if file == "results.csv":
        assert refused(folder) == "results.csv, line 1: no car in it"
    else:
        reconstruct(folder)


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_and_byte_order_marks_of_other_systems_change_nothing(
    folder: Path, ends: bytes
) -> None:
    plain = racefile.encode(reconstruct(folder))
    for file in ("race.json", *TABLES):
        rewritten(folder, file, lambda data: b"\xef\xbb\xbf" + data.replace(b"\r\n", ends))
    assert racefile.encode(reconstruct(folder)) == plain


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e3", "0x10", "1_000", "٣", "9" * 40])
@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("results.csv", "laps"),
        ("results.csv", "elapsed_s"),
        ("pit_stops.csv", "pit_in_race_time_s"),
        ("white_flag.csv", "gap_s"),
        ("checkpoints.csv", "position"),
    ],
)
def test_what_is_no_figure_is_refused(folder: Path, file: str, column: str, value: str) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(column)
    cells = lines[1].split(",")
    cells[at] = value
    (folder / file).write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    assert refused(folder).startswith(f"{file}, line 2: `{column}` is no ")


def test_a_figure_finer_or_larger_than_a_race_file_holds_is_refused(folder: Path) -> None:
    stops = (folder / "pit_stops.csv").read_text(encoding="utf-8").splitlines()
    for time, complaint in (("1.00001", "finer than 1/10000: '1.00001'"), ("864001", "larger")):
        row = ",".join(["1", "0", "0", time, "864000"])
        (folder / "pit_stops.csv").write_text(f"{stops[0]}\n{row}\n", encoding="utf-8")
        said = refused(folder)
        assert said.startswith(f"pit_stops.csv, line 2: `pit_in_race_time_s` is {complaint}")


@pytest.mark.parametrize(
    ("change", "says", "line"),
    [
        ({"date": "2024-13-45"}, "no such day as 2024-13-45", '"date"'),
        ({"date": "today"}, "Expected a date like `2024-05-05`", '"date"'),
        ({"name": "\x1b[31m"}, "Expected text without control and format characters", '"name"'),
        ({"race_time": "3:61:00"}, "`race_time` is not h:mm:ss: '3:61:00'", '"race_time"'),
        (
            {"margin_of_victory_s": "-1"},
            "`margin_of_victory_s` is no time in seconds: '-1'",
            '"margin_of_victory_s"',
        ),
        ({"average_speed_mph": 0}, "Expected `float` >= 1.0", '"average_speed_mph"'),
        (
            {"stage_end_laps": [4, 99]},
            "stage end 99 is beyond the 14 laps scheduled",
            '"stage_end_laps"',
        ),
        ({"stage_end_laps": [4, 4]}, "`stage_end_laps` must rise from 1", '"stage_end_laps"'),
        ({"not_eligible": ["1", "98"]}, "car 98 is not in results.csv", '"98"'),
        (
            {"facts": [{"label": "a", "text": "b", "car": "98"}]},
            "car 98 is not in results.csv",
            '"car": "98"',
        ),
        (
            {"finish": {"resolution": 10, "lanes": ["1", "98"]}},
            "car 98 is not in results.csv",
            '"98"',
        ),
        (
            {"finish": {"resolution": 10, "lanes_known": ["2"]}},
            "car 2 is not among `lanes`",
            '"2"',
        ),
        ({"finish": {"resolution": 10, "speed": 9}}, "`speed` needs `speed_basis`", '"speed"'),
        (
            {"ruling": RULING | {"provisional": [["1", "9"], ["98", "9"]]}},
            "car 98 is not in results.csv",
            '"98"',
        ),
        (
            {"ruling": RULING | {"provisional": [["1", "1.25"]]}},
            "`ruling`: car 1 was not yet on lap 14 at this time",
            '"1.25"',
        ),
        (
            {"ruling": RULING | {"provisional": [["1", "soon"]]}},
            "`ruling`: no time in seconds: 'soon'",
            '"soon"',
        ),
        (
            {"ruling": RULING | {"of_lap": 15, "provisional": []}},
            "`of_lap` is 15, the race had 14 laps",
            '"of_lap"',
        ),
    ],
)
def test_race_json_is_told_its_line(
    folder: Path, change: dict[str, object], says: str, line: str
) -> None:
    race = json.loads((folder / "race.json").read_text(encoding="utf-8")) | change
    lines = json.dumps(race, indent=1).splitlines()
    (folder / "race.json").write_text("\n".join(lines), encoding="utf-8")
    place, _, message = refused(folder).partition(": ")
    assert message == says
    assert line in lines[int(place.removeprefix("race.json, line ")) - 1]


def test_a_race_of_which_nobody_ran_the_last_lap_is_refused(folder: Path) -> None:
    race = json.loads((folder / "race.json").read_text(encoding="utf-8")) | {"laps": 15}
    (folder / "race.json").write_text(json.dumps(race), encoding="utf-8")
    message = "results.csv, line 2: the race had 15 laps, nobody completed as many"
    assert refused(folder) == message


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b'{\n"name": "a",\n"laps" 3}', "line 3: not JSON: JSON is malformed: expected ':'"),
        (b'{\n"name": "a\xff"}', "line 2: not UTF-8"),
        (b"[" * 100_000, "line 1: Expected `object`, got `array`"),
        (b"", "line 1: not JSON: Input data was truncated"),
    ],
)
def test_a_race_json_that_is_none_is_told_its_line(folder: Path, broken: bytes, says: str) -> None:
    (folder / "race.json").write_bytes(broken)
    assert refused(folder) == f"race.json, {says}"


def test_a_folder_that_is_not_there_or_is_a_file_is_refused(folder: Path) -> None:
    assert refused(folder / "none") == f"{folder / 'none'}: no such folder"
    assert refused(folder / "race.json") == f"{folder / 'race.json'}: not a folder"


def test_a_folder_without_a_race_json_is_refused(folder: Path) -> None:
    (folder / "race.json").unlink()
    assert refused(folder) == "race.json: not found in the box score"
