"""A chart over laps cell by cell, alone, and as a picture of its whole screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.tui.locked import locked_rows
from tests.tui.painted import Gallery

from replay import racefile
from replay.race.timeline import Timeline
from replay.tui.app import ReplayApp
from replay.tui.drawing.runs import text_of
from replay.tui.view import View

RACES = Path(__file__).parents[2] / "races"

When = Callable[[Timeline], int]


def at_lap(lap: int) -> When:
    return lambda timeline: timeline.instant(lap)


class ChartScreen(NamedTuple):
    """The race, when of it, the chosen car, the size, and what is chosen beside."""

    race: str
    when: When
    car: str
    size: tuple[int, int]
    chosen: dict[str, Any]

    def gallery(self, **look: Any) -> Gallery:
        return Gallery(racefile.load(RACES / f"{self.race}.json"), **look)

    def view_of(self, pane: str, shown: Gallery) -> View:
        time = self.when(shown.recording.timeline)
        order = [row.car for row in shown.scene(time, View(), (120, 40)).shown_order]
        away = self.chosen.get("followed") not in (None, self.car)
        return View(opened=(pane,), place=order.index(self.car) + 1, away=away, **self.chosen)

    def painted(self, pane: str, **look: Any) -> str:
        """Give the title of a chart and its rows, with the style of every run of cells."""
        shown = self.gallery(**look)
        time = self.when(shown.recording.timeline)
        heading, rows = shown.paint(time, self.view_of(pane, shown), self.size)[pane]
        remark = heading.remark if isinstance(heading.remark, str) else text_of(heading.remark)
        title = "  ".join(part for part in (heading.title, heading.note, remark) if part)
        return f"{title}\n{locked_rows(rows, look.get('colours'))}"

    def looks_alike(self, pane: str, snap_compare: Callable[..., bool], **look: Any) -> bool:
        """Hold the whole screen with the chart open against its picture."""
        shown = self.gallery()
        view = self.view_of(pane, shown)
        app = ReplayApp(
            shown.race, start=self.when(shown.recording.timeline), now=lambda: 0, **look
        )
        app.animation_level = "none"

        async def open_chart(pilot: Any) -> None:
            pilot.app.screen.look(view)

        return snap_compare(app, terminal_size=self.size, run_before=open_chart)
