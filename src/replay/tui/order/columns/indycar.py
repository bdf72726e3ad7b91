"""The columns of an IndyCar race; the speed of the last lap on an oval, where that is the word."""

from collections.abc import Mapping

from replay.tui.moment import Moment
from replay.tui.order.columns.column import AT_100, AT_120, AT_160, AT_200, Column

_BEST = Column("best", "best", 8, 8, since=AT_160)
_LED = Column("led", "led", 3, 5, since=AT_100)
_STOPS = Column("stops", "st", 2, 3)
_NET = Column("net", "net", 3, 6, since=AT_120)
_TEAM = Column("team", "team", 22, 11, "l", AT_200)

COLUMNS: Mapping[Moment, tuple[Column, ...]] = {
    "green": (
        Column("int", "int", 8, 1),
        Column("gap", "gap", 8, 4, since=AT_100),
        Column("last", "last", 8, 2),
        Column("speed", "mph", 7, 7, since=AT_160),
        _BEST,
        _LED,
        Column("pit lap", "pit lap", 7, 9, since=AT_160),
        Column("age", "age", 3, 10, since=AT_200),
        _STOPS,
        _NET,
    ),
    "yellow": (
        Column("laps down", "laps", 8, 1),
        Column("pit lap", "pit lap", 7, 2),
        Column("age", "age", 3, 4, since=AT_100),
        _BEST,
        _LED,
        _STOPS,
        _NET,
    ),
    "grid": (
        Column("team", "team", 22, 4, "l", AT_100),
        Column("qual", "qual", 8, 1),
        Column("mph", "mph", 7, 2),
        Column("grid tyre", "tyre", 4, 3),
    ),
    "finish": (
        Column("margin", "margin", 9, 1),
        Column("last", "last", 8, 2),
        Column("speed", "mph", 7, 7, since=AT_160),
        Column("best", "best", 8, 4, since=AT_100),
        _LED,
        Column("stops", "st", 2, 6, since=AT_120),
        _NET,
        Column("points", "pts", 3, 10, since=AT_160),
    ),
}
"""Every column of each moment, from left to right, before any has left."""
