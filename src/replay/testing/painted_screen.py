"""One screen of a race as a test sees it: its text, rows and cells, and what keys make of it."""

from typing import TYPE_CHECKING, NamedTuple

from replay.testing.cell_grid import CellGrid, cell_grid
from replay.testing.no_screen import NoScreen, NoSuchCell, told_where_asked
from replay.testing.painter import Painting
from replay.testing.race_record import RaceRecord
from replay.testing.screen_map import HeadCells, OrderMap, ScreenMap

if TYPE_CHECKING:
    from replay.testing.screen_source import ScreenSource


class ScreenWish(NamedTuple):
    """Which screen is meant: the moment, the size, the palette, a pane, and the keys pressed."""

    at: str
    size: tuple[int, int]
    palette: str
    pane: str | None = None
    keys: str = ""

    @property
    def size_text(self) -> str:
        """The size as it is written."""
        return f"{self.size[0]}x{self.size[1]}"

    @property
    def also(self) -> str:
        """What else was done to it, in words."""
        parts = [f"pane {self.pane}" if self.pane else "", f"keys {self.keys}" if self.keys else ""]
        return ", ".join(part for part in parts if part)


class PaintedScreen:
    """A screen that was painted without a terminal; it never changes.

    What a method gives that changes something is another screen.
    """

    def __init__(
        self,
        record: RaceRecord,
        wish: ScreenWish,
        painting: Painting,
        source: "ScreenSource",
    ) -> None:
        self.record = record
        self.wish = wish
        self._painting = painting
        self._source = source
        self._grid: CellGrid | None = None

    def __repr__(self) -> str:
        wish = self.wish
        also = f" {wish.also}" if wish.also else ""
        return f"<{self.record.name}@{wish.at} {wish.size_text} {wish.palette}{also}>"

    # -- what it says

    @property
    def lines(self) -> list[str]:
        """Its rows from the top, without the blanks at their ends."""
        return [row.text for row in self.grid]

    @property
    def text(self) -> str:
        """All of it: a line a row."""
        return "".join(f"{line}\n" for line in self.lines)

    @told_where_asked
    def row(self, car: str) -> str:
        """Give the row of a car in the running order; NoSuchCell, a LookupError, without one."""
        order = self._order()
        y = self._row_of(order, car)
        return self.grid[y].between(order.place.x, order.place.x + order.place.width)

    @told_where_asked
    def cell(self, car: str, column: str) -> str:
        """Give what stands in a column of the row of a car, without blanks around it.

        A column is called as `columns` names it, or by its kind. NoSuchCell, a LookupError, names
        those there are.
        """
        order = self._order()
        found = self._column(order, column)
        return self.grid[self._row_of(order, car)].between(found.first, found.end)

    @property
    def cars(self) -> list[str]:
        """The cars that have a row in the running order, from the top."""
        order = self.map.order
        return [] if order is None else [order.cars[y] for y in sorted(order.cars)]

    @property
    def columns(self) -> list[str]:
        """The columns of the running order, from the left."""
        order = self.map.order
        return [] if order is None else order.names

    # -- other screens

    @told_where_asked
    def press(self, *keys: str) -> "PaintedScreen":
        """Give the screen after some keys, from the moment of this one on: `right*3 i`.

        No time passes while keys are pressed. NoScreen, a ValueError, where one is no key, where
        they are more than 1,000, or where they leave no screen.
        """
        if not all(isinstance(key, str) for key in keys):
            raise NoScreen(f"keys are texts, such as 'right*3', not {keys!r}")
        pressed = " ".join([self.wish.keys, *keys]).strip()
        return self._source.paint(self.record, self.wish._replace(keys=pressed))

    @told_where_asked
    def goto(self, at: str) -> "PaintedScreen":
        """Give the screen of another moment, on which no keys have been pressed.

        NoScreen, a ValueError, where there is none.
        """
        return self._source.paint(self.record, self.wish._replace(at=at, keys=""))

    # -- for those who compare it

    @property
    def grid(self) -> CellGrid:
        """Its cells."""
        if self._grid is None:
            self._grid = cell_grid(self._painting.rows)
        return self._grid

    @property
    def map(self) -> ScreenMap:
        """What stands where on it."""
        return self._painting.map

    @property
    def command(self) -> str | None:
        """The command that opens its moment; None of a race that stands in no file."""
        return self.record.command(self.wish.at)

    def svg(self) -> str:
        """Draw it as a picture."""
        return self._source.picture(self.record, self.wish)

    def _order(self) -> OrderMap:
        order = self.map.order
        if order is None:
            raise NoSuchCell(f"{self!r} shows no running order")
        return order

    def _row_of(self, order: OrderMap, car: str) -> int:
        if not isinstance(car, str):
            raise NoSuchCell(f"a car is a text, as '07' is another car than '7', not {car!r}")
        for y, other in order.cars.items():
            if other == car:
                return y
        if car in self.map.drivers:
            raise NoSuchCell(f"car {car!r} has no row at this size: it is among the plates below")
        raise NoSuchCell(f"no car {car!r}: there are {' '.join(self.map.drivers)}")

    def _column(self, order: OrderMap, name: str) -> HeadCells:
        found = order.column(name)
        if found is None:
            raise NoSuchCell(f"no column {name!r}: there are {', '.join(order.names)}")
        return found
