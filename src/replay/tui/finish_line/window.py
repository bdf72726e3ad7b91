"""The piece of time at the line that a strip shows, cell by cell, and the ruler under it.

The window is fixed by width and zoom, never fitted to the margin: its size tells nothing.
Times are nanoseconds after the first nose, so that every zoom step is a whole number.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from replay.race.model import SECOND
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.theme import Palette

NANOSECONDS_IN_TICK = 1_000_000_000 // SECOND
"""Nanoseconds in a tick."""

MILLISECOND = 1_000_000
WIDEST = 156 * MILLISECOND
"""What a strip shows unzoomed, whatever its width."""

OVERVIEW = 5
"""How many times as much one step wider shows: finishes of half a second."""

WIDER = -1
"""The zoom of that one step wider; 0 is the one every finish opens at."""

FINE = 300_000
"""Nanoseconds a cell below which a car shows its details."""

NOSE = 100_000
"""Nanoseconds a cell from which on a strip shows little but noses."""

RULER_ROWS = 2
"""Rows a ruler takes."""

LEAST_RULED = 8
"""Rows of a strip, labels and ruler counted, below which it has none."""

OF_A_LAP = 1_300_000
"""Nanoseconds a cell of the picture that the finish of a road race is at its closest."""

_ZOOMS = (1_300_000, 500_000, 250_000, 100_000, 50_000)
_BEFORE = 6 * MILLISECOND
_TICKS = (1, 2, 5, 10, 20, 50, 100)
_LEAST_TICK = 7
_QUARTERED = 20


class Mark(NamedTuple):
    """A tick of the ruler at a column; `label` is empty for a quarter tick."""

    column: int
    label: str


class Window(NamedTuple):
    """A strip's time: its left edge, nanoseconds a cell, width in cells."""

    start: int
    step: int
    width: int

    def column(self, gap: int) -> int:
        """Give the column of a time in ticks; outside 0 to width - 1 it is out of view."""
        return (gap * NANOSECONDS_IN_TICK - self.start) // self.step

    def third(self, gap: int) -> int:
        """Give the third of its cell, 0 to 2, in which a time lies."""
        return (gap * NANOSECONDS_IN_TICK - self.start) % self.step * 3 // self.step

    def exposed(self, clock: int) -> int:
        """Count the columns that lie wholly before `clock` (ticks)."""
        return min(max(self.column(clock), 0), self.width)

    def sees(self, gap: int) -> bool:
        """Whether a time in ticks lies in the window."""
        return 0 <= self.column(gap) < self.width

    def touches(self, gap: int, passing: int) -> bool:
        """Whether some of a car that takes `passing` ticks from `gap` on lies in the window."""
        return self.column(gap + passing) >= 0 and self.column(gap) < self.width

    @property
    def end(self) -> int:
        """The time of its right edge."""
        return self.start + self.width * self.step

    @property
    def middle(self) -> int:
        """The ticks in its middle."""
        return (self.start + self.end) // 2 // NANOSECONDS_IN_TICK

    @property
    def eighth(self) -> int:
        """The ticks in an eighth of it, at least one."""
        return max(self.width // 8 * self.step // NANOSECONDS_IN_TICK, 1)

    def limited(self, ticks: int, first: int, last: int) -> int:
        """Give how far it goes of a move by `ticks`.

        Its left edge stops at `first` (nanoseconds), its middle at `last` (ticks).
        """
        back = min(-(-(first - self.start) // NANOSECONDS_IN_TICK), 0)
        return min(max(ticks, back), max(last - self.middle, 0))

    @property
    def unit(self) -> int:
        """Milliseconds from one tick of the ruler to the next."""
        for unit in _TICKS:
            if unit * MILLISECOND >= _LEAST_TICK * self.step:
                return unit
        return _TICKS[-1]

    def marks(self) -> Iterator[Mark]:
        """Give the ruler's ticks, with quarters between them where there is room."""
        unit = self.unit * MILLISECOND
        quarters = 4 if unit >= _QUARTERED * self.step else 1
        small = unit // quarters
        for at in range(-(-self.start // small) * small, self.end, small):
            label = "" if at % unit else str(at // MILLISECOND)
            yield Mark((at - self.start) // self.step, label)


def zoom_steps(width: int) -> tuple[int, ...]:
    """Give the nanoseconds a cell of zoom 0, the view a strip opens at, and of the finer ones."""
    widest = WIDEST // max(width, 1)
    return (widest, *(step for step in _ZOOMS if step < widest))


def scale(width: int, zoom: int) -> int:
    """Give the nanoseconds a cell of a zoom, which is clamped to what there is."""
    steps = zoom_steps(width)
    return steps[0] * OVERVIEW if zoom < 0 else steps[min(zoom, len(steps) - 1)]


def window(width: int, zoom: int = 0, pan: int = 0) -> Window:
    """Give the window of a strip; `pan` moves it by ticks.

    It opens 6 ms before the first nose, or a quarter of its width where that is less; one step
    wider it opens so much earlier as it shows more.
    """
    step = scale(width, zoom)
    before = _BEFORE * OVERVIEW if zoom < 0 else _BEFORE
    return Window(pan * NANOSECONDS_IN_TICK - min(before, width // 4 * step), step, width)


def window_on(width: int, zoom: int, gap: int, pan: int = 0) -> Window:
    """Give the window on a nose `gap` ticks after the first, which stands where the first did.

    The views that nothing was zoomed in stay where they opened as long as the nose is in them:
    choosing one of the cars that are all in view moves nothing. `pan` moves it on from there.
    """
    opening = window(width, min(zoom, 0))
    at = 0 if zoom <= 0 and opening.sees(gap) else gap
    return window(width, zoom, at + pan)


def lap_window(width: int, at: int = 0) -> Window:
    """Give the window of the finish of a road race at its closest, on a time in ticks."""
    before = min(_BEFORE, width // 4 * OF_A_LAP)
    return Window(at * NANOSECONDS_IN_TICK - before, OF_A_LAP, width)


def ruler_rows(window: Window, palette: Palette, glyphs: Glyphs) -> list[Strip]:
    """Draw the ticks, and below them the numbers; it depends on nothing but the window."""
    inks, width = palette.on(), window.width
    line = [glyphs.rule] * width
    numbers = [" "] * width
    free = 0
    marks = list(window.marks())
    labels = [mark.label for mark in marks if mark.label]
    named = "0" if "0" in labels else next(iter(labels), "")
    for mark in marks:
        line[mark.column] = glyphs.tick if mark.label else glyphs.tick_quarter
        text = _mark_text(mark.label, named, window.step <= NOSE, glyphs)
        if text and free <= mark.column and mark.column + len(text) <= width:
            numbers[mark.column : mark.column + len(text)] = text
            free = mark.column + len(text) + 1
    ruled = [
        Segment("".join(run), inks.rule if plain else inks.mute)
        for plain, run in groupby(line, key=lambda sign: sign == glyphs.rule)
    ]
    return [Strip(ruled, width), Strip([Segment("".join(numbers), inks.mute)], width)]


def _mark_text(label: str, named: str, close: bool, glyphs: Glyphs) -> str:
    """Write a ruler's number; the unit stands at one of them, in a nose zoom at all but 0."""
    unit = " ms" if label and (label != "0" if close else label == named) else ""
    return label.replace("-", glyphs.minus) + unit
