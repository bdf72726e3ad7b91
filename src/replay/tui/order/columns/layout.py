"""Which columns the running order shows: the moment chooses them, the width thins them out.

Pure functions. Cells are parted by one blank; the driver's takes what the others leave.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, structs

from replay.race.model import Discipline
from replay.tui.drawing.cells import fit
from replay.tui.drawing.plates import CODE_WIDTH, NUMBER_WIDTH
from replay.tui.moment import Moment
from replay.tui.order.columns import endurance, formula_1, indycar, iracing, stock_car
from replay.tui.order.columns.board_facts import BoardFacts
from replay.tui.order.columns.column import CLASS, NARROW_BOARD, Column

LONG_TRACK = 3_000
"""From this length on, in thousandths of a mile, a lap may well take 100 s."""

_NAME_NARROW, _NAME_WIDE = 12, 15
_BEFORE_PLATE = " pos   "
_STINT_CELLS = 20

STOCK_CAR = BoardFacts()
"""A stock car race of which everything is known."""

COLUMNS: Mapping[Discipline, Mapping[Moment, tuple[Column, ...]]] = {
    "stock car": stock_car.COLUMNS,
    "formula 1": formula_1.COLUMNS,
    "endurance": endurance.COLUMNS,
    "indycar": indycar.COLUMNS,
    "iracing": iracing.COLUMNS,
}
"""The columns of each kind of race, by the moment."""

_STOPPING = {"pit lap", "pit at", "age"}


class BoardLayout(Struct, frozen=True, eq=False):
    """The columns of a board of `width` cells, the last of which stays blank; one is itself only.

    `places` is the width of the position, `plate` that of a plate; `leading` columns stand before
    the driver's cell, which takes `driver`, the `columns` after it.
    """

    width: int
    places: int
    driver: int
    columns: tuple[Column, ...]
    facts: BoardFacts = STOCK_CAR
    leading: tuple[Column, ...] = ()
    plate: int = NUMBER_WIDTH

    @property
    def narrow(self) -> bool:
        """Whether surnames and small plates must do."""
        return self.width < NARROW_BOARD

    @property
    def leading_cells(self) -> int:
        """The cells of the columns before the driver's, each with the blank after it."""
        return _taken(self.leading)

    @property
    def before_driver(self) -> int:
        """The cell at which the driver's begins."""
        return _before(self.places, self.plate) + _taken(self.leading)

    @property
    def heads(self) -> str:
        """The line of column heads, as wide as the board."""
        before = _BEFORE_PLATE.replace("pos", "pos" + " " * (self.places - 2))
        before += fit("car".rjust(self.plate - 1), self.plate) + " "
        heads = [fit(column.head, column.width, column.align) for column in self.leading]
        heads.append(fit("driver", self.driver))
        heads += [fit(column.head, column.width, column.align) for column in self.columns]
        if self.columns and self.columns[-1].align == "l":
            heads[-1] = self.columns[-1].head  # it may use the blank after it
        return fit(before + " ".join(heads), self.width)


def _before(places: int, plate: int) -> int:
    return len(_BEFORE_PLATE) + places - 2 + plate + 1


@lru_cache(64)
def layout_of(moment: Moment, width: int, facts: BoardFacts = STOCK_CAR) -> BoardLayout:
    """Give the columns that fit in `width` cells.

    Columns leave by priority until the driver's cell is wide enough; at the narrowest even
    the last leaves, and the driver has what there is. Without a gap the interval tells laps
    down, for which it needs a cell more. Where nobody knows of stops, the columns that tell of
    them under yellow give way to those under green.
    """
    places = max(2, len(str(facts.cars)))
    plate = CODE_WIDTH if facts.codes else NUMBER_WIDTH
    leading = (CLASS,) if facts.classes else ()
    room = width - 1 - _before(places, plate) - _taken(leading)
    if moment == "yellow" and facts.unknown >= _STOPPING:
        moment = "green"
    wanted = tuple(_shown(COLUMNS[facts.discipline][moment], width, facts))
    columns = _telling_laps(wanted)
    least = _least(width, facts.discipline)
    while columns and room - _taken(columns) < least:
        leaving = max(column.priority for column in wanted)
        wanted = tuple(column for column in wanted if column.priority < leaving)
        columns = _telling_laps(wanted)
    driver = max(0, room - _taken(columns))
    return BoardLayout(width, places, driver, columns, facts, leading, plate)


def _least(width: int, discipline: Discipline) -> int:
    wide = discipline == "stock car" and width >= NARROW_BOARD
    return _NAME_WIDE if wide else _NAME_NARROW


def _shown(columns: Sequence[Column], width: int, facts: BoardFacts) -> list[Column]:
    out: list[Column] = []
    for column in columns:
        if width < column.since or 0 < column.until <= width or column.key in facts.unknown:
            continue
        if column.instead is not None and column.instead not in facts.unknown:
            continue
        if column.wide and width >= NARROW_BOARD:
            column = structs.replace(column, width=column.wide)
        if column.long and facts.long_track:
            column = structs.replace(column, width=column.long)
        if column.key == "stage":
            out += [
                structs.replace(column, head=f"S{number}", number=number) for number in facts.stages
            ]
        elif column.key == "stints":
            out.append(structs.replace(column, head=stints_head(facts.laps or 0)))
        else:
            out.append(column)
    return out


def stints_head(laps: int) -> str:
    """Say how many laps a cell of the stints stands for, of a distance of so many laps."""
    each = max(1, round(laps / _STINT_CELLS))
    return f"stints, {each} lap{'s' * (each > 1)} a cell"


def _telling_laps(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, of which the interval tells laps down where no gap or margin does it."""
    if any(column.key in ("gap", "margin", "laps down") for column in columns):
        return columns
    return tuple(
        structs.replace(column, key="int or laps", width=8) if column.key == "int" else column
        for column in columns
    )


def _taken(columns: Sequence[Column]) -> int:
    return sum(column.width + 1 for column in columns)
