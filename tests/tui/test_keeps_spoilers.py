"""Nothing of what is kept, marked or pointed at on the ribbon tells of what is to come."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.futures import moments
from tests.laws import examples
from tests.series_strategies import series_races
from tests.tui.painted import Gallery, differing
from tests.tui.test_painted_spoilers import going_on

from replay.race.model import Race
from replay.race.slow_motion import finish_window
from replay.race.timeline import Timeline
from replay.state.race_keeps import Bookmark
from replay.testing.cut_race import cut
from replay.tui.view import View

SIZES = ((60, 16), (80, 24), (120, 40), (200, 60))


def marked_views(race: Race, time: int, end: int, car: str) -> list[View]:
    """Views with marks before and after the clock, and the mouse over the ribbon."""
    times = [end * step // 12 for step in range(13)]
    bookmarks = tuple(Bookmark(at, "a moment", "a note") for at in sorted({*times, time}))
    loops = (times[2], times[9]), (time, None), (times[10], times[11])
    views = [View(bookmarks=bookmarks, loop=loop, followed=car) for loop in loops]
    timed = race.header.scheduled_time is not None and race.header.scheduled_laps is None
    top = end // 10_000 if timed else 300
    spots = sorted({0, 1, top // 4, top // 2, 3 * top // 4, top})
    return views + [View(hovered=mark, bookmarks=bookmarks, followed=car) for mark in spots]


def assert_same_marks(race: Race, time: int, sizes: tuple[tuple[int, int], ...]) -> None:
    ours, theirs = Gallery(race), Gallery(cut(race, time))
    timeline = ours.recording.timeline
    car = timeline.at(time).order[0].car
    for view in marked_views(race, time, timeline.end, car):
        for size in sizes:
            one, other = ours.paint(time, view, size), theirs.paint(time, view, size)
            assert one == other, (view, size, differing(one, other))


SAMPLES = {"kansas-2024": (0, 81, 137, 200, 263), "abu-dhabi-2021": (36,), "le-mans-2024": (31,)}


@pytest.mark.parametrize(
    ("name", "lap"), [(name, lap) for name, laps in SAMPLES.items() for lap in laps]
)
def test_a_shipped_race_cut_at_a_lap_has_the_same_marks_and_words(name: str, lap: int) -> None:
    race = going_on(name)
    time = Timeline(race).instant(lap) + 51_234 * bool(lap)
    assert_same_marks(race, time, (SIZES[1], SIZES[3]) if lap in (0, 200) else (SIZES[2],))


@settings(examples(6), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(moments() | moments(series_races()), st.sampled_from(SIZES))
def test_a_made_up_race_cut_at_the_clock_has_the_same_marks_and_words(
    moment: tuple[Race, int], size: tuple[int, int]
) -> None:
    race, time = moment
    timeline = Timeline(race)
    if timeline.laps and time < timeline.end and time not in finish_window(timeline):
        assert_same_marks(race, time, (size,))
