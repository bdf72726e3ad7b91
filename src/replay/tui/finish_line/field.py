"""The field at the line, lap by lap: plates over a time axis, a stem from each down to its time."""

from collections.abc import Mapping
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.finish import CarAtLine, FieldAtLine
from replay.race.model import SECOND, Race
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import plate_text
from replay.tui.drawing.runs import Row, RowContent, Run, blank, cell_runs, joined
from replay.tui.pane import Heading, PaneWidget
from replay.tui.scene import Scene
from replay.tui.terminal_size import VERY_WIDE, WIDE

NO_CARS = "Nobody has come by yet."

_AXIS_ROWS = 2
_PLATE = 4
# The seconds shown from a width on; never fitted to the field, so that laps can be compared.
_SPANS = (
    (VERY_WIDE, 36 * SECOND),
    (WIDE, 12 * SECOND),
    (40, 66 * SECOND // 10),
    (0, 39 * SECOND // 10),
)
_UNITS = (1, 2, 5, 10)
_LEAST_UNIT = 6


class TimeAxis(NamedTuple):
    """The axis of the field at the line: its first column, its cells, the ticks they span."""

    left: int
    cells: int
    span: int

    def column(self, gap: int) -> int:
        """Give the column of a gap in ticks; it may lie beyond the axis."""
        return self.left + (2 * gap * (self.cells - 1) + self.span) // (2 * self.span)

    @property
    def end(self) -> int:
        """The first column right of the axis."""
        return self.left + self.cells


class PlacedPlate(NamedTuple):
    """A car on the axis: its column, the row of its plate (None: stem only), its name or ''."""

    car: str
    column: int
    row: int | None
    name: str


def time_axis(width: int) -> TimeAxis:
    """Give the axis of a panel `width` cells wide."""
    left = 2 if width >= VERY_WIDE else 0
    span = next(span for least, span in _SPANS if width >= least)
    return TimeAxis(left, max(width - 2 - left, 2), span)


def place_plates(
    cars: tuple[CarAtLine, ...], names: Mapping[str, str], along: TimeAxis, rows: int, width: int
) -> list[PlacedPlate]:
    """Place the plates at their times, each on the first of `rows` where it covers no other.

    A name that finds no room leaves its plate alone; a plate that finds none leaves its stem.
    """
    free = [0] * rows
    plates: list[PlacedPlate] = []
    for at in cars:
        column = along.column(at.gap)
        if column >= min(along.end, width):
            break
        named = names.get(at.car, "")
        for name in (named, "") if named else ("",):
            length = _PLATE + (cell_len(name) + 1 if name else 0)
            row = next((r for r in range(rows) if free[r] <= column), None)
            if row is not None and column + length <= width:
                free[row] = column + length + (1 if name else 0)
                plates.append(PlacedPlate(at.car, column, row, name))
                break
        else:
            plates.append(PlacedPlate(at.car, column, None, ""))
    return plates


def field_title(field: FieldAtLine | None, width: int, glyphs: Glyphs) -> str:
    """Give the title of the pane: `At the line, lap 136 ~`, the mark where any gap is rebuilt."""
    if field is None:
        return "At the line"
    whole = ": the lead lap" if width >= VERY_WIDE else ""
    mark = "" if field.exact else f" {glyphs.rebuilt}"
    return f"At the line, lap {field.lap}{whole}{mark}"


def field_rows(
    field: FieldAtLine | None,
    names: Mapping[str, str],
    width: int,
    height: int,
    glyphs: Glyphs = UNICODE,
) -> tuple[Row, ...]:
    """Draw the cars of the lead lap as they came by: x is time at the line.

    Plates above, their left edges at the crossings, stems below them, the axis and its seconds in
    the last two of `height` rows. `names` gives the surname of a car, shown on a very wide axis.
    """
    along = time_axis(width)
    if field is None:
        return ((blank(along.left), (NO_CARS, "mute")), *[()] * (height - 1))[:height]
    shown = names if width >= VERY_WIDE else {}
    plates = place_plates(field.cars, shown, along, max(height - _AXIS_ROWS - 1, 1), width)
    rows = [_row(plates, y, width, glyphs) for y in range(height - _AXIS_ROWS)]
    rows += [_ruler(along, width, numbers, glyphs) for numbers in (False, True)]
    return tuple(joined(row) for row in rows[max(len(rows) - height, 0) :])


class FieldLine(PaneWidget):
    """Shows the cars of the lead lap as they came by on the latest lap.

    Cars a lap down are not placed, and those still to come by are not there yet.
    """

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(race, glyphs=glyphs, id=id)
        self._names = {entry.car: drawable(entry.surname, glyphs) for entry in race.entries}

    def rows(self, scene: Scene, width: int, height: int) -> tuple[RowContent, ...]:
        """Draw the field."""
        rows = field_rows(scene.frame.field, self._names, width, height, scene.glyphs)
        return tuple(map(RowContent, rows))

    def given(self, scene: Scene, width: int) -> object:
        """Give the field: between two crossings it stays as it was drawn."""
        return (scene.frame.field,)

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the lap."""
        return Heading(field_title(scene.frame.field, width, scene.glyphs))


def _row(plates: list[PlacedPlate], y: int, width: int, glyphs: Glyphs = UNICODE) -> list[Run]:
    """Draw the stems that pass row `y`, then over them the plates and names on it."""
    cells: list[Run] = [(" ", "full")] * width
    stem = "rule" if width >= VERY_WIDE else "mute"
    for car in plates:
        if car.row is None or car.row < y:
            cells[car.column] = glyphs.stem, stem
    for car in plates:
        if car.row != y:
            continue
        written = [(sign, f"plate {car.car}") for sign in plate_text(car.car, _PLATE, glyphs)]
        if car.name:
            written += [(" ", "full"), *cell_runs(car.name, "mute")]
        cells[car.column : car.column + len(written)] = written
    return cells


def _ruler(along: TimeAxis, width: int, numbers: bool, glyphs: Glyphs) -> list[Run]:
    """Draw the axis, or the seconds below it."""
    cells: list[Run] = [(" ", "full")] * width
    if not numbers:
        cells[along.left : along.end] = [(glyphs.rule, "rule")] * along.cells
    enough = (u for u in _UNITS if u * SECOND * along.cells >= _LEAST_UNIT * along.span)
    unit = next(enough, _UNITS[-1])
    for second in range(0, along.span // SECOND + 1, unit):
        column = along.column(second * SECOND)
        text = (str(second) if second else "0 s") if numbers else glyphs.tick
        if column + len(text) <= width:
            cells[column : column + len(text)] = [(sign, "mute") for sign in text]
    return cells
