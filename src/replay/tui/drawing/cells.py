"""The text of single cells: times, gaps, laps down, places, bars and traces. Pure functions.

Widths are terminal cells, times are ticks (0.0001 s). A value that was rebuilt has a `~` before
it and one decimal; an exact one has three. `aligned` keeps their decimal points under each
other. No number is ever cut: what does not fit is written coarser, or not at all.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from replay.race.model import SECOND
from replay.race.text import JOINERS, clean
from replay.tui.drawing.dots import BRAILLE, DOTS
from replay.tui.drawing.glyphs import UNICODE, Glyphs

_EXACT, _REBUILT = 3, 1
_TRACE_ROWS = 4
_STAND_INS = (
    "←=left →=right ↑=up ↓=down ×=x −=- –=- —=- ─=- ▲=! ±=+- ·=. …=... ‘=' ’=' “=\" ”=\" ⁄=/ "
    "Ø=O ø=o Ł=L ł=l Đ=D đ=d Þ=Th þ=th ı=i Œ=OE œ=oe Æ=AE æ=ae ß=ss"
)
_SIGNS = str.maketrans(dict(pair.split("=") for pair in _STAND_INS.split()))


@lru_cache(512)
def plain(text: str) -> str:
    """`text` in ASCII: without accents (`Suárez` as `Suarez`), its signs by their stand-ins.

    Arrows become words. A character that has no stand-in is a `?`, so that no name is lost whole.
    """
    if text.isascii():
        return clean(text)
    spread = unicodedata.normalize("NFKD", clean(text).translate(_SIGNS))
    bare = "".join(c for c in spread if not unicodedata.combining(c) and c not in JOINERS)
    return bare.encode("ascii", "replace").decode("ascii")


def drawable(text: str, glyphs: Glyphs) -> str:
    """`text` as it can be drawn in one line: clean, and plain where there is but ASCII."""
    return plain(text) if glyphs.ascii else clean(text)


def fit(text: str, width: int, align: str = "l", cut: str = "…") -> str:
    """`text` in exactly `width` cells: padded on the other side of `align`, or cut with `cut`."""
    if width <= 0:
        return ""
    if len(text) <= width and text.isascii() and text.isprintable():
        return text.rjust(width) if align == "r" else text.ljust(width)
    return _fit(text, width, align, cut)


@lru_cache(512)
def _fit(text: str, width: int, align: str, cut: str) -> str:
    text = clean(text)
    length = cell_len(text)
    if length > width:
        kept = set_cell_size(text, width - cell_len(cut)).rstrip() if width > 1 else ""
        text = kept + cut
        length = cell_len(text)
    blanks = " " * (width - length)
    return blanks + text if align == "r" else text + blanks


def clock_text(time: int, fine: bool) -> str:
    """Write ticks as `1:21:20`, or `1:21:20.495` when `fine`; what has not passed is not told."""
    seconds, ticks = divmod(time, SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    rest = f".{ticks * 1000 // SECOND:03}" if fine else ""
    return f"{hours}:{minutes:02}:{seconds:02}{rest}"


def span_text(ticks: int) -> str:
    """Write for how long something has been so, whole: `40 s`, `8 min`, `2:21 h`."""
    seconds = max(ticks, 0) // SECOND
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02} h"


def decimal(ticks: int, decimals: int) -> str:
    """Seconds with a fixed number of decimals (0 to 4), rounded half up."""
    scale: int = 10**decimals
    units = (ticks * scale * 2 + SECOND) // (SECOND * 2)
    whole, part = divmod(units, scale)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


def seconds_cell(ticks: int | None, exact: bool, glyphs: Glyphs = UNICODE, sign: str = "") -> str:
    """A time in seconds: `30.097` when exact, `~31.7` when rebuilt, `·` when unknown."""
    if ticks is None:
        return glyphs.none
    if exact:
        return sign + decimal(ticks, _EXACT)
    return glyphs.rebuilt + sign + decimal(ticks, _REBUILT)


def aligned(
    ticks: int | None, exact: bool, width: int, glyphs: Glyphs = UNICODE, sign: str = ""
) -> str:
    """`seconds_cell` in `width` cells, its decimal point where an exact value has it.

    What has no room there is written in minutes or hours, which have no decimal point.
    """
    text = seconds_cell(ticks, exact, glyphs, sign)
    pad = "" if ticks is None or exact else " " * (_EXACT - _REBUILT)
    if len(text + pad) <= width:
        return (text + pad).rjust(width)
    return _coarser(ticks or 0, exact, width, glyphs, sign)


def _coarser(ticks: int, exact: bool, width: int, glyphs: Glyphs, sign: str) -> str:
    whole = (ticks * 2 + SECOND) // (SECOND * 2)
    minutes, rest = divmod(whole, 60)
    hours, part = divmod(minutes, 60)
    mark = "" if exact else glyphs.rebuilt
    for text in (f"{minutes}:{rest:02d}", f"{hours}h{part:02d}"):
        if len(mark + sign + text) <= width:
            return (mark + sign + text).rjust(width)
    return glyphs.none.rjust(width)


def laps_down(laps: int, exact: bool, width: int = 8, glyphs: Glyphs = UNICODE) -> str:
    """`−1 lap`, `~−12 laps`: the distance of a car off the lead lap, right-aligned."""
    mark = "" if exact else glyphs.rebuilt
    number = f"{mark}{glyphs.minus}{laps}"
    word = "lap" if laps == 1 else "laps"
    for unit in (f" {word}", word, " l"):
        if len(number + unit) <= width:
            return (number + unit).rjust(width)
    return glyphs.none.rjust(width)


def signed(places: int, glyphs: Glyphs = UNICODE) -> str:
    """Places against another time: `+11`, `−5`, `·` for none."""
    if places == 0:
        return glyphs.none
    return f"+{places}" if places > 0 else f"{glyphs.minus}{-places}"


def change(places: int, glyphs: Glyphs = UNICODE) -> str:
    """Places won or lost since the last crossing: `↑2`, `↓1`, nothing for none."""
    if places == 0:
        return ""
    return f"{glyphs.gained}{places}" if places > 0 else f"{glyphs.lost}{-places}"


def count(number: int | None, glyphs: Glyphs = UNICODE) -> str:
    """A number that is `·` when none or unknown."""
    return str(number) if number else glyphs.none


def eighths(part: int, whole: int, width: int) -> int:
    """How long a bar of `width` cells is, in eighths of a cell; anything shows at least one."""
    if part <= 0 or whole <= 0:
        return 0
    return max(1, min(width * 8, (part * width * 16 + whole) // (whole * 2)))


def bar(length: int, width: int, glyphs: Glyphs = UNICODE) -> str:
    """A bar of `length` eighths of a cell in `width` cells."""
    full, rest = divmod(length, 8)
    text = glyphs.eighths[7] * full + (glyphs.eighths[rest - 1] if rest else "")
    return text[:width].ljust(width)


def trace(places: Sequence[int], width: int, glyphs: Glyphs = UNICODE) -> str:
    """Places lap by lap as a line of braille, two laps a cell, the last at the right end.

    The top is the best place of the span; the scale is the span's own, at least four places
    high. Without Unicode there is no line.
    """
    shown = tuple(places[-width * 2 :])
    if not shown or glyphs.ascii or width <= 0:
        return " " * width
    best, worst = min(shown), max(shown)
    spare = max(0, _TRACE_ROWS - 1 - (worst - best))
    best -= spare // 2
    high = max(worst - best, _TRACE_ROWS - 1)
    cells = [0] * width
    first = width * 2 - len(shown)
    for at, place in enumerate(shown, first):
        row = ((place - best) * (_TRACE_ROWS - 1) * 2 + high) // (high * 2)
        cells[at // 2] |= DOTS[at % 2][row]
    return "".join(chr(BRAILLE + dots) if dots else " " for dots in cells)
