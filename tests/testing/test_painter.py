"""A screen follows from its moment, look and keys alone, whatever was painted before."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.testing.runs import TINY

from replay.race.timeline import Timeline
from replay.testing.cell_grid import CellGrid, cell_grid
from replay.testing.no_screen import NoScreen
from replay.testing.painted_screen import PaintedScreen
from replay.testing.painter import MOST_KEPT, ScreenPainter
from replay.testing.race_record import RaceRecord, RacesUnderTest
from replay.testing.screen_look import look_of
from replay.testing.screen_source import ScreenSource
from replay.tui.headless import HeadlessReplay, Look

SIZES = ("80x24", "120x40")


@pytest.fixture(scope="module")
def source() -> Iterator[ScreenSource]:
    made = ScreenSource(Path.cwd())
    yield made
    made.close()


@pytest.fixture
def painter() -> Iterator[ScreenPainter]:
    made = ScreenPainter()
    yield made
    made.close()


def record(name: str) -> RaceRecord:
    return RacesUnderTest(Path.cwd()).of(TINY if name == "tiny" else name)


def painted(source: ScreenSource, of: RaceRecord, moment: str, size: str) -> PaintedScreen:
    return source.screen(of, moment, size, "night")


@pytest.mark.parametrize("name", ["tiny", "kansas-2024"])
def test_a_screen_is_the_same_whatever_was_painted_before(name: str) -> None:
    of, painter = record(name), ScreenPainter()
    laps = [0, 1, *range(3, of.timeline.laps, max(of.timeline.laps // 4, 1)), of.timeline.laps]
    times = [of.timeline.instant(lap) for lap in laps]
    chance = random.Random(15)
    try:
        for size in SIZES:
            look = look_of(tuple(map(int, size.split("x"))), "night")  # type: ignore[arg-type]
            alone = {at: painter.paint(of.race, at, look, keep=False) for at in times}
            for at in chance.choices(times, k=20):
                again = painter.paint(of.race, at, look)
                assert cell_grid(again.rows) == cell_grid(alone[at].rows), (at, size)
                assert again.map == alone[at].map
    finally:
        painter.close()


def test_a_pane_that_comes_to_the_screen_is_whole_at_once() -> None:
    """The log had no last line when the grid was painted before."""
    race, seen = record("tiny").race, []
    time = Timeline(race).instant(4)

    async def work(app: HeadlessReplay) -> None:
        for at in (0, time, time):
            app.stand_at(at)
            seen.append(cell_grid(await app.rows()))

    HeadlessReplay(race, Look((120, 40), no_color=False), work).work_through()
    assert seen[1] == seen[2]


def test_keys_leave_nothing_behind_and_start_from_the_moment(source: ScreenSource) -> None:
    base = painted(source, record("kansas-2024"), "L200", "120x40")
    before = base.grid
    keys = ["i", "question_mark", "ctrl+p", "slash l a", "t right*2", "f", "shift+right down*5"]
    pressed = {name: base.press(name).grid for name in keys}
    assert all(grid != before for grid in pressed.values())
    for name in reversed(keys):
        assert base.press(name).grid == pressed[name], name
        assert painted(source, base.record, "L200", "120x40").grid == before, name


def test_keys_may_be_pressed_one_by_one(source: ScreenSource) -> None:
    base = painted(source, record("tiny"), "L3", "80x24")
    assert base.press("right").press("right i").grid == base.press("right*2 i").grid


@pytest.mark.parametrize("size", ["60x16", "61x150", "400x16", "400x150"])
def test_any_size_can_be_painted(source: ScreenSource, size: str) -> None:
    screen = painted(source, record("tiny"), "L3", size)
    columns, rows = map(int, size.split("x"))
    assert len(screen.grid) == rows
    assert {row.width for row in screen.grid} == {columns}
    assert screen.cars


@pytest.mark.parametrize("size", ["1x1", "59x16", "60x15", "401x150", "400x151"])
def test_a_size_that_cannot_be_drawn_is_none(source: ScreenSource, size: str) -> None:
    with pytest.raises(NoScreen, match=f"'{size}' is not a size from 60x16 to 400x150"):
        painted(source, record("tiny"), "L3", size)


def test_so_many_replays_are_kept_and_no_more(painter: ScreenPainter) -> None:
    of = record("tiny")
    first: dict[int, CellGrid] = {}
    for width in [*range(60, 60 + 2 * MOST_KEPT), *range(60, 70)]:
        painting = painter.paint(of.race, of.timeline.instant(5), Look((width, 20), no_color=False))
        grid = first.setdefault(width, cell_grid(painting.rows))
        assert cell_grid(painting.rows) == grid
        assert len(painter._kept) <= MOST_KEPT
    painter.close()
    assert not painter._kept


def test_painting_takes_no_stream_and_leaves_no_thread(capsys: pytest.CaptureFixture[str]) -> None:
    import threading

    streams, threads = (sys.stdout, sys.stderr), threading.active_count()
    painter, of = ScreenPainter(), record("tiny")
    painter.paint(of.race, 0, look_of((80, 24), "none"))
    assert (sys.stdout, sys.stderr) == streams
    painter.close()
    assert (sys.stdout, sys.stderr) == streams
    assert threading.active_count() == threads
    assert capsys.readouterr() == ("", "")
