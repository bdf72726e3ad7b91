"""The photo finish: the line-scan strip of the last lap, exposing with the clock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from replay.race.finish import Photo
from replay.race.model import SECOND, Entry
from replay.tui.camera.chosen_nose import chosen_nose, nose_after
from replay.tui.camera.time_window import MILLISECOND, NOSE, Window, window_on, zoom_steps
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.theme import Palette, palette_of

if TYPE_CHECKING:
    from replay.tui.camera.finish_strip import FinishStrip

EMPTY = "Not reached. The strip exposes itself at the line."

_NAMED_LANES = 4
_ROOMY = 100
_KEPT = 12


class PhotoFinish(Widget, can_focus=True):
    """The cars on the line to scale: x is time, the left edge of a car is its nose.

    `photo` is what the camera has seen, None before the first nose; nothing right of its clock
    is drawn. `zoom` counts steps in from the widest view; `nose` is the car whose nose the
    window is set on, empty for the first at the line. Without a picture both are as at first.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PhotoFinish { width: 1fr; height: 1fr; }
    """
    HELP = "The finish line as a line camera sees it: x is time, noses to the left."

    photo: var[Photo | None] = var(None)
    zoom: var[int] = var(0)
    nose: var[str] = var("")

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.entries = tuple(entries)
        self.glyphs = glyphs
        self._plates: tuple[Palette, Plates] | None = None
        self._strips: dict[tuple[object, ...], FinishStrip] = {}

    # -- what the screen says around the strip

    @property
    def note(self) -> str:
        """What stands after the title: the scale, and the nose that was chosen."""
        if self.photo is None:
            return ""
        step = zoom_steps(self._width)[self._zoom]
        scale = f"{step / MILLISECOND:.2f} ms a cell"
        known = any(nose.car == self.nose for nose in self.photo.noses)
        at = f", at {self.nose}" if known else ""
        return f"nose zoom, {scale}{at}" if step <= NOSE else f"{scale}{at}"

    @property
    def remark(self) -> str:
        """What stands at the right end of the title's rule: how to read it, how good it is."""
        if self.photo is None:
            return ""
        if zoom_steps(self._width)[self._zoom] <= NOSE:
            return self._precision(self.photo)
        roomy = ["outside on top", "noses left"] if self._width >= _ROOMY else []
        return ", ".join((*roomy, *self._unknown_lanes(self.photo)))

    @property
    def zooms(self) -> int:
        """How many zoom steps there are at this width."""
        return len(zoom_steps(self._width))

    # -- where it looks

    def zoom_by(self, steps: int) -> None:
        """Take so many finer scales, or wider ones, as far as there are any."""
        self.zoom = min(max(self._zoom + steps, 0), self.zooms - 1)

    def take_next_nose(self) -> None:
        """Set the window on the next nose the clock has shown; after the last, on the first."""
        found = nose_after(self.photo.noses if self.photo else (), self.nose)
        if found is not None:
            self.nose = found.car

    def look_at_all(self) -> None:
        """Take the window that every finish opens with."""
        self.zoom, self.nose = 0, ""

    def _seen(self, photo: Photo) -> Window:
        """Give the window on the chosen nose; one not yet at the line tells nothing by it."""
        chosen = chosen_nose(photo.noses, self.nose)
        return window_on(self._width, self._zoom, chosen.gap if chosen else 0)

    @property
    def _width(self) -> int:
        """The width; before the first layout the screen's, which the panel always spans."""
        return self.outer_size.width or (self.screen.size.width if self.is_attached else 1)

    @property
    def _zoom(self) -> int:
        return min(max(self.zoom, 0), self.zooms - 1)

    def _precision(self, photo: Photo) -> str:
        seen = self._seen(photo)
        if any(seen.sees(nose.gap) and not nose.exact for nose in photo.noses):
            rebuilt = f"rebuilt times {self.glyphs.rebuilt}"
            return rebuilt if self._width < _ROOMY else f"{rebuilt}, not good to 1 ms"
        if photo.error is None or photo.resolution is None:
            return ""
        good = f"{self.glyphs.plus_minus}{milliseconds(photo.error)} ms"
        if self._width < _ROOMY:
            return f"each nose {good}"
        if photo.by == "loops":
            return f"by the loops: each nose is good to {good}"
        step = f"{photo.resolution / SECOND:.4f}".rstrip("0")
        said = "official" if photo.official else "by the camera"
        return f"{said} to {step} s: each nose is good to {good}"

    def _unknown_lanes(self, photo: Photo) -> list[str]:
        seen = self._seen(photo)
        shown = (n for n in photo.noses if seen.touches(n.gap, photo.passing))
        cars = [n.car for n in shown if not n.lane_known]
        named = f" of {' '.join(cars)}" if len(cars) <= _NAMED_LANES else ""
        return [f"lanes{named} {self.glyphs.rebuilt}"] if cars else []

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Draw a row: the labels, the strip up to the clock, the ruler."""
        palette = palette_of(self)
        if self.photo is None:
            inks, width = palette.on(), self.outer_size.width
            text = Strip([Segment(f"  {EMPTY}" if y == 0 else "", inks.mute)])
            return text.adjust_cell_length(width, inks.mute)
        return self._strip(self.photo).row(y, self.photo.clock, clock_text(self.photo))

    def _strip(self, photo: Photo) -> "FinishStrip":
        # What draws the cars is not needed before the finish, and a start is short.
        from replay.tui.camera.finish_strip import FinishStrip, in_view

        palette, height = palette_of(self), self.outer_size.height
        seen = self._seen(photo)
        key = (palette, height, seen, in_view(photo, seen), photo.passing, photo.error)
        known = self._strips.get(key)
        if known is None:
            if self._plates is None or self._plates[0] is not palette:
                self._plates = palette, Plates(self.entries, palette, self.glyphs)
            known = FinishStrip(photo, seen, height, self._plates[1], palette, self.glyphs)
            while len(self._strips) >= _KEPT:
                del self._strips[next(iter(self._strips))]
            self._strips[key] = known
        return known

    def watch_zoom(self) -> None:
        """Draw the strip anew at the new scale."""
        self.refresh()

    def watch_nose(self) -> None:
        """Draw the strip anew where the window now is."""
        self.refresh()

    def watch_photo(self, old: Photo | None, new: Photo | None) -> None:
        """Mark what the new picture changes: while the clock runs, its edge only."""
        if new is None:
            self.look_at_all()
        if old is None or new is None or old.zero != new.zero or not self.outer_size:
            self.refresh()
            return
        strip = self._strip(new)
        if strip is not self._strip(old):
            self.refresh()
            return
        before, after = strip.edge(old.clock), strip.edge(new.clock)
        if before != after:
            left, right = sorted((before[0], after[0]))
            rows = strip.scanned
            self.refresh(Region(left, rows.start, right - left + 1, len(rows)))
        times = clock_text(old), clock_text(new)
        columns = [
            column
            for photo, time in zip((old, new), times, strict=True)
            if (column := strip.time_column(photo.clock, time)) is not None
        ]
        if columns:
            end = max(columns) + max(map(len, times))
            self.refresh(Region(min(columns), 0, end - min(columns), 1))

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        self._strips.clear()
        super().notify_style_update()
        if self.is_attached:
            self.refresh()


def clock_text(photo: Photo) -> str:
    """Write the race clock at the picture's edge: `3:10:42.458`."""
    total = photo.zero + photo.clock
    minutes, ticks = divmod(total, 60 * SECOND)
    hours, minutes = divmod(minutes, 60)
    whole, part = divmod(ticks, SECOND)
    return f"{hours}:{minutes:02d}:{whole:02d}.{part // 10:03d}"


def milliseconds(ticks: int) -> str:
    """Write ticks in milliseconds without idle zeros: `0.5`, `1.5`, `2`."""
    return f"{ticks // 10}.{ticks % 10}" if ticks % 10 else str(ticks // 10)
