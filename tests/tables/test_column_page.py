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


def test_the_python_of_the_page_runs() -> None:
    for library in ("duckdb", "pandas", "polars", "pyarrow"):
        pytest.importorskip(library)
    blocks = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert len(blocks) == 3
    # Charts need a library of their own.
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block.replace(".plot()", ""), names)
    assert names["laps"].num_rows > 9_000


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    (commands,) = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    races = sorted(map(str, (PAGE.parents[3] / "races").glob("*.json")))[:3]
    monkeypatch.chdir(tmp_path)
    for line in commands.splitlines():
        program, *words = line.split()
        assert program == "replay"
        argv = [race for word in words for race in (races if "*" in word else [word])]
        assert main(argv) == 0
    for query in re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL):
        assert duckdb.sql(query).fetchall()
