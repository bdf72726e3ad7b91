"""What tables of a race cost, and a season of them. Run by name; no figure decides a test.

pytest tests/benchmarks/test_tables.py --benchmark-columns=min,median,rounds -s
"""

import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.peak_memory import keep_peak, needs_peak
from tests.tables.shipped import RACES, WITH_LAPS

import replay

Benchmark = Callable[..., Any]


@pytest.mark.parametrize("name", ["kansas-2024", "le-mans-2024"])
def test_laps(name: str, benchmark: Benchmark) -> None:
    assert len(benchmark(replay.laps, name)["Time"]) > 9_000


@pytest.mark.parametrize("table", ["stops", "events", "results"])
def test_other_tables_of_kansas_2024(table: str, benchmark: Benchmark) -> None:
    assert benchmark(getattr(replay, table), "kansas-2024")["Driver"]


def test_import_of_the_package_and_of_its_tables(benchmark: Any) -> None:
    """Microseconds, as the interpreter itself tells them."""

    def imported(what: str) -> int:
        command = [sys.executable, "-X", "importtime", "-c", what]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        last = [line for line in done.stderr.splitlines() if line.endswith("| replay")]
        return int(last[-1].split("|")[1])

    assert benchmark.pedantic(imported, ("import replay",), rounds=10) > 0
    benchmark.extra_info["import_us"] = min(imported("import replay") for _ in range(10))
    print(f"import replay: {benchmark.extra_info['import_us']} microseconds")


@pytest.fixture(name="season", scope="module")
def hundred_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred race files: the shipped ones with laps, over and over."""
    folder = tmp_path_factory.mktemp("season")
    for number, name in enumerate(islice(cycle(WITH_LAPS), 100)):
        path = folder / f"{name}-{number:03}.json"
        path.write_bytes((RACES / f"{name}.json").read_bytes())
    return folder


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_export_the_laps_of_a_hundred_races(
    form: str, season: Path, benchmark: Any, tmp_path: Path
) -> None:
    races = sorted(map(str, season.iterdir()))
    output = str(tmp_path / f"laps.{form}")
    command = [sys.executable, "-m", "replay", "export", *races, "laps", "-o", output]
    benchmark.pedantic(subprocess.run, (command,), {"check": True}, rounds=3)
    assert Path(output).stat().st_size > 1_000_000


@needs_peak
@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
def test_memory_of_exporting_a_hundred_races(form: str, season: Path, benchmark: Any) -> None:
    imports = "from replay.cli import main"
    if form == "parquet":
        imports += "\nfrom replay.tables.arrow import pyarrow_module\npyarrow_module()"
        imports += "\nimport pyarrow.parquet"
    races = "*sorted(map(str, Path(sys.argv[1]).glob('*.json')))"
    work = f"main(['export', {races}, 'laps', '-o', sys.argv[1] + '/laps.{form}'])"
    keep_peak(benchmark, f"100 races as {form}", imports, work, season)
