"""pandas, Polars, PyArrow and DuckDB read the columns, and every form that is exported."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tables.shipped import RACES, TINY, rows_of

import replay
from replay.cli import main
from replay.tables.race_tables import TABLES

duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

Rows = list[dict[str, Any]]
RACE = RACES / "abu-dhabi-2021.json"
FRONT = {
    "Race": "abu-dhabi-2021",
    "Series": "Formula 1",
    "Season": "2021",
    "Date": "2021-12-12",
}

OTHER = RACES / "lime-rock-2023.json"
OTHER_FRONT = {
    "Race": "lime-rock-2023",
    "Series": "IMSA WeatherTech SportsCar Championship",
    "Season": "2023",
    "Date": "2023-07-22",
}

each_table = pytest.mark.parametrize("table", TABLES)


def pandas_rows(frame: Any) -> Rows:
    """The rows of a frame of pandas, whose missing cells are NaN."""
    cells: Rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return cells


def expected(table: str) -> Rows:
    return rows_of(getattr(replay, table)(RACE))


# -- the columns as they are


@each_table
def test_pandas_makes_a_frame_of_the_columns(table: str) -> None:
    assert pandas_rows(pandas.DataFrame(getattr(replay, table)(RACE))) == expected(table)


@each_table
def test_polars_makes_a_frame_of_the_columns(table: str) -> None:
    assert polars.DataFrame(getattr(replay, table)(RACE)).to_dicts() == expected(table)


@each_table
def test_pyarrow_makes_a_table_of_the_columns(table: str) -> None:
    assert pyarrow.table(getattr(replay, table)(RACE)).to_pylist() == expected(table)


@each_table
def test_duckdb_reads_the_arrow_table_by_the_name_of_its_variable(table: str) -> None:
    arrow = getattr(replay, table)(RACE).arrow()
    relation = duckdb.sql("from arrow")
    names = list(relation.columns)
    assert [dict(zip(names, row, strict=True)) for row in relation.fetchall()] == expected(table)
    assert arrow.num_rows == len(expected(table))


def test_the_arrow_table_has_types_units_and_the_race_even_where_it_is_empty() -> None:
    table = replay.laps("monza-1971").arrow()
    assert table.num_rows == 0
    assert table.schema == replay.laps(RACE).arrow().schema
    assert table.schema.field("LapTime").metadata == {b"unit": b"s"}
    assert str(table.schema.field("Compound").type) == "string"
    told = json.loads(table.schema.metadata[b"replay"])
    assert told["units"]["LapTime"] == "s"
    assert told["races"][0]["name"] == "monza-1971"
    assert told["version"] == replay.__version__


# -- the forms of `replay export`


def exported(table: str, folder: Path, form: str, *races: Path) -> Path:
    path = folder / f"table.{form}"
    assert main(["export", *map(str, races or (RACE,)), table, "-o", str(path)]) == 0
    return path


def both(table: str) -> Rows:
    """The rows of a race without classes and then of one with some, each after its race."""
    others = [OTHER_FRONT | row for row in rows_of(getattr(replay, table)(OTHER))]
    return [FRONT | row for row in expected(table)] + others


TEXT = {"Race": str, "Season": str, "Date": str, "DriverNumber": str, "TrackStatus": str}


def csv_of_pandas(path: Path) -> Rows:
    frame = pandas.read_csv(path, dtype=TEXT, low_memory=False)
    return pandas_rows(frame)


def csv_of_duckdb(path: Path) -> Rows:
    with path.open(encoding="utf-8") as file:
        types = {name: "VARCHAR" for name in next(csv.reader(file)) if name in TEXT}
    rows: Rows = (
        duckdb.sql(f"from read_csv('{path}', types={types}, sample_size=-1)").pl().to_dicts()
    )
    return rows


READERS: dict[str, dict[str, Callable[[Path], Rows]]] = {
    "csv": {
        "pandas": csv_of_pandas,
        "polars": lambda path: polars.read_csv(path, infer_schema_length=None).to_dicts(),
        "duckdb": csv_of_duckdb,
    },
    "json": {
        "standard library": lambda path: json.loads(path.read_text(encoding="utf-8")),
        "pandas": lambda path: pandas_rows(pandas.read_json(path, dtype=False, precise_float=True)),
        "polars": lambda path: polars.read_json(path, infer_schema_length=None).to_dicts(),
    },
    "ndjson": {
        "standard library": lambda path: [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()
        ],
        "polars": lambda path: polars.read_ndjson(path, infer_schema_length=None).to_dicts(),
        "duckdb": lambda path: (
            duckdb.sql(f"from read_json('{path}', sample_size=-1)").pl().to_dicts()
        ),
    },
    "parquet": {
        "pandas": lambda path: pandas_rows(pandas.read_parquet(path)),
        "polars": lambda path: polars.read_parquet(path).to_dicts(),
        "pyarrow": lambda path: pyarrow.parquet.read_table(path).to_pylist(),
        "duckdb": lambda path: duckdb.sql(f"from '{path}'").pl().to_dicts(),
    },
}


@pytest.mark.parametrize(
    ("form", "library"), [(form, name) for form, names in READERS.items() for name in names]
)
@each_table
def test_each_library_reads_each_form_as_the_columns_are(
    table: str, form: str, library: str, tmp_path: Path
) -> None:
    rows = READERS[form][library](exported(table, tmp_path, form, RACE, OTHER))
    wanted = both(table)
    assert rows[0].keys() == wanted[0].keys()
    for row, want in zip(rows, wanted, strict=True):
        assert {name: _plain(cell, want[name]) for name, cell in row.items()} == want


def _plain(cell: Any, want: Any) -> Any:
    """A cell as the columns have it where a reader guessed what text is, as CSV names no types."""
    if isinstance(want, str) and not isinstance(cell, str):
        return str(cell)
    return cell


# -- Parquet


def test_parquet_is_typed_and_says_of_what_it_is_made(tmp_path: Path) -> None:
    from pyarrow import parquet

    path = exported("laps", tmp_path, "parquet", RACE, TINY)
    schema = parquet.read_schema(path)
    kinds = {float: "double", int: "int64", str: "string", bool: "bool"}
    for column in TABLES["laps"].columns:
        field = schema.field(column.name)
        assert str(field.type) == kinds[column.kind]
        assert field.nullable is column.nullable
        assert (field.metadata or {}).get(b"unit") == (column.unit and column.unit.encode())
    told = json.loads(parquet.read_metadata(path).metadata[b"replay"])
    assert told["table"] == "laps"
    assert told["version"] == replay.__version__
    assert [race["name"] for race in told["races"]] == ["abu-dhabi-2021", "tiny"]
    assert told["races"][0]["sha256"] == replay.laps(RACE).race["sha256"]
    assert told["races"][0]["until"] is None
    assert told["races"][0]["sources"]
    assert json.loads(parquet.read_table(path).schema.metadata[b"replay"]) == told


def test_duckdb_reads_the_metadata_of_parquet(tmp_path: Path) -> None:
    path = exported("laps", tmp_path, "parquet")
    query = f"select decode(key), decode(value) from parquet_kv_metadata('{path}')"
    found = dict(duckdb.sql(query).fetchall())
    assert json.loads(found["replay"])["units"]["Time"] == "s"


def test_parquet_of_races_without_laps_is_whole_and_empty(tmp_path: Path) -> None:
    path = exported("laps", tmp_path, "parquet", RACES / "monza-1971.json")
    frame = polars.read_parquet(path)
    assert frame.height == 0
    assert frame.schema["LapTime"] == polars.Float64
