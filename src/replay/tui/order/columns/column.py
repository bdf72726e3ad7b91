"""A column of the running order as data: what it tells, its width, and when it leaves."""

from typing import Literal

from msgspec import Struct

ColumnKind = Literal[
    "int", "int or laps", "gap", "margin", "last", "stops", "led", "net", "make", "best",
    "best lap", "bar", "stage", "pit", "trace", "points", "pit lap", "age", "pit s", "qual", "mph",
    "team", "chief", "class", "tyre", "grid tyre", "stints", "laps down", "laps", "lane", "pit at",
    "drive", "by", "speed", "inc", "number",
    "points now",
]  # fmt: skip
"""What a column tells of a car."""

NARROW_BOARD = 60
"""Below this many cells a board has surnames only and plates of three cells at its foot."""

AT_100, AT_120, AT_160, AT_200 = 62, 70, 104, 118
"""The cells of a board in a terminal of so many columns; it has 46 in one of 80."""


class Column(Struct, frozen=True):
    """A column: what it tells, how wide, at which end its text stands, when it leaves.

    The highest `priority` leaves first; columns of one priority leave together. No board
    narrower than `since` has it, and none from `until` on (0: all). `number` is that of a stage.
    `wide` is the width from `NARROW_BOARD` on and `long` that on a long track, where they are
    more. It stands in for another where nothing is known of that (`instead`).
    """

    key: ColumnKind
    head: str
    width: int
    priority: int
    align: Literal["l", "r"] = "r"
    since: int = 0
    until: int = 0
    number: int = 0
    wide: int = 0
    long: int = 0
    instead: ColumnKind | None = None


CLASS = Column("class", "class", 7, 0, "l")
"""The class of a car and its place there: it stands before the driver, and never leaves."""
