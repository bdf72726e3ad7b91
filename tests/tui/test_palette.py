"""The palette under keys that come before its list, and after it has nothing to list."""

from pathlib import Path

import pytest
from rich.style import Style
from tests.tui.viewing import Viewer, closed, opened, tiny, view
from textual.events import Click, Key, Resize
from textual.geometry import Size

from replay.racefile import Listing
from replay.tui.app import ReplayApp
from replay.tui.dialogs.replay_palette import ReplayCommandList, ReplayPalette
from replay.tui.dismiss_once import DismissOnce
from replay.tui.replay_screen import ReplayScreen

PAGING = (
    "pagedown", "pageup", "down", "up", "ctrl+end", "ctrl+home", "shift+end", "shift+home", "enter"
)  # fmt: skip


@pytest.mark.parametrize("key", PAGING)
def test_a_key_may_follow_the_palette_at_once(key: str) -> None:
    async def check(viewer: Viewer) -> None:
        for _ in range(3):
            viewer.app.post_message(Key("ctrl+p", None))
            viewer.app.post_message(Key(key, None))
            await viewer.pilot.pause()
            await viewer.press(key, "escape", "escape")

    view(tiny(), check)


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
def test_any_key_may_follow_where_nothing_is_found(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p", *"qqqzzz")
        assert opened(viewer, ReplayPalette)
        await viewer.press(*PAGING)
        await viewer.press("escape", "escape")
        assert closed(viewer)

    view(tiny(), check, size)


def test_the_palette_of_themes_takes_keys_at_once_too() -> None:
    async def check(viewer: Viewer) -> None:
        viewer.app.search_themes()
        viewer.app.post_message(Key("pagedown", None))
        await viewer.pilot.pause()
        assert opened(viewer, ReplayPalette)
        await viewer.press("pageup", "pagedown", "escape")

    view(tiny(), check)


@pytest.mark.parametrize("opening", ["question_mark", "g", "ctrl+p"])
def test_keys_that_close_twice_close_one_screen(opening: str) -> None:
    """The race that lies below the dialog, and above the picker, stays open."""
    listings = [Listing("tiny", Path("tiny.json"), tiny().header, None)]

    async def check(viewer: Viewer) -> None:
        await viewer.press("enter")
        await viewer.until(lambda: isinstance(viewer.app.screen, ReplayScreen))
        await viewer.press(opening)
        dialog = viewer.app.screen
        assert isinstance(dialog, DismissOnce)
        dialog.dismiss()
        dialog.dismiss()
        await viewer.pilot.pause()
        assert closed(viewer)

    view(None, check, listings=listings, load=lambda _: tiny())


@pytest.mark.parametrize("key", ["ctrl+p", "question_mark", "g"])
def test_what_is_typed_after_quitting_is_dropped(key: str) -> None:
    async def check(viewer: Viewer) -> None:
        viewer.app.exit()
        for name in (key, "x", "pagedown", "escape"):
            viewer.app.post_message(Key(name, None))
        await viewer.pilot.pause()

    assert view(tiny(), check).return_code == 0


@pytest.mark.parametrize("keys", [("ctrl+p", "escape"), ("ctrl+p", "n", "escape")])
def test_the_palette_may_be_closed_before_it_has_found_anything(keys: tuple[str, ...]) -> None:
    async def check(viewer: Viewer) -> None:
        for _ in range(5):
            for name in keys:
                viewer.app.post_message(Key(name, None))
            await viewer.pilot.pause()
            viewer.app.post_message(Key("ctrl+p", None))
            await viewer.resize(20, 3)
            await viewer.resize(120, 40)

    view(tiny(), check)


def test_a_click_on_a_row_that_has_gone_since_does_nothing() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p")
        rows = viewer.app.screen.query_one(ReplayCommandList)
        await viewer.until(lambda: rows.option_count > 2)
        clicked = Click(rows, 4, 4, 0, 0, 1, False, False, False, style=Style(meta={"option": 2}))
        rows.clear_options()
        rows.post_message(clicked)
        await viewer.press("pagedown", "escape")
        assert closed(viewer)

    view(tiny(), check)


def test_what_comes_to_an_app_that_has_no_screen_any_more_is_let_go() -> None:
    """A palette may open, and the terminal change its size, as the last screen goes."""
    ended = ReplayApp(tiny())
    ended._plain_palette()
    ended.on_resize(Resize(Size(40, 10), Size(40, 10)))
    assert not ended.screen_stack
