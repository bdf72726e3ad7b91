"""What differs between two screens, told by car and column, or by pane and line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from replay.race.text import printable
from replay.testing.cell_grid import CellGrid, SeenCell
from replay.testing.screen_map import HeadCells, OrderMap, ScreenMap
from replay.testing.style_names import StyleNames

MOST_TOLD = 20
"""So many changes are told of one screen; of the others it is told how many they are."""

_MOST_SIGNS = 60
_DRAWN = re.compile("[\u2500-\u25ff\u2800-\u28ff\U0001fb00-\U0001fbff]{3}")
"""Three signs in a row with which is drawn."""

_WORD = re.compile(r"[^\W\d_]{4}")
_RULE = re.compile(" *─{3,}")

PANES = {
    "title": "title",
    "order": "running order",
    "strip": "finish line",
    "field": "field at the line",
    "transport": "clock and ribbon",
}
"""What panes are called, where that is not their own name."""

_COLUMNS = {"car": "number plate"}
_CURSORS = "▌▎>=~ "
"""What may stand before a place: the cursor, and the mark of the car that is followed."""


class ScreenChange(NamedTuple):
    """A part of the screen that is not as it was: `where`, what it was `before` and `after`.

    Without either `where` says all, as of a drawing.
    """

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before and not self.after:
            return self.where
        return f"{self.where}: {_shown(self.before)} -> {_shown(self.after)}"

    @property
    def is_drawn(self) -> bool:
        """Whether it is one of lines and blocks, without a word."""
        texts = (self.where, self.before, self.after)
        return any(map(_DRAWN.search, texts)) and not any(map(_WORD.search, texts[1:]))


class ScreenChanges(NamedTuple):
    """All changes of a screen, and how many of its cells are others."""

    cells: int
    changes: tuple[ScreenChange, ...]

    @property
    def first(self) -> str:
        """Tell the first of them, and how many more there are."""
        more = len(self.changes) - 1
        return f"{self.changes[0]}{f', and {more:,} more' if more else ''}"

    def lines(self) -> list[str]:
        """Tell them, a line each, and how many more there are."""
        told = [str(change) for change in self.changes[:MOST_TOLD]]
        more = len(self.changes) - len(told)
        return [*told, f"and {more:,} more"] if more else told


def screen_changes(
    before: CellGrid, after: CellGrid, of: ScreenMap, names: StyleNames
) -> ScreenChanges | None:
    """Compare two screens, the later of which is mapped; None where they look the same."""
    if before == after:
        return None
    sizes = [f"{_width(grid)}x{len(grid)}" for grid in (before, after)]
    if sizes[0] != sizes[1]:
        return ScreenChanges(0, (ScreenChange("size", *sizes),))
    comparison = _Comparison(before, after, of, names)
    changes = tuple(comparison.changes())
    return ScreenChanges(comparison.differing, changes) if comparison.differing else None


def _drawings_as_one(changes: list[tuple[str, ScreenChange]]) -> Iterator[ScreenChange]:
    """Tell the lines of a drawing that differ as how many they are: their signs say nothing."""
    drawn = [pane for pane, change in changes if change.is_drawn]
    for pane, change in changes:
        if drawn.count(pane) < 2 or not change.is_drawn:
            yield change
    for pane in dict.fromkeys(drawn):
        if (lines := drawn.count(pane)) > 1:
            yield ScreenChange(f"{pane}: {lines} lines of the drawing", "", "")


def _width(grid: CellGrid) -> int:
    return max((row.width for row in grid), default=0)


def _shown(text: str) -> str:
    words = _RULE.sub("", text) or text
    return printable(words, _MOST_SIGNS) if words else "blank"


class _Comparison:
    """Two screens of one size."""

    def __init__(self, before: CellGrid, after: CellGrid, of: ScreenMap, names: StyleNames) -> None:
        self.before, self.after, self.map, self.names = before, after, of, names
        self.old = [row.cells() for row in before]
        self.new = [row.cells() for row in after]
        self.differing = sum(
            one != other
            for ours, theirs in zip(self.old, self.new, strict=True)
            for one, other in zip(ours, theirs, strict=False)
        )

    def changes(self) -> Iterator[ScreenChange]:
        """Tell what is another: car by car in the order, then line by line elsewhere."""
        order = self.map.order
        by_car = order is not None and self._same_heads(order)
        if order is not None and by_car:
            yield from self._cars(order)
        lines = [self._line(y, order if by_car else None) for y in range(len(self.after))]
        yield from _drawings_as_one([change for line in lines for change in line])

    # -- the order

    def _same_heads(self, order: OrderMap) -> bool:
        """Tell whether the old screen has the same columns at the same place."""
        y, place = order.place.y, order.place
        heads = (row[y].between(place.x, place.x + place.width) for row in self._both)
        return len({*heads}) == 1

    @property
    def _both(self) -> tuple[CellGrid, CellGrid]:
        return self.before, self.after

    def _cars(self, order: OrderMap) -> Iterator[ScreenChange]:
        """Compare every car with a row with its old row, wherever that was."""
        plate = order.column("car")
        if plate is None:
            return
        old_rows: dict[str, int] = {}
        for y in range(order.place.y + 1, order.place.y + order.place.height):
            old_rows.setdefault(self.before[y].between(plate.first, plate.end), y)
        for y, car in order.cars.items():
            was = old_rows.get(self.after[y].between(plate.first, plate.end))
            if was is None:
                yield ScreenChange(f"{self.map.car(car)}, row", "none", "shown")
                continue
            for column in order.columns:
                yield from self._cell(car, column, was, y)

    def _cell(self, car: str, column: HeadCells, was: int, y: int) -> Iterator[ScreenChange]:
        where = f"{self.map.car(car)}, {_COLUMNS.get(column.key, column.head)}"
        texts = [row.between(column.first, column.end) for row in (self.before[was], self.after[y])]
        if texts[0] != texts[1]:
            bare = [text.lstrip(_CURSORS) for text in texts] if column.key == "pos" else texts
            yield ScreenChange(where, *(bare if bare[0] != bare[1] else texts))
            return
        pairs = list(
            zip(
                self.old[was][column.first : column.end],
                self.new[y][column.first : column.end],
                strict=True,
            )
        )
        pairs.sort(key=lambda pair: pair[1].sign == " ")  # a sign shows its ink, too
        looks = (self._look(one, other, same_row=was == y) for one, other in pairs)
        told = next((look for look in looks if look is not None), None)
        if told is not None:
            yield ScreenChange(where, *told)

    def _look(self, one: SeenCell, other: SeenCell, *, same_row: bool) -> tuple[str, str] | None:
        """Tell how a cell looks otherwise; the ground of a row that moved is that of its place."""
        before, after = one.look, other.look
        if not same_row:
            before = before._replace(ground=after.ground)
        if one.sign == " " and not after.also:
            return None if before.ground == after.ground else self.names.told(before, after)
        return None if before == after else self.names.told(before, after)

    # -- everything else

    def _line(self, y: int, order: OrderMap | None) -> Iterator[tuple[str, ScreenChange]]:
        """Compare a row of the screen pane by pane, but for the cars in the order."""
        spans: dict[tuple[str, int], list[int]] = {}
        for x, (one, other) in enumerate(zip(self.old[y], self.new[y], strict=False)):
            if one == other or self._told_by_car(order, x, y):
                continue
            where = self.map.pane_at(x, y) or ("screen", y + 1)
            spans.setdefault(where, []).append(x)
        for (pane, line), cells in spans.items():
            first = cells[0]
            left, right = self._whole_words(y, first, cells[-1] + 1)
            texts = [row[y].between(left, right) for row in self._both]
            named = PANES.get(pane, pane)
            told = f"{named}, line {line}"
            if texts[0] != texts[1]:
                yield named, ScreenChange(told, *texts)
            else:
                looks = self.names.told(self.old[y][first].look, self.new[y][first].look)
                text = f" ({printable(texts[1], _MOST_SIGNS)})" if texts[1] else ""
                yield named, ScreenChange(f"{told}{text}", *looks)

    def _told_by_car(self, order: OrderMap | None, x: int, y: int) -> bool:
        return order is not None and y in order.cars and order.place.has(x, y)

    def _whole_words(self, y: int, first: int, end: int) -> tuple[int, int]:
        """Widen a span to the words it touches, in both screens."""
        width = len(self.new[y])

        def within_word(x: int) -> bool:
            return any(row[y][x].sign != " " for row in (self.old, self.new))

        while first > 0 and within_word(first - 1) and within_word(first):
            first -= 1
        while end < width and within_word(end) and within_word(end - 1):
            end += 1
        return first, end
