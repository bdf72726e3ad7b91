"""A widget drawn row by row: only rows that changed are painted again."""

from abc import abstractmethod
from collections.abc import Iterable

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from replay.race.model import Entry
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Line, Painter
from replay.tui.theme import palette_of


class RowWidget(Widget):
    """The base of widgets whose rows are values.

    A subclass says what stands on each row (`line`) and calls `sync` from its watchers; rows
    whose value stayed the same are neither drawn nor sent.
    """

    ALLOW_SELECT = False

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self.entries = {entry.car: entry for entry in entries}
        self._painter: Painter | None = None
        self._shown: tuple[Line, ...] = ()
        self._shown_at: Size | None = None

    @abstractmethod
    def line(self, y: int) -> Line:
        """What stands on row `y`, for the present size."""

    def sync(self) -> None:
        """Mark the rows that no longer say what they showed."""
        if not self.is_mounted:
            return
        size = self.outer_size
        shown, self._shown = self._shown, tuple(self.line(y) for y in range(size.height))
        if size != self._shown_at:
            self._shown_at = size
            self.refresh()
            return
        pairs = enumerate(zip(shown, self._shown, strict=True))
        changed = [Region(0, y, size.width, 1) for y, (old, new) in pairs if old != new]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draw anew at another size."""
        self._shown_at = None
        self.sync()

    def notify_style_update(self) -> None:
        """Draw anew when the theme has changed."""
        super().notify_style_update()
        if self.is_attached and self._painter and self._painter.palette is not palette_of(self):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw row `y`; the same value gives the same strip."""
        size = self.outer_size
        if y >= size.height:
            line = Line(())
        elif size == self._shown_at:
            line = self._shown[y]
        else:  # laid out anew: the event that tells of it is still to come
            line = self.line(y)
        return self._paint().strip(line, size.width)

    def _paint(self) -> Painter:
        palette = palette_of(self)
        if self._painter is None or self._painter.palette is not palette:
            plates = Plates(self.entries.values(), palette, self.glyphs)
            self._painter = Painter(palette, plates)
        return self._painter
