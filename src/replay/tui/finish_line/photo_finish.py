"""The photo finish: the picture of the line camera, exposing with the clock.

What is said in the rule above it is said by pure functions of the picture, the viewport and the
width; the widget paints.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from replay.race.finish import Photo
from replay.race.model import SECOND, Entry, Race, RaceClass
from replay.tui.cards.race_facts import NARROW_CARD
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import plate_labels
from replay.tui.finish_line.viewport import Viewport
from replay.tui.finish_line.window import (
    LEAST_RULED,
    MILLISECOND,
    NOSE,
    RULER_ROWS,
    ruler_rows,
    window,
)
from replay.tui.keys import STRIP_KEYS
from replay.tui.pane import Heading, SceneWidget
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE
from replay.tui.theme import Palette, palette_of

if TYPE_CHECKING:
    from replay.tui.finish_line.strip import FinishStrip, StripStore

NOT_REACHED = "Not reached. The strip exposes itself at the line."
NO_TIMES = "No line times in this file: margins only."
NO_RECORD = "Neither laps nor a finish in this file: only who is entered."

STEP = 10
"""Ticks of one step of the clock with the focus on the strip: 0.001 s."""

_SCORERS = {"loops": "by the loops", "camera": "by the camera", "result": "published"}
_NAMED_LANES = 4


def title(photo: Photo | None, glyphs: Glyphs) -> str:
    """Give the title of the strip: `The end of stage 2 ~`, the mark where the first is rebuilt."""
    if photo is None or not photo.stage:
        return "Finish line"
    return f"The end of stage {photo.stage}{'' if photo.noses[0].exact else f' {glyphs.rebuilt}'}"


def stage_title(photo: Photo, glyphs: Glyphs, width: int) -> str:
    """Give the title at a stage's end where the field else is; the mark where any is rebuilt.

    A pane of less than `NARROW_CARD` cells says no more than what ended there.
    """
    mark = "" if all(nose.exact for nose in photo.noses) else f" {glyphs.rebuilt}"
    where = "The" if width < NARROW_CARD else "At the line, the"
    return f"{where} end of stage {photo.stage}{mark}"


def scale_note(
    photo: Photo | None,
    viewport: Viewport,
    width: int,
    codes: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Give what stands after the title: the scale, and the nose that was chosen, by its code."""
    if photo is None:
        return ""
    step = viewport.scale(width)
    scale = f"{step / MILLISECOND:.2f} ms a cell"
    known = any(nose.car == viewport.nose for nose in photo.noses)
    at = f", at {codes.get(viewport.nose, viewport.nose)}" if known and not viewport.pan else ""
    return f"nose zoom, {scale}{at}" if step <= NOSE else f"{scale}{at}"


def remark(photo: Photo | None, viewport: Viewport, width: int, glyphs: Glyphs) -> str:
    """Give what stands at the right end of the rule: how to read the picture, how good it is."""
    if photo is None:
        return ""
    if viewport.scale(width) <= NOSE:
        return _precision(photo, viewport, width, glyphs)
    roomy = ["outside on top", "noses left"] if width >= WIDE else []
    length = [] if photo.length_known else [f"length {glyphs.rebuilt}"]
    return ", ".join((*roomy, *_unknown_lanes(photo, viewport, width, glyphs), *length))


def _precision(photo: Photo, viewport: Viewport, width: int, glyphs: Glyphs) -> str:
    seen = viewport.window(photo, width)
    if any(seen.sees(nose.gap) and not nose.exact for nose in photo.noses):
        rebuilt = f"rebuilt times {glyphs.rebuilt}"
        return rebuilt if width < WIDE else f"{rebuilt}, not good to 1 ms"
    if photo.good_to is None or photo.resolution is None:
        return ""
    good = f"{glyphs.plus_minus}{photo.good_to / 1_000:g} ms"
    if width < WIDE:
        return f"each nose {good}"
    if photo.by == "loops":
        return f"by the loops: each nose is good to {good}"
    step = f"{photo.resolution / SECOND:.4f}".rstrip("0").rstrip(".")
    scorer = "official" if photo.official else _SCORERS[photo.by]
    return f"{scorer} to {step} s: each nose is good to {good}"


def _unknown_lanes(photo: Photo, viewport: Viewport, width: int, glyphs: Glyphs) -> list[str]:
    seen = viewport.window(photo, width)
    shown = (n for n in photo.noses if seen.touches(n.gap, photo.passing))
    cars = [n.car for n in shown if not n.lane_known]
    named = f" of {' '.join(cars)}" if len(cars) <= _NAMED_LANES else ""
    return [f"lanes{named} {glyphs.rebuilt}"] if cars else []


def waiting_row(
    y: int, empty: str, width: int, height: int, palette: Palette, glyphs: Glyphs
) -> Strip:
    """Draw a row before the first nose: what is `empty`, and the ruler that every finish has."""
    ruler = height - RULER_ROWS
    if y >= ruler and height >= LEAST_RULED and empty == NOT_REACHED:
        return ruler_rows(window(width), palette, glyphs)[y - ruler]
    mute = palette.on().mute
    text = Strip([Segment(f"  {empty}" if y == 0 else "", mute)])
    return text.adjust_cell_length(width, mute)


class PhotoFinish(SceneWidget, can_focus=True):
    """The cars on the line to scale: x is time, the left edge of a car is its nose.

    `photo` is what the camera has seen, None before the first nose; nothing right of its clock
    is drawn. `viewport` is where it looks. `empty` is said where there is no picture.
    """

    ALLOW_SELECT = False
    HELP = "The finish line as a line camera sees it: x is time, noses to the left."

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in STRIP_KEYS]

    class Moved(Message):
        """The user asks for the strip to look elsewhere: at `viewport`."""

        def __init__(self, viewport: Viewport) -> None:
            super().__init__()
            self.viewport = viewport

    class Stepped(Message):
        """The user asks for the clock to go on by `ticks`, or back.

        `from_edge`: it was beyond the picture, and is to step from its edge.
        """

        def __init__(self, ticks: int, *, from_edge: bool = False) -> None:
            super().__init__()
            self.ticks = ticks
            self.from_edge = from_edge

    photo: var[Photo | None] = var(None)
    viewport: var[Viewport] = var(Viewport())

    def __init__(
        self, entries: Sequence[Entry], *, glyphs: Glyphs = UNICODE, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.entries = tuple(entries)
        self.glyphs = glyphs
        self.empty = NOT_REACHED
        self.race_classes: tuple[RaceClass, ...] = ()
        self.codes = plate_labels(self.entries)
        self._strips: StripStore | None = None

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> Self:
        """Make the strip of a race."""
        strip = cls(race.entries, glyphs=glyphs, id=id)
        strip.race_classes = race.header.classes
        if not race.has_laps and not (race.finish and race.finish.times):
            strip.empty = NO_TIMES if race.finish else NO_RECORD
        return strip

    def show(self, scene: Scene) -> None:
        """Show the picture of a scene; at the end of a stage, in the field's place, all of it."""
        self.can_focus = scene.strip_open
        self.viewport = scene.view.viewport if scene.strip_open else Viewport()
        self.photo = scene.frame.photo

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the picture, and say at what scale it is and how good."""
        photo, viewport = scene.frame.photo, scene.view.viewport
        if not scene.strip_open:
            return Heading("" if photo is None else stage_title(photo, scene.glyphs, width))
        note = scale_note(photo, viewport, width, self.codes)
        right = remark(photo, viewport, width, scene.glyphs)
        return Heading(title(photo, scene.glyphs), note, right)

    def action_pan(self, eighths: int) -> None:
        """Ask for the window to move by eighths of its width, as far as there is some to see."""
        self.post_message(self.Moved(self.viewport.panned(eighths, self.photo, self.columns)))

    def action_step(self, by: int) -> None:
        """Ask for the clock to go by so many 0.001 s; from beyond the picture, from its edge."""
        beyond = self.viewport.ticks_beyond(self.photo, self.columns)
        self.post_message(self.Stepped(by * STEP - beyond, from_edge=beyond > 0))

    @property
    def columns(self) -> int:
        """The width; before the first layout the screen's, which the strip of a finish spans."""
        return self.outer_size.width or (self.screen.size.width if self.is_attached else 1)

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Draw a row: the labels, the strip up to the clock, the ruler."""
        width, height = self.outer_size
        if y >= height:  # asked for as it was laid out before
            return Strip.blank(width, self.rich_style)
        if self.photo is None:
            return waiting_row(y, self.empty, width, height, palette_of(self), self.glyphs)
        return self._strip(self.photo).row(y, self.photo)

    def _strip(self, photo: Photo) -> "FinishStrip":
        if self._strips is None:
            # What draws the cars is not needed before the first nose, and a start is short.
            from replay.tui.finish_line.strip import StripStore

            self._strips = StripStore(self.entries, self.glyphs, self.race_classes)
        width, height = self.outer_size
        seen = self.viewport.window(photo, width)
        return self._strips.strip(photo, seen, height, palette_of(self))

    def watch_viewport(self) -> None:
        """Draw the strip anew where it now looks."""
        self.refresh()

    def watch_photo(self, old: Photo | None, new: Photo | None) -> None:
        """Mark what the new picture changes: while the clock runs, its edge only."""
        regions = self._changed(old, new) if old and new and self.outer_size else None
        if regions is None:
            self.refresh()
        elif regions:
            self.refresh(*regions)

    def _changed(self, old: Photo, new: Photo) -> list[Region] | None:
        """Give the cells that differ from one picture to the next; None where all may."""
        if old.zero != new.zero:
            return None
        strip = self._strip(new)
        return strip.changed(old, new) if strip is self._strip(old) else None

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        if self._strips is not None:
            self._strips.clear()
        super().notify_style_update()
        if self.is_attached:
            self.refresh()
