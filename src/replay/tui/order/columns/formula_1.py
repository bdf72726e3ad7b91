"""The columns of a Formula 1 race: tyres and their stints beside the gaps."""

from collections.abc import Mapping

from replay.tui.moment import Moment
from replay.tui.order.columns.column import AT_100, AT_120, AT_160, AT_200, Column

_TEAM = Column("team", "team", 14, 7, "l", AT_160)
_BEST = Column("best", "best", 8, 8, since=AT_160)
_TYRE = Column("tyre", "tyre", 4, 2)
_AGE = Column("age", "age", 3, 2, since=AT_100, instead="tyre")
_STOPS = Column("stops", "st", 2, 3)
_NET = Column("net", "net", 3, 6, since=AT_120)
_STINTS = Column("stints", "stints", 20, 9, "l", AT_200)

COLUMNS: Mapping[Moment, tuple[Column, ...]] = {
    "green": (
        _TEAM,
        Column("int", "int", 8, 1),
        Column("gap", "gap", 8, 4, since=AT_100),
        Column("last", "last", 8, 5, since=AT_100),
        _BEST,
        _TYRE,
        _AGE,
        _STOPS,
        _NET,
        _STINTS,
    ),
    "yellow": (
        _TEAM,
        Column("laps down", "laps", 8, 1),
        _TYRE,
        Column("pit lap", "pit lap", 7, 4, since=AT_100),
        _AGE,
        Column("lane", "lane", 6, 5, since=AT_100),
        _BEST,
        _STOPS,
        _NET,
        _STINTS,
    ),
    "grid": (
        Column("team", "team", 14, 4, "l", AT_100),
        Column("number", "no", 3, 1),
        Column("qual", "qual", 8, 3),
        Column("grid tyre", "tyre", 4, 2),
    ),
    "finish": (
        _TEAM,
        Column("margin", "margin", 9, 1),
        Column("best", "best", 8, 4, since=AT_100),
        _TYRE,
        _STOPS,
        Column("net", "net", 3, 5, since=AT_100),
        Column("points", "pts", 3, 6, since=AT_120),
        _STINTS,
    ),
}
"""Every column of each moment, from left to right, before any has left."""
