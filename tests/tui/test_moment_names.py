"""The name of a moment on the screen: copied, pasted, and taken by the palette."""

import pytest
from tests.tui.viewing import LAPS, Viewer, closed, tiny, view

from replay.race.moment_name import moment_time
from replay.race.timeline import Timeline

CAUTION = 1_218_000


def test_what_is_copied_opens_the_race_where_it_stands() -> None:
    async def check(viewer: Viewer) -> None:
        for time, name in ((LAPS[4], "L4"), (CAUTION, "lead3"), (LAPS[10], "finish")):
            await viewer.seek(time)
            await viewer.press("y")
            assert viewer.app.clipboard == f"tiny@{name}"
            assert f"copied {name}" in viewer.text()
        await viewer.seek(1_234_567)
        await viewer.press("y")
        assert viewer.app.clipboard == "tiny@2:03.4567"
        assert "copied" in viewer.text()
        assert moment_time(Timeline(tiny()), "2:03.4567") == 1_234_567

    view(tiny(), check, (80, 24), name="tiny")


def test_a_path_is_copied_as_a_shell_takes_it() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("y")
        assert viewer.app.clipboard == "'my races/tiny.json'@grid"
        await viewer.press("g", *"'my races/tiny.json'@L3", "enter")
        assert viewer.time == LAPS[3]

    view(tiny(), check, name="my races/tiny.json")


@pytest.mark.parametrize(
    ("typed", "time"),
    [("L3", LAPS[3]), ("stage 1", CAUTION), ("tiny@L5-10s", LAPS[5] - 100_000), ("+2", LAPS[2])],
)
def test_the_palette_takes_the_name_of_a_moment(typed: str, time: int) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p", *typed)
        await viewer.until(lambda: "Go to" in viewer.text())
        await viewer.press("enter")
        await viewer.until(lambda: viewer.time == time)
        assert closed(viewer)

    view(tiny(), check, name="tiny")


@pytest.mark.parametrize("typed", ["caution 1", "restart 1", "lead 3", "L11", "2:59"])
def test_the_palette_offers_no_moment_that_may_be_to_come(typed: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p", *typed)
        for _ in range(3):
            await viewer.pilot.pause()
        assert f"Go to {typed}" not in viewer.text()

    view(tiny(), check, name="tiny")
