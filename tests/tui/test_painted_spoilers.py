"""A race cut at the clock paints the same cells in the same colours, whatever pane is opened."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.futures import moments
from tests.laws import examples
from tests.series_strategies import series_races
from tests.tui.painted import Gallery, differing, views

from replay import racefile
from replay.race.model import Race
from replay.race.slow_motion import finish_window
from replay.race.timeline import Timeline
from replay.testing.cut_race import OVER, cut

SIZES = ((60, 16), (80, 24), (120, 40), (200, 60))
SMALL = Path(__file__).parents[1] / "races" / "tiny.json"


@cache
def going_on(name: str) -> Race:
    """A race whose record goes on behind the result, so that it is cut before its end."""
    race = racefile.load(SMALL if name == "tiny" else racefile.find(name))
    return structs.replace(race, events=(*race.events, OVER))


def assert_paints_the_same(race: Race, time: int, sizes: tuple[tuple[int, int], ...]) -> None:
    """Hold every pane at a time of a race against the race cut there."""
    ours, theirs = Gallery(race), Gallery(cut(race, time))
    cars = tuple(row.car for row in ours.recording.timeline.at(time).order)
    for view in views(race, cars):
        for size in sizes:
            one, other = ours.paint(time, view, size), theirs.paint(time, view, size)
            assert one == other, (view.opened, size, differing(one, other))


def instants(race: Race) -> list[int]:
    """Give the instants of all laps, and times amid them."""
    timeline = Timeline(race)
    laps = [timeline.instant(lap) for lap in range(timeline.laps)]
    return [*laps, *((a + b) // 2 for a, b in pairwise(laps))]


@pytest.mark.parametrize("time", instants(going_on("tiny")))
def test_the_small_race_cut_at_any_lap_paints_the_same(time: int) -> None:
    assert_paints_the_same(going_on("tiny"), time, SIZES)


SAMPLES = {
    "kansas-2024": (0, 60, 81, 137, 166, 179, 200, 250, 263),
    "abu-dhabi-2021": (1, 14, 36, 54),
    "le-mans-2024": (2, 31, 150),
}


@pytest.mark.parametrize(
    ("name", "lap"), [(name, lap) for name, laps in SAMPLES.items() for lap in laps]
)
def test_a_shipped_race_cut_at_a_lap_paints_the_same(name: str, lap: int) -> None:
    race = going_on(name)
    time = Timeline(race).instant(lap)
    # A little later than the last to cross: cars are on pit road, and amid a lap.
    assert_paints_the_same(race, time + 51_234 * bool(lap), SIZES[1:3])


@settings(examples(6), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(moments() | moments(series_races()), st.sampled_from(SIZES))
def test_a_made_up_race_cut_at_the_clock_paints_the_same(
    moment: tuple[Race, int], size: tuple[int, int]
) -> None:
    race, time = moment
    timeline = Timeline(race)
    if timeline.laps and time < timeline.end and time not in finish_window(timeline):
        assert_paints_the_same(race, time, (size,))
