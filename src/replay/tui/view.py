"""What the viewer has chosen to see, as one immutable value: a key makes another one."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from replay.race.state import Running
from replay.tui.finish_line.viewport import Viewport
from replay.tui.shown_order import BY_CLASS

FinishLine = Literal["closed", "open", "full"]
"""The finish line: shut, across the top of the screen while the clock is there, or all of it."""

COLUMN_CHOICES = ("auto", "intervals", "stops", "grid")
"""The columns of the running order, in the turn their key takes them."""


class View(Struct, frozen=True):
    """What is chosen, apart from the time.

    `columns` of the running order, one of `COLUMN_CHOICES`. `order_by`: class by class, overall, or
    the name of the class that is shown alone (`shown_order`). The cursor stands on a `place`,
    counted from 1, and while a car is `followed` on that. `line`: what of the finish line is shown,
    `viewport`: where its picture looks. `log`: in a narrow terminal the log has the place of the
    order. `opened` are the names of the panes opened by key, the one on top last; `whole`: that
    one, or the lower of two, has the whole screen.
    """

    columns: str = "auto"
    order_by: str = BY_CLASS
    place: int = 1
    followed: str | None = None
    line: FinishLine = "open"
    viewport: Viewport = Viewport()
    log: bool = False
    opened: tuple[str, ...] = ()
    whole: bool = False

    # -- cars

    def car(self, order: Sequence[Running]) -> str:
        """Give the car the cursor stands on in the order shown."""
        return self.followed or order[min(self.place, len(order)) - 1].car

    def settled(self, order: Sequence[Running]) -> "View":
        """Take the place of a followed car in the order shown."""
        if self.followed is None:
            return self
        return self._at(_place(self.followed, order))

    def ordered_by(
        self, order_by: str, before: Sequence[Running], after: Sequence[Running]
    ) -> "View":
        """Show the order otherwise: `after` it was `before`. The cursor stays on its car.

        A car that is no longer shown is let go, and the cursor goes to the first.
        """
        car = self.car(before)
        shown = any(row.car == car for row in after)
        return replace(
            self,
            order_by=order_by,
            followed=self.followed if shown else None,
            place=_place(car, after) if shown else 1,
        )

    def moved(self, step: int, cars: int) -> "View":
        """Go so many places down, up to the last of `cars`; this lets go of a followed car."""
        return replace(self, followed=None, place=min(max(self.place + step, 1), cars))

    def on_car(self, car: str, order: Sequence[Running]) -> "View":
        """Go to the place of a car in an order; this lets go of a followed car."""
        return replace(self, followed=None, place=_place(car, order))

    def following(self, car: str) -> "View":
        """Follow a car, or let go of the one that is followed."""
        return replace(self, followed=None if self.followed else car)

    def _at(self, place: int) -> "View":
        return self if place == self.place else replace(self, place=place)

    # -- the finish line

    def looking_at(self, viewport: Viewport) -> "View":
        """Let the picture of the finish line look elsewhere."""
        return self if viewport == self.viewport else replace(self, viewport=viewport)

    # -- panes

    @property
    def top(self) -> str:
        """The name of the opened pane that lies over the others; empty without any."""
        return self.opened[-1] if self.opened else ""

    def turned(
        self,
        turns: Sequence[str],
        step: int = 1,
        *,
        closes: bool = True,
        ring: Sequence[str] = (),
    ) -> "View":
        """Open the next of the panes that share a key: those in `turns`, of all in the `ring`.

        After the last comes the first again, or none of them where the key `closes`, too. Back
        with a `step` of -1. Of a ring that lies under another pane the open one comes on top.
        """
        if not turns:
            return self
        open_now = next((name for name in reversed(self.opened) if name in turns), None)
        others = tuple(name for name in self.opened if name not in (*turns, *ring))
        if open_now is None:
            wanted: str | None = turns[0 if step > 0 else -1]
        elif open_now != self.top:
            wanted = open_now
        else:
            around = [*turns, None] if closes else [*turns]
            wanted = around[(around.index(open_now) + step) % len(around)]
        opened = others if wanted is None else (*others, wanted)
        return replace(self, opened=opened, whole=False)

    def closed(self) -> "View":
        """Close one thing: the whole screen of a pane, else the pane on top."""
        if self.whole:
            return replace(self, whole=False)
        return replace(self, opened=self.opened[:-1])

    def widened(self) -> "View":
        """Give the pane on top the whole screen, or take it back; nothing without one."""
        return replace(self, whole=not self.whole) if self.opened else self


def _place(car: str, order: Sequence[Running]) -> int:
    return next(place for place, row in enumerate(order, 1) if row.car == car)
