"""`replay export`: forms, files, folders, moments, and what it refuses in one line."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from tests.tables.shipped import RACES, TINY, rows_of

import replay
from replay.cli import main
from replay.tables.race_tables import TABLES

Output = pytest.CaptureFixture[str]

ABU_DHABI = str(RACES / "abu-dhabi-2021.json")
MONZA = str(RACES / "monza-1971.json")


def out(capsys: Output, *argv: str) -> str:
    assert main(["export", *argv]) == 0
    printed, err = capsys.readouterr()
    assert err == ""
    return printed


def refused(capsys: Output, *argv: str) -> str:
    assert main(["export", *argv]) == 2
    printed, err = capsys.readouterr()
    assert printed == ""
    (line,) = err.splitlines()
    assert line.isprintable()
    return line.removeprefix("replay: ")


# -- what is written


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_are_those_of_the_python_surface_after_the_race(
    table: str, capsys: Output
) -> None:
    rows = json.loads(out(capsys, str(TINY), table, "--json"))
    expected = rows_of(getattr(replay, table)(TINY))
    header = json.loads(TINY.read_text(encoding="utf-8"))["header"]
    front = {
        "Race": "tiny",
        "Series": header["series"],
        "Season": header["date"][:4],
        "Date": header["date"],
    }
    assert rows == [front | row for row in expected]
    lines = out(capsys, str(TINY), table, "--ndjson").splitlines()
    assert [json.loads(line) for line in lines] == rows


def test_csv_is_the_form_of_standard_output_with_nothing_for_what_nobody_knows(
    capsys: Output,
) -> None:
    text = out(capsys, str(TINY), "laps")
    assert text == out(capsys, str(TINY), "laps", "--csv")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["Race", "Series", "Season", "Date", *replay.laps(TINY)]
    first = dict(zip(head, rows[0], strict=True))
    assert (first["Led"], first["Interval"], first["Gap"]) == ("true", "", "0.0")
    assert "\r" not in text


def test_rows_of_several_races_follow_one_another_in_the_order_of_the_command(
    capsys: Output,
) -> None:
    rows = json.loads(out(capsys, MONZA, str(TINY), ABU_DHABI, "results", "--json"))
    assert list(dict.fromkeys(row["Race"] for row in rows)) == [
        *("monza-1971", "tiny", "abu-dhabi-2021")
    ]


@pytest.mark.parametrize(("form", "empty"), [("--json", "[]\n"), ("--ndjson", "")])
def test_a_table_without_rows_is_whole(form: str, empty: str, capsys: Output) -> None:
    assert out(capsys, MONZA, "laps", form) == empty


def test_races_that_share_a_name_are_called_by_their_paths(capsys: Output, tmp_path: Path) -> None:
    other = tmp_path / "tiny.json"
    other.write_bytes(TINY.read_bytes())
    rows = json.loads(out(capsys, str(TINY), str(other), "results", "--json"))
    assert {row["Race"] for row in rows} == {str(TINY), str(other)}


# -- until a moment


def test_a_moment_ends_the_table_by_option_or_with_the_race(capsys: Output) -> None:
    rows = json.loads(out(capsys, str(TINY), "laps", "--json", "--until", "L3"))
    assert rows == json.loads(out(capsys, f"{TINY}@L3", "laps", "--json"))
    assert [row["Time"] for row in rows] == replay.laps(TINY, "L3")["Time"]
    results = json.loads(out(capsys, f"{TINY}@L3", "results", "--json"))
    assert not any(row["Official"] for row in results)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([f"{TINY}@L3", "laps", "--until", "L3"], "--until and RACE@MOMENT exclude each other"),
        ([f"{TINY}@L1..L2", "laps"], "a table ends at one moment: RACE@L150; A..B names a span"),
        ([f"{TINY}@L99", "laps"], "tiny@L99: no such moment"),
        ([str(TINY), "laps", "--until", "L99"], "tiny@L99: no such moment"),
    ],
)
def test_a_moment_that_there_is_not_is_told_in_one_line(
    argv: list[str], message: str, capsys: Output
) -> None:
    assert refused(capsys, *argv) == message


# -- files and folders


@pytest.mark.parametrize("ending", ["csv", "json", "ndjson", "jsonl", "CSV"])
def test_the_ending_of_the_file_says_the_form(ending: str, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / f"laps.{ending}"
    assert out(capsys, str(TINY), "laps", "-o", str(path)) == ""
    form = {"jsonl": "ndjson", "CSV": "csv"}.get(ending, ending)
    assert path.read_text(encoding="utf-8") == out(capsys, str(TINY), "laps", f"--{form}")


def test_an_option_says_the_form_where_the_ending_says_none(tmp_path: Path, capsys: Output) -> None:
    for path in (tmp_path / "laps.txt", tmp_path / "laps.json"):
        out(capsys, str(TINY), "laps", "--json", "-o", str(path))
        assert path.read_text(encoding="utf-8").startswith("[")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--csv", "--json"], "--csv and --json exclude each other"),
        (["--json", "--csv", "-o", "laps.csv"], "exclude each other"),
        (["-o", "laps.csv", "--json"], "-o laps.csv and --json exclude each other"),
        (["-o", "laps.jsonl", "--json"], "-o laps.jsonl and --json exclude each other"),
    ],
)
def test_options_that_contradict_each_other_are_told(
    argv: list[str], message: str, capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert message in refused(capsys, str(TINY), "laps", *argv)
    assert list(tmp_path.iterdir()) == []


def test_to_a_folder_every_race_goes_to_a_file_of_its_own(tmp_path: Path, capsys: Output) -> None:
    into = tmp_path / "new" / "tables"
    out(capsys, str(TINY), MONZA, "results", "--csv", "-o", f"{into}/")
    out(capsys, str(TINY), "laps", "--csv", "-o", str(into))
    assert sorted(path.name for path in into.iterdir()) == [
        *("monza-1971-results.csv", "tiny-laps.csv", "tiny-results.csv")
    ]


def test_in_a_folder_a_broken_race_is_told_and_the_others_are_written(
    tmp_path: Path, capsys: Output
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    into = tmp_path / "tables"
    argv = [str(broken), str(TINY), "laps", "--json", "-o", f"{into}/"]
    assert refused(capsys, *argv).startswith(f"refused: {broken}:1:1: ")
    assert [path.name for path in into.iterdir()] == ["tiny-laps.json"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["-o", "table.txt"], "'table.txt': -o ends in .csv, .json, .ndjson or .parquet"),
        (["-o", "-"], "'-': -o ends in .csv, .json, .ndjson or .parquet"),
        (["-o", ""], "'': -o ends in .csv, .json, .ndjson or .parquet"),
        (["-o", "somewhere/"], "say in which form: --csv, --json, --ndjson or --parquet"),
        (["-o", "nowhere/at/all.csv"], "nowhere/at/all.csv: no such file or directory"),
    ],
)
def test_an_output_that_cannot_be_is_told(
    argv: list[str],
    message: str,
    capsys: Output,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(capsys, str(TINY), "laps", *argv).startswith(message)
    assert list(tmp_path.iterdir()) == []


def test_a_race_is_never_written_over(tmp_path: Path, capsys: Output) -> None:
    race = tmp_path / "tiny.json"
    race.write_bytes(TINY.read_bytes())
    line = refused(capsys, str(race), "laps", "-o", str(race))
    assert line == f"{race}: is read here: -o would write over it"
    assert race.read_bytes() == TINY.read_bytes()


# -- nothing half-written


@pytest.mark.parametrize("form", ["csv", "json", "ndjson", "parquet"])
def test_one_bad_race_leaves_no_file_and_prints_nothing(
    form: str, tmp_path: Path, capsys: Output
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    broken = tmp_path / "broken\x1b[31m.json"
    broken.write_text('{"replay": 1, "header": {}}', encoding="utf-8")
    there = tmp_path / f"there.{form}"
    there.write_text("as it was", encoding="utf-8")
    for output in (there, tmp_path / f"new.{form}"):
        refused(capsys, str(TINY), str(broken), "laps", "-o", str(output))
    refused(capsys, str(TINY), str(broken), "laps", f"--{form}")
    assert there.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == [broken.name, there.name]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([str(TINY), str(TINY), "laps"], "tiny: is named twice; a table has a race once"),
        (["no such race", "laps"], "no such race: no race of that name"),
        ([str(RACES), "laps"], f"{RACES}: is a folder, not a race file"),
        (["laps"], "name the races before the table: replay export RACE... laps"),
        ([str(TINY)], "Invalid value for '{laps|stops|events|results}'"),
        ([], "Missing argument"),
    ],
)
def test_what_makes_no_sense_is_one_line(argv: list[str], message: str, capsys: Output) -> None:
    assert refused(capsys, *argv).startswith(message)


def test_a_link_that_leads_in_a_circle_is_one_line(tmp_path: Path, capsys: Output) -> None:
    link = tmp_path / "race.json"
    link.symlink_to(link)
    line = refused(capsys, str(link), "laps")
    assert line == f"{link}: too many levels of symbolic links"


def test_without_pyarrow_one_line_says_how_to_get_it(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "laps.parquet"
    line = refused(capsys, str(TINY), "laps", "-o", str(path))
    assert line == "Arrow and Parquet need PyArrow: pip install 'race-replay[data]'"
    assert not path.exists()
    folder = tmp_path / "laps"
    assert refused(capsys, str(TINY), MONZA, "laps", "--parquet", "-o", f"{folder}/") == line
    assert not folder.exists()
    assert out(capsys, str(TINY), "laps", "--csv")


@pytest.mark.parametrize("form", ["csv", "json", "ndjson", "parquet"])
def test_a_disk_that_is_full_is_one_line_and_leaves_nothing(form: str, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    if form == "parquet":
        pytest.importorskip("pyarrow")
    output = tmp_path / f"laps.{form}"
    done = subprocess.run(
        [sys.executable, "-m", "replay", "export", ABU_DHABI, "laps", "-o", str(output)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, f"replay: {output}: file too large\n")
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_number_of_races(tmp_path: Path, capsys: Output) -> None:
    races = [tmp_path / f"race-{number:02}.json" for number in range(16)]
    for race in races:
        race.write_bytes(Path(ABU_DHABI).read_bytes())

    def peak(count: int, form: str) -> int:
        tracemalloc.start()
        try:
            output = tmp_path / f"laps.{form}"
            assert main(["export", *map(str, races[:count]), "laps", "-o", str(output)]) == 0
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    for form in ("csv", "ndjson"):
        peak(1, form)  # what is loaded once
        assert peak(16, form) < 1.5 * peak(2, form)


# -- terminals


def in_a_terminal(*argv: str, stream: str) -> tuple[int, str]:
    """The program with one stream on a terminal: its exit code, and what stands there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "replay", "export", *argv]
    out_, err = (theirs if stream == name else subprocess.PIPE for name in ("stdout", "stderr"))
    with subprocess.Popen(command, stdout=out_, stderr=err) as program:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:
            pass  # the end of what a terminal gives, on Linux
        os.close(ours)
        program.communicate()
    return program.returncode, shown.decode()


def test_a_bar_is_shown_on_a_terminal_where_there_are_several_races(tmp_path: Path) -> None:
    output = tmp_path / "laps.csv"
    code, shown = in_a_terminal(str(TINY), MONZA, "laps", "-o", str(output), stream="stderr")
    assert code == 0
    assert "exporting" in shown
    assert "2/2" in shown
    code, shown = in_a_terminal(str(TINY), "laps", "-o", str(output), stream="stderr")
    assert (code, shown) == (0, "")


def test_parquet_is_not_for_a_terminal() -> None:
    pytest.importorskip("pyarrow")
    code, shown = in_a_terminal(str(TINY), "laps", "--parquet", stream="stdout")
    assert (code, shown) == (2, "")


def test_a_reader_that_has_gone_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "replay", "export", str(TINY), "laps"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
