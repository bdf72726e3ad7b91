"""What rebuilding costs against cars and laps, and the memory it takes. Run by name.

pytest tests/benchmarks/test_rebuilding.py --benchmark-columns=min,median,rounds

No time and no size decides a test; memory stands in the extra info of `--benchmark-json`, and is
printed with `-s`.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.reconstruct.publishing import published
from tests.reconstruct.simulation import Plan, simulated

from replay.reconstruct import reconstruct

KANSAS = Path(__file__).parents[2] / "races" / "boxscores" / "kansas-2024"
PEAK = """
import sys
from pathlib import Path
from replay.reconstruct import reconstruct
if len(sys.argv) > 1:
    reconstruct(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def plan(cars: int, laps: int) -> Plan:
    """A race with a caution every 50 laps and a stop of every car under each and between them."""
    cautions = tuple((lap, lap + 5) for lap in range(24, laps - 8, 50))
    stops = {
        car: tuple(
            lap
            for shown, _ in cautions
            for lap in (shown + 2, shown + 25 + car % 4)
            if lap < laps - 2
        )
        for car in range(cars)
    }
    slow = {car: 8 * car // cars for car in range(cars)}
    retired = {car: laps * car // cars for car in range(cars // 2, cars, 9)}
    return Plan(cars, laps, 1, cautions, stops, retired, slow, cautions[0][0])


@pytest.mark.parametrize("laps", [50, 150, 300])
@pytest.mark.parametrize("cars", [10, 20, 40])
def test_rebuild_a_race(benchmark: Any, cars: int, laps: int, tmp_path: Path) -> None:
    folder = published(simulated(plan(cars, laps)), about=(laps // 2,)).write(tmp_path)
    race = benchmark.pedantic(reconstruct, (folder,), rounds=2)
    assert race.header.cars == cars
    benchmark.extra_info["crossings"] = sum(len(line.crossings) for line in race.laps)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no record of peak memory")
def test_the_memory_of_rebuilding_kansas_2024(benchmark: Any) -> None:
    """The most that a process of its own holds, in megabytes; before it begins, and in all."""

    def peak(*arguments: str) -> float:
        command = [sys.executable, "-c", PEAK, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return int(done.stdout) / 1024

    idle = peak()
    whole = benchmark.pedantic(peak, (str(KANSAS),), rounds=1)
    benchmark.extra_info |= {"idle_mb": round(idle, 1), "peak_mb": round(whole, 1)}
    print(f"rebuilding kansas-2024: {whole:.1f} MB at most, {idle:.1f} MB before it begins")
