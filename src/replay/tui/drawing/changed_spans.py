"""Which cells of a row differ from those that stand there. Pure functions of two strips.

A strip is what Textual calls a painted row: segments of text, each in one style.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

MOVE = 8
"""The characters it takes to move the terminal's cursor: cells that are fewer are sent again."""

# Blanks, letters of Latin, and the signs that the screens are drawn with: one cell each.
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff–—‘’“”…←-↓−─-╿▀-▟■□▲▶◀◆◇○⠀-⣿]*").fullmatch


class CellSpan(NamedTuple):
    """The cells of a row from `start` to `end` (exclusive), from 0."""

    start: int
    end: int


def changed_spans(old: Strip, new: Strip) -> list[CellSpan]:
    """Give the cells of `new` that look other than those of `old`, from the left.

    Spans that lie so near to each other that moving there costs more are one. A row with
    characters that do not take one cell each changes as a whole: what a terminal does with half
    of one nobody knows.
    """
    if old is new:
        return []
    width = new.cell_length
    if old.cell_length != width or not (_one_cell_each(old) and _one_cell_each(new)):
        return [CellSpan(0, width)]
    spans: list[CellSpan] = []
    for start, end in _differences(old, new):
        if spans and start - spans[-1].end < MOVE:
            spans[-1] = CellSpan(spans[-1].start, end)
        else:
            spans.append(CellSpan(start, end))
    return spans


def _differences(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """Compare two strips of one length, stretch by stretch of the same two segments."""
    found: list[tuple[int, int]] = []
    at = 0
    theirs, ours = iter(old), iter(new)
    was = its = ""
    was_style: Style | None = None
    its_style: Style | None = None
    width = new.cell_length
    while at < width:
        while not was:
            was, was_style, _ = next(theirs)
        while not its:
            its, its_style, _ = next(ours)
        cells, others = len(was), len(its)
        if cells == others:
            before, after, was, its = was, its, "", ""
        elif cells < others:
            before, after, was, its = was, its[:cells], "", its[cells:]
        else:
            cells = others
            before, after, was, its = was[:cells], its, was[cells:], ""
        if was_style is its_style or was_style == its_style:
            if before != after:
                found += _differing(at, before, after)
        elif not (before.isspace() and after.isspace()) or _blank(was_style) != _blank(its_style):
            found.append((at, at + cells))
        at += cells
    return found


def _differing(at: int, before: str, after: str) -> list[tuple[int, int]]:
    """Compare two texts of one length sign by sign; `at` is the cell of their first."""
    pairs = enumerate(zip(before, after, strict=True), at)
    cells = [cell for cell, (was, its) in pairs if was != its]
    if cells[-1] - cells[0] <= MOVE:
        return [(cells[0], cells[-1] + 1)]
    return [(cell, cell + 1) for cell in cells]


@lru_cache(256)
def _blank(style: Style | None) -> Color | Style | None:
    """What of a style shows on a blank: its ground, or all of it where it draws lines there."""
    if style is None:
        return None
    lines = style.underline or style.underline2 or style.overline or style.strike
    return style if lines or style.reverse or style.link else style.bgcolor


def _one_cell_each(strip: Strip) -> bool:
    text = strip.text
    return _NARROW(text) is not None or _narrow(text)


@lru_cache(64)
def _narrow(text: str) -> bool:
    return all(cell_len(sign) == 1 for sign in text)
