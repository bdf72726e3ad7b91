"""A pane as an entry of the registry: where it wants to stand, and the keys that open it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from msgspec import Struct

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
