"""The strips that were drawn last, each once for its noses, window, size and theme."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.geometry import Region

from replay.race.finish import Photo
from replay.race.model import Entry
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.finish_line.window import Window
from replay.tui.theme import Palette

if TYPE_CHECKING:
    from replay.tui.finish_line.strip import FinishStrip

_KEPT = 12


def changed_cells(
    strip_of: Callable[[Photo], "FinishStrip"], old: Photo | None, new: Photo
) -> list[Region] | None:
    """Give the cells that differ from one picture to the next; None where all may."""
    if old is None or old.zero != new.zero:
        return None
    strip = strip_of(new)
    return strip.changed(old, new) if strip is strip_of(old) else None


class StripStore:
    """Draws strips of one race's cars and keeps the last dozen: zooming back draws nothing."""

    def __init__(self, entries: Sequence[Entry], glyphs: Glyphs) -> None:
        self._entries = entries
        self._glyphs = glyphs
        self._plates: tuple[Palette, Plates] | None = None
        self._strips: dict[tuple[object, ...], FinishStrip] = {}

    def strip(self, photo: Photo, seen: Window, height: int, palette: Palette) -> "FinishStrip":
        """Give the strip of a photo in a window, `height` rows with its labels and ruler."""
        # What draws the cars is not needed before the finish, and a start is short.
        from replay.tui.finish_line.strip import FinishStrip, in_view

        # Greys go by the order of finish, so by those out of view too.
        noses = photo.noses if palette.nocolor else in_view(photo, seen)
        key = (palette, height, seen, noses, photo.passing, photo.error, photo.outline)
        known = self._strips.get(key)
        if known is None:
            if self._plates is None or self._plates[0] is not palette:
                self._plates = palette, Plates(self._entries, palette, self._glyphs)
            known = FinishStrip(photo, seen, height, self._plates[1], palette, self._glyphs)
            while len(self._strips) >= _KEPT:
                del self._strips[next(iter(self._strips))]
            self._strips[key] = known
        return known

    def clear(self) -> None:
        """Forget what was drawn, in another theme."""
        self._strips.clear()
