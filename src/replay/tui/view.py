"""What the viewer has chosen to see, as one immutable value: a key makes another one."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from replay.race.state import Running
from replay.state.race_keeps import Bookmark
from replay.tui.finish_line.viewport import Viewport
from replay.tui.log_filter import LogFilter
from replay.tui.shown_order import BY_CLASS

FinishLine = Literal["closed", "open", "full"]
"""The finish line: shut, across the top of the screen while the clock is there, or all of it."""

COLUMN_CHOICES = ("auto", "intervals", "stops", "grid")
"""The columns of the running order, in the turn their key takes them."""

SPANS = (0, 50, 20)
"""How many of the last laps a chart shows, in the turn its key takes them; 0: the whole race."""


class View(Struct, frozen=True):
    """What is chosen, apart from the time.

    `columns` of the running order, one of `COLUMN_CHOICES`. `order_by`: class by class, overall, or
    the name of the class that is shown alone (`shown_order`). The cursor stands on a `place`,
    counted from 1, and while a car is `followed` on that, unless it has gone `away` to another.
    `line`: what of the finish line is shown, `viewport`: where its picture looks. `log`: in a
    narrow terminal the log has the place of the order; `filter` says what of it is shown. `opened`
    are the names of the panes opened by key, the one on top last; `whole`: that one, or the lower
    of two, has the whole screen. `put_away`: what came by itself up to that time (ticks) has been
    put away. `awaited` names the instrument in whose room it is said that it has nothing to show.

    Of a chart over laps: `span` is how many of the last laps it shows, 0 all of the race, `against`
    the car that is compared, and `reading` the mark of its axis (a lap, or a second of the race)
    under the reading cursor.

    Of the ribbon: the `bookmarks` of the race, the `loop` that is set (ticks from, and to once that
    is chosen), whether what lies ahead is `revealed` by hand, and the mark of its axis that is
    `hovered` by the mouse.
    """

    columns: str = "auto"
    order_by: str = BY_CLASS
    place: int = 1
    followed: str | None = None
    away: bool = False
    line: FinishLine = "open"
    viewport: Viewport = Viewport()
    log: bool = False
    filter: LogFilter = LogFilter()
    opened: tuple[str, ...] = ()
    whole: bool = False
    put_away: int | None = None
    awaited: str = ""
    span: int = 0
    against: str | None = None
    reading: int | None = None
    bookmarks: tuple[Bookmark, ...] = ()
    loop: tuple[int, int | None] | None = None
    revealed: bool = False
    hovered: int | None = None

    # -- cars

    def car(self, order: Sequence[Running]) -> str:
        """Give the car the cursor stands on in the order shown."""
        if self.followed is not None and not self.away:
            return self.followed
        return order[min(self.place, len(order)) - 1].car

    def settled(self, order: Sequence[Running]) -> "View":
        """Take the place of a followed car in the order shown."""
        if self.followed is None or self.away:
            return self
        return self._at(_place(self.followed, order))

    def ordered_by(
        self, order_by: str, before: Sequence[Running], after: Sequence[Running]
    ) -> "View":
        """Show the order otherwise: `after` it was `before`. The cursor stays on its car.

        A car that is no longer shown is let go, and the cursor goes to the first.
        """
        car = self.car(before)
        shown = {row.car for row in after}
        followed = self.followed if self.followed in shown else None
        view = replace(self, order_by=order_by, followed=followed, away=False, place=1)
        return view.on_car(car, after) if car in shown else view

    def moved(self, step: int, order: Sequence[Running]) -> "View":
        """Go so many places down the order shown; away from a followed car, or back to it."""
        place = min(max(self.place + step, 1), len(order))
        return self.on_car(order[place - 1].car, order)

    def on_car(self, car: str, order: Sequence[Running]) -> "View":
        """Go to the place of a car in an order; away from a followed car, or back to it."""
        away = self.followed is not None and car != self.followed
        return replace(self, away=away, place=_place(car, order))

    def following(self, car: str) -> "View":
        """Follow a car instead of another, or let go of it if it is followed.

        The log that was of one car alone is then of this one.
        """
        if car == self.followed:
            return replace(self, followed=None, away=False)
        of = self.filter if self.filter.car is None else self.filter.of_car(car)
        return replace(self, followed=car, away=False, filter=of)

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
        standing: str = "",
    ) -> "View":
        """Open the next of the panes that share a key: those in `turns`, of all in the `ring`.

        After the last comes the first again, or none of them where the key `closes`, too. Back
        with a `step` of -1. Of a ring that lies under another pane the open one comes on top.
        From one that is `standing` by itself the key goes on as if it had been opened.
        """
        if not turns:
            return self
        open_now = next((name for name in reversed(self.opened) if name in turns), None)
        others = tuple(name for name in self.opened if name not in (*turns, *ring))
        at = open_now or (standing if standing in turns and not self.opened else None)
        if at is None:
            wanted: str | None = turns[0 if step > 0 else -1]
        elif open_now is not None and open_now != self.top:
            wanted = open_now
        else:
            around = [*turns, None] if closes else [*turns]
            wanted = around[(around.index(at) + step) % len(around)]
        opened = others if wanted is None else (*others, wanted)
        return replace(self, opened=opened, whole=False)

    def putting_away(self, time: int) -> "View":
        """Put away what has come by itself up to a time."""
        return replace(self, put_away=time)

    def stands(self, since: int) -> bool:
        """Tell whether what has come by itself at a time has not been put away."""
        return self.put_away is None or since > self.put_away

    def at_time(self, time: int) -> "View":
        """Let come by itself again what lies ahead of the clock."""
        gone = self.put_away is not None and time < self.put_away
        return replace(self, put_away=None) if gone else self

    def closed(self) -> "View":
        """Close one thing: the reading cursor, the whole screen of a pane, the pane on top."""
        if self.reading is not None:
            return replace(self, reading=None)
        if self.whole:
            return replace(self, whole=False)
        return replace(self, opened=self.opened[:-1])

    def widened(self) -> "View":
        """Give the pane on top the whole screen, or take it back; nothing without one."""
        return replace(self, whole=not self.whole) if self.opened else self

    # -- a chart over laps

    def spanning(self, step: int) -> "View":
        """Show fewer of the last laps in a chart, or more of them: whole race, 50, 20."""
        at = SPANS.index(self.span) + step
        return replace(self, span=SPANS[at]) if 0 <= at < len(SPANS) else self

    def comparing(self, car: str) -> "View":
        """Compare a car in a chart with those that are drawn, or let go of the one compared."""
        return replace(self, against=None if self.against else car)

    def reading_at(self, mark: int | None) -> "View":
        """Set the reading cursor of a chart on a mark of its axis, or take it away."""
        return self if mark == self.reading else replace(self, reading=mark)

    # -- the ribbon

    def marked(self, bookmarks: tuple[Bookmark, ...]) -> "View":
        """Show other bookmarks."""
        return self if bookmarks == self.bookmarks else replace(self, bookmarks=bookmarks)

    def looped(self, time: int) -> "View":
        """Begin a loop at a time (ticks), end it there, or take it away."""
        if self.loop is None:
            return replace(self, loop=(time, None))
        start, end = self.loop
        if end is not None or time == start:
            return replace(self, loop=None)
        return replace(self, loop=(min(start, time), max(start, time)))

    def hovering(self, mark: int | None) -> "View":
        """Point at a mark of the ribbon, or at none."""
        return self if mark == self.hovered else replace(self, hovered=mark)


def _place(car: str, order: Sequence[Running]) -> int:
    return next(place for place, row in enumerate(order, 1) if row.car == car)
