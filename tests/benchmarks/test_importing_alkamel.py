"""What importing 24 hours of 62 cars costs in time and memory. Run by name.

pytest tests/benchmarks/test_importing_alkamel.py --benchmark-columns=min,median,rounds

The sheets are other people's: it skips where they do not lie beside the checkout. No figure decides
a test here; memory stands in the extra info of `--benchmark-json`, and is printed with `-s`.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.peak_memory import keep_peak, needs_peak

from replay import racefile
from replay.importers import candidates, selected

SHEETS = Path(__file__).parents[3] / "shared" / "samples" / "alkamel" / "wec-le-mans-2024"


pytestmark = pytest.mark.skipif(not SHEETS.is_dir(), reason="no sheets beside the checkout")


def test_import_le_mans_2024(benchmark: Any) -> None:
    def whole() -> int:
        race = selected(candidates(None, [SHEETS]), "").read().race
        return len(racefile.encode(race))

    assert benchmark.pedantic(whole, rounds=5) > 200_000


def test_the_command_that_imports_le_mans_2024(benchmark: Any, tmp_path: Path) -> None:
    facts = Path(__file__).parents[2] / "races" / "facts" / "le-mans-2024.toml"
    words = ["import", str(SHEETS), "-o", str(tmp_path / "race.json"), "--with", str(facts)]
    command = [sys.executable, "-m", "replay", *words]
    benchmark.pedantic(subprocess.run, (command,), {"check": True}, rounds=5)
    assert (tmp_path / "race.json").stat().st_size < 400_000


@needs_peak
def test_the_memory_of_importing_le_mans_2024(benchmark: Any) -> None:
    """The most that a process of its own holds, in megabytes; before it begins, and in all."""
    keep_peak(
        benchmark,
        "importing le-mans-2024",
        "from replay.importers import candidates, selected",
        'racefile.encode(selected(candidates(None, [Path(sys.argv[1])]), "").read().race)',
        SHEETS,
    )
