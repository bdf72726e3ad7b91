"""Slow motion on the screen: handed to the clock, and held only if it is wanted."""

import pytest
from tests.tui.viewing import Viewer, tiny, view

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
        assert viewer.time == viewer.screen.clock.end

    view(tiny(), check)
