"""The result as a table: a row a car as far as there is room, the rest as plates."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.model import MEASURED
from replay.race.published_gaps import published_gaps
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.cells import decimal, drawable, fit, laps_down, signed
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.names import Name
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, Run, blank
from replay.tui.field_names import FieldNames, field_names, paint_keys
from replay.tui.scene import Scene
from replay.tui.summary.summed_up import ResultLine, SummedUp, is_official

_GAP, _NARROW_GAP = 10, 8
_SCORING = 10
"""The places of a stage that score."""

_FIVE = 5
_NAME_AT, _PLATES_AT, _NARROW_PLATES_AT = 10, 5, 3
_NARROW_PLATE = 3
_LEAST_NAME = 12
_WITH_FIRST_NAMES = 18
"""The cells of a name from which on first names stand before surnames."""

_ROOMY = 60
"""The width from which on plates without a row are as wide as those of rows."""


class _Column(NamedTuple):
    """A column of figures: the lower its `rank`, the longer it stays."""

    head: str
    width: int
    rank: int
    cell: Callable[[ResultLine], Run]


def result_rows(scene: Scene, of: SummedUp, width: int, height: int) -> list[Row]:
    """Give the head, as many rows of cars as fit, and below them the plates of the others."""
    names = field_names(scene)
    columns = _fitting(_columns(scene, of, _GAP if width >= _ROOMY else _NARROW_GAP), width)
    name_width = width - _NAME_AT - (names.plates.width - 4) - sum(c.width for c in columns)
    shown = _rows_that_fit(len(of.cars), width, height, names, scene)
    rows = [_head(columns, name_width, names)]
    for at, line in enumerate(of.cars[:shown]):
        row = _car(scene, line, columns, name_width, names, winner=not at)
        rows.append(_striped(row) if at // _FIVE % 2 else row)
    return rows + _packed(of.cars[shown:], shown, width, names, scene)


def _columns(scene: Scene, of: SummedUp, wide: int) -> list[_Column]:
    """Give the columns of which the file knows anything, in their order."""
    glyphs = scene.glyphs
    official = is_official(scene)
    decimals = scene.race.decimals
    published = scene.ask(published_gaps)

    def gap(line: ResultLine) -> Run:
        if line.place == 1 and line.row.placed:
            return ("wins" if official else "first"), "bold"
        if line.laps_down:
            return laps_down(line.laps_down, True, wide - 1, glyphs), "full"
        exact = line.row.basis in MEASURED or (of.of is None and line.row.car in published)
        if line.gap is None:
            return UNKNOWN, "mute"
        text = decimal(line.gap, decimals if exact else 1)
        if len(text) > wide - 1:
            text = lap_time_text(line.gap, 1)
        return (text, "full") if exact else (f"{glyphs.rebuilt}{text}", "soft")

    def count(number: int | None, role: str = "full") -> Run:
        if not number:
            return glyphs.none, "mute"
        return (str(number) if number > 0 else f"{glyphs.minus}{-number}"), role

    columns = [_Column("gap", wide, 0, gap)]
    if any(line.started is not None for line in of.cars):
        columns.append(_Column("start", 6, 5, lambda line: count(line.started, "soft")))
    if scene.has_laps:
        columns.append(_Column("led", 4, 1, lambda line: count(line.led)))
        for stage in scene.state.stages:
            places = {car: place for place, car in enumerate(stage.order, 1)}
            columns.append(_Column(f"S{stage.number}", 3, 2, _stage(places)))
        if not scene.race.header.stages:
            columns.append(_Column("laps", 5, 3, lambda line: count(line.row.laps, "soft")))
            columns.append(_Column("stops", 6, 4, lambda line: count(line.row.stops, "soft")))
    if any(line.row.points for line in of.cars):
        columns.append(_Column("pts", 4, 1, lambda line: count(line.row.points)))
    if any(line.gained is not None for line in of.cars):
        columns.append(_Column("net", 4, 6, lambda line: _net(line.gained, glyphs)))
    return columns


def _stage(places: dict[str, int]) -> Callable[[ResultLine], Run]:
    def cell(line: ResultLine) -> Run:
        place = places.get(line.row.car)
        if place is None:
            return UNKNOWN, "mute"
        return str(place), "full" if place <= _SCORING else "mute"

    return cell


def _net(gained: int | None, glyphs: Glyphs) -> Run:
    if gained is None:
        return UNKNOWN, "mute"
    role = "gain" if gained > 0 else "loss" if gained < 0 else "mute"
    return signed(gained, glyphs), role


def _fitting(columns: list[_Column], width: int) -> list[_Column]:
    """Leave out columns, the highest rank first, until a name has its cells."""
    kept = list(columns)
    while len(kept) > 1 and width - _NAME_AT - sum(c.width for c in kept) < _LEAST_NAME:
        kept.remove(max(kept, key=lambda column: column.rank))
    return kept


def _head(columns: Sequence[_Column], name_width: int, names: FieldNames) -> Row:
    driver = (
        fit("driver", max(name_width, 0)) if name_width >= _LEAST_NAME else blank(name_width)[0]
    )
    plate = " " * (names.plates.width - 4)
    heads = "".join(f"{column.head:>{column.width}}" for column in columns)
    return ((f" pos car{plate}  {driver}{heads}", "mute"),)


def _car(
    scene: Scene,
    line: ResultLine,
    columns: Sequence[_Column],
    name_width: int,
    names: FieldNames,
    *,
    winner: bool,
) -> Row:
    place = str(line.place) if line.row.placed else UNKNOWN
    row: list[Run] = [
        (f"{place:>3}  ", "bold" if winner else "full"),
        names.plate(line.row.car),
        blank(1),
        *_name(scene, line.row.car, name_width, names, "bold" if winner else "full"),
    ]
    for column in columns:
        text, role = column.cell(line)
        row.append((f"{text:>{column.width}}", role))
    return tuple(row)


def _name(scene: Scene, car: str, width: int, names: FieldNames, ink: str) -> Row:
    """Name the driver of a car, or of a crew all, or its team; blank where nothing fits whole."""
    entry = scene.entries[car]
    name = names.names.fitted(car, width - 1, short=width < _WITH_FIRST_NAMES)
    crew = len(entry.drivers) > 1
    if crew and (name is None or "/" not in name.last):
        team = drawable(entry.team or "", scene.glyphs)
        name = Name("", team) if 0 < cell_len(team) < width else name
    if name is None:
        longest = max(names.names.forms(car, short=True)[0].last.split(), key=cell_len, default="")
        name = Name("", longest if cell_len(longest) < width else "")
    runs = ((name.first, "mute"), (name.last, ink), (name.after, "mute"))
    return (*(run for run in runs if run[0]), blank(width - name.cells))


def _striped(row: Row) -> Row:
    """Set a row on the ground of every other five rows; plates keep their own."""
    return tuple((t, r if r.startswith(("plate ", "quiet ")) else f"five {r}") for t, r in row)


# -- the cars that have no row


def _plates(width: int, names: FieldNames, scene: Scene) -> tuple[int, int]:
    """Give the column where packed plates begin, and the cells of each."""
    longest = max(len(entry.car) for entry in scene.race.entries)
    if width >= _ROOMY or names.plates.has_codes or longest > 2:
        return _PLATES_AT, names.plates.width
    return _NARROW_PLATES_AT, _NARROW_PLATE


def _plates_a_row(width: int, left: int, cells: int) -> int:
    """Count the plates of a row; where they are narrow they take the blank beside the table."""
    return max((width + (cells == _NARROW_PLATE) - left) // cells, 1)


def _rows_that_fit(cars: int, width: int, height: int, names: FieldNames, scene: Scene) -> int:
    left, cells = _plates(width, names, scene)
    a_row = _plates_a_row(width, left, cells)
    for shown in range(min(cars, height - 1), 0, -1):
        if 1 + shown + -(-(cars - shown) // a_row) <= height:
            return shown
    return 0


def _packed(
    lines: Sequence[ResultLine], shown: int, width: int, names: FieldNames, scene: Scene
) -> list[Row]:
    left, cells = _plates(width, names, scene)
    a_row = _plates_a_row(width, left, cells)
    rows: list[Row] = []
    for at in range(0, len(lines), a_row):
        label = f"{shown + 1:>3}" if not at else ""
        cars = [line.row.car for line in lines[at : at + a_row]]
        rows.append(((f"{label:<{left}}", "mute"), *_plate_runs(cars, cells, names)))
    return rows


def _plate_runs(cars: Sequence[str], cells: int, names: FieldNames) -> list[Run]:
    """Give plates side by side: of two neighbours of one paint the second is paler."""
    paints = paint_keys(names.race)
    runs: list[Run] = []
    before: object = None
    for car in cars:
        pale = paints[car] == before
        before = None if pale else paints[car]
        runs.append((names.plate(car, cells)[0], f"{'pale' if pale else 'quiet'} {car}"))
    return runs
