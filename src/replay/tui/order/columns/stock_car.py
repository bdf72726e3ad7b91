"""The columns of a stock car race."""

from collections.abc import Mapping

from msgspec import structs

from replay.tui.moment import Moment
from replay.tui.order.columns.column import NARROW_BOARD, Column

_WIDE_BOARD = 96
"""From this many cells on a board has the columns that are good to have."""

_MAKE = Column("make", "make", 9, 8, "l", _WIDE_BOARD)
_LAST = Column("last", "last", 7, 3, long=8)
_BEST = Column("best", "best", 7, 9, since=_WIDE_BOARD, long=8)
_BEST_LAP = Column("best lap", "lap", 3, 9, since=_WIDE_BOARD)
_LED = Column("led", "led", 3, 6, since=NARROW_BOARD)
_BAR = Column("bar", "", 7, 10, "l", _WIDE_BOARD)
_STOPS = Column("stops", "st", 2, 4)
_STAGE = Column("stage", "S", 2, 11, since=_WIDE_BOARD)
_NET = Column("net", "net", 3, 7, since=NARROW_BOARD)

_POINTS = Column("points now", "pts", 3, 9, since=_WIDE_BOARD)
# There is room for one of the two; which lap was the best stands on the car card, too.
_LAP_OR_POINTS = structs.replace(_BEST_LAP, instead="points now")

_RACE_SO_FAR = (_LED, _BAR, _STOPS, _STAGE, _NET)

COLUMNS: Mapping[Moment, tuple[Column, ...]] = {
    "green": (
        _MAKE,
        Column("int", "int", 7, 2, long=8),
        Column("gap", "gap", 9, 5, since=NARROW_BOARD),
        _LAST,
        _BEST,
        _LAP_OR_POINTS,
        _LED,
        _BAR,
        _STOPS,
        Column("pit", "pit", 3, 12, since=_WIDE_BOARD),
        _STAGE,
        _NET,
        _POINTS,
        Column("trace", "last 24 laps", 12, 13, "l", _WIDE_BOARD),
    ),
    "yellow": (
        _MAKE,
        Column("laps down", "laps", 8, 12, since=_WIDE_BOARD),
        Column("pit lap", "pit lap", 7, 2),
        Column("age", "age", 4, 3),
        Column("pit s", "pit s", 7, 5, since=NARROW_BOARD),
        structs.replace(_LAST, width=8, priority=9, since=_WIDE_BOARD),
        _BEST,
        _LAP_OR_POINTS,
        *_RACE_SO_FAR,
        _POINTS,
    ),
    "grid": (
        Column("qual", "qual s", 7, 2),
        Column("mph", "mph", 8, 3),
        structs.replace(_MAKE, since=NARROW_BOARD),
        Column("team", "team", 22, 11, "l", _WIDE_BOARD),
        Column("chief", "crew chief", 18, 12, "l", _WIDE_BOARD),
    ),
    "finish": (
        _MAKE,
        Column("int", "int", 7, 8, since=_WIDE_BOARD, long=8),
        Column("margin", "margin", 8, 2, wide=9),
        _LAST,
        _BEST,
        _BEST_LAP,
        *_RACE_SO_FAR,
        Column("points", "pts", 3, 14, since=_WIDE_BOARD),
    ),
}
"""Every column of each moment, from left to right, before any has left."""
