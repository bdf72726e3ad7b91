"""How a screen under test looks: its size, and its palette by name."""

import difflib
import re
from collections.abc import Sequence

from textual.theme import BUILTIN_THEMES, Theme

from replay.race.text import printable
from replay.tui.headless import Look
from replay.tui.terminal_size import SMALLEST
from replay.tui.theme import NIGHT, PAPER, THEMES, Palette, palette

SIZE = (120, 40)
"""Columns and rows where none are given."""

PALETTE = "night"
"""The palette where none is given."""

LARGEST = (400, 150)
"""The most columns and rows that are drawn, as `replay frame` has it."""

_THEMES: dict[str, Theme] = {
    "night": NIGHT,
    "paper": PAPER,
    "none": NIGHT,
    "ascii": NIGHT,
    **{theme.name: theme for theme in THEMES},
    **BUILTIN_THEMES,
}


class LookError(ValueError):
    """There is no such size or palette. `str()` says so in one clear line."""


def read_size(size: str | Sequence[int]) -> tuple[int, int]:
    """Read `80x24`, or take a pair: columns and rows."""
    found: object = size
    if isinstance(size, str):
        match = re.fullmatch(r"(?a)(\d{1,4})x(\d{1,4})", size.strip())
        found = [int(number) for number in match.groups()] if match else ()
    if isinstance(found, Sequence) and len(found) == 2:
        columns, rows = found
        if isinstance(columns, int) and isinstance(rows, int):
            if SMALLEST[0] <= columns <= LARGEST[0] and SMALLEST[1] <= rows <= LARGEST[1]:
                return columns, rows
            sizes = " to ".join(f"{of[0]}x{of[1]}" for of in (SMALLEST, LARGEST))
            raise LookError(f"'{columns}x{rows}' is not a size from {sizes}")
    raise LookError(f"a size is columns and rows, such as 120x40, not {printable(str(size), 60)}")


def look_of(size: tuple[int, int], name: str) -> Look:
    """Give the look of a palette: night, paper, none (no colour), ascii, or any theme."""
    return Look(size, _theme(name).name, ascii=name == "ascii", no_color=name == "none")


def theme_name(name: str) -> str:
    """Give the theme of a palette, as the command line takes it."""
    return _theme(name).name


def palette_of_look(name: str) -> Palette:
    """Give the colours of a palette by name."""
    return palette(_theme(name), nocolor=name == "none")


def _theme(name: str) -> Theme:
    theme = _THEMES.get(name)
    if theme is None:
        nearest = difflib.get_close_matches(name, _THEMES, n=3, cutoff=0.5)
        names = nearest or ["night", "paper", "none", "ascii"]
        raise LookError(f"no palette {printable(name, 60)!r}; did you mean {' or '.join(names)}?")
    return theme
