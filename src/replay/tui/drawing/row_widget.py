"""A widget drawn row by row: only rows that changed are painted again."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Self

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from replay.race.model import Entry, RaceClass
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Painter, RowContent
from replay.tui.drawing.terminal_colours import filtered, filters_of
from replay.tui.theme import palette_of

_FRAMES = 2
"""Of how many screens the strips are kept: of that which is shown, and of the one before."""


class RowWidget(Widget):
    """The base of widgets whose rows are values.

    A subclass says what stands on each row (`line`, or all at once `row_values`) and calls
    `sync` from its watchers; rows whose value stayed the same are neither drawn nor sent. A row
    is a `RowContent`, or another value of which `draw` makes one when it is painted: equal values
    look the same. It has no padding, border or scroll bar.
    """

    ALLOW_SELECT = False

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        glyphs: Glyphs = UNICODE,
        race_classes: Sequence[RaceClass] = (),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._race_classes = tuple(race_classes)
        self.entries = {entry.car: entry for entry in entries}
        self._painter: Painter | None = None
        self._shown: Sequence[Hashable] = ()
        self._shown_at: Size | None = None
        self._kept: dict[Hashable, Strip] = {}
        self._rendered: dict[int, Strip] = {}
        self._rendered_at: Size | None = None

    # -- what a subclass says

    def line(self, y: int) -> Hashable:
        """What stands on row `y`, for the present size."""
        raise NotImplementedError

    @property
    def cursor_row(self) -> int | None:
        """The row that is chosen of those that are seen; None without one."""
        return None

    def row_values(self) -> Sequence[Hashable]:
        """What stands on each row, for the present size."""
        return tuple(self.line(y) for y in range(self.outer_size.height))

    def draw(self, value: Hashable) -> RowContent:
        """Draw the value of a row."""
        assert isinstance(value, RowContent)
        return value

    # -- what changed

    def sync(self) -> None:
        """Mark the rows that no longer say what they showed."""
        size = self.outer_size
        if not self.is_mounted or not size:
            return
        shown, self._shown = self._shown, self.row_values()
        if size != self._shown_at:
            self._stand_at(size)
            self.refresh()
            return
        changed = [
            Region(0, y, size.width, 1)
            for y, (old, new) in enumerate(zip(shown, self._shown, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def _stand_at(self, size: Size) -> None:
        """Take another size; strips of the same width stay as they are."""
        if self._shown_at is None or self._shown_at.width != size.width:
            self._kept.clear()
        self._shown_at = size

    def on_resize(self) -> None:
        """Draw anew at another size, unless it was painted at that already."""
        self.sync()

    def notify_style_update(self) -> None:
        """Draw anew when the theme has changed."""
        super().notify_style_update()
        if self.is_attached and self._painter and self._painter.palette is not palette_of(self):
            self._shown_at = self._painter = None
            self.sync()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Mark the rows of some regions, or all rows, to be rendered again."""
        if not regions:
            self._rendered.clear()
        for region in regions:
            for y in region.line_range:
                self._rendered.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    # -- painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the rows of the widget; those that are not marked are the strips given before.

        Textual would make new strips of them, for what its style sheets may do around a row.
        """
        self._dirty_regions.clear()  # kept by Textual for `render`, which is not called
        size = self.outer_size
        if size != self._rendered_at:
            self._rendered.clear()
            self._rendered_at = size
        filters = filters_of(self.app, self._paint().palette)
        rendered, strips = self._rendered, []
        for y in crop.line_range:
            strip = rendered.get(y)
            if strip is None:
                strip = rendered[y] = filtered(self.render_line(y), filters)
            strips.append(strip)
        if crop.column_span != (0, size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw row `y`; the same value gives the same strip."""
        size = self.outer_size
        painter = self._painter or self._paint()
        if size != self._shown_at:  # laid out anew: the event that tells of it is still to come
            self._shown = self.row_values()
            self._stand_at(size)
        value = self._shown[y] if y < len(self._shown) else RowContent(())
        strip = self._kept.get(value)
        if strip is None:
            while len(self._kept) >= _FRAMES * max(size.height, 1):
                del self._kept[next(iter(self._kept))]
            strip = self._kept[value] = painter.strip(self.draw(value), size.width)
        return strip

    def _paint(self) -> Painter:
        palette = palette_of(self)
        if self._painter is None or self._painter.palette is not palette:
            plates = Plates(self.entries.values(), palette, self._race_classes)
            self._painter = Painter(palette, plates)
            self._kept.clear()
        return self._painter
