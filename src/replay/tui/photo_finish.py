"""The photo finish: the line-scan strip of the last lap, exposing with the clock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from replay.race.finish import Photo
from replay.race.model import SECOND, Entry, Race
from replay.tui.camera.chosen_nose import chosen_nose, nose_after
from replay.tui.camera.ruler import LEAST_RULED, ROWS, ruler_rows
from replay.tui.camera.strip_store import StripStore, changed_cells
from replay.tui.camera.time_window import (
    MILLISECOND,
    NOSE,
    TICK,
    WIDER,
    Window,
    scale,
    window_on,
    zoom_steps,
)
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.keys import STRIP_KEYS
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.theme import palette_of

if TYPE_CHECKING:
    from replay.tui.camera.finish_strip import FinishStrip

EMPTY = "Not reached. The strip exposes itself at the line."
NO_TIMES = "No line times in this file: margins only."

STEP = 10
"""Ticks of one step of the clock with the focus on the strip: 0.001 s."""

_SAID = {"loops": "by the loops", "camera": "by the camera", "result": "published"}
_NAMED_LANES = 4
_ROOMY = 100


class PhotoFinish(Widget, can_focus=True):
    """The cars on the line to scale: x is time, the left edge of a car is its nose.

    `photo` is what the camera has seen, None before the first nose; nothing right of its clock
    is drawn. `zoom` counts steps in from the view every finish opens at, and one step wider;
    `nose` is the car whose nose the window is set on, empty for the first at the line; `pan` is
    by how many ticks it was moved from there. `empty` is said where there is no picture.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PhotoFinish { width: 1fr; height: 1fr; }
    """
    HELP = "The finish line as a line camera sees it: x is time, noses to the left."

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in STRIP_KEYS]

    class Moved(Message):
        """The strip looks at another piece of time, which its title may tell."""

    class Stepped(Message):
        """The user asks for the clock to go on by `ticks`, or back.

        `from_edge`: it was beyond the picture, and is to step from its edge.
        """

        def __init__(self, ticks: int, *, from_edge: bool = False) -> None:
            super().__init__()
            self.ticks = ticks
            self.from_edge = from_edge

    photo: var[Photo | None] = var(None)
    zoom: var[int] = var(0)
    nose: var[str] = var("")
    pan: var[int] = var(0)

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
        self.empty = EMPTY
        self._strips = StripStore(self.entries, glyphs)

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> "PhotoFinish":
        """Make the strip of a race."""
        strip = cls(race.entries, glyphs=glyphs, id=id)
        if not race.has_laps and not (race.finish and race.finish.times):
            strip.empty = NO_TIMES
        return strip

    def show(self, scene: Scene) -> None:
        """Show the picture of a scene; while the strip is not open it looks at all."""
        if not scene.strip_open:
            self.look_at_all()
        self.photo = scene.frame.photo

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the picture, and say at what scale it is."""
        photo = scene.frame.photo
        exact = photo is None or photo.noses[0].exact
        if photo is None or photo.stage is None:
            title = "Finish line"
        elif scene.strip_open:
            title = f"The end of stage {photo.stage}"
        else:
            exact = all(nose.exact for nose in photo.noses)
            title = f"At the line, the end of stage {photo.stage}"
        mark = "" if exact else f" {self.glyphs.rebuilt}"
        if not scene.strip_open:
            return Heading(f"{title}{mark}")
        return Heading(f"{title}{mark}", self.note, self.remark)

    # -- what the screen says around the strip

    @property
    def note(self) -> str:
        """What stands after the title: the scale, and the nose that was chosen."""
        if self.photo is None:
            return ""
        step = scale(self._width, self._zoom)
        said = f"{step / MILLISECOND:.2f} ms a cell"
        known = any(nose.car == self.nose for nose in self.photo.noses)
        at = f", at {self.nose}" if known and not self.pan else ""
        return f"nose zoom, {said}{at}" if step <= NOSE else f"{said}{at}"

    @property
    def remark(self) -> str:
        """What stands at the right end of the title's rule: how to read it, how good it is."""
        if self.photo is None:
            return ""
        if scale(self._width, self._zoom) <= NOSE:
            return self._precision(self.photo)
        roomy = ["outside on top", "noses left"] if self._width >= _ROOMY else []
        return ", ".join((*roomy, *self._unknown_lanes(self.photo)))

    @property
    def zooms(self) -> int:
        """How many zoom steps in there are at this width, the first view counted."""
        return len(zoom_steps(self._width))

    # -- where it looks

    def zoom_by(self, steps: int) -> None:
        """Take so many finer scales, or wider ones, as far as there are any.

        A strip that was moved keeps the middle of what it shows.
        """
        photo, pan = self.photo, self.pan
        before = None if photo is None or not pan else self._seen(photo)
        self.zoom, self.pan = min(max(self._zoom + steps, WIDER), self.zooms - 1), 0
        if before is not None and photo is not None:
            away = before.middle - self._seen(photo).middle
            self.pan = self._limited(photo, away)

    def take_next_nose(self) -> None:
        """Set the window on the next nose the clock has shown; after the last, on the first."""
        found = nose_after(self.photo.noses if self.photo else (), self.nose)
        if found is not None:
            self.nose, self.pan = found.car, 0

    def look_at_all(self) -> None:
        """Take the window that every finish opens with."""
        self.zoom, self.nose, self.pan = 0, "", 0

    def keep_clock_in_view(self) -> None:
        """Move the window so far that the clock's edge is in it, where there is a car to see."""
        if self.photo is None:
            return
        seen, clock = self._seen(self.photo), self.photo.clock
        if not seen.sees(clock):
            self.pan += self._limited(self.photo, clock - seen.middle)

    def action_pan(self, by: int) -> None:
        """Move the window by eighths of its width, as far as there is something to see."""
        if self.photo is not None:
            ticks = self._seen(self.photo).eighth * by
            self.pan += self._limited(self.photo, ticks)
            self.post_message(self.Moved())

    def action_step(self, by: int) -> None:
        """Ask for the clock to go by so many 0.001 s; from beyond the picture, from its edge."""
        beyond = 0
        if self.photo is not None:
            beyond = max(self.photo.clock - self._seen(self.photo).end // TICK, 0)
        self.post_message(self.Stepped(by * STEP - beyond, from_edge=beyond > 0))

    def _limited(self, photo: Photo, ticks: int) -> int:
        """Give how far the window may move: from where it opens to the last that was seen."""
        seen = self._seen(photo)
        last = min(photo.clock, photo.noses[-1].gap + photo.passing)
        return seen.limited(ticks, window_on(seen.width, 0, 0).start, last)

    def _seen(self, photo: Photo) -> Window:
        """Give the window on the chosen nose; one not yet at the line tells nothing by it."""
        chosen = chosen_nose(photo.noses, self.nose)
        return window_on(self._width, self._zoom, chosen.gap if chosen else 0, self.pan)

    @property
    def _width(self) -> int:
        """The width; before the first layout the screen's, which the panel always spans."""
        return self.outer_size.width or (self.screen.size.width if self.is_attached else 1)

    @property
    def _zoom(self) -> int:
        return min(max(self.zoom, WIDER), self.zooms - 1)

    def _precision(self, photo: Photo) -> str:
        seen = self._seen(photo)
        if any(seen.sees(nose.gap) and not nose.exact for nose in photo.noses):
            rebuilt = f"rebuilt times {self.glyphs.rebuilt}"
            return rebuilt if self._width < _ROOMY else f"{rebuilt}, not good to 1 ms"
        if photo.good_to is None or photo.resolution is None:
            return ""
        good = f"{self.glyphs.plus_minus}{photo.good_to / 1_000:g} ms"
        if self._width < _ROOMY:
            return f"each nose {good}"
        if photo.by == "loops":
            return f"by the loops: each nose is good to {good}"
        step = f"{photo.resolution / SECOND:.4f}".rstrip("0").rstrip(".")
        said = "official" if photo.official else _SAID[photo.by]
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
        width, height = self.outer_size
        if y >= height:  # asked for as it was laid out before
            return Strip.blank(width, self.rich_style)
        if self.photo is None:
            return self._waiting(y)
        return self._strip(self.photo).row(y, self.photo)

    def _waiting(self, y: int) -> Strip:
        """Draw a row before the first nose: the ruler is that of every finish."""
        palette, (width, height) = palette_of(self), self.outer_size
        mute = palette.on().mute
        if y >= height - ROWS and height >= LEAST_RULED and self.empty == EMPTY:
            opening = window_on(width, 0, 0)
            return ruler_rows(opening, palette, self.glyphs)[y - height + ROWS]
        text = Strip([Segment(f"  {self.empty}" if y == 0 else "", mute)])
        return text.adjust_cell_length(width, mute)

    def _strip(self, photo: Photo) -> "FinishStrip":
        height = self.outer_size.height
        return self._strips.strip(photo, self._seen(photo), height, palette_of(self))

    def watch_zoom(self) -> None:
        """Draw the strip anew at the new scale."""
        self.refresh()

    def watch_nose(self) -> None:
        """Draw the strip anew where the window now is."""
        self.refresh()

    def watch_pan(self) -> None:
        """Draw the strip anew where the window now is."""
        self.refresh()

    def watch_photo(self, old: Photo | None, new: Photo | None) -> None:
        """Mark what the new picture changes: while the clock runs, its edge only."""
        regions = changed_cells(self._strip, old, new) if new and self.outer_size else None
        if regions is None:
            self.refresh()
        elif regions:
            self.refresh(*regions)

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        self._strips.clear()
        super().notify_style_update()
        if self.is_attached:
            self.refresh()
