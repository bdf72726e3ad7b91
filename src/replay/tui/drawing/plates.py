"""Number plates: a car's number or its driver's code in its own colours, legible on every theme."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from replay.race.model import Entry, Livery, RaceClass
from replay.tui.drawing.colour import LEGIBLE, WHITE, black_or_white, contrast, grey, mix
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.make_colours import make_colour, unpainted_field
from replay.tui.theme import Palette

_VISIBLE = 1.35
_STEP = 0.04
_MOST_STEPS = 100
_HEAVY, _LIGHT = 3.0, 4.5
_LINE_STEP = 0.06
"""The contrast of a heavy line on a yellow band, of a light one on the background, and how far the
paint moves at a time to get there."""


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
    """The plates of a field in one theme: build it once per theme, ask it every frame.

    A car has its livery; without one, in a race of classes, the colour of its make where its class
    has several, and else that of its class. A field without any livery is told apart by colours.
    """

    def __init__(
        self, entries: Iterable[Entry], palette: Palette, classes: Sequence[RaceClass] = ()
    ) -> None:
        self._palette = palette
        self._lines: dict[tuple[str, bool], str] = {}
        entries = tuple(entries)
        liveries = _liveries(entries, palette, classes)
        self._colours = {
            e.car: plate_colours(e.livery or liveries.get(e.car), palette) for e in entries
        }

    def colours(self, car: str) -> PlateColours:
        """The colours of a car; a car that is not in the entry list is neutral grey."""
        known = self._colours.get(car)
        if known is None:
            known = self._colours[car] = plate_colours(None, self._palette)
        return known

    def line(self, car: str, *, heavy: bool) -> str:
        """The colour of a car's line in a chart: its paint, moved until it can be seen.

        A heavy line has a contrast of 3.0 on the ground of laps under yellow, where it is least; a
        light one 4.5 on the background. Without colour they are full and mute ink.
        """
        key = car, heavy
        known = self._lines.get(key)
        if known is None:
            known = self._lines[key] = self._line(car, heavy)
        return known

    def _line(self, car: str, heavy: bool) -> str:
        palette = self._palette
        if palette.nocolor:
            return palette.foreground if heavy else palette.ink_mute
        ground, least = (
            (palette.yellow_band, _HEAVY) if heavy else (palette.solid_background, _LIGHT)
        )
        away = WHITE if palette.dark else "#000000"
        paint = self.colours(car).paint
        for _ in range(_MOST_STEPS):
            if contrast(paint, ground) >= least:
                break
            paint = mix(paint, away, _LINE_STEP)
        return paint


def _liveries(
    entries: Sequence[Entry], palette: Palette, classes: Sequence[RaceClass]
) -> dict[str, Livery]:
    """Paint the cars that have no livery of their own, of classes or of a whole field without."""
    found = {}
    if not classes:
        for car, paint in unpainted_field(entries).items():
            ink = black_or_white(paint)
            found[car] = Livery(paint=paint, ink=ink, second=ink)
    for rank, of in enumerate(classes):
        cars = [entry for entry in entries if entry.race_class == of.name]
        makes = {entry.make for entry in cars if entry.make}
        for entry in cars:
            several = entry.make and len(makes) > 1
            paint = make_colour(entry.make or "") if several else palette.class_colour(rank)
            ink = black_or_white(paint)
            found[entry.car] = Livery(paint=paint, ink=ink, second=ink)
    return found


CODE_WIDTH = 5
"""The cells of a plate that shows a code: ` VER `."""

NUMBER_WIDTH = 4
"""The cells of a plate that shows a number: ` 17 `."""


def plate_labels(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Give the code of each car that shows one in place of its number: that of its one driver.

    Two cars of one code in a field both show their numbers.
    """
    codes = {
        entry.car: entry.drivers[0].code
        for entry in entries
        if len(entry.drivers) == 1 and entry.drivers[0].code
    }
    shared = Counter(codes.values())
    return {car: code for car, code in codes.items() if code and shared[code] == 1}


class PlateTexts:
    """What stands on the plates of a field, all of one width: codes where it has any."""

    def __init__(self, entries: Iterable[Entry], glyphs: Glyphs = UNICODE) -> None:
        self._codes = plate_labels(entries)
        self._glyphs = glyphs

    @property
    def has_codes(self) -> bool:
        """Whether any plate shows a code."""
        return bool(self._codes)

    @property
    def width(self) -> int:
        """The cells of a plate."""
        return CODE_WIDTH if self._codes else NUMBER_WIDTH

    def text(self, car: str, width: int = 0) -> str:
        """Give the text of a car's plate, in `width` cells where that is asked for."""
        width = width or self.width
        code = self._codes.get(car)
        if code is None:
            return plate_text(car, width, self._glyphs)
        return f"{code:^{width}}" if width != NUMBER_WIDTH else f" {code}"


def plate_text(car: str, width: int = 4, glyphs: Glyphs = UNICODE) -> str:
    """The text of a plate: two digits right-aligned with a blank around where there is room.

    Three characters start at the second cell of four. In ASCII the number has a `#` before it.
    """
    number = glyphs.plate + car
    if len(number) > width:
        number = car
    after = " " if width > 3 and len(number) < 3 and not glyphs.plate else ""
    after = after or (" " if width > NUMBER_WIDTH and len(number) < width - 1 else "")
    return f"{number + after:>{width}}"
