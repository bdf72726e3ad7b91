"""The field at the line: plates hanging from a time axis, lap by lap."""

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.reactive import var
from textual.strip import Strip

from replay.race.finish import CarAtLine, FieldAtLine, Photo
from replay.race.model import SECOND, Entry, Race
from replay.tui.camera.strip_store import StripStore, changed_cells
from replay.tui.camera.time_window import window
from replay.tui.drawing.cells import clean, plain
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import plate_text
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Line, Run, blank, celled, joined
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.theme import palette_of

if TYPE_CHECKING:
    from replay.tui.camera.finish_strip import FinishStrip

EMPTY = "Nobody has come by yet."

_NAMED = 150
_AXIS_ROWS = 2
_PLATE = 4
# The seconds shown from a width on; never fitted to the field, so that laps can be compared.
_SPANS = ((150, 36 * SECOND), (100, 12 * SECOND), (40, 66 * SECOND // 10), (0, 39 * SECOND // 10))
_UNITS = (1, 2, 5, 10)
_LEAST_UNIT = 6


class Axis(NamedTuple):
    """The axis of a field line: its first column, its cells, the ticks they span."""

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


class Hung(NamedTuple):
    """A car on the axis: its column, the row of its plate (None: stem only), its name or ''."""

    car: str
    column: int
    row: int | None
    name: str


def axis(width: int) -> Axis:
    """Give the axis of a panel `width` cells wide."""
    left = 2 if width >= _NAMED else 0
    span = next(span for least, span in _SPANS if width >= least)
    return Axis(left, max(width - 2 - left, 2), span)


def hang(
    cars: tuple[CarAtLine, ...], names: dict[str, str], along: Axis, rows: int, width: int
) -> list[Hung]:
    """Hang the plates at their times, each on the first of `rows` where it covers no other.

    A name that finds no room leaves its plate alone; a plate that finds none leaves its stem.
    """
    free = [0] * rows
    hung: list[Hung] = []
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
                hung.append(Hung(at.car, column, row, name))
                break
        else:
            hung.append(Hung(at.car, column, None, ""))
    return hung


class FieldLine(RowWidget):
    """The cars of the lead lap as they came by on the latest lap: x is time at the line.

    The left edge of a plate is the car's crossing. Cars a lap down are not placed, and those
    still to come by are not there yet. At the end of a stage the strip of the line camera, its
    `photo`, stands in their place.
    """

    DEFAULT_CSS = """
    FieldLine { width: 1fr; height: 1fr; }
    """

    field: var[FieldAtLine | None] = var(None)
    photo: var[Photo | None] = var(None)

    _hung: tuple[tuple[FieldAtLine, int, int], list[Hung]] | None = None
    _strips: StripStore | None = None

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> "FieldLine":
        """Make the field line of a race."""
        return cls(race.entries, glyphs=glyphs, id=id)

    def show(self, scene: Scene) -> None:
        """Show the field of a scene."""
        self.field = scene.frame.field

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the lap."""
        return Heading(self.title_text)

    def watch_field(self) -> None:
        """Repaint the rows on which a car has come by."""
        if self.photo is None:
            self.sync()

    def watch_photo(self, old: Photo | None, new: Photo | None) -> None:
        """Repaint the strip where its edge has moved, or the plates that take its place again."""
        if new is None:
            self._shown_at = None
            self.sync()
            return
        regions = changed_cells(self._strip, old, new) if self.outer_size else None
        if regions is None:
            self.refresh()
        elif regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Draw row `y`: of the strip while there is one, else of the plates."""
        if self.photo is None or y >= self.outer_size.height:
            return super().render_line(y)
        return self._strip(self.photo).row(y, self.photo)

    def _strip(self, photo: Photo) -> "FinishStrip":
        if self._strips is None:
            self._strips = StripStore(tuple(self.entries.values()), self.glyphs)
        width, height = self.outer_size
        return self._strips.strip(photo, window(width), height, palette_of(self))

    @property
    def title_text(self) -> str:
        """The title of the pane: `At the line, lap 136 ~`, the mark where any gap is rebuilt."""
        if self.photo is not None:
            exact = all(nose.exact for nose in self.photo.noses)
            mark = "" if exact else f" {self.glyphs.rebuilt}"
            return f"At the line, the end of stage {self.photo.stage}{mark}"
        if self.field is None:
            return "At the line"
        whole = ": the lead lap" if self.outer_size.width >= _NAMED else ""
        mark = "" if self.field.exact else f" {self.glyphs.rebuilt}"
        return f"At the line, lap {self.field.lap}{whole}{mark}"

    def line(self, y: int) -> Line:
        """Give row `y`: plates above, stems below them, the axis and its seconds at the foot."""
        width, height = self.outer_size
        along = axis(width)
        if self.field is None:
            return Line((blank(along.left), (EMPTY, "mute")) if y == 0 else ())
        if y >= height - _AXIS_ROWS:
            return Line(joined(_ruler(along, width, y == height - 1, self.glyphs)))
        return Line(joined(_row(self._hang(self.field), y, width, self.glyphs)))

    def _hang(self, field: FieldAtLine) -> list[Hung]:
        key = (field, *self.outer_size)
        if self._hung is None or self._hung[0] != key:
            width, height = self.outer_size
            rows = max(height - _AXIS_ROWS - 1, 1)
            names: dict[str, str] = {}
            if width >= _NAMED:
                names = {car: _name(entry, self.glyphs) for car, entry in self.entries.items()}
            self._hung = key, hang(field.cars, names, axis(width), rows, width)
        return self._hung[1]


def _name(entry: Entry, glyphs: Glyphs) -> str:
    return (plain if glyphs.ascii else clean)(entry.surname)


def _row(hung: list[Hung], y: int, width: int, glyphs: Glyphs = UNICODE) -> list[Run]:
    """Draw the stems that pass row `y`, then over them the plates and names hanging on it."""
    cells: list[Run] = [(" ", "full")] * width
    stem = "rule" if width >= _NAMED else "mute"
    for car in hung:
        if car.row is None or car.row < y:
            cells[car.column] = glyphs.stem, stem
    for car in hung:
        if car.row != y:
            continue
        written = [(sign, f"plate {car.car}") for sign in plate_text(car.car, _PLATE, glyphs)]
        if car.name:
            written += [(" ", "full"), *celled(car.name, "mute")]
        cells[car.column : car.column + len(written)] = written
    return cells


def _ruler(along: Axis, width: int, numbers: bool, glyphs: Glyphs) -> list[Run]:
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
