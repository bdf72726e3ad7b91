"""The ruler under a strip: ticks and milliseconds after the first nose, in two rows."""

from itertools import groupby

from rich.segment import Segment
from textual.strip import Strip

from replay.tui.drawing.glyphs import Glyphs
from replay.tui.finish_line.window import NOSE, Window
from replay.tui.theme import Palette

ROWS = 2
"""Rows a ruler takes."""

LEAST_RULED = 8
"""Rows of a strip, labels and ruler counted, below which it has none."""


def ruler_rows(window: Window, palette: Palette, glyphs: Glyphs) -> list[Strip]:
    """Draw the ticks, and below them the numbers; it depends on nothing but the window."""
    inks, width = palette.on(), window.width
    line = [glyphs.rule] * width
    numbers = [" "] * width
    free = 0
    marks = list(window.marks())
    labels = [mark.label for mark in marks if mark.label]
    named = "0" if "0" in labels else next(iter(labels), "")
    for mark in marks:
        line[mark.column] = glyphs.tick if mark.label else glyphs.tick_quarter
        text = _mark_text(mark.label, named, window.step <= NOSE, glyphs)
        if text and free <= mark.column and mark.column + len(text) <= width:
            numbers[mark.column : mark.column + len(text)] = text
            free = mark.column + len(text) + 1
    ruled = [
        Segment("".join(run), inks.rule if plain else inks.mute)
        for plain, run in groupby(line, key=lambda sign: sign == glyphs.rule)
    ]
    return [Strip(ruled, width), Strip([Segment("".join(numbers), inks.mute)], width)]


def _mark_text(label: str, named: str, close: bool, glyphs: Glyphs) -> str:
    """Write a ruler's number; the unit stands at one of them, in a nose zoom at all but 0."""
    unit = " ms" if label and (label != "0" if close else label == named) else ""
    return label.replace("-", glyphs.minus) + unit
