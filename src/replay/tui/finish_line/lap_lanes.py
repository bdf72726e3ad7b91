"""Where the plates of a lap laid flat hang: in lanes, a lane a class, and there on levels."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.lap_at_line import CarOnLap
from replay.tui.finish_line.lap_axis import LapAxis

COUNT_CELLS = 4
"""The cells left free at the right end of a lane for a count of cars that hang nowhere."""


class LaneOf(NamedTuple):
    """A class that has a lane: its name, its mark, and its rank among all, the fastest 0."""

    name: str
    mark: str
    rank: int


class Lane(NamedTuple):
    """The rows of a class from `top` up to `bottom`, and its cars in order of time.

    `mark` is what stands before it, and `rank` that of the class, the fastest 0.
    """

    mark: str
    rank: int
    top: int
    bottom: int
    cars: tuple[CarOnLap, ...]


class Hung(NamedTuple):
    """A plate: its car, the column it came by at, the first column it takes, its row, its name."""

    car: str
    column: int
    left: int
    row: int
    name: str = ""


class HungLane(NamedTuple):
    """The plates of a lane, and how many more cars have come by that hang nowhere."""

    lane: Lane
    plates: tuple[Hung, ...]
    more: int


def share(levels: int, lanes: int) -> list[int]:
    """Give each of so many lanes its levels: as even as can be, the first have one more."""
    each, spare = divmod(levels, max(lanes, 1))
    return [each + (lane < spare) for lane in range(lanes)]


def hang(lane: Lane, axis: LapAxis, names: Mapping[str, str], plate: int, width: int) -> HungLane:
    """Hang the plates of a lane in order of time, each on the first level where it has room.

    `plate` is the cells of one, `names` stand beside them. Where no level has room a name that is
    in the way is taken away, and where that makes none the car is counted: so is one that came by
    beyond the whole lap. No plate moves when a later one comes.
    """
    taken = [_Level(width - COUNT_CELLS * (row == lane.bottom - 1)) for row in _rows(lane)]
    more = 0
    for at in lane.cars:
        column = axis.column(at.gap)
        if not axis.sees(at.gap):
            more += column >= axis.end and not axis.steps
            continue
        name = names.get(at.car, "")
        beside = cell_len(name) + 2 if name else 0
        level = _free(taken, column, plate + beside)
        if level is None:
            name, beside = "", 0
            level = _free(taken, column, plate)
        if level is None:
            more += 1
        else:
            row = lane.top + taken.index(level)
            level.put(Hung(at.car, column, level.left(column, plate), row, name), plate, beside)
    plates = sorted((hung for level in taken for hung in level.hung), key=lambda hung: hung.column)
    return HungLane(lane, tuple(plates), more)


def _free(levels: Sequence["_Level"], column: int, cells: int) -> "_Level | None":
    """Give the first level where cells are free with a blank before them; at last without one."""
    for parting, over_name in ((1, False), (0, False), (0, True)):
        for level in levels:
            after = level.plated if over_name else level.named
            if level.left(column, cells) >= after + (parting if after else 0):
                return level
    return None


def _rows(lane: Lane) -> range:
    return range(lane.top, lane.bottom)


class _Level:
    """A level in the making: `plated` is the end of its last plate, `named` that of its name.

    At the right edge, `end`, a plate hangs left of where its car came by.
    """

    def __init__(self, end: int) -> None:
        self.hung: list[Hung] = []
        self.end = end
        self.plated = self.named = 0

    def left(self, column: int, cells: int) -> int:
        """Give the first column of a plate."""
        return min(column, self.end - cells)

    def put(self, hung: Hung, cells: int, beside: int) -> None:
        """Hang a plate, and take away the last name if it is in the way."""
        if self.hung and hung.left < self.named:
            self.hung[-1] = self.hung[-1]._replace(name="")
        self.hung.append(hung)
        self.plated = hung.left + cells
        self.named = self.plated + beside


def lanes(
    cars: Sequence[CarOnLap],
    classes: Sequence[LaneOf],
    class_of: Mapping[str, str | None],
    levels: int,
) -> list[Lane]:
    """Give the lanes of `classes`, so many levels in all; one lane without any.

    Classes for which there is no level share the last lane, and so do cars of none.
    """
    if not classes:
        return [Lane("", 0, 0, levels, tuple(cars))]
    shown = classes[: max(levels, 1)]
    places: dict[str | None, int] = {one.name: place for place, one in enumerate(shown)}
    found: list[list[CarOnLap]] = [[] for _ in shown]
    for car in cars:
        found[places.get(class_of.get(car.car), len(shown) - 1)].append(car)
    made, top = [], 0
    for one, count, its in zip(shown, share(levels, len(shown)), found, strict=True):
        made.append(Lane(one.mark, one.rank, top, top + count, tuple(its)))
        top += count
    return made
