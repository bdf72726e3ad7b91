"""Which panes stand where: a pure function of a scene, and the only place of their sizes."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.geometry import Region

from replay.tui.opened import Stack, wanted
from replay.tui.pane_entry import FILL, ITS_ROWS, Area, Pane, Slot
from replay.tui.scene import Scene

_LEFT_TITLE = 2
"""The column of a title at the left edge of the screen."""


class PlacedPane(NamedTuple):
    """A pane and where it stands."""

    pane: Pane
    region: Region


class PlacedRule(NamedTuple):
    """A rule, and the panes whose titles it has, each with the column its title begins at."""

    region: Region
    titles: tuple[tuple[str, int], ...]


class Plan(NamedTuple):
    """Every pane in its place; the first rule is that in the flag's colour."""

    placed: tuple[PlacedPane, ...]
    rules: tuple[PlacedRule, ...]
    hairline: Region | None

    def region(self, name: str) -> Region | None:
        """Give the place of a pane, None where it has none."""
        return next((region for pane, region in self.placed if pane.name == name), None)


CountRows = Callable[[Pane, int], int]
"""How many rows what a pane says takes at a width."""


def plan(panes: Sequence[Pane], scene: Scene, count: CountRows) -> Plan:
    """Give every pane its place: bands from the top, two columns, bands at the foot."""
    stacks: dict[Area, Stack] = {area: [] for area in ("top", "left", "right", "foot")}
    for pane, slot in wanted(panes, scene):
        stacks[slot.area].append((pane, slot))
    width, height = scene.size
    builder = _PlanBuilder(count)
    foot = max(height - builder.rows_of(stacks["foot"], width), 0)
    under = builder.stack(stacks["top"], Region(0, 0, width, foot))
    if stacks["left"] or stacks["right"]:
        builder.columns(
            stacks["left"], stacks["right"], Region(0, under, width, foot - under), scene
        )
    builder.stack(stacks["foot"], Region(0, foot, width, height - foot))
    return Plan(tuple(builder.placed), tuple(builder.rules), builder.hairline)


def _without_fill(stack: Stack) -> Stack:
    """Leave out what fills a stack and has too few rows: a card opened by key has them."""
    if not any(pane.ring is not None and slot.rows == ITS_ROWS for pane, slot in stack):
        return stack
    return [
        (pane, slot if pane.ring is None else slot._replace(rows=FILL))
        for pane, slot in stack
        if not (slot.rows == FILL and slot.least)
    ]


class _PlanBuilder:
    """A plan in the making: the `rows` of a pane are asked for by `count`."""

    def __init__(self, count: CountRows) -> None:
        self._count = count
        self.placed: list[PlacedPane] = []
        self.rules: list[PlacedRule] = []
        self.hairline: Region | None = None

    def rows_of(self, stack: Stack, width: int) -> int:
        """Give the rows that a stack takes with its rules, without what fills it."""
        return sum(slot.titled + self._rows(pane, slot, width) for pane, slot in stack)

    def _rows(self, pane: Pane, slot: Slot, width: int) -> int:
        return self._count(pane, width) if slot.rows == ITS_ROWS else max(slot.rows, 0)

    def columns(self, left: Stack, right: Stack, room: Region, scene: Scene) -> None:
        """Stand panes in two columns with a hairline between, or in one over the whole width.

        The titles of the first of each stand in one rule over both.
        """
        size = scene.size
        both = bool(left and right)
        side = size.side_column if both else _LEFT_TITLE
        titles = [(s[0][0].name, at) for s, at in ((left, _LEFT_TITLE), (right, side)) if s]
        self.rules.append(PlacedRule(Region(0, room.y, room.width, 1), tuple(titles)))
        top, rows = room.y + 1, max(room.height - 1, 0)
        if not both:
            self.stack(left or right, Region(0, top, room.width, rows), titled=True)
            return
        self.stack(left, Region(0, top, size.order, rows), titled=True)
        self.stack(right, Region(size.side_column, top, size.side, rows), titled=True)
        self.hairline = Region(size.side_column - 2, top, 1, rows)

    def stack(self, stack: Stack, room: Region, *, titled: bool = False) -> int:
        """Stand panes under each other, each under its rule; give the row below the last.

        `titled`: the first has its title already.
        """
        least = max((slot.least for _, slot in stack), default=0)
        left = self._left_by(stack, room, titled)
        if left < least and any(slot.spare for _, slot in stack):
            stack = [(pane, slot) for pane, slot in stack if not slot.spare]
            left = self._left_by(stack, room, titled)
        if left < least and not any(slot.shrinks for _, slot in stack):
            stack = _without_fill(stack)
            left = self._left_by(stack, room, titled)
        title_at = 0 if titled else _LEFT_TITLE
        y = room.y
        for at, (pane, slot) in enumerate(stack):
            if slot.titled and not (titled and not at):
                height = min(1, room.bottom - y)
                place = Region(room.x, y, room.width, height)
                self.rules.append(PlacedRule(place, ((pane.name, title_at),)))
                y += height
            rows = self._rows(pane, slot, room.width)
            if slot.rows == FILL:
                rows = max(left, slot.least if any(s.shrinks for _, s in stack) else 0)
            elif slot.shrinks:
                rows -= max(least - left, 0)
            rows = max(min(rows, room.bottom - y), 0)
            self.placed.append(PlacedPane(pane, Region(room.x, y, room.width, rows)))
            y += rows
        return y

    def _left_by(self, stack: Stack, room: Region, titled: bool) -> int:
        """Give the rows of a room that a stack leaves to what fills it."""
        title = titled and stack and stack[0][1].titled
        return room.height - self.rows_of(stack, room.width) + bool(title)
