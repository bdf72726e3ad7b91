"""The page of columns is true: its tables are the rows' own words, and its code runs."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.tables.column_page import PAGE, renewed

from replay.cli import main

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_of_the_page_are_those_of_the_columns() -> None:
    assert renewed(TEXT) == TEXT, "renew it: python -m tests.tables.column_page"


def test_what_the_page_says_runs_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("duckdb", "pandas", "polars", "pyarrow"):
        pytest.importorskip(library)
    (commands,) = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    races = sorted(map(str, (PAGE.parents[3] / "races").glob("*.json")))[:3]
    monkeypatch.chdir(tmp_path)
    for line in commands.splitlines():
        program, *words = line.split()
        assert program == "replay"
        argv = [race for word in words for race in (races if "*" in word else [word])]
        assert main(argv) == 0
    for form in ("json", "ndjson"):
        assert main(["export", *races, "laps", "-o", f"laps.{form}"]) == 0
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL):
        exec(block, names)
    assert names["told"]["units"]["LapTime"] == "s"
    for query in re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL):
        assert names["duckdb"].sql(query).fetchall()
