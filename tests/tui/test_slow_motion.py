"""Slow motion on the screen: handed to the clock, and held only if it is wanted."""

import pytest
from tests.tui.viewing import LAPS, TOP, Viewer, tiny, view

from replay import racefile
from replay.race.timeline import Timeline

NOSE = 3_470_495


@pytest.mark.parametrize(("slow_motion", "played"), [(True, 5_000), (False, 10_000)])
def test_a_close_finish_is_played_slowly_unless_the_setting_is_off(
    slow_motion: bool, played: int
) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(NOSE - 20_000)
        await viewer.press("space")
        viewer.wall.go_on(1)
        assert viewer.time == NOSE - 20_000 + played
        assert viewer.screen.clock.sample().slow is slow_motion

    view(tiny(), check, slow_motion=slow_motion)


def test_a_step_through_slow_motion_goes_all_the_way() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(NOSE - 20_000)
        await viewer.press("space", "right")
        assert viewer.time == NOSE
        await viewer.press("right")
        assert viewer.time == viewer.screen.clock.end

    view(tiny(), check)


def test_one_key_skips_it_and_the_screen_says_how_fast_it_goes() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(NOSE - 1_000)
        await viewer.press("space")
        await viewer.pilot.pause()
        assert "×1/20" in viewer.text()
        assert viewer.lines()[-1].startswith(" m skip slow motion")
        await viewer.press("m")
        await viewer.pilot.pause()
        assert "no slow motion" in viewer.text()
        assert "×1/20" not in viewer.text()
        assert "skip" not in viewer.lines()[-1]
        viewer.wall.go_on(1)
        assert viewer.time == NOSE - 1_000 + 10_000
        await viewer.press("m")
        assert viewer.screen.clock.slow_motion

    view(tiny(), check)


def test_nothing_is_drawn_ahead_of_the_clock_though_the_pace_looks_ahead() -> None:
    async def check(viewer: Viewer) -> None:
        strip = viewer.screen.page["strip"]
        await viewer.seek(NOSE - 100)
        await viewer.press("space")
        for _ in range(4):
            viewer.wall.go_on(1)
            viewer.screen.refresh_frame()
            photo = strip.photo
            assert (photo is None) == (viewer.time < NOSE)
            assert photo is None or all(nose.gap <= photo.clock for nose in photo.noses)

    view(tiny(), check)


@pytest.mark.parametrize("whole", [True, False])
def test_played_from_the_end_it_shows_the_last_lap_again_and_never_the_grid(whole: bool) -> None:
    """The last lap of the small race begins at 316.7 s; its first nose is at 347.0495 s."""

    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        viewer.wall.go_on(1)
        assert viewer.time == 3_167_000 + 10_000
        viewer.wall.go_on(28)  # 28.3495 s to slow motion, and what is left at half the speed
        assert viewer.time == (NOSE - 20_000) + 6_505 // 2
        assert viewer.screen.clock.sample().slow

    view(tiny(), check, start=LAPS[10], finish_line=whole)


def test_at_the_end_turned_round_it_goes_back_from_there() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("r", "space")
        viewer.wall.go_on(1)
        assert viewer.time == LAPS[10] - 10_000

    view(tiny(), check, start=LAPS[10], finish_line=True)


def test_a_finish_alone_played_from_its_end_comes_to_the_line_again() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        viewer.wall.go_on(1)
        assert viewer.time == 500  # 1 s at 1/20

    alone = racefile.load(TOP / "races" / "freedom-100-2013.json")
    view(alone, check, start=Timeline(alone).end, finish_line=True)
