"""The line beside the running order: the field as it comes by, or the strip of a stage's end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from replay.race.finish import FieldAtLine, Photo
from replay.race.model import Entry
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.finish_line.field import FieldLine, field_title

if TYPE_CHECKING:
    from replay.tui.finish_line.photo_finish import PhotoFinish


class LinePane(Widget):
    """The field at the line; at the end of a stage the strip of the camera in its place."""

    DEFAULT_CSS = "LinePane { width: 1fr; height: 1fr; }"

    def __init__(self, entries: Sequence[Entry], glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(id=id)
        self.field = FieldLine(entries, glyphs=glyphs)
        self.strip: PhotoFinish | None = None

    def compose(self) -> ComposeResult:
        """Lay out the field; the strip is mounted when it is needed first."""
        yield self.field
        if self.strip is not None:
            yield self.strip

    def show(self, field: FieldAtLine | None, photo: Photo | None) -> None:
        """Show the field, or the picture of a stage's end where there is one."""
        self.field.field = field
        if photo is not None and self.strip is None:
            from replay.tui.finish_line.photo_finish import PhotoFinish

            self.strip = PhotoFinish(tuple(self.field.entries.values()), glyphs=self.field.glyphs)
            self.strip.can_focus = False
            if self.is_mounted:
                self.mount(self.strip)
        self.field.display = photo is None
        if self.strip is not None:
            self.strip.photo = photo
            self.strip.display = photo is not None

    @property
    def title(self) -> str:
        """The title of the pane."""
        if self.strip is not None and self.strip.photo is not None:
            from replay.tui.finish_line.photo_finish import stage_title

            return stage_title(self.strip.photo, self.field.glyphs)
        return field_title(self.field.field, self.outer_size.width, self.field.glyphs)
