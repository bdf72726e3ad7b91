"""The columns of a race in the simulator, which counts laps with an incident."""

from collections.abc import Mapping

from replay.tui.moment import Moment
from replay.tui.order.columns.column import AT_100, AT_120, AT_200, Column

_INCIDENTS = Column("inc", "inc", 3, 2)
_TEAM = Column("team", "team", 20, 8, "l", AT_200)

_RACING = (
    _TEAM,
    Column("int", "int", 8, 1),
    Column("gap", "gap", 8, 4, since=AT_100),
    Column("last", "last", 8, 5, since=AT_100),
    Column("best", "best", 8, 6, since=AT_120),
    _INCIDENTS,
    Column("stops", "st", 2, 3),
    Column("net", "net", 3, 7, since=AT_120),
)

COLUMNS: Mapping[Moment, tuple[Column, ...]] = {
    "green": _RACING,
    "yellow": _RACING,
    "grid": (
        Column("team", "team", 20, 2, "l", AT_100),
        Column("qual", "qual", 8, 1),
    ),
    "finish": (
        _TEAM,
        Column("margin", "margin", 9, 1),
        Column("best", "best", 8, 3, since=AT_100),
        _INCIDENTS,
        Column("net", "net", 3, 4, since=AT_120),
    ),
}
"""Every column of each moment, from left to right, before any has left."""
