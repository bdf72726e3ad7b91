"""What a search of the log costs: as it is typed, in a lap step, and over the whole record."""

from functools import cache
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.tui.painted import Gallery

from replay import racefile
from replay.tui.log_filter import LogFilter
from replay.tui.panes import log_found
from replay.tui.panes.log_found import log_now, log_search
from replay.tui.view import View

SIZE = (120, 40)


@cache
def gallery(name: str) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)))


def scenes(name: str, pattern: str) -> list[Any]:
    """The laps of a part of a race, searched for a pattern."""
    of = gallery(name)
    timeline = of.recording.timeline
    view = View(filter=LogFilter(typed=pattern, pattern=pattern))
    return [of.scene(timeline.instant(lap), view, SIZE) for lap in range(100, 200)]


@pytest.mark.parametrize("name", ["kansas-2024", "le-mans-2024"])
@pytest.mark.parametrize("pattern", ["", "buescher|17", "pits"])
def test_a_hundred_lap_steps_of_the_log(
    benchmark: BenchmarkFixture, name: str, pattern: str
) -> None:
    steps = scenes(name, pattern)
    log_now(steps[0])
    benchmark(lambda: [log_now(scene) for scene in steps])


@pytest.mark.parametrize("name", ["kansas-2024", "le-mans-2024"])
def test_a_search_that_is_typed(benchmark: BenchmarkFixture, name: str) -> None:
    scene = scenes(name, "pits")[-1]

    def typed() -> None:
        log_found._kept.clear()
        log_now(scene)

    benchmark(typed)


@pytest.mark.parametrize("name", ["kansas-2024", "le-mans-2024"])
def test_the_first_match_that_is_gone_to(benchmark: BenchmarkFixture, name: str) -> None:
    scene = scenes(name, "pits")[-1]
    log = gallery(name).recording.log

    def gone_to() -> None:
        log_found._kept.clear()
        search = log_search(scene)
        assert search.pattern is not None
        search.pattern.grant(len(log.at(gallery(name).recording.timeline.end)))
        assert log.matching(search.wants)

    benchmark(gone_to)
