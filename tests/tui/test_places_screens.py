"""The chart of places cell by cell, over its ribbon: each was looked at before it was kept."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion
from tests.tui.locked import ScreenFile, locked_rows
from tests.tui.test_places_chart import at
from tests.tui.viewing import kansas

from replay.race.timeline import Timeline
from replay.tui.app import ReplayApp
from replay.tui.charts.places_chart import PlacesChart
from replay.tui.drawing.glyphs import ASCII
from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Painter
from replay.tui.panes.transport import Transport
from replay.tui.replay_screen import ReplayScreen
from replay.tui.scene import Scene
from replay.tui.theme import NIGHT, palette

SCREENS: dict[str, Callable[[], Scene]] = {
    "80x24": lambda: at(137, "17", size=(80, 24)),
    "120x40": lambda: at(200, "17", against="24"),
    "200x60": lambda: at(200, "17", against="24", size=(200, 60)),
    "without-colour": lambda: at(200, "17", against="24"),
    "ascii": lambda: at(137, "17", size=(80, 24), glyphs=ASCII),
    "last-50": lambda: at(268, "5", span=50),
    "read": lambda: at(165, "17", reading=118, followed="5"),
    "scrolled": lambda: at(137, "15", size=(80, 24), span=20),
    "le-mans": lambda: at(215, "7", race="le-mans-2024"),
    "le-mans-last-20": lambda: at(215, "7", race="le-mans-2024", span=20, size=(200, 60)),
    "abu-dhabi": lambda: at(44, "11", race="abu-dhabi-2021"),
    "indianapolis": lambda: at(168, "16", race="indianapolis-500-2017"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_chart_is_the_one_that_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    of = SCREENS[name]()
    width, height = of.size
    colours = palette(NIGHT, name == "without-colour")
    painter = Painter(colours, Plates(of.race.entries, colours, of.race.header.classes))
    foot = 3 + of.size.largest
    rows = [
        painter.strip(widget.draw(row), width)
        for widget, most in (
            (PlacesChart(of.race, glyphs=of.glyphs), 39 if of.size.largest else height - 6),
            (Transport(of.race, glyphs=of.glyphs), foot),
        )
        for row in widget.rows(of, width, most)
    ]
    assert locked_rows(rows, colours) == snapshot.use_extension(ScreenFile)


def chart(theme: str | None) -> ReplayApp:
    race = kansas()
    app = ReplayApp(race, start=Timeline(race).instant(200), theme=theme, now=lambda: 0)
    app.animation_level = "none"
    return app


@pytest.mark.parametrize("theme", [None, "replay-paper"])
def test_how_the_chart_looks(
    snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, theme: str | None
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)

    async def opened(pilot: object) -> None:
        await pilot.press("t")  # type: ignore[attr-defined]
        screen = pilot.app.screen  # type: ignore[attr-defined]
        assert isinstance(screen, ReplayScreen)
        screen.go_to_car("17")
        screen.look(replace(screen.view, against="24"))

    assert snap_compare(chart(theme), terminal_size=(120, 40), run_before=opened)
