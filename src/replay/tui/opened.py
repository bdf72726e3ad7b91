"""The panes that are to be shown: those at home, and in their place those opened by key."""

from collections.abc import Iterable, Sequence

from replay.tui.pane_entry import FILL, ITS_ROWS, Pane, Ring, Slot
from replay.tui.scene import Scene

LOWER_CHART = 13
"""The rows of the lower of two charts."""

Stack = list[tuple[Pane, Slot]]
"""Panes that stand under each other, each in its slot."""


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


def wanted(panes: Sequence[Pane], scene: Scene) -> Stack:
    """Give the panes to be shown: those at home, and in their place those that are opened."""
    opened = _opened(panes, scene)
    top_name = None if opened is None else opened[0].name
    at_home = [pane for pane in panes if pane.ring is None and pane.name != top_name]
    home = [(pane, slot) for pane in at_home if (slot := pane.slot_in(scene)) is not None]
    if opened is None:
        return home
    top, slot = opened
    if _beside(slot, scene):
        return [opened, *((p, s) for p, s in home if s.gives_way != "card" and p is not top)]
    charts: Stack = [(top, Slot("top"))]
    if slot.rows == ITS_ROWS:
        charts = [(top, Slot("top", ITS_ROWS)), *_below(home)]
    if slot.area == "top" and scene.size.largest and not scene.view.whole:
        charts = _pair(panes, scene, top) or charts
    return [*((p, s) for p, s in home if s.gives_way == "nothing"), *charts]


def _below(home: Stack) -> Stack:
    """Give what has the rows that a card on the whole screen leaves, where they are enough."""
    return [
        (pane, Slot("top", least=slot.least))
        for pane, slot in home
        if slot.area == "right" and slot.rows == FILL and slot.least
    ]


def _pair(panes: Sequence[Pane], scene: Scene, top: Pane) -> Stack:
    """Give the first chart of a ring and below it another; nothing where there is but one."""
    if top.ring is None or not top.ring.pairs:
        return []
    names = available(panes, scene, top.ring)
    if len(names) < 2:
        return []
    lower = top.name if top.name != names[0] else names[1]
    first, other = (next(p for p in panes if p.name == name) for name in (names[0], lower))
    return [(first, Slot("top")), (other, Slot("top", LOWER_CHART))]
