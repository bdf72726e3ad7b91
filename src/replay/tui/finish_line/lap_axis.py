"""The axis of a lap laid flat: seconds over cells, the steps one zooms in by, and its ruler.

The spans are fixed by the lap and the step, never fitted to a margin: their size tells nothing.
Times are ticks after the first car came by.
"""

from typing import NamedTuple

from replay.race.lap_at_line import LapAtLine
from replay.race.model import SECOND
from replay.tui.drawing.cells import decimal
from replay.tui.finish_line.viewport import Viewport

_CLOSER = (30 * SECOND, 10 * SECOND, 39 * SECOND // 10, SECOND)
_UNITS = (
    *(n * SECOND // 10 for n in (1, 2, 5)),
    *(n * SECOND for n in (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 3_600)),
)
_LEAST_UNIT = 8
_IN_MINUTES = 120 * SECOND


class LapMark(NamedTuple):
    """A tick of the ruler at a column, and what stands below it."""

    column: int
    label: str


class LapAxis(NamedTuple):
    """The columns from `left` on, `cells` of them, and the `span` of ticks they show from `start`.

    `steps` tells how far it is zoomed in, 0 for the whole lap.
    """

    left: int
    cells: int
    start: int
    span: int
    steps: int = 0

    @property
    def end(self) -> int:
        """The first column right of it."""
        return self.left + self.cells

    def column(self, gap: int) -> int:
        """Give the column of a time; it may lie beyond the axis."""
        return self.left + (gap - self.start) * self.cells // self.span

    def sees(self, gap: int) -> bool:
        """Whether a time lies on the axis."""
        return self.left <= self.column(gap) < self.end

    def marks(self) -> list[LapMark]:
        """Give the ticks of the ruler: seconds, of a long span minutes; the first has the unit."""
        enough = (unit for unit in _UNITS if unit * self.cells >= _LEAST_UNIT * self.span)
        unit = next(enough, _UNITS[-1])
        times = range(-(-self.start // unit) * unit, self.start + self.span, unit)
        minutes = self.span > _IN_MINUTES
        return [
            LapMark(self.column(at), _label(at, unit, minutes) + _unit_word(at, times, minutes))
            for at in times
        ]

    @property
    def scale(self) -> str:
        """What a cell is worth, in words: `2.4 s`, `85 ms`."""
        if self.span >= self.cells * SECOND // 10:
            return f"{decimal((2 * self.span + self.cells) // (2 * self.cells), 1)} s"
        thousandth = SECOND // 1_000
        return f"{max(round(self.span / (self.cells * thousandth)), 1)} ms"


def _label(at: int, unit: int, minutes: bool) -> str:
    if minutes:
        whole = at // SECOND
        return f"{whole // 60}:{whole % 60:02}" if at else "0"
    return decimal(at, 1 if unit < SECOND and at else 0)


def _unit_word(at: int, times: range, minutes: bool) -> str:
    if at != times[0]:
        return ""
    return "" if minutes and at else " min" if minutes else " s"


def lap_spans(lap: LapAtLine) -> tuple[int, ...]:
    """Give what the steps of zoom show, the whole lap first; after the last comes the strip."""
    return (lap.span, *(span for span in _CLOSER if span < lap.span))


def axis_of(lap: LapAtLine, viewport: Viewport, left: int, width: int) -> LapAxis:
    """Give the axis of a panel `width` cells wide; without a finish it is always the whole lap."""
    steps = min(viewport.zoom, len(lap_spans(lap)) - 1) if lap.finish else 0
    start = _start(lap, viewport) if steps else 0
    return LapAxis(left, max(width - 1 - left, 2), start, lap_spans(lap)[steps], steps)


def zoomed(viewport: Viewport, steps: int, lap: LapAtLine | None) -> Viewport:
    """Go so many steps closer, or wider; beyond the closest is the strip, in thousandths."""
    if lap is None:
        return viewport
    widest = len(lap_spans(lap))
    now = widest if viewport.fine else min(viewport.zoom, widest - 1)
    zoom = min(max(now + steps, 0), widest)
    pan = viewport.pan if zoom else 0
    return viewport._replace(zoom=min(zoom, widest - 1), fine=zoom == widest, pan=pan)


def on_next_car(viewport: Viewport, lap: LapAtLine | None) -> Viewport:
    """Begin the axis at the next car that has come by; after the last, at the first."""
    if lap is None or not lap.cars:
        return viewport
    cars = [car.car for car in lap.cars]
    at = cars.index(viewport.nose) if viewport.nose in cars else 0
    return viewport._replace(nose=cars[(at + 1) % len(cars)], pan=0)


def panned(viewport: Viewport, eighths: int, lap: LapAtLine | None) -> Viewport:
    """Move the axis by eighths of its span: back to the first car, on to the last that came by."""
    if lap is None or not viewport.zoom:
        return viewport
    span = lap_spans(lap)[min(viewport.zoom, len(lap_spans(lap)) - 1)]
    start = _start(lap, viewport)
    last = max(lap.cars[-1].gap - span // 2, 0) if lap.cars else 0
    moved = min(max(start + span * eighths // 8, 0), max(last, start))
    return viewport._replace(pan=viewport.pan + moved - start)


def _start(lap: LapAtLine, viewport: Viewport) -> int:
    nose = next((car.gap for car in lap.cars if car.car == viewport.nose), 0)
    return max(nose + viewport.pan, 0)
