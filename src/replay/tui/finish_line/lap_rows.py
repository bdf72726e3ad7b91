"""The rows of a lap laid flat: lanes of plates, the clock under them, and the ruler."""

from collections.abc import Collection, Sequence

from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.plates import PlateTexts
from replay.tui.drawing.runs import Row, Run, blank, cell_runs, joined
from replay.tui.finish_line.lap_axis import LapAxis
from replay.tui.finish_line.lap_lanes import Hung, HungLane

NO_CARS = "Nobody has come by yet."

RULER_ROWS = 2
"""The rows of the axis and of its numbers."""

LANE_LEFT, LEFT = 6, 1
"""The first column of the axis beside the marks of classes, and without them."""

_LINE_COLUMN, _MARK_COLUMN = 1, 2


def lap_rows(
    lanes: Sequence[HungLane],
    axis: LapAxis,
    clock: int,
    outlined: Collection[str],
    plates: PlateTexts,
    width: int,
    glyphs: Glyphs,
) -> tuple[Row, ...]:
    """Draw lanes of plates over the ruler; `clock` is an accent line under them where it is seen.

    Plates of the `outlined` cars have no ground. Stems lead down from the plates of a lane to
    its end, and to the ruler from those of the last.
    """
    column = axis.column(clock) if axis.sees(clock) else None
    rows: list[list[Run]] = []
    for hung in lanes:
        for row in range(hung.lane.top, hung.lane.bottom):
            cells = _lane_row(hung, row, column, width, glyphs)
            for plate in hung.plates:
                if plate.row == row:
                    _put(cells, plate.left, _plate(plate, plate.car in outlined, plates, glyphs))
            rows.append(cells)
    rows += [_axis_row(axis, column, width, glyphs), _numbers(axis, width)]
    return tuple(joined(row) for row in rows)


def nobody(width: int, height: int) -> tuple[Row, ...]:
    """Say that there is nothing to show."""
    return ((blank(LEFT), (NO_CARS[: max(width - LEFT, 0)], "mute")), *[()] * (height - 1))[:height]


def _lane_row(hung: HungLane, row: int, clock: int | None, width: int, glyphs: Glyphs) -> list[Run]:
    """Draw what stands behind the plates: the line of a class, stems, the clock, the count."""
    cells: list[Run] = [(" ", "full")] * width
    lane = hung.lane
    if lane.mark:
        sign = glyphs.class_lines[min(lane.rank, len(glyphs.class_lines) - 1)]
        cells[_LINE_COLUMN] = sign, f"text class_{lane.rank % 5 + 1}"
        if row == lane.top:
            _put(cells, _MARK_COLUMN, cell_runs(lane.mark, "mute"))
    for plate in hung.plates:
        if plate.row < row:
            cells[plate.column] = glyphs.stem, "rule"
    if clock is not None:
        cells[clock] = glyphs.hairline, "accent"
    if hung.more and row == lane.bottom - 1:
        count = f"+{hung.more}"
        _put(cells, width - 1 - len(count), cell_runs(count, "mute"))
    return cells


def _plate(hung: Hung, outlined: bool, plates: PlateTexts, glyphs: Glyphs) -> Row:
    """Draw a plate cell by cell, filled or in outline, and the name beside it."""
    if outlined:
        cells = _outline(hung.car, plates, glyphs)
    else:
        text = plates.text(hung.car)
        if glyphs.ascii:
            text = f"{text.strip():<{plates.width}}"
        cells = cell_runs(text, f"plate {hung.car}")
    if hung.name:
        role = "mute" if outlined else "soft"
        cells = (*cells, (" ", "full"), *cell_runs(hung.name, role))
    return cells


def _outline(car: str, plates: PlateTexts, glyphs: Glyphs) -> Row:
    """Draw a plate without a ground: its edges in the paint, where the number leaves room."""
    role = f"edge {car}"
    text = plates.text(car)
    if glyphs.ascii:
        bare = text.strip().removeprefix(glyphs.plate)
        edged = f"{glyphs.hash_left}{bare}{glyphs.hash_right}"
        text = f"{edged:<{plates.width}}"[: plates.width]
        return cell_runs(text, "soft")
    first = (glyphs.hash_left, role) if text[0] == " " else (text[0], "soft")
    last = (glyphs.hash_right, role) if text[-1] == " " else (text[-1], "soft")
    return (first, *cell_runs(text[1:-1], "soft"), last)


def _put(cells: list[Run], column: int, runs: Sequence[Run]) -> None:
    """Lay cells over others, as far as there are any."""
    for at, run in enumerate(runs, column):
        if 0 <= at < len(cells):
            cells[at] = run


def _axis_row(axis: LapAxis, clock: int | None, width: int, glyphs: Glyphs) -> list[Run]:
    cells: list[Run] = [(" ", "full")] * width
    cells[axis.left : axis.end] = [(glyphs.rule, "rule")] * axis.cells
    for mark in axis.marks():
        cells[mark.column] = glyphs.tick, "mute"
    if clock is not None:
        cells[clock] = glyphs.playhead, "accent"
    return cells


def _numbers(axis: LapAxis, width: int) -> list[Run]:
    cells: list[Run] = [(" ", "full")] * width
    for mark in axis.marks():
        if mark.column + len(mark.label) <= width:
            _put(cells, mark.column, cell_runs(mark.label, "mute"))
    return cells
