"""What a lap step costs with an instrument open, against the bare board; and opening one.

pytest tests/benchmarks/test_instruments.py --benchmark-columns=median,rounds

A screen is made and painted as the app does it, rows that stay equal not again; what Textual and
the terminal cost beside is the same for all, and measured from outside.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from tests.tui.painted import OPENED, Gallery

from replay import racefile
from replay.tui.view import View

Benchmark = Callable[..., Any]

NAMES = ("kansas-2024", "le-mans-2024", "abu-dhabi-2021")
SIZE = (120, 40)


@cache
def gallery(name: str) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)))


@pytest.mark.parametrize("pane", ["the board", *OPENED])
@pytest.mark.parametrize("name", NAMES)
def test_a_lap_on_with_an_instrument_open(benchmark: Benchmark, name: str, pane: str) -> None:
    shown = gallery(name)
    timeline = shown.recording.timeline
    view = View(opened=() if pane == "the board" else (pane,), place=3)
    first = timeline.laps // 2
    laps = iter(range(first, timeline.laps))
    shown.paint(timeline.instant(first), view, SIZE)

    def step() -> object:
        lap = next(laps, None)
        return lap is None or shown.paint(timeline.instant(lap), view, SIZE)

    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    assert pedantic(step, rounds=min(timeline.laps // 2, 60))


@pytest.mark.parametrize("pane", OPENED)
@pytest.mark.parametrize("name", NAMES)
def test_opening_an_instrument(benchmark: Benchmark, name: str, pane: str) -> None:
    race = racefile.load(racefile.find(name))

    def prepared() -> tuple[tuple[Gallery], dict[str, object]]:
        fresh = Gallery(race)
        fresh.recording.prepare()
        fresh.paint(fresh.recording.timeline.instant(half), View(place=3), SIZE)
        return (fresh,), {}

    half = gallery(name).recording.timeline.laps // 2

    def opened(fresh: Gallery) -> object:
        at = fresh.recording.timeline.instant(half)
        return fresh.paint(at, View(opened=(pane,), place=3), SIZE)

    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    assert pedantic(opened, setup=prepared, rounds=5)
