"""The places of the car under the cursor over the race, with their numbers and a scale."""

from collections.abc import Iterator
from functools import lru_cache

from replay.race.places_in_class import places_in_class
from replay.race.series import distances
from replay.tui.cards.car_standing import class_short, rivals_count
from replay.tui.cards.place_line import place_line, tick_rows
from replay.tui.cards.stint_bar import stint_bar
from replay.tui.charts.neutral_cells import neutral_cells
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.label_row import Label
from replay.tui.drawing.runs import Row, blank
from replay.tui.panes.ribbon_scale import run_scale_row
from replay.tui.panes.ribbon_width import ribbon_place
from replay.tui.scene import Scene

LEAST_ROWS = 5
"""Below so many rows a line of places tells nothing."""

TALL_ROWS, LOW_ROWS = 12, 8
"""The rows of the line where there is room for more, and where there is not."""


def arc_title(scene: Scene, width: int, note: str = "") -> Row:
    """Make the title of the line."""
    of = class_short(scene)
    title = f"Place in {of} by lap" if of else "Place by lap"
    return heading(title, width, scene.glyphs.rule, note)


@lru_cache(2)
def arc_rows(scene: Scene, width: int, height: int, *, above_ribbon: bool) -> tuple[Row, ...]:
    """Draw the line with the numbers of places left of it, and below it the stints if it has any.

    `above_ribbon`: cell for cell over the ribbon, which is its scale; else it has the width for
    itself, and its scale is `arc_scale`.
    """
    cars = rivals_count(scene)
    axis, left = _axis(scene, width, above_ribbon=above_ribbon)
    stints = stint_bar(scene, axis) if height > LEAST_ROWS else ()
    height -= bool(stints)
    head = axis.playhead(scene.frame.ribbon.done)
    bands = {
        cell
        for span, cells in neutral_cells(scene.frame.ribbon.neutralised, axis, head)
        if span.height in ("bunch", "stop")
        for cell in cells
    }
    drawn = place_line(
        scene.ask(places_in_class, scene.running.car),
        scene.ask(distances),
        cars,
        axis,
        height,
        scene.glyphs,
        role=f"heavy {scene.running.car}",
        bands=bands,
    )
    ticks = tick_rows(cars, height)
    rows = [((f"{ticks.get(y, ''):>{left - 1}} ", "mute"), *row) for y, row in enumerate(drawn)]
    return (*rows, *([(blank(left), *stints)] if stints else []))


def arc_scale(scene: Scene, width: int) -> Row:
    """Make the scale below a line that does not stand above the ribbon."""
    axis, left = _axis(scene, width, above_ribbon=False)
    return (blank(left), *run_scale_row(scene.frame.ribbon, axis, _cautions(scene, axis)))


def _cautions(scene: Scene, axis: RibbonAxis) -> Iterator[Label]:
    """Give the numbers of the yellows, each where it begins."""
    ribbon = scene.frame.ribbon
    for span, cells in neutral_cells(ribbon.neutralised, axis, axis.playhead(ribbon.done)):
        if span.number is not None:
            yield cells[0], f"{scene.glyphs.caution}{span.number}", "text flag_yellow_text"


def _axis(scene: Scene, width: int, *, above_ribbon: bool) -> tuple[RibbonAxis, int]:
    """Give the axis and the columns left of it."""
    if above_ribbon:
        place = ribbon_place(scene, width)
        return place.axis, place.left
    left = len(str(rivals_count(scene))) + 1
    return RibbonAxis(max(scene.frame.ribbon.scheduled, 1), max(width - left, 1)), left
