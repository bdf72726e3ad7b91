"""What every column of the running order tells, in one line: for the glossary and the key bar.

Each head is explained once, here; `tests/tui/test_explanations.py` finds one that is not.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.race_time import laps_behind
from replay.tui.order.columns.board_facts import BoardFacts
from replay.tui.order.columns.column import Column, ColumnKind
from replay.tui.order.columns.layout import COLUMNS, BoardLayout

HeadKind = ColumnKind | Literal["pos", "change", "car", "driver"]
"""What a head can be over: a column, or one of the cells before them that every row has."""

ORDER: tuple[tuple[HeadKind, ...], ...] = (
    ("pos",), ("change",), ("class",), ("int",), ("gap",), ("last", "best"),
    ("by",), ("led", "bar"), ("laps",), ("stops",), ("net",), ("pit lap", "age"), ("pit",),
    ("pit at",), ("pit s",), ("lane",), ("drive",), ("tyre",), ("stints",), ("inc",), ("stage",),
    ("points now", "points"), ("laps down",), ("margin",), ("car",), ("driver",), ("best lap",),
    ("speed",), ("trace",), ("qual",), ("mph",), ("make",), ("team",), ("chief",), ("number",),
)  # fmt: skip
"""The columns in the order they are told; those told in one line stand together."""

_ALIKE: Mapping[HeadKind, HeadKind] = {"int or laps": "int", "grid tyre": "tyre"}
"""Columns under the head of another."""

_WORDS: Mapping[HeadKind, str] = {
    "pos": "place by the rules: laps, then who crossed first",
    "change": "places won, lost since its last time over the line",
    "class": "its class, and its place in it",
    "laps down": "laps behind the leader",
    "last": "its last lap",
    "best": "its best so far",
    "by": "who drove its best lap",
    "led": "laps led so far",
    "laps": "laps completed",
    "stops": "stops so far",
    "net": "places won since the start",
    "pit lap": "its own lap of the last stop",
    "age": "laps since its last stop",
    "pit": "its own lap of the last stop",
    "pit at": "race time of its last stop, hours and minutes",
    "pit s": "seconds on pit road, in to out",
    "lane": "time in the pit lane, entry to exit",
    "drive": "how long its driver has been in the car, hours and minutes",
    "tyre": "compound, then the laps the set has run",
    "stints": "the sets it has run so far, each from its first lap",
    "inc": "laps with an incident so far",
    "points": "points of the race, once the result is official",
    "points now": "points if the race ended now: stages so far and this place",
    "margin": "how far behind the winner, once it has the flag",
    "best lap": "which lap its best was",
    "speed": "speed of its last lap, miles an hour",
    "trace": "its places lap by lap, the best on top",
    "qual": "its qualifying time",
    "mph": "its qualifying speed, miles an hour",
    "make": "who made the car",
    "team": "who entered it",
    "chief": "who leads its crew",
    "number": "the number of the car",
}

_FOLLOWING: Mapping[HeadKind, str] = {
    "age": "laps since then",
    "bar": "also as a bar",
    "points": "once the result is official, of the race",
}
"""What is said of a column in the line of the one before it, where that is not the same."""


class Explained(NamedTuple):
    """A line of the glossary: the `head` of one or more columns, what they tell, their kinds."""

    head: str
    words: str
    kinds: tuple[HeadKind, ...]

    @property
    def line(self) -> str:
        """The whole line, as the key bar has it."""
        return f"{self.head}  {self.words}" if self.head else self.words


def explained_columns(facts: BoardFacts, glyphs: Glyphs) -> tuple[Explained, ...]:
    """Explain every head that a board of these facts may have; `facts.stages` are all there are.

    What its file knows nothing of has no column, and no line.
    """
    heads = _heads(facts)
    lines = []
    for kinds in ORDER:
        shown = [kind for kind in kinds if kind in heads]
        if shown:
            lines.append(_line(shown, heads, facts, glyphs))
    return tuple(lines)


def _heads(facts: BoardFacts) -> dict[HeadKind, str]:
    """Give what stands over each kind of column in the discipline; the first where it varies."""
    heads: dict[HeadKind, str] = {"pos": "pos", "change": "", "car": "car", "driver": "driver"}
    if facts.classes:
        heads["class"] = "class"
    for columns in COLUMNS[facts.discipline].values():
        for column in columns:
            kind = _ALIKE.get(column.key, column.key)
            if kind not in facts.unknown and (kind != "stage" or facts.stages):
                heads.setdefault(kind, column.head)
    return heads


def _line(
    kinds: Sequence[HeadKind], heads: Mapping[HeadKind, str], facts: BoardFacts, glyphs: Glyphs
) -> Explained:
    first, *more = kinds
    head = {
        "change": f"{glyphs.gained}2 {glyphs.lost}1",
        "stage": " ".join(f"S{number}" for number in facts.stages),
    }.get(first, heads[first])
    words = _words(first, facts, glyphs)
    for kind in more:
        head_of_it = f"{heads[kind]}, " if heads[kind] not in ("", heads[first]) else ""
        words += f"; {head_of_it}{_FOLLOWING.get(kind) or _words(kind, facts, glyphs)}"
    return Explained(head, drawable(words, glyphs), tuple(kinds))


def _words(kind: HeadKind, facts: BoardFacts, glyphs: Glyphs) -> str:
    """Say what a column tells; of some it is not the same in every kind of race."""
    of_class = " in its class" if facts.classes else ""
    if kind == "int":
        return f"seconds to the car ahead{of_class}"
    if kind == "gap":
        lapped = laps_behind(1, facts.discipline, 8, glyphs)
        return f"seconds to the leader{of_class}; {lapped} when lapped"
    if kind == "stage":
        return f"place at the end of stage {', '.join(map(str, facts.stages))}"
    if kind == "car":
        return "its driver in three letters" if facts.codes else "its number, on its paint"
    if kind == "driver":
        return f"who drives; IN while on pit road, {glyphs.out} once out"
    return _WORDS[kind]


def explaining_line(kind: HeadKind, lines: Iterable[Explained]) -> str:
    """Give the line that explains a head; empty of one that has none."""
    kind = _ALIKE.get(kind, kind)
    return next((one.line for one in lines if kind in one.kinds), "")


def head_at(layout: BoardLayout, x: int) -> HeadKind | None:
    """Tell over what the head at cell `x` of a board stands; None past the last."""
    return next((kind for first, end, kind in head_edges(layout) if first <= x < end), None)


@lru_cache(16)
def head_edges(layout: BoardLayout) -> tuple[tuple[int, int, HeadKind], ...]:
    """Give the cells from and up to which each head stands, the blank before it among them."""
    plate = layout.before_driver - layout.leading_cells - layout.plate - 1
    place = layout.places + 2
    found: list[tuple[int, int, HeadKind]] = [
        (0, place, "pos"),
        (place, plate, "change"),
        (plate, plate + layout.plate, "car"),
    ]
    at = plate + layout.plate

    def stand(column: Column) -> None:
        nonlocal at
        found.append((at, at + 1 + column.width, column.key))
        at += 1 + column.width

    for column in layout.leading:
        stand(column)
    found.append((at, at + 1 + layout.driver, "driver"))
    at += 1 + layout.driver
    for column in layout.columns:
        stand(column)
    return tuple(found)
