"""The stints of the cars drawn as bars over the axis: who drove, and on which compound."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from replay.race.driver_names import three_letters
from replay.race.pace import StintPace
from replay.tui.charts.canvas_cells import line_role, stroke
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.charts.pace_lines import PaceLine
from replay.tui.drawing.compounds import compound_sign
from replay.tui.drawing.runs import Row, blank, length, text_of
from replay.tui.field_names import field_names
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE

_CODE = 3
_LEAST_ROWS = 14
"""The rows of a chart below which it has no bars."""


def tells_drivers(scene: Scene) -> bool:
    """Tell whether it is known who drives, in a race in which cars have several drivers."""
    return field_names(scene).drivers_change and scene.race.header.known.drivers is not None


def tells_tyres(scene: Scene) -> bool:
    """Tell whether compounds are known: by those on the grid, as what follows is yet to come."""
    known = scene.race.header.known.tyres is not None
    return known and any(entry.compound is not None for entry in scene.race.entries)


def mark_width(scene: Scene) -> int:
    """Give the cells of what tells a stint apart: three letters of the driver, one of tyres."""
    drivers, tyres = tells_drivers(scene), tells_tyres(scene)
    return _CODE * drivers + tyres + (drivers and tyres)


def stint_mark(stint: StintPace, car: str, scene: Scene) -> Row:
    """Give the driver of a stint in three letters, and the letter of its compound."""
    marks: Row = ()
    if tells_drivers(scene):
        drivers = scene.entries[car].drivers
        known = stint.driver is not None and stint.driver < len(drivers)
        code = three_letters(drivers[stint.driver or 0], {}) if known else ""
        marks = ((f"{code or scene.glyphs.none:<{_CODE}}", "soft"),)
    if tells_tyres(scene):
        letter, ink = compound_sign(stint.compound, scene.glyphs)
        bold = ink if ink == "mute" else f"strong {ink}"
        marks = (*marks, *((blank(1),) if marks else ()), (letter, bold))
    return marks


def bar_count(scene: Scene, lines: Sequence[PaceLine], width: int, height: int) -> int:
    """Give how many bars there are: of each car drawn, or of the chosen one; none of no mark."""
    if not mark_width(scene) or height < _LEAST_ROWS:
        return 0
    return len(lines) if width >= WIDE else 1


def draw_bars(scene: Scene, lines: Sequence[PaceLine], axis: ChartAxis, cells: ChartCells) -> None:
    """Draw the bars of cars on a row each: a mark where one has room, a blank between two."""
    for y, line in enumerate(lines):
        for stint in _bars(scene, line):
            if stint.ended < axis.first:
                continue
            begins = axis.cell(stint.began) + 1 if stint.began > axis.first else 0
            ends = axis.cell(stint.ended) + 1
            mark = stint_mark(stint, line.car, scene)
            ink = mark[-1][1].removeprefix("strong ") if tells_tyres(scene) else "mute"
            # The last cell of a bar stays blank where another follows it.
            ends -= ends < axis.head and ends - begins > 1
            cells.put(begins, y, scene.glyphs.flag_rule * (ends - begins), ink)
            if length(mark) < ends - begins or len(text_of(mark)) == 1:
                at = begins
                for text, role in mark:
                    cells.put(at, y, text, role)
                    at += len(text)


def _bars(scene: Scene, line: PaceLine) -> Iterator[StintPace]:
    """Give the stints of a car; those of one driver as one, where no compound tells them apart."""
    before: StintPace | None = None
    for stint in line.pace.stints:
        if before is not None and not tells_tyres(scene) and stint.driver == before.driver:
            before = structs.replace(before, last=stint.last, ended=stint.ended)
            continue
        if before is not None:
            yield before
        before = stint
    if before is not None:
        yield before


def bar_labels(scene: Scene, lines: Sequence[PaceLine]) -> list[Row]:
    """Give what stands left of the bars: the stroke and the plate of each car."""
    return [
        (
            blank(1),
            (stroke(line.weight, scene.glyphs), line_role(line.car, line.weight)),
            blank(1),
            field_names(scene).plate(line.car),
        )
        for line in lines
    ]
