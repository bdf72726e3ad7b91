"""What rebuilding costs against cars and laps, and the memory it takes. Run by name.

pytest tests/benchmarks/test_rebuilding.py --benchmark-columns=min,median,rounds

No time and no size decides a test; memory stands in the extra info of `--benchmark-json`, and is
printed with `-s`.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.peak_memory import keep_peak, needs_peak
from tests.reconstruct.publishing import published
from tests.reconstruct.simulation import Plan, simulated

from replay.reconstruct import reconstruct

KANSAS = Path(__file__).parents[2] / "races" / "boxscores" / "kansas-2024"


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


@needs_peak
def test_the_memory_of_rebuilding_kansas_2024(benchmark: Any) -> None:
    """The most that a process of its own holds, in megabytes; before it begins, and in all."""
    keep_peak(
        benchmark,
        "rebuilding kansas-2024",
        "from replay.reconstruct import reconstruct",
        "reconstruct(Path(sys.argv[1]))",
        KANSAS,
    )
