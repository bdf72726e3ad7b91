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

AT_THE_END = ("summary", *(name for name in OPENED if name.startswith("after race")))
"""What is opened once the record is over: no lap follows in which it could be stepped."""


@cache
def gallery(name: str) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)))


def laps_of(shown: Gallery, pane: str) -> list[int]:
    """Give up to 60 laps at which a pane has something to show, and so stays open."""
    timeline = shown.recording.timeline
    laps = [*range(timeline.laps // 2, timeline.laps), *range(timeline.laps // 2)]
    view = View(opened=(pane,), place=3)
    return sorted(
        lap for lap in laps if shown.scene(timeline.instant(lap), view, SIZE).view.opened == (pane,)
    )[:60]


@pytest.mark.parametrize("pane", ["the board", *(n for n in OPENED if n not in AT_THE_END)])
@pytest.mark.parametrize("name", NAMES)
def test_a_lap_on_with_an_instrument_open(benchmark: Benchmark, name: str, pane: str) -> None:
    shown = gallery(name)
    timeline = shown.recording.timeline
    bare = pane == "the board"
    view = View(opened=() if bare else (pane,), place=3)
    found = list(range(timeline.laps // 2, timeline.laps))[:60] if bare else laps_of(shown, pane)
    if len(found) < 2:
        pytest.skip(f"{pane}: it stands at no two laps of {name}")
    laps = iter(found[1:])
    shown.paint(timeline.instant(found[0]), view, SIZE)

    def step() -> object:
        lap = next(laps, None)
        return lap is None or shown.paint(timeline.instant(lap), view, SIZE)

    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    assert pedantic(step, rounds=len(found) - 1)


@pytest.mark.parametrize("pane", OPENED)
@pytest.mark.parametrize("name", NAMES)
def test_opening_an_instrument(benchmark: Benchmark, name: str, pane: str) -> None:
    race = racefile.load(racefile.find(name))

    def prepared() -> tuple[tuple[Gallery], dict[str, object]]:
        fresh = Gallery(race)
        fresh.recording.prepare()
        fresh.paint(at, View(place=3), SIZE)
        return (fresh,), {}

    timeline = gallery(name).recording.timeline
    laps = [] if pane in AT_THE_END else laps_of(gallery(name), pane)
    at = timeline.instant(laps[len(laps) // 2]) if laps else timeline.end
    if gallery(name).scene(at, View(opened=(pane,), place=3), SIZE).view.opened != (pane,):
        pytest.skip(f"{pane}: nothing of it in {name}")

    def opened(fresh: Gallery) -> object:
        return fresh.paint(at, View(opened=(pane,), place=3), SIZE)

    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    assert pedantic(opened, setup=prepared, rounds=5)
