"""`replay.laps` and the like as a notebook meets them: names, errors, documentation, loading."""

import copy
import doctest
import inspect
import json
import math
import pickle
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.tables.shipped import RACES, TINY, race_named

import replay
from replay import racefile
from replay.cli.export_command import TABLE_NAMES
from replay.tables import race_read, race_tables
from replay.tables.race_tables import TABLES

SURFACE = (replay.laps, replay.stops, replay.events, replay.results)


# -- documented


def test_every_example_runs() -> None:
    ran = [doctest.testmod(module) for module in (race_tables, race_read)]
    assert sum(failed for failed, _ in ran) == 0
    assert min(tried for _, tried in ran) >= 3


@pytest.mark.parametrize("name", replay.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert name in dir(replay)
    assert inspect.getdoc(getattr(replay, name))


def test_every_function_has_an_example() -> None:
    for function in SURFACE:
        assert ">>> " in (inspect.getdoc(function) or "")


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_says_what_it_means_in_sentences(table: race_tables.TableKind) -> None:
    for column in table.columns:
        assert column.meaning[0].isupper(), column.name
        assert column.meaning.endswith("."), column.name
        assert column.kind in (str, int, float, bool), column.name
        assert (column.unit == "s") is (column.kind is float), column.name


def test_the_command_line_names_the_tables_there_are() -> None:
    assert set(TABLES) == set(TABLE_NAMES) == {function.__name__ for function in SURFACE}


# -- loaded when asked for


def fresh(code: str) -> set[str]:
    """The packages that code loads in an interpreter of its own."""
    program = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


HEAVY = {"textual", "rich", "click", "pyarrow", "pandas", "polars", "duckdb", "numpy"}


def test_a_table_loads_no_screen_no_command_line_and_no_frames() -> None:
    code = "; ".join(
        ("import replay", *(f"replay.{table}({str(TINY)!r})" for table in TABLE_NAMES))
    )
    assert not fresh(code) & HEAVY


def test_the_package_alone_loads_nothing_of_its_own_and_nothing_else() -> None:
    bare = fresh("")
    assert fresh("import replay") - bare == {"replay"}


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lapse'"):
        replay.lapse  # type: ignore[attr-defined]  # noqa: B018


# -- what may stand for a race


def test_a_race_is_a_name_a_path_or_a_race() -> None:
    path = RACES / "abu-dhabi-2021.json"
    tables = [
        table(race)
        for race in ("abu-dhabi-2021", str(path), path, race_named("abu-dhabi-2021"))
        for table in (replay.laps,)
    ]
    assert all(table == tables[0] for table in tables)
    assert [table.race["name"] for table in tables] == [
        *["abu-dhabi-2021"] * 3,
        "Abu Dhabi Grand Prix",
    ]
    assert [table.race["sha256"] is None for table in tables] == [False, False, False, True]


@pytest.mark.parametrize("race", ["no-such-race", "nowhere/race.json", Path("nowhere.json")])
def test_a_race_that_is_not_there_is_an_error_of_one_line(race: str | Path) -> None:
    for function in SURFACE:
        with pytest.raises(replay.RaceFileError) as error:
            function(race)
        assert "\n" not in str(error.value)


def test_a_file_that_is_none_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m.json"
    path.write_bytes(b'{"replay": 1, "header": \x1b}')
    with pytest.raises(replay.RaceFileError) as error:
        replay.laps(path)
    assert str(error.value).isprintable()
    assert issubclass(replay.RaceFileError, ValueError)


def test_what_is_no_race_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="not int"):
        replay.laps(5)  # type: ignore[arg-type]


def test_a_race_is_read_once_for_several_tables() -> None:
    path = RACES / "abu-dhabi-2021.json"
    for name in ("abu-dhabi-2021", str(path), path):
        race = replay.load(name)
        assert isinstance(race, replay.Race)
        assert race == race_named("abu-dhabi-2021")
    with pytest.raises(replay.RaceFileError):
        replay.load("no-such-race")
    with pytest.raises(TypeError, match="not Race"):
        replay.load(race)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "race", ["kansas-2024@L5", f"{TINY}@L5", Path(f"{TINY}@L5"), "no@such@L5", f"{TINY}@"]
)
def test_a_moment_behind_a_race_is_told_how_it_is_written(race: str | Path) -> None:
    moment = str(race).rpartition("@")[2]
    for function in (*SURFACE, replay.load):
        with pytest.raises(replay.RaceFileError, match=f"until={moment!r}") as error:
            function(race)
        assert str(error.value).startswith(str(race))


def test_a_file_with_such_a_sign_in_its_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tiny@L5.json"
    path.write_bytes(TINY.read_bytes())
    assert replay.laps(path) == replay.laps(str(path)) == replay.laps(TINY)


# -- what may stand for a moment


@pytest.mark.parametrize("until", ["L9999", "caution99", "nonsense", "", "+5", -0.1, 1e9])
def test_a_moment_there_is_not_is_one_error(until: str | float) -> None:
    for function in SURFACE:
        with pytest.raises(replay.NoSuchMoment):
            function("kansas-2024", until)


@pytest.mark.parametrize("until", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_no_time_is_no_moment(until: float) -> None:
    with pytest.raises(replay.NoSuchMoment):
        replay.laps("kansas-2024", until)


@pytest.mark.parametrize("until", [True, b"L10", Decimal(3)])
def test_what_is_neither_a_name_nor_a_number_is_a_type_error(until: object) -> None:
    with pytest.raises(TypeError):
        replay.laps("kansas-2024", until)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("until", "message"),
    [
        ("L999", "kansas-2024@L999: no such moment"),
        ("\x1b[31m", "kansas-2024@\\x1b"),
        (-5, "kansas-2024, -5 s: no such moment"),
        (math.nan, "kansas-2024, nan s: no such moment"),
        (1e9, "kansas-2024, 1000000000.0 s: no such moment"),
    ],
)
def test_a_moment_there_is_not_is_named_with_its_race(until: str | float, message: str) -> None:
    for function in SURFACE:
        with pytest.raises(replay.NoSuchMoment) as error:
            function("kansas-2024", until)
        assert str(error.value).startswith(message) or "\x1b" in str(until)
        assert str(error.value).isprintable()


def test_a_lap_is_text_and_a_time_is_a_number() -> None:
    assert replay.laps("kansas-2024", "100") == replay.laps("kansas-2024", "L100")
    assert replay.laps("kansas-2024", 100) == replay.laps("kansas-2024", "1:40")


def test_a_moment_may_be_a_name_a_time_or_seconds_of_any_kind() -> None:
    by_name = replay.laps("kansas-2024", "0:10:00")
    assert by_name == replay.laps("kansas-2024", 600) == replay.laps("kansas-2024", 600.0)
    assert by_name == replay.laps("kansas-2024", Fraction(600))  # type: ignore[arg-type]
    assert len(replay.laps("kansas-2024", "caution1")["Time"]) > 0


# -- what the columns carry


def test_columns_carry_units_meanings_and_the_race() -> None:
    laps = replay.laps("kansas-2024", "L10")
    assert laps.units == dict.fromkeys(
        ("Time", "LapTime", "PitInTime", "PitOutTime", "Gap", "Interval"), "s"
    )
    assert laps.meanings.keys() == laps.keys()
    assert laps.race["until"] == "L10"
    assert laps.race["series"] == "NASCAR Cup Series"
    assert json.loads(json.dumps(laps.race)) == laps.race


def test_a_copy_carries_them_too() -> None:
    laps = replay.laps("kansas-2024", "L3")
    for other in (
        laps.copy(),
        copy.copy(laps),
        copy.deepcopy(laps),
        pickle.loads(pickle.dumps(laps)),
    ):
        assert isinstance(other, replay.Columns)
        assert (other, other.units, other.race) == (laps, laps.units, laps.race)
    laps.copy().pop("Time")
    assert "Time" in laps


@pytest.mark.parametrize("function", SURFACE)
def test_a_race_with_its_finish_alone_has_all_columns(function: Any) -> None:
    assert list(function("monza-1971")) == list(function("kansas-2024"))


def test_a_type_checker_knows_the_names_there_are(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    asked = tmp_path / "asked.py"
    asked.write_text("from replay import Race, laps, load, lapz\n", encoding="utf-8")
    options = ["--strict", "--cache-dir", str(tmp_path), "--follow-imports=silent"]
    found, _, code = api.run([*options, str(asked)])
    assert code == 1
    (line, _) = found.splitlines()
    assert 'Module "replay" has no attribute "lapz"' in line


def test_the_names_of_fastf1_come_first_and_in_its_order() -> None:
    assert list(replay.laps("monza-1971"))[:14] == [
        *("Time", "Driver", "DriverNumber", "LapNumber", "LapTime", "Stint", "PitInTime"),
        *("PitOutTime", "Compound", "TyreLife", "Position", "TrackStatus", "Team", "Generated"),
    ]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_cells_are_of_the_type_that_their_column_says(table: race_tables.TableKind) -> None:
    for listing in racefile.list_races():
        columns = getattr(replay, table.name)(listing.path)
        for column in table.columns:
            kinds = {type(cell) for cell in columns[column.name]}
            allowed = {column.kind} | ({type(None)} if column.nullable else set())
            assert kinds <= allowed, f"{listing.name}: {column.name}"
