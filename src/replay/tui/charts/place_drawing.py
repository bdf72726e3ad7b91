"""The drawing of places by lap: quiet rails of all places, the lines of three cars over them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.chart_bands import ChartBands
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.charts.chart_rows import draw_stage_ends
from replay.tui.charts.drawn_cars import DrawnCars
from replay.tui.charts.place_columns import Column, held_places, shown_places
from replay.tui.charts.place_rails import rail_row
from replay.tui.charts.reading_cursor import CURSOR_ROLE
from replay.tui.charts.step_lines import LineSigns, Weight, line_signs, step_line
from replay.tui.drawing.runs import Run
from replay.tui.field_names import FieldNames

_STRAIGHT = 12
"""From so many cells on a straight has the plate of its car in the middle."""

Spot = tuple[int, int]
"""A cell and a row of the drawing."""


class PlaceDrawing:
    """Draws `rows` places from the one after `top` on over the cells of an axis that are run."""

    def __init__(
        self,
        axis: ChartAxis,
        columns: Sequence[Column],
        drawn: DrawnCars,
        names: FieldNames,
        *,
        top: int,
        rows: int,
    ) -> None:
        self._axis, self._columns, self._drawn, self._names = axis, columns, drawn, names
        self._top, self._rows = top, rows
        self._ascii = names.glyphs.ascii
        self.places = {car: shown_places(columns, car) for car in drawn.cars}

    def cells(self, bands: ChartBands, stops: Sequence[int], reading: int | None) -> ChartCells:
        """Draw everything, what is heavier over what is lighter.

        `stops` are the marks of the chosen car's stops, `reading` is the cell of the reading
        cursor.
        """
        cells = ChartCells(self._axis.head, self._rows)
        ink = self._ink()
        across = self._draw_rails(cells, ink)
        draw_stage_ends(cells, bands, self._names.glyphs)
        if reading is not None:
            sign = self._names.glyphs.reading
            cells.column(reading, sign, CURSOR_ROLE, frozenset((" ", across)))
        for (x, y), (sign, role) in ink.items():
            cells.put(x, y, sign, role)
        rings = self._rings(stops)
        self._number(cells, ink, rings)
        self._draw_depths(cells)
        for x, y in rings:
            cells.put(x, y, self._names.glyphs.stop, "full")
        return cells

    def _lines(self) -> Iterable[tuple[str, str, LineSigns]]:
        """Give the cars drawn from the lightest on, each with its role and its signs."""
        weights: tuple[Weight, ...] = ("heavy", "light", "broken")
        pairs = [(car, weight) for car, weight in zip(self._drawn, weights, strict=True) if car]
        for car, weight in reversed(pairs):
            role = f"{'heavy' if weight == 'heavy' else 'light'} {car}"
            yield car, role, line_signs(weight, ascii=self._ascii)

    def _ink(self) -> dict[Spot, Run]:
        """Draw the lines: where two cross the heavier keeps the cell."""
        ink: dict[Spot, Run] = {}
        for car, role, signs in self._lines():
            rows = self._rows_of(car)
            for x, y, sign in step_line(rows, self._start(car), signs):
                ink[x, y] = sign, role
        return ink

    def _rows_of(self, car: str) -> list[int | None]:
        """Give the row of each cell of a line, which may lie above the first or below the last."""
        return [None if at is None else at - 1 - self._top for at in self.places[car]]

    def _start(self, car: str) -> int | None:
        """Give the row at the left end, of which one cell alone cannot tell where it comes from."""
        first = self._columns[0][:1] if self._columns else ()
        return next((o.index(car) - self._top for o in first if car in o), None)

    def _draw_rails(self, cells: ChartCells, ink: Mapping[Spot, Run]) -> str:
        """Draw who held each place for how long; give the sign of a rail."""
        across = line_signs("light", ascii=self._ascii).across
        taken: dict[int, list[int]] = {}
        for x, y in ink:
            taken.setdefault(y, []).append(x)
        held = held_places(self._columns, self._top + self._rows)
        for y in range(self._rows):
            rails = rail_row(
                held[self._top + y],
                self._drawn.cars,
                frozenset(taken.get(y, ())),
                self._names.codes,
                across,
            )
            cells.put_row(y, rails.signs, rails.roles)
        return across

    def _rings(self, stops: Sequence[int]) -> list[Spot]:
        """Give where the stops of the chosen car are, on its line."""
        rows = self._rows_of(self._drawn.heavy)
        found = []
        for mark in stops:
            x = self._axis.cell(mark)
            row = rows[x] if self._axis.first <= mark and x < len(rows) else None
            if row is not None:
                found.append((x, row))
        return found

    def _number(self, cells: ChartCells, ink: Mapping[Spot, Run], rings: Collection[Spot]) -> None:
        """Set the plates of the cars into the straights of their lines, beside rings and others."""
        for car, role, signs in self._lines():
            plate, painted = self._names.plate(car)
            straight = (signs.across, role)
            start, row = 0, None
            for x, y in enumerate((*self._rows_of(car), None)):
                free = y is not None and ink.get((x, y)) == straight and (x, y) not in rings
                if free and y == row:
                    continue
                if row is not None and x - start >= _STRAIGHT:
                    cells.put(start + (x - start - len(plate)) // 2, row, plate, painted)
                start, row = x, y if free else None

    def _draw_depths(self, cells: ChartCells) -> None:
        """Say how deep a line goes that leaves by the foot, and how high one by the top."""
        said: dict[int, set[int]] = {0: set(), self._rows - 1: set()}
        for car, role, _ in reversed(list(self._lines())):
            rows = self._rows_of(car)
            for start, stop in _outside(rows, self._rows):
                below = (rows[start] or 0) >= self._rows
                seen = [row for row in rows[start:stop] if row is not None]
                text = str((max(seen) if below else min(seen)) + self._top + 1)
                y = self._rows - 1 if below else 0
                x = max(min(start, cells.width - len(text)), 0)
                needed = set(range(x - 1, x + len(text) + 1))
                if not needed & said[y]:
                    cells.put(x, y, text, f"strong {role}")
                    said[y] |= set(range(x, x + len(text)))


def _outside(rows: Sequence[int | None], height: int) -> Iterable[tuple[int, int]]:
    """Give the cells, from and to, of each excursion beyond the foot or the top."""
    start, side = 0, 0
    for x, row in enumerate((*rows, None)):
        here = 0 if row is None or 0 <= row < height else 1 if row >= height else -1
        if here != side:
            if side:
                yield start, x
            start, side = x, here
