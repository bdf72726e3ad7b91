"""Where the strip of a finish looks: how close, at whose nose, how far moved on.

What the viewer has chosen, apart from the picture and the width it is shown at: those a method is
handed. It gives another viewport and changes nothing; before the first nose it gives the same one.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

from replay.race.finish import Nose, Photo
from replay.tui.finish_line.window import (
    NANOSECONDS_IN_TICK,
    OF_A_LAP,
    WIDER,
    Window,
    lap_window,
    scale,
    window_on,
    zoom_steps,
)


class Viewport(NamedTuple):
    """`zoom` counts steps in from the view every finish opens at, and one step wider.

    `nose` is the car whose nose the window is set on, empty for the first at the line; `pan` is by
    how many ticks it was moved on from there. The finish of a road race is zoomed in from a whole
    lap (`lap_axis`), and has one picture in thousandths of a second beyond all: `fine`.
    """

    zoom: int = 0
    nose: str = ""
    pan: int = 0
    fine: bool = False

    def window(self, photo: Photo, width: int) -> Window:
        """Give the piece of time it shows; a nose not yet at the line tells nothing by it."""
        chosen = chosen_nose(photo.noses, self.nose)
        gap = chosen.gap if chosen else 0
        if self.fine:
            return lap_window(width, gap + self.pan)
        return window_on(width, self.zoom_at(width), gap, self.pan)

    def scale(self, width: int) -> int:
        """Give the nanoseconds a cell."""
        return OF_A_LAP if self.fine else scale(width, self.zoom_at(width))

    def zoom_at(self, width: int) -> int:
        """Give its zoom, as far as there is one at a width."""
        return min(max(self.zoom, WIDER), len(zoom_steps(width)) - 1)

    def zoomed(self, steps: int, photo: Photo | None, width: int) -> Self:
        """Take so many finer scales, or wider ones, as far as there are any.

        A window that was moved keeps its middle.
        """
        zoom = min(max(self.zoom_at(width) + steps, WIDER), len(zoom_steps(width)) - 1)
        closer = self._replace(zoom=zoom, pan=0)
        if photo is None or not self.pan:
            return closer
        away = self.window(photo, width).middle - closer.window(photo, width).middle
        return closer._moved(away, photo, width)

    def on_next_nose(self, photo: Photo | None) -> Self:
        """Set the window on the next nose the clock has shown; after the last, on the first."""
        found = nose_after(photo.noses if photo else (), self.nose)
        return self if found is None else self._replace(nose=found.car, pan=0)

    def panned(self, eighths: int, photo: Photo | None, width: int) -> Self:
        """Move the window by eighths of its width, as far as there is something to see."""
        if photo is None:
            return self
        return self._moved(self.window(photo, width).eighth * eighths, photo, width)

    def with_clock(self, photo: Photo | None, width: int) -> Self:
        """Move the window so far that the clock's edge is in it, where there is a car to see."""
        if photo is None:
            return self
        seen = self.window(photo, width)
        if seen.sees(photo.clock):
            return self
        return self._moved(photo.clock - seen.middle, photo, width)

    def ticks_beyond(self, photo: Photo | None, width: int) -> int:
        """Give by how many ticks the clock is past the right edge of the window."""
        if photo is None:
            return 0
        return max(photo.clock - self.window(photo, width).end // NANOSECONDS_IN_TICK, 0)

    def _moved(self, ticks: int, photo: Photo, width: int) -> Self:
        """Move it by ticks: back to where every finish opens, on to the last that was seen."""
        last = min(photo.clock, photo.noses[-1].gap + photo.passing)
        opening = lap_window(width).start if self.fine else window_on(width, 0, 0).start
        limited = self.window(photo, width).limited(ticks, opening, last)
        return self._replace(pan=self.pan + limited)


def chosen_nose(noses: Sequence[Nose], car: str) -> Nose | None:
    """Give the nose of `car`, or the first at the line while that car has not come by.

    `noses` are those seen so far, in order of time; None where there is none.
    """
    first = noses[0] if noses else None
    return next((nose for nose in noses if nose.car == car), first)


def nose_after(noses: Sequence[Nose], car: str) -> Nose | None:
    """Give the nose next at the line after that of `car`; after the last seen, the first."""
    chosen = chosen_nose(noses, car)
    if chosen is None:
        return None
    return noses[(noses.index(chosen) + 1) % len(noses)]
