"""The reading cursor of a chart: the column it stands on, and what it reads in the title."""

from collections.abc import Iterable

from replay.race.model import SECOND
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.drawing.race_time import hours_and_minutes
from replay.tui.drawing.runs import Row, Run
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

CURSOR_ROLE = "accent"
"""The role of the reading cursor: it stands over blanks and quiet lines only."""


def reading_cell(scene: Scene, axis: ChartAxis) -> int | None:
    """Give the cell the reading cursor stands on; None where there is none."""
    mark = scene.view.reading
    if mark is None or not axis.head:
        return None
    return axis.cell(min(max(mark, axis.first), axis.done))


def reading_remark(scene: Scene, told: Iterable[tuple[str, Row]]) -> Row:
    """Say which lap is read, and of each car drawn what stands there: `lap 118  17 12th   5 1st`.

    `told` are cars, the heaviest first, each with its words. Empty without a reading cursor.
    """
    mark = scene.view.reading
    if mark is None:
        return ()
    names = field_names(scene)
    when = hours_and_minutes(mark * SECOND) if scene.frame.ribbon.by_time else f"lap {mark}"
    runs: list[Run] = [(when, "accent_bold")]
    for car, words in told:
        runs += [(" ", "full"), names.plate(car), (" ", "full"), *words, (" ", "full")]
    return tuple(runs)
