"""The palette under keys that come before its list, and after it has nothing to list."""

from pathlib import Path

import pytest
from rich.style import Style
from tests.tui.viewing import LAPS, Viewer, closed, opened, tiny, view
from textual._types import AnimationLevel
from textual.events import Click, Key, Resize
from textual.geometry import Size
from textual.widgets import Input

from replay.racefile import Listing
from replay.tui.app import ReplayApp
from replay.tui.dialogs.go_to import GoTo
from replay.tui.dialogs.replay_palette import ReplayCommandList, ReplayPalette
from replay.tui.dismiss_once import DismissOnce
from replay.tui.keys import KEYS
from replay.tui.pacing import Pacing
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


def listed(viewer: Viewer) -> list[str]:
    palette = viewer.app.screen.query_one(ReplayCommandList)
    return [str(option.prompt) for option in palette.options]


def test_the_palette_lists_every_command_there_is_a_key_for() -> None:
    hidden = {"palette", "close", "next_pane", "previous_pane", "suspend"}

    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p")
        await viewer.until(lambda: len(listed(viewer)) > 40)
        text = "\n".join(listed(viewer))
        for key in KEYS:
            named = key.tooltip in text
            assert named is not (key.id in hidden or key.id.startswith("tenth_")), key.id
        for words in ("Previous mark", "Next mark", "Laps on", "Laps back"):
            assert words in text

    view(tiny(), check)


@pytest.mark.parametrize(("words", "lap"), [("laps on", 5), ("laps back", 1)])
def test_the_palette_goes_some_laps_on_or_back(words: str, lap: int) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("ctrl+p", *words)
        await viewer.until(lambda: any("aps " in row for row in listed(viewer)))
        await viewer.press("enter")
        await viewer.until(lambda: opened(viewer, GoTo))
        await viewer.press("2", "enter")
        assert closed(viewer)
        assert viewer.time == LAPS[lap]

    view(tiny(), check, start=LAPS[3])


def test_the_palette_turns_pauses_on_and_condenses_the_race() -> None:
    async def choose(viewer: Viewer, words: str) -> None:
        await viewer.press("ctrl+p", *words)
        await viewer.until(lambda: len(listed(viewer)) == 1)
        await viewer.press("enter")
        await viewer.until(lambda: closed(viewer))

    async def check(viewer: Viewer) -> None:
        await choose(viewer, "playing at restarts")
        await choose(viewer, "condensed to 20")
        assert viewer.screen.pacing == Pacing(frozenset({"restart"}), length=12_000_000)
        assert "in 20m" in viewer.text()
        await choose(viewer, "playing at restarts")
        await choose(viewer, "as long as it was")
        assert viewer.screen.pacing == Pacing()

    view(tiny(), check)


@pytest.mark.parametrize(("level", "blinks"), [("none", False), ("full", True)])
def test_where_no_motion_is_wanted_no_cursor_blinks(level: AnimationLevel, blinks: bool) -> None:
    async def check(viewer: Viewer) -> None:
        viewer.app.animation_level = level
        for key in ("g", "ctrl+p"):
            await viewer.press(key)
            assert viewer.app.screen.query_one(Input).cursor_blink is blinks
            await viewer.press("escape")

    view(tiny(), check)
