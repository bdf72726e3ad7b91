"""What a race of 24 hours costs beside one of an afternoon: 62 cars of three classes, 311 laps.

pytest tests/benchmarks/test_classes.py --benchmark-columns=min,median,rounds
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.fields import endurance_field

from replay import racefile
from replay.race.cars_now import cars_now
from replay.race.class_order import class_leads, class_places
from replay.race.log import RaceLog
from replay.race.model import Race
from replay.race.timeline import Timeline
from replay.tui.frame import Recording

RACES = Path(__file__).parents[2] / "races"
Benchmark = Callable[..., Any]
TIMES = 97


def le_mans() -> Race:
    return racefile.load(RACES / "le-mans-2024.json")


@pytest.fixture(scope="module", params=("le-mans-2024", "by rule"))
def timeline(request: pytest.FixtureRequest) -> Timeline:
    timeline = Timeline(le_mans() if request.param == "le-mans-2024" else endurance_field())
    timeline.at(0)
    return timeline


@pytest.mark.parametrize("question", [Timeline.at, class_places, cars_now])
def test_a_question_at_97_times(
    benchmark: Benchmark, timeline: Timeline, question: Callable[[Timeline, int], object]
) -> None:
    times = [timeline.end * step // TIMES for step in range(TIMES)]
    assert len(benchmark(lambda: [question(timeline, time) for time in times])) == TIMES


def test_the_leads_of_a_class(benchmark: Benchmark, timeline: Timeline) -> None:
    name = timeline.race.header.classes[-1].name
    assert benchmark(class_leads, timeline, timeline.end, name)


def test_decode_le_mans_2024(benchmark: Benchmark) -> None:
    data = (RACES / "le-mans-2024.json").read_bytes()
    assert benchmark(racefile.decode, data).header.cars == 62


def test_the_first_frame_of_le_mans_2024(benchmark: Benchmark) -> None:
    race = le_mans()
    assert benchmark(lambda: Recording(race).frame(0)).state.lap == 0


def test_the_log_of_le_mans_2024(benchmark: Benchmark) -> None:
    race = le_mans()

    def log() -> int:
        timeline = Timeline(race)
        return len(RaceLog(timeline).at(timeline.end))

    assert benchmark(log) > 1_000
