"""Every library reads what was exported of many races by the lines of the page, value by value.

Of the first races nobody knows a class, and `00`, `07` and `7` are three cars: what readers guess
from the look of a column, or from its first rows, is wrong.
"""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.race.small_races import race_of
from tests.tables.column_page import PAGE
from tests.tables.shipped import RACES, rows_of

import replay
from replay import racefile
from replay.cli import main

duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

Rows = list[dict[str, Any]]

FORMS = ("csv", "json", "ndjson", "parquet")
BEFORE_CLASSES = ("kansas-2024", "martinsville-2020")
"""More rows than any reader looks at before it says what a column is."""


def block_of(library: str) -> str:
    """The lines of the page by which a library reads each form."""
    found = re.search(
        rf"<!-- read: {library} -->\n\n```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    )
    assert found is not None
    return found[1]


@pytest.fixture(name="exported", scope="module")
def races_in_every_form(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """A folder with laps of all races in each form, and the rows that they are made of."""
    folder = tmp_path_factory.mktemp("races")
    zeros = folder / "00.json"
    lines = {"00": (30, 60, 90), "07": (31, 61.5, 92), "7": (32, 63, 94.0001)}
    zeros.write_bytes(racefile.encode(race_of(lines)))
    races = [zeros, *(RACES / f"{name}.json" for name in (*BEFORE_CLASSES, "lime-rock-2023"))]
    for form in FORMS:
        assert main(["export", *map(str, races), "laps", "-o", str(folder / f"laps.{form}")]) == 0
    rows: Rows = []
    for race in races:
        laps = replay.laps(race)
        year = str(laps.race["season"] or laps.race["date"] or "")[:4] or None
        front = {"Race": race.stem, "Series": laps.race["series"], "Season": year}
        rows += [front | {"Date": laps.race["date"]} | row for row in rows_of(laps)]
    assert sum(row["Class"] is None for row in rows) > 20_480 < len(rows)
    assert rows[-1]["Class"] is not None
    return folder, rows


def as_rows(table: Any) -> Rows:
    """The rows of a table of any library."""
    if isinstance(table, pandas.DataFrame):
        cells: Rows = table.astype(object).where(table.notna(), None).to_dict("records")
        return cells
    if isinstance(table, duckdb.DuckDBPyRelation):
        return as_rows(table.pl())
    found: Rows = table.to_dicts() if isinstance(table, polars.DataFrame) else table.to_pylist()
    return found


def read_as_the_page_says(library: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {
        "pd": pandas,
        "pl": polars,
        "pa": pyarrow,
        "duckdb": duckdb,
        "replay": replay,
    }
    (text,) = re.findall(r"^text = .*$", PAGE.read_text("utf-8"), re.MULTILINE)
    exec(text, names)
    exec(block_of(library), names)
    return names


@pytest.mark.parametrize(
    ("library", "form"),
    [
        *((one, form) for one in ("pandas", "polars", "duckdb") for form in FORMS[:3]),
        *(("pyarrow", form) for form in ("csv", "ndjson")),
    ],
)
def test_the_lines_of_the_page_read_every_value_as_it_was_written(
    library: str, form: str, exported: tuple[Path, Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, wanted = exported
    table = read_as_the_page_says(library, folder, monkeypatch)[f"from_{form}"]
    same(as_rows(table), wanted)


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb", "pyarrow"])
def test_parquet_needs_no_telling(library: str, exported: tuple[Path, Rows]) -> None:
    folder, wanted = exported
    path = folder / "laps.parquet"
    table = {
        "pandas": pandas.read_parquet,
        "polars": polars.read_parquet,
        "duckdb": lambda path: duckdb.sql(f"from '{path}'"),
        "pyarrow": pyarrow.parquet.read_table,
    }[library](path)
    same(as_rows(table), wanted)


def same(rows: Rows, wanted: Rows) -> None:
    assert len(rows) == len(wanted)
    for row, want in zip(rows, wanted, strict=True):
        if isinstance(row["Date"], datetime.date):
            row["Date"] = row["Date"].isoformat()
        assert row == want
        assert isinstance(row["DriverNumber"], str)


def test_json_is_what_was_written(exported: tuple[Path, Rows]) -> None:
    folder, wanted = exported
    assert json.loads((folder / "laps.json").read_text(encoding="utf-8")) == wanted
