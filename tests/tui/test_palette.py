"""The palette under keys that come before its list, and after it has nothing to list."""

import pytest
from tests.tui.viewing import Viewer, closed, opened, tiny, view
from textual.events import Key

from replay.tui.palette import Palette

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
        assert opened(viewer, Palette)
        await viewer.press(*PAGING)
        await viewer.press("escape", "escape")
        assert closed(viewer)

    view(tiny(), check, size)


def test_the_palette_of_themes_takes_keys_at_once_too() -> None:
    async def check(viewer: Viewer) -> None:
        viewer.app.search_themes()
        viewer.app.post_message(Key("pagedown", None))
        await viewer.pilot.pause()
        assert opened(viewer, Palette)
        await viewer.press("pageup", "pagedown", "escape")

    view(tiny(), check)
