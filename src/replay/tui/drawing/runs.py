"""Text drawn in named roles: what a row says, apart from the colours of a theme.

A *run* is text and the role it plays; a *row* is a tuple of runs. A role is one of

* a name of `Inks` (`full`, `bold`, `mute`, `accent_bold`, ...), on the ground of the row;
* `news`: full ink, inverted;
* `text NAME`: the colour NAME of the palette, on the ground of the row;
* `fill NAME`: bold words on the fill NAME (`flag_green`), and `empty NAME` the fill as ink
  on its own words' colour;
* `plate CAR`: the number of a car on its paint, bold; `quiet CAR` not bold; `pale CAR` bold on
  its paint with 30 % of the background, for the second of two neighbours of one paint; `edge CAR`
  the paint as ink, on the ground of the row;
* `heavy CAR` and `light CAR` its paint as the ink of a line, legible on the ground of the row; on
  a yellow band, too;
* `strong NAME`: a name of `Inks`, bold;
* `five NAME`: a name of `Inks`, on the ground of every other five rows;
* `night NAME`: a name of `Inks`, on the ground of the cursor's row;
* `band ROLE`: any other role, on the ground of the laps under yellow in a chart;
* `found NAME`: the colour NAME as the ground, and that of the row as bold ink;
* `won`: places gained, on a ground of their own.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from replay.tui.drawing.colour import LEGIBLE, black_or_white, contrast, mix
from replay.tui.drawing.plates import Plates
from replay.tui.theme import Palette, ink

_PALE = 0.30

Run = tuple[str, str]
Row = tuple[Run, ...]


class RowContent(NamedTuple):
    """One row of a widget and the palette's name of its ground."""

    row: Row
    ground: str = "background"


def text_of(row: Iterable[Run]) -> str:
    """The characters of a row, without their roles."""
    return "".join(text for text, _ in row)


def length(row: Iterable[Run]) -> int:
    """The cells a row takes."""
    return sum([len(text) if text.isascii() else cell_len(text) for text, _ in row])


def joined(cells: Iterable[Run]) -> Row:
    """The same row in as few runs as its roles allow."""
    runs: list[Run] = []
    for text, role in cells:
        if runs and runs[-1][1] == role:
            runs[-1] = (runs[-1][0] + text, role)
        elif text:
            runs.append((text, role))
    return tuple(runs)


@lru_cache(1024)
def cell_runs(text: str, role: str) -> Row:
    """A text cell by cell: a run for each, an empty one for the second cell of what takes two.

    What has no width of its own, or melts into the sign before, shares its cell.
    """
    signs: list[str] = []
    for sign in text:
        before = signs[-1] if signs else ""
        alone = max(cell_len(before), 1) + max(cell_len(sign), 1)
        if before and cell_len(before + sign) < alone:
            signs[-1] += sign
        else:
            signs.append(sign)
    cells: list[Run] = []
    for sign in signs:
        cells += [(sign, role), *[("", role)] * (cell_len(sign) - 1)]
    return tuple(cells)


def blank(width: int) -> Run:
    """So many empty cells."""
    return " " * max(width, 0), "full"


class RowStrip(Strip):
    """The strip of a row that one widget fills.

    Textual keeps what a strip is divided into with the strip; one that is not divided would keep
    itself, and stay in memory until the collector looks for such rings.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Cut the strip at some cells; nothing is cut at its end."""
        cuts = list(cuts)
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


class Painter:
    """Turns rows into strips in the colours of one theme; each style is looked up once."""

    def __init__(self, palette: Palette, plates: Plates) -> None:
        self.palette = palette
        self._plates = plates
        self._styles: dict[str, dict[str, Style]] = {}
        self._one_of_each: dict[Style, Style] = {}

    def strip(self, line: RowContent, width: int) -> Strip:
        """A line as exactly `width` cells; neighbours of one style are one segment."""
        styles = self._styles.setdefault(line.ground, {})
        segments: list[Segment] = []
        text, style, used = "", None, 0
        for more, role in line.row:
            if not more:
                continue
            used += len(more) if more.isascii() else cell_len(more)
            its = styles.get(role)
            if its is None:
                its = self._keep(role, line.ground, styles)
            if its is style:
                text += more
                continue
            if text:
                segments.append(Segment(text, style))
            text, style = more, its
        if text:
            segments.append(Segment(text, style))
        if used < width:
            self._pad(segments, width - used, line.ground, styles)
        strip = RowStrip(segments, max(used, width))
        return strip if used <= width else strip.crop(0, width)

    def _pad(
        self, segments: list[Segment], width: int, ground: str, styles: dict[str, Style]
    ) -> None:
        """Fill a row with blanks."""
        plain = styles.get("full")
        if plain is None:
            plain = self._keep("full", ground, styles)
        text = " " * width
        if segments and segments[-1].style is plain:
            text = segments.pop().text + text
        segments.append(Segment(text, plain))

    def _keep(self, role: str, ground: str, styles: dict[str, Style]) -> Style:
        """Look a style up for good; equal ones are one object."""
        found = self.style(role, ground)
        styles[role] = found = self._one_of_each.setdefault(found, found)
        return found

    def style(self, role: str, ground: str) -> Style:
        """The style of a role on a ground; every one has a background."""
        kind, _, name = role.partition(" ")
        palette = self.palette
        if kind in ("plate", "quiet"):
            colours = self._plates.colours(name)
            return ink(colours.ink, colours.paint, kind == "plate")
        if kind == "pale":
            colours = self._plates.colours(name)
            paint = mix(colours.paint, palette.solid_background, _PALE)
            legible = contrast(paint, colours.ink) >= LEGIBLE
            return ink(colours.ink if legible else black_or_white(paint), paint, True)
        if kind == "night":
            return self.style(name, "row_cursor")
        if kind == "five":
            return self.style(name, "band")
        if kind == "band":
            return self.style(name, "yellow_band")
        if kind in ("heavy", "light"):
            colour = self._plates.line(name, heavy=kind == "heavy")
            return ink(colour, getattr(palette, ground), kind == "heavy")
        if kind == "edge":
            return ink(self._plates.colours(name).paint, getattr(palette, ground))
        if kind == "fill":
            return ink(getattr(palette, f"{name}_ink"), getattr(palette, name), True)
        if kind == "empty":
            return ink(getattr(palette, name), getattr(palette, f"{name}_ink"))
        if kind == "text":
            return ink(getattr(palette, name), getattr(palette, ground))
        if kind == "news":
            return palette.on(ground).full + Style(reverse=True)
        if kind == "found":
            return ink(palette.solid_background, getattr(palette, name), True)
        if kind == "strong":
            return self.style(name, ground) + Style(bold=True)
        if kind == "won":
            return ink(palette.gain, palette.gain_tint, bold=True)
        style: Style = getattr(palette.on(ground), role)
        return style
