"""The axis of a chart over laps: cell for cell that of the ribbon below, or of the last laps."""

from bisect import bisect_left, bisect_right

from msgspec import Struct

from replay.race.series import distances
from replay.tui.scene import Scene
from replay.tui.terminal_size import NARROW, VERY_WIDE


class ChartAxis(Struct, frozen=True):
    """Marks `first` to `last` over `width` cells, `left` columns in; the clock is at mark `done`.

    Marks count as the ribbon does: laps, or seconds of the race in a race over a time. Mark n ends
    `(n - first) * width / (last - first)` cells in. The cells before `head` have been run.
    """

    first: int
    last: int
    width: int
    left: int
    done: int

    @property
    def head(self) -> int:
        """The cell on which the playhead stands; the width once all is run."""
        return min(max((self.done - self.first) * self.width // self._span, 0), self.width)

    def cell(self, mark: int) -> int:
        """Give the cell in which a mark ends; the first and the last mark run always have one.

        The first cell holds the first mark, and the last before the playhead that of the clock.
        """
        cell = -(-(mark - self.first) * self.width // self._span) - 1
        return max(min(cell, self.head - 1), 0)

    def marks(self, cell: int) -> range:
        """Give the marks run that end in a cell."""
        if not 0 <= cell < self.head:
            return range(0)
        start = self.first if cell == 0 else cell * self._span // self.width + self.first + 1
        stop = self.done + 1
        if cell < self.head - 1:
            stop = min((cell + 1) * self._span // self.width + self.first + 1, stop)
        return range(start, stop)

    def done_at(self, cell: int) -> int:
        """Give the mark nearest to the end of a cell, of those run."""
        mark = self.first + ((2 * cell + 2) * self._span + self.width) // (2 * self.width)
        return min(max(mark, self.first), self.done)

    @property
    def _span(self) -> int:
        return max(self.last - self.first, 1)


def chart_axis(scene: Scene, width: int) -> ChartAxis:
    """Lay the axis of a chart `width` columns wide: the whole race, or its last laps."""
    ribbon, span = scene.frame.ribbon, scene.view.span
    left = chart_left(width)
    cells = max(width - left - room_right(width, whole=not span), 1)
    if not span:
        return ChartAxis(0, max(ribbon.scheduled, ribbon.done, 1), cells, left, ribbon.done)
    first = span_start(scene)
    last = ribbon.done if ribbon.by_time else max(ribbon.done, span)
    return ChartAxis(first, max(last, first + 1), cells, left, ribbon.done)


def chart_left(width: int) -> int:
    """Give the columns left of the axis: names of cars, or what the lines are."""
    if width < NARROW:
        return 9
    return 24 if width >= VERY_WIDE else 20


def room_right(width: int, *, whole: bool) -> int:
    """Give the columns right of the axis, for the plates once all of it is run.

    Over the last laps the playhead stands at the right end of the axis: there names stand, too.
    """
    if whole:
        return 16 if width >= VERY_WIDE else 8
    if width >= VERY_WIDE:
        return 24 + (width - VERY_WIDE) * 12 // 50
    return 8 if width < NARROW else 16 + (width - NARROW) // 10


def span_start(scene: Scene) -> int:
    """Give the first mark of the axis: 0, or where the last laps of the leader begin."""
    span = scene.view.span
    if not span:
        return 0
    marks = scene.ask(distances)
    return marks[max(len(marks) - 1 - span, 0)] if marks else 0


def read_on(scene: Scene, step: int) -> int:
    """Give the mark a lap of the leader on from the reading cursor, or back, on the axis so far.

    Where there is no reading cursor yet it comes from the clock.
    """
    marks = scene.ask(distances)
    if not marks:
        return 0
    now = marks[-1] if scene.view.reading is None else scene.view.reading
    place = bisect_right(marks, now) if step > 0 else bisect_left(marks, now) - 1
    first = bisect_left(marks, span_start(scene))
    return marks[min(max(place, first), len(marks) - 1)]
