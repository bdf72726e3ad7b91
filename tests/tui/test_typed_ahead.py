"""Keys in one burst: each goes to the screen that the one before it has left."""

import pytest
from tests.tui.viewing import LAPS, Viewer, closed, opened, tiny, view
from textual.events import Key

from replay.tui.dialogs.go_to import GoTo
from replay.tui.dialogs.help_screen import HelpScreen
from replay.tui.dialogs.replay_palette import ReplayCommandList, ReplayPalette


async def burst(viewer: Viewer, *keys: str) -> None:
    """Send keys at once, without waiting for any; longer names have no character."""
    for key in keys:
        viewer.app.post_message(Key(key, key if len(key) == 1 else None))
    await viewer.until(lambda: viewer.app._typed_ahead.at_rest)
    await viewer.quiet()


@pytest.mark.parametrize(
    ("keys", "lap"),
    [
        (("g", "2", "enter", "right"), 3),
        (("g", "6", "enter", "left", "left", "g", "9", "enter", "left"), 8),
        (("right", "M", "x", "l", "enter", "right", "right"), 3),
        (("g", "8", "escape", "right"), 1),
        (("H", "down", "space", "escape", "right"), 1),
        (("question_mark", "tab", "question_mark", "right", "right"), 2),
        (("right", "right", "M", "enter", "left", "apostrophe", "enter", "right"), 3),
    ],
)
def test_the_keys_after_the_one_that_closes_a_dialog_go_to_the_race(
    keys: tuple[str, ...], lap: int
) -> None:
    async def check(viewer: Viewer) -> None:
        await burst(viewer, *keys)
        assert closed(viewer)
        assert viewer.time == LAPS[lap]

    view(tiny(), check)


def test_the_keys_after_a_place_that_is_not_there_stay_with_the_line() -> None:
    async def check(viewer: Viewer) -> None:
        await burst(viewer, "g", "9", "0", "enter", "left", "backspace")
        assert opened(viewer, GoTo)
        await burst(viewer, "end", "backspace", "3", "enter", "right")
        assert closed(viewer)
        assert viewer.time == LAPS[4]

    view(tiny(), check)


def test_the_keys_after_a_command_of_the_palette_go_to_what_it_opens() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p", *"help")
        rows = viewer.app.screen.query_one(ReplayCommandList)
        await viewer.until(lambda: rows.option_count > 0 and rows.highlighted == 0)
        await burst(viewer, "enter", "tab")
        assert not opened(viewer, ReplayPalette)
        assert opened(viewer, HelpScreen)
        assert "How sure" in viewer.text()
        await burst(viewer, "escape", "right")
        assert viewer.time == LAPS[1]

    view(tiny(), check)
