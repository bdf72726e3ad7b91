"""The glossary: every column of the running order, every sign, and how sure a figure is."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from replay.race.model import Race
from replay.tui.dialogs.signs import CHART_SIGNS, MORE_SIGNS, SIGNS, signs_of
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.place_confidence import PLACE_TONES, PLACE_WORDS
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.drawing.wrapping import wrapped

_HEAD, _SIGN, _FIGURE = 9, 6, 8
"""The cells of a head, a sign and a figure before their words."""

_LEAST_PAIR = 72
"""From so many columns on there are two, side by side."""

_HALVES = ((80, 44), (120, 64), (200, 82))
"""Columns of the screen, and the column of the hairline; between them in a straight line."""


class Glossary(NamedTuple):
    """The glossary in a width: its `left` rows and its `right` ones, none in one column.

    The first row of each is its title. `hairline` is the column between them.
    """

    left: tuple[Row, ...]
    right: tuple[Row, ...]
    hairline: int

    def hidden(self, height: int) -> int:
        """Give how many rows it has more than fit in a height."""
        return max(max(len(self.left), len(self.right)) - height, 0)

    def rows(self, height: int, offset: int, glyphs: Glyphs) -> tuple[Row, ...]:
        """Give what stands on so many rows, scrolled by `offset`, each column to its own end.

        Of a page that has no place there may be fewer than none.
        """
        height = max(height, 0)
        left = _window(self.left, height, offset)
        if not self.right:
            return tuple(left)
        right = _window(self.right, height, offset)
        line: Run = (f"{glyphs.hairline} ", "rule")
        return tuple(
            (*one, blank(self.hairline - length(one)), line, *other)
            for one, other in zip(left, right, strict=True)
        )


def _window(rows: Sequence[Row], height: int, offset: int) -> list[Row]:
    """Give the rows that are seen under the title, which stays; blanks below the last."""
    first = 1 + min(offset, max(len(rows) - height, 0))
    shown = [*rows[:1], *rows[first:]][:height]
    return [*shown, *[()] * (height - len(shown))]


def glossary(
    race: Race, columns: Iterable[tuple[str, str]], glyphs: Glyphs, width: int, *, marked: bool
) -> Glossary:
    """Lay out the glossary of a race.

    `columns` are heads and words of its running order. `marked`: no ink tells how far a place can
    be trusted, so a sign does.
    """
    heads = [(((head, "bold"),), words) for head, words in columns]
    at = width if width < _LEAST_PAIR else _hairline(width)
    margin, room = (1, width) if at == width else (0, width - at - 2)
    charts = [*signs_of(race, CHART_SIGNS, glyphs)] if race.has_laps else []
    left = _told("Columns", heads, _HEAD, 1, at - 1, glyphs)
    left += _told("In charts", charts, _HEAD, 1, at - 1, glyphs) if charts else ()
    right = (
        *_told("Signs", signs_of(race, SIGNS, glyphs), _SIGN, margin, room - 1, glyphs),
        *_told("How sure", _how_sure(glyphs, marked), _FIGURE, margin, room - 1, glyphs),
        *_told("More signs", signs_of(race, MORE_SIGNS, glyphs), _SIGN, margin, room - 1, glyphs),
    )
    return Glossary((*left, *right), (), at) if at == width else Glossary(left, right, at)


def _hairline(width: int) -> int:
    """Give the column between the two halves."""
    for (low, at), (high, to) in pairwise(_HALVES):
        if width <= high:
            return at + (width - low) * (to - at) // (high - low)
    return _HALVES[-1][1]


def _how_sure(glyphs: Glyphs, marked: bool) -> tuple[tuple[Row, str], ...]:
    """Give the inks of certainty side by side, with the words the cards have for them."""
    mark = glyphs.rebuilt if marked else ""
    rough = f"rough, {PLACE_WORDS['rough']}, or {PLACE_WORDS['unknown']}"
    return (
        ((("12", PLACE_TONES["sure"]),), f"{PLACE_WORDS['sure']}, published"),
        ((("12", PLACE_TONES["near"]),), f"near, {PLACE_WORDS['near']}"),
        (((f"{mark}12", PLACE_TONES["rough"]),), rough),
        (((f"{glyphs.rebuilt}31.9", "soft"),), "a rebuilt time"),
        ((("31.900", "full"),), "a measured time"),
        (((glyphs.none, "mute"),), "none, or not known"),
    )


def _told(
    title: str,
    lines: Iterable[tuple[Row, str]],
    indent: int,
    margin: int,
    width: int,
    glyphs: Glyphs,
) -> tuple[Row, ...]:
    """Write a title in a rule, then every line with its words beside, wrapped under each other."""
    rule = width - margin - len(title) - 1
    rows: list[Row] = [(blank(margin), (title, "bold"), blank(1), (glyphs.rule * rule, "rule"))]
    for shown, words in lines:
        before = max(length(shown) + 2, indent)
        first, *more = _wrapped(drawable(words, glyphs), width - margin, before, indent)
        gap = blank(before - length(shown))
        rows.append((blank(margin), *shown, gap, (first, "soft")))
        rows += [(blank(margin + indent), (words, "soft")) for words in more]
    return tuple(rows)


def _wrapped(words: str, width: int, before: int, indent: int) -> list[str]:
    """Break words over rows, of which the first begins so many cells `before`, the others in."""
    first = (wrapped(words, width - before) or ("",))[0]
    rest = words[len(first) :].strip()
    return [first, *wrapped(rest, width - indent)]
