"""Below the smallest size nothing can be seen: then nothing moves, and only leaving is possible."""

from pathlib import Path

import pytest
from tests.tui.viewing import LAPS, Viewer, playing, tiny, view

from replay.racefile import Listing

SMALL = [(1, 1), (59, 16), (60, 15), (20, 3)]
FITTING = (60, 16)
KEYS = ("right", "end", "3", "c", "full_stop", "space", "g", "5", "enter", "question_mark", "v")


@pytest.mark.parametrize("size", SMALL)
def test_keys_and_clicks_do_not_move_the_clock_unseen(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("right")
        await viewer.resize(*size)
        await viewer.press(*KEYS)
        await viewer.pilot.click(offset=(0, 0))
        await viewer.resize(*FITTING)
        assert viewer.time == LAPS[1]
        assert not playing(viewer)
        assert "Lap 1 of 10" in viewer.text()
        await viewer.press("right")
        assert viewer.time == LAPS[2]

    view(tiny(), check, FITTING)


def test_a_race_that_plays_goes_on_and_no_key_stops_it_unseen() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        await viewer.resize(20, 3)
        await viewer.press("space", "r")
        viewer.wall.go_on(10)
        await viewer.resize(*FITTING)
        assert viewer.time == 100_000
        assert playing(viewer)

    view(tiny(), check, FITTING)


@pytest.mark.parametrize("key", ["q", "ctrl+c", "x"])
def test_it_can_be_left_at_any_size(key: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(key)

    app = view(tiny(), check, (20, 3), keymap={"quit": "q,x"})
    assert app._exit


def test_the_picker_has_the_same_smallest_size() -> None:
    listings = [Listing("tiny", Path("tiny.json"), tiny().header, None)]

    async def check(viewer: Viewer) -> None:
        await viewer.resize(59, 16)
        first, *rest = viewer.lines()
        assert first.rstrip() == "Needs 60 x 16, has 59 x 16"
        assert not any(line.strip() for line in rest)
        await viewer.press("x", "enter", "down")
        await viewer.resize(*FITTING)
        assert "Needs" not in viewer.text()
        assert viewer.picker.words == ""
        assert viewer.app.screen is viewer.picker
        assert viewer.odd_lines() == []
        await viewer.press("x")
        await viewer.resize(20, 3)
        await viewer.press("q")

    app = view(None, check, (60, 15), listings=listings, load=lambda _: tiny())
    assert app._exit
