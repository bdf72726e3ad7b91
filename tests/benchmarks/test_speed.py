"""What the core costs, measured inside the process. Run by name; no time decides a test.

pytest tests/benchmarks --benchmark-columns=min,median,rounds
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.fields import field

from replay import racefile
from replay.race.log import RaceLog
from replay.race.timeline import Timeline
from replay.reconstruct import reconstruct
from replay.tui.frame import Recording

RACES = Path(__file__).parents[2] / "races"
Benchmark = Callable[..., Any]


def test_decode_kansas_2024(benchmark: Benchmark) -> None:
    data = (RACES / "kansas-2024.json").read_bytes()
    assert benchmark(racefile.decode, data).header.cars == 38


def test_index_kansas_2024(benchmark: Benchmark) -> None:
    race = racefile.load(RACES / "kansas-2024.json")
    assert benchmark(lambda: Timeline(race).at(0)).lap == 0


@pytest.mark.parametrize("laps", [100, 500, 2000])
def test_the_state_at_a_time_with_40_cars(benchmark: Benchmark, laps: int) -> None:
    timeline = Timeline(field(40, laps))
    times = [timeline.end * step // 97 for step in range(97)]
    timeline.at(0)

    def states() -> int:
        return sum(timeline.at(time).lap for time in times)

    assert benchmark(states) > 0
    benchmark.extra_info["states_a_round"] = len(times)  # type: ignore[attr-defined]


def test_a_whole_frame_of_kansas_2024(benchmark: Benchmark) -> None:
    recording = Recording(racefile.load(RACES / "kansas-2024.json"))
    time = recording.timeline.instant(137)
    recording.frame(time)
    assert benchmark(recording.frame, time).state.lap == 137


def test_the_log_of_kansas_2024(benchmark: Benchmark) -> None:
    timeline = Timeline(racefile.load(RACES / "kansas-2024.json"))
    timeline.at(timeline.end)
    assert len(benchmark(lambda: RaceLog(timeline).at(timeline.end))) > 300


def test_rebuild_kansas_2024(benchmark: Benchmark) -> None:
    folder = RACES / "boxscores" / "kansas-2024"
    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    assert pedantic(reconstruct, (folder,), rounds=3).header.cars == 38
