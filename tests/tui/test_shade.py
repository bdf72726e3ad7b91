"""What is seen beside a dialog: cell for cell what Textual would make of it, at another price."""

from unittest.mock import patch

import pytest
from tests.tui.viewing import Viewer, tiny, view
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen

from replay.tui.dialogs.shade import ShadingScreen

SIZES = [(60, 16), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [("g",), ("question_mark",), ("question_mark", "tab"), ("H",)])
def test_the_screen_below_a_dialog_looks_as_textual_shades_it(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press(*keys)
        await viewer.settle()
        viewer.app.screen.refresh()
        await viewer.quiet()
        ours = viewer.app.export_screenshot()
        with patch.object(ShadingScreen, "render", Screen.render):
            viewer.app.screen.refresh()
            await viewer.quiet()
            theirs = viewer.app.export_screenshot()
        assert ours == theirs

    view(tiny(), check, size, start=1_000_000)


def test_a_colour_is_mixed_once_however_often_it_is_painted() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("g")
        with patch.object(BackgroundScreen, "process_segments") as mix:
            viewer.app.screen.refresh()
            await viewer.quiet()
        assert not mix.called

    view(tiny(), check, (120, 40))
