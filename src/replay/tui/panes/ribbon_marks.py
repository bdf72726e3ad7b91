"""Marks on the ribbon: the loop, bookmarks, lines found in the log, stops of the followed car.

Pure functions. Where a row above the flags is free the marks stand there, else on the flags, where
numbers of cautions stand before them. None stands right of the playhead: it waits.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from replay.race.done_at import done_at_times
from replay.race.mark_orders import stop_marks
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, joined
from replay.tui.scene import Scene


class RibbonMarks(Struct, frozen=True):
    """What was done of the race, in laps or seconds, at each mark up to the clock.

    `loop` is where one begins and ends; an end that lies ahead, or is not chosen yet, is None.
    While the loop `lasts` both of its ends are chosen.
    """

    stops: tuple[int, ...] = ()
    car: str = ""
    found: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    bookmarks: tuple[int, ...] = ()
    loop: tuple[int, int | None] | None = None
    lasts: bool = False


NO_MARKS = RibbonMarks()


def marks_of(scene: Scene) -> RibbonMarks:
    """Give the marks that the ribbon of a scene may show."""
    view = scene.view
    car = view.followed
    stops = scene.ask(stop_marks, car) if car else ()
    found, chosen = _found(scene)
    if not (stops or found or view.bookmarks or view.loop):
        return NO_MARKS
    loop = None
    if view.loop and (start := done_by(scene, view.loop[:1])):
        end = done_by(scene, [at for at in view.loop[1:] if at is not None])
        loop = start[0], end[0] if end else None
    return RibbonMarks(
        stops=stops,
        car=car or "",
        found=done_by(scene, found),
        chosen=done_by(scene, (chosen,)),
        bookmarks=done_by(scene, [one.at for one in view.bookmarks]),
        loop=loop,
        lasts=view.loop is not None and view.loop[1] is not None,
    )


def _found(scene: Scene) -> tuple[tuple[int, ...], int | None]:
    """Give the times (ticks) of the lines that a search of the log finds, and of the current."""
    if not scene.view.filter.pattern:
        return (), None
    from replay.tui.panes.log_found import current_match, matches  # a start searches nothing

    return matches(scene), current_match(scene)


def done_by(scene: Scene, times: Iterable[int | None]) -> tuple[int, ...]:
    """Give what was done at times (ticks) up to the clock."""
    wanted = tuple(at for at in times if at is not None and at <= scene.state.time)
    return scene.ask(done_at_times, wanted) if wanted else ()


@lru_cache(4)
def marked_row(
    row: Row, marks: RibbonMarks, axis: RibbonAxis, done: int, glyphs: Glyphs, above: bool
) -> Row:
    """Set marks into the row of flags, or into that `above` it, of a ribbon when so much is done.

    Each stands where a chart has it, and none that is later than that. The lower rank gives way,
    from the loop's ends down to the end of a stage; a stop that would touch a number stands one
    cell on, or not at all.
    """
    cells = [(sign, role) for text, role in row for sign in text]
    setter = _MarkSetter(cells, axis, done, glyphs, above)
    if marks.loop is not None:
        setter.line(*marks.loop, lasts=marks.lasts)
    for mark in marks.stops:
        setter.stop(mark, f"light {marks.car}")
    for mark in marks.found:
        setter.set(mark, glyphs.found, "full")
    for mark in marks.chosen:
        setter.set(mark, glyphs.found, "accent")
    for mark in marks.bookmarks:
        setter.set(mark, glyphs.bookmark, "full")
    if marks.loop is not None:
        start, end = marks.loop
        if end is not None:
            setter.set(end, glyphs.loop_end, "accent")
        setter.set(start, glyphs.loop_start, "accent")
    return joined(setter.cells)


class _MarkSetter:
    """Sets marks into the cells of a row: those that stand before them, and the future, stay."""

    def __init__(
        self, cells: list[Run], axis: RibbonAxis, done: int, glyphs: Glyphs, above: bool
    ) -> None:
        self.cells = cells
        self._axis = axis
        self._done = done
        self._head = head = axis.playhead(done)
        self._glyphs = glyphs
        self._above = above
        # On the flags the playhead has its cell for itself.
        self._stop = min(head + above, len(cells))
        self._under = tuple(sign for sign, _ in cells)
        before = (glyphs.caution, glyphs.red, glyphs.slowed, glyphs.playhead)
        self._kept = () if above else before

    def set(self, mark: int, sign: str, role: str) -> None:
        """Set a mark where the playhead was when so much was done."""
        cell = self._cell(mark)
        if self._is_free(cell):
            self._put(cell, sign, role)

    def stop(self, mark: int, role: str) -> None:
        """Set a stop where it touches no number, if need be one cell on."""
        home = self._cell(mark)
        for cell in (home, home + 1):
            beside = self._under[max(cell - 1, 0) : cell + 2]
            if self._is_free(cell) and not any(sign.isdigit() for sign in beside):
                self._put(cell, self._glyphs.stop, role)
                return

    def line(self, start: int, end: int | None, *, lasts: bool) -> None:
        """Draw the loop between its ends, as far as the clock has come."""
        if not lasts:
            return
        last = self._stop if end is None else min(self._cell(end), self._stop)
        plain = " " if self._above else self._glyphs.low_bar
        for cell in range(self._cell(start) + 1, last):
            if self._under[cell] == plain and not self.cells[cell][1].startswith("fill"):
                sign = self._glyphs.loop if self._above else self._glyphs.low_bar
                self.cells[cell] = (sign, "accent")

    def _cell(self, mark: int) -> int:
        """Give the cell in which a mark ends, left of the playhead; of one ahead there is none."""
        if mark > self._done:
            return len(self.cells)
        cell = -(-mark * self._axis.width // self._axis.distance) - 1
        return max(min(cell, self._head - 1), 0)

    def _is_free(self, cell: int) -> bool:
        if cell >= self._stop:
            return False
        return not self._under[cell].isdigit() and self._under[cell] not in self._kept

    def _put(self, cell: int, sign: str, role: str) -> None:
        ground = self.cells[cell][1]
        self.cells[cell] = (sign, ground if ground.startswith("fill") else role)
