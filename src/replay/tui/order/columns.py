"""Which columns the running order shows: the moment chooses them, the width thins them out.

Pure functions. Cells are parted by one blank; the driver's takes what the others leave.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct, structs

from replay.tui.drawing.cells import fit
from replay.tui.moment import Moment

ColumnKind = Literal[
    "int", "int or laps", "gap", "margin", "last", "stops", "led", "net", "make", "best",
    "best lap", "bar", "stage", "pit", "trace", "points", "pit lap", "age", "pit s", "qual", "mph",
    "team", "chief",
]  # fmt: skip
"""What a column tells of a car."""

NARROW_BOARD = 60
"""Below this many cells a board has surnames only and plates of three cells at its foot."""

WIDE_BOARD = 96
"""From this many cells on a board has the columns that are good to have."""

LONG_TRACK = 3_000
"""From this length on, in thousandths of a mile, a lap may well take 100 s."""

_NAME_NARROW, _NAME_WIDE = 12, 15
_HEADS_BEFORE = " pos   car  "


class Column(Struct, frozen=True):
    """A column: what it tells, how wide, at which end its text stands, when it leaves.

    The highest `priority` leaves first; columns of one priority leave together. No board
    narrower than `since` has it. `number` is that of a stage. `wide` is the width from
    `NARROW_BOARD` on and `long` that on a `LONG_TRACK`, where they are more.
    """

    key: ColumnKind
    head: str
    width: int
    priority: int
    align: Literal["l", "r"] = "r"
    since: int = 0
    number: int = 0
    wide: int = 0
    long: int = 0


_MAKE = Column("make", "make", 9, 8, "l", WIDE_BOARD)
_LAST = Column("last", "last", 7, 3, long=8)
_BEST = Column("best", "best", 7, 9, since=WIDE_BOARD, long=8)
_BEST_LAP = Column("best lap", "lap", 3, 9, since=WIDE_BOARD)
_LED = Column("led", "led", 3, 6, since=NARROW_BOARD)
_BAR = Column("bar", "", 7, 10, "l", WIDE_BOARD)
_STOPS = Column("stops", "st", 2, 4)
_STAGE = Column("stage", "S", 2, 11, since=WIDE_BOARD)
_NET = Column("net", "net", 3, 7, since=NARROW_BOARD)

_RACE_SO_FAR = (_BEST, _BEST_LAP, _LED, _BAR, _STOPS, _STAGE, _NET)

COLUMNS: dict[Moment, tuple[Column, ...]] = {
    "green": (
        _MAKE,
        Column("int", "int", 7, 2, long=8),
        Column("gap", "gap", 9, 5, since=NARROW_BOARD),
        _LAST,
        _BEST,
        _BEST_LAP,
        _LED,
        _BAR,
        _STOPS,
        Column("pit", "pit", 3, 12, since=WIDE_BOARD),
        _STAGE,
        _NET,
        Column("trace", "last 24 laps", 12, 13, "l", WIDE_BOARD),
    ),
    "yellow": (
        _MAKE,
        Column("pit lap", "pit lap", 7, 2),
        Column("age", "age", 4, 3),
        Column("pit s", "pit s", 7, 5, since=NARROW_BOARD),
        structs.replace(_LAST, width=8, priority=9, since=WIDE_BOARD),
        *_RACE_SO_FAR,
    ),
    "grid": (
        Column("qual", "qual s", 7, 2),
        Column("mph", "mph", 8, 3),
        structs.replace(_MAKE, since=NARROW_BOARD),
        Column("team", "team", 22, 11, "l", WIDE_BOARD),
        Column("chief", "crew chief", 18, 12, "l", WIDE_BOARD),
    ),
    "finish": (
        _MAKE,
        Column("int", "int", 7, 8, since=WIDE_BOARD, long=8),
        Column("margin", "margin", 8, 2, wide=9),
        _LAST,
        *_RACE_SO_FAR,
        Column("points", "pts", 3, 14, since=WIDE_BOARD),
    ),
}
"""Every column of each moment, from left to right, before any has left."""


class BoardLayout(Struct, frozen=True):
    """The columns of a board of `width` cells, the last of which stays blank.

    `places` is the width of the position; `driver` that of the driver's cell.
    """

    width: int
    places: int
    driver: int
    columns: tuple[Column, ...]

    @property
    def narrow(self) -> bool:
        """Whether surnames and small plates must do."""
        return self.width < NARROW_BOARD

    @property
    def heads(self) -> str:
        """The line of column heads, as wide as the board."""
        before = _HEADS_BEFORE.replace("pos", "pos" + " " * (self.places - 2))
        heads = [before + fit("driver", self.driver)]
        heads += [fit(column.head, column.width, column.align) for column in self.columns]
        return fit(" ".join(heads), self.width)


@lru_cache(32)
def layout_of(
    moment: Moment,
    width: int,
    stages: tuple[int, ...] = (),
    cars: int = 0,
    long_track: bool = False,
    traces: bool = True,
    grid: bool = True,
) -> BoardLayout:
    """The columns that fit in `width` cells, for a field of `cars` and the stages that are run.

    Without `traces` there is no column for them: ASCII has no signs to draw one. Without a `grid`
    there is none for places gained since.

    Columns leave by priority until the driver's cell is wide enough; at the narrowest even
    the last leaves, and the driver has what there is. Without a gap the interval tells laps
    down, for which it needs a cell more.
    """
    places = max(2, len(str(cars)))
    room = width - 1 - len(_HEADS_BEFORE) - (places - 2)
    none = {key for key, known in (("trace", traces), ("net", grid)) if not known}
    shown = [column for column in COLUMNS[moment] if column.key not in none]
    wanted = tuple(_expanded(shown, width, stages, long_track))
    columns = _telling_laps(wanted)
    least = _NAME_NARROW if width < NARROW_BOARD else _NAME_WIDE
    while columns and room - _taken(columns) < least:
        leaving = max(column.priority for column in wanted)
        wanted = tuple(column for column in wanted if column.priority < leaving)
        columns = _telling_laps(wanted)
    return BoardLayout(width, places, max(0, room - _taken(columns)), columns)


def _expanded(
    columns: Sequence[Column], width: int, stages: Sequence[int], long_track: bool
) -> list[Column]:
    out: list[Column] = []
    for column in columns:
        if width < column.since:
            continue
        if column.wide and width >= NARROW_BOARD:
            column = structs.replace(column, width=column.wide)
        if column.long and long_track:
            column = structs.replace(column, width=column.long)
        if column.key == "stage":
            out += [structs.replace(column, head=f"S{number}", number=number) for number in stages]
        else:
            out.append(column)
    return out


def _telling_laps(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, of which the interval tells laps down where no gap or margin does it."""
    if any(column.key in ("gap", "margin") for column in columns):
        return columns
    return tuple(
        structs.replace(column, key="int or laps", width=8) if column.key == "int" else column
        for column in columns
    )


def _taken(columns: Sequence[Column]) -> int:
    return sum(column.width + 1 for column in columns)
