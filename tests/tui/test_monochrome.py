"""Without colour every theme can be read, those of the terminal's own colours as well."""

import pytest
from rich.color import Color
from rich.style import Style
from tests.tui.viewing import YELLOW, Viewer, tiny, view
from textual.theme import BUILTIN_THEMES

ANSI = sorted(name for name, theme in BUILTIN_THEMES.items() if theme.ansi)


def unreadable(viewer: Viewer) -> list[str]:
    """Give the texts whose ink is their own ground; the terminal's own two colours differ."""
    strips = viewer.app.screen._compositor.render_strips()
    segments = [segment for strip in strips for segment in strip]
    return [it.text for it in segments if it.text.strip() and it.style and _is_blank(it.style)]


def _is_blank(style: Style) -> bool:
    ink, ground = style.color, style.bgcolor
    default = Color.default()
    return ink == ground and ink not in (None, default) and not style.reverse


@pytest.mark.parametrize("theme", [*ANSI, "replay-night", "textual-light"])
def test_nothing_is_drawn_in_the_colour_of_its_ground(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def check(viewer: Viewer) -> None:
        assert unreadable(viewer) == []
        await viewer.seek(YELLOW)
        for opening in ("question_mark", "g", "ctrl+p"):
            await viewer.press(opening)
            assert unreadable(viewer) == []
            await viewer.press("escape", "escape")

    view(tiny(), check, theme=theme)


def test_a_change_of_the_theme_changes_the_rule_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def check(viewer: Viewer) -> None:
        for theme in ("ansi-dark", "replay-night", "ansi-light"):
            viewer.app.theme = theme
            await viewer.pilot.pause()
            assert unreadable(viewer) == []

    view(tiny(), check, theme="replay-paper")
