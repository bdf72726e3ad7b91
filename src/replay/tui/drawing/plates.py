"""Number plates: a car's number in its own colours, legible on every theme."""

from collections.abc import Iterable

from msgspec import Struct

from replay.race.model import Entry, Livery
from replay.tui.drawing.colour import LEGIBLE, WHITE, black_or_white, contrast, grey, mix
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.theme import Palette

_VISIBLE = 1.35
_STEP = 0.04
_MOST_STEPS = 100


class PlateColours(Struct, frozen=True):
    """A car's colours as drawn in one theme (`#rrggbb`): ground, number, trim."""

    paint: str
    ink: str
    second: str


def plate_colours(livery: Livery | None, palette: Palette) -> PlateColours:
    """The colours of a plate, repaired so that ground and number can be seen.

    The paint moves from the background, 4 % at a time, until it stands out from it; a number
    that cannot be read on it becomes black or white. A car without livery is neutral grey.
    """
    if livery is None:
        paint, number, second = palette.flag_none, palette.flag_none_ink, palette.flag_none_ink
    else:
        paint, number, second = livery.paint, livery.ink, livery.second
    if palette.nocolor:
        paint, number, second = grey(paint), grey(number), grey(second)
    away = WHITE if palette.dark else "#000000"
    for _ in range(_MOST_STEPS):
        if contrast(paint, palette.solid_background) >= _VISIBLE:
            break
        paint = mix(paint, away, _STEP)
    if contrast(paint, number) < LEGIBLE:
        number = black_or_white(paint)
    return PlateColours(paint, number, second)


class Plates:
    """The plates of a field in one theme: build it once per theme, ask it every frame."""

    def __init__(self, entries: Iterable[Entry], palette: Palette) -> None:
        self._palette = palette
        self._colours = {e.car: plate_colours(e.livery, palette) for e in entries}

    def colours(self, car: str) -> PlateColours:
        """The colours of a car; a car that is not in the entry list is neutral grey."""
        known = self._colours.get(car)
        if known is None:
            known = self._colours[car] = plate_colours(None, self._palette)
        return known


def plate_text(car: str, width: int = 4, glyphs: Glyphs = UNICODE) -> str:
    """The text of a plate: two digits right-aligned with a blank around where there is room.

    Three characters start at the second cell of four. In ASCII the number has a `#` before it.
    """
    number = glyphs.plate + car
    if len(number) > width:
        number = car
    after = " " if width > 3 and len(number) < 3 and not glyphs.plate else ""
    return f"{number + after:>{width}}"
