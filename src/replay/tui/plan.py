"""Which panes stand where: a pure function of a scene, and the only place of their sizes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from textual.geometry import Region

from replay.tui.key import Key
from replay.tui.scene import Scene

Area = Literal["top", "left", "right", "foot"]
"""Where a pane can stand: in a band from the top or from the foot, or in one of two columns."""

Opened = Literal["card", "chart", "nothing"]
"""What takes the place of a pane: a card opened in the side, a chart over the whole screen."""

FILL = -1
"""For rows: all that the others leave."""

ITS_ROWS = -2
"""For rows: as many as what the pane says takes."""

_LEFT_TITLE = 2
"""The column of a title at the left edge of the screen."""

LOWER_CHART = 13
"""The rows of the lower of two charts."""


class Slot(NamedTuple):
    """Where a pane wants to stand: so many `rows` of an area, under a rule with its title.

    One that fills a column may ask for at `least` so many: for them a slot that `shrinks` gives of
    its rows, and one that is `spare` does not stand.
    `gives_way` to what is opened by key: a chart takes the place of all but the `nothing`s, a
    card that of the other cards. Of panes that share a key that of the lowest `turn` comes first,
    of as low a one that of the first in the list.
    """

    area: Area
    rows: int = FILL
    titled: bool = True
    least: int = 0
    shrinks: bool = False
    spare: bool = False
    gives_way: Opened = "card"
    turn: int = 0


class Ring(Struct, frozen=True):
    """Panes that share a key: `keys` open the next one, and the one before.

    `closes`: after the last of them comes none. `pairs`: they are charts over one axis, and on
    the largest terminals the first stands over another.
    """

    keys: tuple[Key, ...]
    closes: bool = True
    pairs: bool = False

    @property
    def id(self) -> str:
        """The id of its first key."""
        return self.keys[0].id


def ring(
    id: str,
    keys: str,
    tooltip: str,
    group: str,
    *,
    bar: str | None = None,
    back: str = "",
    closes: bool = True,
    pairs: bool = False,
    laps: bool = True,
    action: str | None = None,
) -> Ring:
    """Make the ring of the `keys` of a command, and of those that turn it `back`.

    `laps`: none of its panes has anything to show of a race known by its finish. `action` is what
    its key does where that is more than to turn.
    """
    both = f"{tooltip}; back" if back else ""
    does = action or f"turn('{id}')"
    on = Key(id, keys, does, tooltip, group, bar, both, through_laps=laps)
    turn = f"turn('{id}', -1)"
    other = (Key(f"{id}_back", back, turn, f"{tooltip}: back", group, through_laps=laps),)
    return Ring((on, *(other if back else ())), closes, pairs)


class Pane(Struct, frozen=True):
    """A pane as data; its widget is loaded when it first has a place.

    `widget` names a subclass of `PaneWidget` as `module:Class`. `slot_in` gives its slot in a
    scene, None where it has nothing to show. `ring` is set for those opened by key: where that
    gives a slot at the right, it is a card, and a chart where it gives one at the top. `focus`:
    it can have the keys, and tab goes to it.
    """

    name: str
    widget: str
    slot_in: Callable[[Scene], Slot | None]
    ring: Ring | None = None
    focus: bool = False


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

_Stack = list[tuple[Pane, Slot]]


def plan(panes: Sequence[Pane], scene: Scene, count: CountRows) -> Plan:
    """Give every pane its place: bands from the top, two columns, bands at the foot."""
    stacks: dict[Area, _Stack] = {area: [] for area in ("top", "left", "right", "foot")}
    for pane, slot in _wanted(panes, scene):
        stacks[slot.area].append((pane, slot))
    width, height = scene.size
    builder = _PlanBuilder(count)
    foot = height - builder.rows_of(stacks["foot"], width)
    under = builder.stack(stacks["top"], Region(0, 0, width, foot))
    if stacks["left"] or stacks["right"]:
        builder.columns(
            stacks["left"], stacks["right"], Region(0, under, width, foot - under), scene
        )
    builder.stack(stacks["foot"], Region(0, foot, width, height - foot))
    return Plan(tuple(builder.placed), tuple(builder.rules), builder.hairline)


def available(panes: Iterable[Pane], scene: Scene, ring: Ring) -> list[str]:
    """Name the panes of a ring that have something to show, in the turn its key takes them."""
    slots = [(pane.name, pane.slot_in(scene)) for pane in panes if pane.ring is ring]
    shown = [(slot.turn, name) for name, slot in slots if slot is not None]
    return [name for _, name in sorted(shown, key=lambda one: one[0])]


def turns(panes: Iterable[Pane], scene: Scene, ring: Ring) -> list[str]:
    """Name the panes that the key of a ring turns through: where two stand, the lower ones."""
    names = available(panes, scene, ring)
    return names[1:] if ring.pairs and scene.size.largest and len(names) > 1 else names


def still_open(panes: Iterable[Pane], scene: Scene) -> tuple[str, ...]:
    """Name the opened panes that have something to show: the others close with their moment."""
    by_name = {pane.name: pane for pane in panes}
    return tuple(name for name in scene.view.opened if by_name[name].slot_in(scene))


def covers(panes: Sequence[Pane], scene: Scene) -> bool:
    """Tell whether an opened pane has the whole screen."""
    opened = _opened(panes, scene)
    return opened is not None and not _beside(opened[1], scene)


def charted(panes: Sequence[Pane], scene: Scene) -> bool:
    """Tell whether a chart over laps has the screen."""
    opened = _opened(panes, scene)
    return opened is not None and opened[0].ring is not None and opened[0].ring.pairs


def _opened(panes: Iterable[Pane], scene: Scene) -> tuple[Pane, Slot] | None:
    """Give the opened pane on top, if it has something to show."""
    for pane in panes:
        slot = pane.slot_in(scene) if pane.name == scene.view.top else None
        if slot is not None:
            return pane, slot
    return None


def _beside(slot: Slot, scene: Scene) -> bool:
    """Tell whether an opened pane is a card that stands beside the order."""
    return slot.area == "right" and scene.size.wide and not scene.view.whole


def _wanted(panes: Sequence[Pane], scene: Scene) -> _Stack:
    """Give the panes to be shown: those at home, and in their place those that are opened."""
    home = [(p, s) for p in panes if p.ring is None and (s := p.slot_in(scene)) is not None]
    opened = _opened(panes, scene)
    if opened is None:
        return home
    top, slot = opened
    if _beside(slot, scene):
        return [opened, *((p, s) for p, s in home if s.gives_way != "card")]
    charts: _Stack = [(top, Slot("top"))]
    if slot.rows == ITS_ROWS:
        charts = [(top, Slot("top", ITS_ROWS)), *_below(home)]
    if slot.area == "top" and scene.size.largest and not scene.view.whole:
        charts = _pair(panes, scene, top) or charts
    return [*((p, s) for p, s in home if s.gives_way == "nothing"), *charts]


def _below(home: _Stack) -> _Stack:
    """Give what has the rows that a card on the whole screen leaves, where they are enough."""
    return [
        (pane, Slot("top", least=slot.least))
        for pane, slot in home
        if slot.area == "right" and slot.rows == FILL and slot.least
    ]


def _pair(panes: Sequence[Pane], scene: Scene, top: Pane) -> _Stack:
    """Give the first chart of a ring and below it another; nothing where there is but one."""
    if top.ring is None or not top.ring.pairs:
        return []
    names = available(panes, scene, top.ring)
    if len(names) < 2:
        return []
    lower = top.name if top.name != names[0] else names[1]
    first, other = (next(p for p in panes if p.name == name) for name in (names[0], lower))
    return [(first, Slot("top")), (other, Slot("top", LOWER_CHART))]


def _without_fill(stack: _Stack) -> _Stack:
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

    def rows_of(self, stack: _Stack, width: int) -> int:
        """Give the rows that a stack takes with its rules, without what fills it."""
        return sum(slot.titled + self._rows(pane, slot, width) for pane, slot in stack)

    def _rows(self, pane: Pane, slot: Slot, width: int) -> int:
        return self._count(pane, width) if slot.rows == ITS_ROWS else max(slot.rows, 0)

    def columns(self, left: _Stack, right: _Stack, room: Region, scene: Scene) -> None:
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

    def stack(self, stack: _Stack, room: Region, *, titled: bool = False) -> int:
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
            rows = min(max(rows, 0), room.bottom - y)
            self.placed.append(PlacedPane(pane, Region(room.x, y, room.width, rows)))
            y += rows
        return y

    def _left_by(self, stack: _Stack, room: Region, titled: bool) -> int:
        """Give the rows of a room that a stack leaves to what fills it."""
        return (
            room.height
            - self.rows_of(stack, room.width)
            + bool(titled and stack and stack[0][1].titled)
        )
