"""What stands where on a screen: the car of a row, the column of a cell, and every other pane."""

from collections.abc import Mapping
from typing import NamedTuple

from replay.race.driver_names import car_names
from replay.tui.headless import HeadlessReplay
from replay.tui.order.board_of import columns_layout
from replay.tui.order.columns.explanations import head_edges
from replay.tui.order.columns.layout import BoardLayout
from replay.tui.order.running_order import RunningOrder
from replay.tui.replay_screen import ReplayScreen
from replay.tui.terminal_size import too_small


class CellArea(NamedTuple):
    """A part of the screen in cells: its left column and top row from 0, its size."""

    x: int
    y: int
    width: int
    height: int

    def has(self, x: int, y: int) -> bool:
        """Tell whether a cell of the screen lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class HeadCells(NamedTuple):
    """A column of the order: the cells from `first` up to `end`, its kind and what is over it."""

    first: int
    end: int
    key: str
    head: str


class OrderMap(NamedTuple):
    """The running order on the screen: rows of the screen -> cars, and its columns."""

    place: CellArea
    cars: Mapping[int, str]
    columns: tuple[HeadCells, ...]

    def column(self, name: str) -> HeadCells | None:
        """Give the column of a head, or of a kind; None without one."""
        by_head = (of for of in self.columns if of.head == name)
        return next(by_head, None) or next((of for of in self.columns if of.key == name), None)

    @property
    def names(self) -> list[str]:
        """What its columns can be called."""
        return [of.head for of in self.columns]


class ScreenMap(NamedTuple):
    """The panes of a screen by name, its running order if it shows one, and the names of cars.

    Under a dialog, and on a terminal that is too small, there is none of either.
    """

    panes: Mapping[str, CellArea]
    order: OrderMap | None
    drivers: Mapping[str, str]

    def car(self, car: str) -> str:
        """Call a car as a reader knows it: `#5 Larson`."""
        return f"#{car} {self.drivers.get(car, '')}".rstrip()

    def pane_at(self, x: int, y: int) -> tuple[str, int] | None:
        """Give the pane of a cell and the line of it, from 1; None where no pane stands."""
        found = ((name, place) for name, place in self.panes.items() if place.has(x, y))
        return next(((name, y - place.y + 1) for name, place in found), None)


def screen_map(app: HeadlessReplay) -> ScreenMap:
    """Tell what stands where on the screen that an app shows now."""
    screen = app.screen
    if not isinstance(screen, ReplayScreen) or screen.shown is None or too_small(app.size):
        return ScreenMap({}, None, {})
    page = screen.page
    panes = {pane.name: CellArea(*region) for pane, region in page.plan.placed if region.area}
    order = panes.get("order")
    drivers = car_names(screen.recording.race.entries)
    return ScreenMap(panes, None if order is None else _order_map(screen, order), drivers)


def _order_map(screen: ReplayScreen, place: CellArea) -> OrderMap:
    scene = screen.shown
    order: RunningOrder = screen.page["order"]
    assert scene is not None
    layout = columns_layout(scene, scene.view.columns, place.width)
    cars = {place.y + y: car for y, car in order.car_rows.items()}
    columns = tuple(
        HeadCells(place.x + first, place.x + end, key, head)
        for first, end, key, head in _heads(layout)
    )
    return OrderMap(place, cars, columns)


def _heads(layout: BoardLayout) -> list[tuple[int, int, str, str]]:
    """Name every column by its head; one without a head, or of a head that was, by its kind."""
    heads: dict[str, str] = {
        of.key: of.head for of in (*layout.leading, *layout.columns) if of.key != "stage"
    }
    stages = iter([of.head for of in layout.columns if of.key == "stage"])
    named: list[tuple[int, int, str, str]] = []
    for first, end, kind in head_edges(layout):
        head = next(stages) if kind == "stage" else heads.get(kind) or kind
        taken = any(head == other for *_, other in named)
        named.append((first, end, kind, kind if taken else head))
    return named
