"""The columns of an endurance race: gaps in the class, who drives, how long since the stop."""

from collections.abc import Mapping

from replay.tui.moment import Moment
from replay.tui.order.columns.column import (
    AT_100,
    AT_120,
    AT_160,
    AT_200,
    NARROW_BOARD,
    Column,
)

_TEAM = Column("team", "team", 20, 9, "l", AT_200)
_LAST = Column("last", "last", 8, 5, since=AT_120)
_BEST = Column("best", "best", 8, 6, since=AT_160)
_BY = Column("by", "by", 3, 9, "l", AT_200)
_LAPS = Column("laps", "laps", 4, 7, since=AT_160)
_DRIVE = Column("drive", "drive", 5, 8, since=AT_160)
_AGE = Column("age", "age", 3, 4, since=AT_100)
_STOPS = Column("stops", "st", 2, 2)

COLUMNS: Mapping[Moment, tuple[Column, ...]] = {
    "green": (
        _TEAM,
        Column("int", "int", 8, 1),
        Column("gap", "gap", 8, 3, since=AT_100),
        _LAST,
        _BEST,
        _BY,
        _LAPS,
        _DRIVE,
        Column("lane", "lane", 6, 10, since=AT_160, until=AT_200),
        _AGE,
        _STOPS,
    ),
    "yellow": (
        _TEAM,
        Column("gap", "gap", 8, 1),
        Column("pit at", "pit", 5, 3, since=AT_100),
        Column("lane", "lane", 6, 5, since=AT_100),
        Column("last", "last", 8, 8, since=AT_160),
        _BEST,
        _LAPS,
        _DRIVE,
        _AGE,
        _STOPS,
    ),
    "grid": (
        Column("team", "team", 20, 4, "l", AT_100),
        Column("make", "make", 14, 5, "l", AT_160),
        Column("qual", "qual", 8, 1),
        Column("grid tyre", "tyre", 4, 2),
    ),
    "finish": (
        _TEAM,
        Column("margin", "margin", 8, 1),
        Column("laps", "lap", 3, 2, until=NARROW_BOARD),
        Column("laps", "laps", 4, 2, since=NARROW_BOARD),
        Column("last", "last", 8, 5, since=AT_100),
        _BEST,
        _BY,
        Column("drive", "drive", 5, 8, since=AT_160, until=AT_200),
        Column("stops", "st", 2, 3),
    ),
}
"""Every column of each moment, from left to right, before any has left."""
