"""The page: stands the panes of a plan at their places, and sets their titles into the rules."""

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from replay.race.model import Race
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.hairline import Hairline
from replay.tui.drawing.rules import FlagRule, PaneRule, Title
from replay.tui.drawing.runs import Row
from replay.tui.pane import Heading, SceneWidget
from replay.tui.pane_entry import Pane
from replay.tui.plan import CountRows, Plan, plan
from replay.tui.scene import Scene


class PlanLayout(Layout):
    """Lays every widget of a page out where its plan has it."""

    name = "plan"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Give each child the region it was given; one without a place has no cells."""
        assert isinstance(parent, Page)
        return [
            WidgetPlacement(parent.places.get(child, Region()), NULL_OFFSET, NULL_SPACING, child)
            for child in children
        ]


_LAYOUT = PlanLayout()


def _widget_of(pane: Pane) -> type[SceneWidget]:
    """Load the class of the widget of a pane."""
    module, _, name = pane.widget.partition(":")
    kind: type[SceneWidget] = getattr(import_module(module), name)
    return kind


class Page(Widget):
    """Every pane of the replay, each mounted when it first has a place: a start is short.

    `page["order"]` is the widget of a pane by its name.
    """

    # Hidden itself: Textual would draw its blank rows behind the panes of every frame.
    DEFAULT_CSS = """
    Page { width: 1fr; height: 1fr; visibility: hidden; }
    Page > * { visibility: visible; }
    """

    def __init__(self, panes: Sequence[Pane], race: Race, glyphs: Glyphs) -> None:
        super().__init__()
        self.panes = {pane.name: pane for pane in panes}
        self.race = race
        self.glyphs = glyphs
        self.plan = Plan((), (), None)
        self.places: dict[Widget, Region] = {}
        self._widgets: dict[str, SceneWidget] = {}
        self._rules: list[PaneRule] = [self._rule(FlagRule)]
        self._hairline = Hairline(glyphs=glyphs)

    def __getitem__(self, name: str) -> Any:
        """Give the widget of a pane, made when it is first asked for."""
        if name not in self._widgets:
            kind = _widget_of(self.panes[name])
            self._widgets[name] = kind.of(self.race, self.glyphs, re.sub(r"\W+", "-", name))
        return self._widgets[name]

    def load_opened(self) -> None:
        """Load the modules of the panes that keys open, or the first lap, and of the help."""
        import_module("replay.tui.dialogs.help_screen")
        for pane in self.panes.values():
            if pane.ring is not None or pane.name == "log":
                _widget_of(pane)

    def name_of(self, widget: Widget | None) -> str:
        """Give the name of the pane that a widget is, empty for any other."""
        return next((name for name, pane in self._widgets.items() if pane is widget), "")

    def shows(self, name: str) -> bool:
        """Tell whether a pane has a place."""
        return self.plan.region(name) is not None

    def focus_chain(self) -> list[str]:
        """Name the panes with a place that can have the keys, in the order tab takes them."""
        return [name for name, pane in self.panes.items() if pane.focus and self.shows(name)]

    # -- one frame

    @property
    def layout(self) -> Layout:
        """Lay out by the plan, which no style sheet can say."""
        return _LAYOUT

    def compose(self) -> ComposeResult:
        """Mount the panes of the plan that was taken before."""
        yield from self.places

    def plan_for(self, scene: Scene) -> bool:
        """Take the plan for a scene; tell whether it rearranges the panes."""
        wanted = plan(tuple(self.panes.values()), scene, self._count(scene))
        rearranged = wanted != self.plan
        if rearranged:
            self._arrange(wanted)
        return rearranged

    def show(self, scene: Scene) -> bool:
        """Hand every pane that has a place the scene; tell whether they were rearranged."""
        rearranged = self.plan_for(scene)
        for pane, _ in self.plan.placed:
            self[pane.name].show(scene)
        self._show_titles(scene)
        return rearranged

    def _rule(self, kind: type[PaneRule]) -> PaneRule:
        race = self.race
        return kind(race.entries, glyphs=self.glyphs, race_classes=race.header.classes)

    def _count(self, scene: Scene) -> CountRows:
        """Give what counts the rows of a pane, each pane once for a plan."""
        return cache(lambda pane, width: self[pane.name].count(scene, width))

    def _arrange(self, wanted: Plan) -> None:
        """Take a plan: mount what is new, and lay all out again."""
        self.plan = wanted
        while len(self._rules) < len(wanted.rules):
            self._rules.append(self._rule(PaneRule))
        self.places = {self[pane.name]: region for pane, region in wanted.placed}
        self.places |= dict(zip(self._rules, (rule.region for rule in wanted.rules), strict=False))
        if wanted.hairline is not None:
            self.places[self._hairline] = wanted.hairline
        new = [widget for widget in self.places if not widget.is_attached]
        if new and self.is_attached:
            self.mount_all(new)
        for widget in self.children:
            widget.display = widget in self.places
        # Of a widget that asks for a layout Textual drops what was arranged around it, not in it.
        self._rules[0].refresh(repaint=False, layout=True)

    def _show_titles(self, scene: Scene) -> None:
        """Set the titles of the panes into the rules above them."""
        regions = {pane.name: region for pane, region in self.plan.placed}
        for rule, place in zip(self._rules, self.plan.rules, strict=False):
            titles: list[Title] = []
            remark: str | Row = ""
            for name, column in place.titles:
                heading: Heading = self[name].heading(scene, regions[name].width)
                focused = name == scene.focus or (scene.covered and name == scene.view.top)
                titles.append(Title(column, heading.title, heading.note, focused))
                remark = heading.remark or remark
            rule.titles, rule.note = tuple(t for t in titles if t.title), remark
        flag = self._rules[0]
        assert isinstance(flag, FlagRule)
        flag.state = scene.state
