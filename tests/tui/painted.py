"""Screens painted without an app: every pane of a moment, in its place, as text with colours.

What is painted is what a widget of the pane paints; only what the mouse or the focus does to it is
left out. A list that scrolls, and what stands at the line, are not among them.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib import import_module

from msgspec import structs
from msgspec.structs import replace
from rich.segment import Segment

from replay.clock import ClockNow
from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Painter
from replay.tui.frame import Recording
from replay.tui.opened import charted, covers, still_open
from replay.tui.pane import Heading, PaneWidget, SceneWidget
from replay.tui.pane_entry import Pane
from replay.tui.plan import plan
from replay.tui.registry import PANES
from replay.tui.scene import Scene
from replay.tui.terminal_size import TerminalSize
from replay.tui.theme import NIGHT, Palette, palette
from replay.tui.view import View

Painted = dict[str, tuple[Heading, tuple[tuple[Segment, ...], ...]]]
"""The panes of a screen by their names: the title of each, and its rows."""

OPENED = tuple(pane.name for pane in PANES if pane.ring is not None)
"""The panes that are opened by key."""


class Gallery:
    """Paints the screens of one race, at any time, size and view."""

    def __init__(
        self, race: Race, *, glyphs: Glyphs = UNICODE, colours: Palette | None = None
    ) -> None:
        self.race = race
        self.recording = Recording(race)
        self.glyphs = glyphs
        colours = colours or palette(NIGHT)
        plates = Plates(race.entries, colours, race.header.classes)
        self._painter = Painter(colours, plates)
        self._widgets: dict[str, SceneWidget] = {}
        self._painted: dict[tuple[int, View, tuple[int, int]], Painted] = {}
        self._entries = {entry.car: entry for entry in race.entries}

    def scene(self, time: int, view: View, size: tuple[int, int]) -> Scene:
        """Put together what is true at a time and what is chosen, as the screen does."""
        recording = self.recording
        scene = Scene(
            race=self.race,
            entries=self._entries,
            frame=recording.frame(time),
            view=view,
            now=ClockNow(time, Fraction(1), False),
            size=TerminalSize(*size),
            glyphs=self.glyphs,
            keymap={},
            answer=recording.answers(time),
        )
        view = structs.replace(view.settled(scene.shown_order), opened=still_open(PANES, scene))
        scene = structs.replace(scene, view=view)
        covered = covers(PANES, scene)
        return structs.replace(scene, covered=covered, charted=covered and charted(PANES, scene))

    def paint(self, time: int, view: View, size: tuple[int, int]) -> Painted:
        """Paint every pane that has a place; a screen is painted once.

        Views may differ in nothing that is shown, as those that open what is not to be seen yet.
        """
        scene = self.scene(time, view, size)
        shown = time, scene.view, size
        if shown not in self._painted:
            self._painted[shown] = self._paint(scene)
        return self._painted[shown]

    def _paint(self, scene: Scene) -> Painted:
        count = cache(lambda pane, width: self.widget(pane).count(scene, width))
        painted: Painted = {}
        for pane, region in plan(PANES, scene, count).placed:
            widget = self.widget(pane)
            if isinstance(widget, PaneWidget):
                rows = widget.made_rows(scene, region.width, region.height)[: region.height]
                strips = (self._painter.strip(widget.draw(row), region.width) for row in rows)
                painted[pane.name] = (
                    widget.heading(scene, region.width),
                    tuple(tuple(strip) for strip in strips),
                )
        return painted

    def widget(self, pane: Pane) -> SceneWidget:
        """Give the widget of a pane, made when it is first asked for."""
        if pane.name not in self._widgets:
            module, _, name = pane.widget.partition(":")
            kind: type[SceneWidget] = getattr(import_module(module), name)
            self._widgets[pane.name] = kind.of(
                self.race, self.glyphs, re.sub(r"\W+", "-", pane.name)
            )
        return self._widgets[pane.name]


def views(race: Race, cars: tuple[str, ...]) -> Iterator[View]:
    """Give views that open every pane, with several cars chosen, followed and compared."""
    first, second, third, *_ = (*cars, *cars, *cars)
    yield View()
    for name in OPENED:
        yield View(opened=(name,), place=2)
        far = View(opened=(name,), place=len(cars), followed=second, away=True, whole=True)
        yield replace(far, span=20, reading=1)
        yield View(opened=(name,), followed=third, against=first, span=50)
    yield View(log=True, place=2)
    if race.header.classes:
        yield View(order_by=race.header.classes[-1].name, place=2, opened=OPENED[-1:])


def differing(ours: Painted, theirs: Painted) -> Mapping[str, object]:
    """Tell by pane what one screen paints otherwise than another: titles, and rows as text."""
    told: dict[str, object] = {}
    for name in ours.keys() | theirs.keys():
        one, other = ours.get(name), theirs.get(name)
        if one == other:
            continue
        if one is None or other is None:
            told[name] = "shown in one of them only"
        elif one[0] != other[0]:
            told[name] = one[0], other[0]
        else:
            told[name] = [
                (_text(a), _text(b)) for a, b in zip(one[1], other[1], strict=False) if a != b
            ] or "another count of rows"
    return told


def _text(row: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in row)
