"""A painted screen as cells: of each the sign in it, its ink, its ground, and what else it is.

What cannot be seen is left out: a blank has no ink. So two screens that look the same are equal.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike", "blink")
_SEEN_ON_BLANKS = {"underline", "reverse", "strike"}
_OWN = "default"


class CellLook(NamedTuple):
    """How a cell looks: ink and ground as `#rrggbb`, or `default` for the terminal's own.

    The ink of a blank is empty. `also` are attributes such as `bold`.
    """

    ink: str
    ground: str
    also: tuple[str, ...] = ()

    @property
    def on_blank(self) -> "CellLook":
        """What of it is seen on a blank."""
        return self if _SEEN_ON_BLANKS & {*self.also} else CellLook("", self.ground)


class LookRun(NamedTuple):
    """So many cells of one look."""

    look: CellLook
    cells: int


class SeenCell(NamedTuple):
    """A cell: its sign, empty for the second cell of a wide one, and how it looks."""

    sign: str
    look: CellLook


class CellRow(NamedTuple):
    """A row of the screen: its text, and how its cells look in runs."""

    text: str
    runs: tuple[LookRun, ...]

    @property
    def width(self) -> int:
        """How many cells it has."""
        return sum(run.cells for run in self.runs)

    def cells(self) -> list[SeenCell]:
        """Give its cells one by one; cells beyond its text are blank."""
        signs = signs_in_cells(self.text)
        looks = [run.look for run in self.runs for _ in range(run.cells)]
        signs += [" "] * (len(looks) - len(signs))
        found = []
        for sign, look in zip(signs, looks, strict=False):
            found.append(SeenCell(sign, look.on_blank if sign == " " else look))
        return found

    def between(self, first: int, end: int) -> str:
        """Give the text of some cells, without the blanks around it."""
        return "".join(signs_in_cells(self.text)[first:end]).strip()


CellGrid = tuple[CellRow, ...]
"""A screen, row by row."""


def cell_grid(rows: Iterable[Iterable[Segment]]) -> CellGrid:
    """Give the cells of some painted rows."""
    return tuple(_row(row) for row in rows)


def signs_in_cells(text: str) -> list[str]:
    """Give what stands in each cell of a text; what takes no cell stands with the sign before."""
    if text.isascii():
        return list(text)
    signs: list[str] = []
    for character in text:
        width = get_character_cell_size(character)
        if width == 0 and signs:
            last = -1 if signs[-1] else -2
            signs[last] += character
        else:
            signs += [character, *[""] * (width - 1)]
    return signs


def _row(segments: Iterable[Segment]) -> CellRow:
    parts = [part for part in segments if part.text and not part.control]
    runs: list[LookRun] = []
    for part in parts:
        look = _look(part.style)
        for text, blank in _stretches(part.text):
            cells = len(text) if text.isascii() else cell_len(text)
            _lengthen(runs, look, cells, blank=blank)
    return CellRow("".join(part.text for part in parts).rstrip(" "), tuple(runs))


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Part the blanks a text begins with from the rest of it."""
    rest = text.lstrip(" ")
    if len(rest) < len(text):
        yield text[: len(text) - len(rest)], True
    if rest:
        yield rest, False


def _lengthen(runs: list[LookRun], look: CellLook, cells: int, *, blank: bool) -> None:
    """Add cells to the runs of a row: blanks go with what stands before them, or else after."""
    last = runs[-1] if runs else None
    seen = look.on_blank if blank else look
    if last is not None:
        alike = last.look == seen
        if blank and not alike:
            alike = seen.ink == "" and last.look.on_blank == seen
        if alike:
            runs[-1] = LookRun(last.look, last.cells + cells)
            return
        if last.look.ink == "" and not last.look.also and seen.on_blank == last.look:
            runs[-1] = LookRun(seen, last.cells + cells)
            return
    runs.append(LookRun(seen, cells))


@lru_cache(4096)
def _look(style: Style | None) -> CellLook:
    if style is None:
        return CellLook(_OWN, _OWN)
    also = tuple(name for name in _ATTRIBUTES if getattr(style, name))
    return CellLook(_colour(style.color), _colour(style.bgcolor), also)


def _colour(colour: Color | None) -> str:
    if colour is None or colour.is_default:
        return _OWN
    if colour.triplet is not None:
        return colour.triplet.hex
    return colour.name
