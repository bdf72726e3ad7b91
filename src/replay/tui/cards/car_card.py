"""The card of the car under the cursor: where it is, how it came there, its stops, its lines."""

from collections.abc import Sequence

from replay.race.model import MEASURED
from replay.tui.cards.car_facts import car_facts, facts_for, label_width
from replay.tui.cards.car_log import log_rows
from replay.tui.cards.car_standing import class_place, class_short, rivals_count
from replay.tui.cards.card import CardWidget
from replay.tui.cards.figure_rows import figures_told
from replay.tui.cards.place_arc import (
    LEAST_ROWS,
    LOW_ROWS,
    TALL_ROWS,
    arc_rows,
    arc_scale,
    arc_title,
)
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.cards.stop_table import HEADS, stop_rows, stops_shown
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.field_names import field_names
from replay.tui.pane import MOST_ROWS, Heading
from replay.tui.scene import Scene
from replay.tui.terminal_size import NARROW

FINISH_ONLY = "Finish only: no laps in this file."

_FACTS = 43
"""The least columns of the facts where the stops stand beside them."""

_MOST_FACTS = 60
_GUTTER = 3
"""The columns between facts and stops: a hairline with a blank on either side."""

_SHEET_ROWS = 7
"""The rows of the line for which facts give way on a whole screen."""

_TALL_SHEET = 30
"""The rows of a whole screen from which the line of places is a tall one."""


class CarCard(CardWidget):
    """Tells of the car under the cursor; it follows the cursor and takes no focus."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give all that has room: what goes first where it is short is said part by part."""
        if not scene.has_laps:
            return _of_finish(scene, width, height)
        if width == scene.size.width and width >= NARROW:
            return _sheet(scene, width, height)
        whole = width == scene.size.width
        rows = _column(scene, width - whole, height, whole=whole)
        return rows

    def count(self, scene: Scene, width: int) -> int:
        """Give how many rows it takes in so many columns."""
        return len(self.facts(scene, width, MOST_ROWS))

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the car and its place; say whether that is rebuilt."""
        row = scene.running
        rebuilt = f"   {scene.glyphs.rebuilt} rebuilt" if row.basis not in MEASURED else ""
        of = class_place(scene)
        position = row.position if of is None else of.position
        among = f"{rivals_count(scene)}{f' in {class_short(scene)}' if of else ''}"
        place = f"{position if row.placed else UNKNOWN} of {among}"
        return Heading(
            f"Car {field_names(scene).label(row.car)}",
            f"{place}{rebuilt if scene.state.lap and scene.has_laps else ''}",
        )


def _of_finish(scene: Scene, width: int, height: int) -> list[Row]:
    """Tell what is known of a car in a race known by its finish alone."""
    whole = width == scene.size.width
    facts = facts_for(car_facts(scene, width - whole), height - 1)
    rows: list[Row] = [*facts, ((drawable(FINISH_ONLY, scene.glyphs), "mute"),)]
    return _inset(rows) if whole else rows


def _column(scene: Scene, width: int, height: int, *, whole: bool) -> list[Row]:
    """Stand all parts under each other: facts, line, stops, the lines of the log.

    Short of rows the lines of the log go first, then facts, then the line gets lower, the oldest
    stops go, the scale, the line, and at last the stops.
    """
    stops = stop_rows(scene, width, height)
    least = min(len(stops), HEADS + 1)
    facts = facts_for(car_facts(scene, width), max(height - LEAST_ROWS - 2 - least, 0))
    left = height - len(facts)
    rows = min(TALL_ROWS if scene.size.tall else LOW_ROWS, left - len(stops) - 2)
    scale = True
    if rows < LEAST_ROWS:
        spare = left - least - LEAST_ROWS - 1
        rows, scale = LEAST_ROWS if spare >= 0 else 0, spare > 0
    line = _arc(scene, width, rows, whole=whole, scale=scale) if rows else []
    left -= len(line)
    if len(stops) > left:
        stops = stop_rows(scene, width, left)
    log = log_rows(scene, width, left - len(stops), above=stops_shown(stops))
    facts += _figures(scene, width, left - len(stops) - len(log))
    if not whole:
        return [*facts, *line, *stops, *log]
    return [*_inset(facts), *line, *_inset([*stops, *log])]


def _figures(scene: Scene, width: int, height: int) -> list[Row]:
    """Give as many of the analysts' figures as have room once all else stands."""
    return figures_told(scene, width, label_width(width))[:height] if height > 0 else []


def _inset(rows: Sequence[Row]) -> list[Row]:
    """Set rows in by a column: over the whole screen they would begin at its edge."""
    return [(blank(1), *row) for row in rows]


def _arc(scene: Scene, width: int, rows: int, *, whole: bool, scale: bool) -> list[Row]:
    """Draw the line of places under its title; over the whole screen the ribbon is its scale."""
    if whole:
        title = arc_title(scene, width - 1, "the field to the clock")
        drawn = arc_rows(scene, width + 1, rows, above_ribbon=True)
        return [(blank(1), *title), *drawn]
    title = arc_title(scene, width)
    drawn = arc_rows(scene, width, rows, above_ribbon=False)
    return [title, *drawn, *([arc_scale(scene, width)] if scale else [])]


def _sheet(scene: Scene, width: int, height: int) -> list[Row]:
    """Stand the stops beside the facts, and the line below, cell for cell above the ribbon."""
    room = min(max(_FACTS, width * 2 // 5), _MOST_FACTS)
    beside = width - room - _GUTTER - 2
    facts = car_facts(scene, room)
    most = TALL_ROWS if height >= _TALL_SHEET else LOW_ROWS
    left = facts_for(facts, height - LEAST_ROWS - 1, sooner=height - _SHEET_ROWS - 1)
    if len(left) > height - LEAST_ROWS - 1:
        left = facts_for(facts, height)
    figures = _figures(scene, room, height - len(left) - most - 1)
    left += figures
    rows = min(most, height - len(left) - 1)
    upper = height - rows - 1 if rows >= LEAST_ROWS else height
    right = stop_rows(scene, beside, upper)
    if not figures:
        right += _figures(scene, beside, upper - len(right))
    if upper - len(right) > 1:
        right += log_rows(scene, beside, upper - len(right), above=stops_shown(right))
    both = [_beside(scene, left, right, at, room) for at in range(upper)]
    if rows < LEAST_ROWS:
        return both
    line = _arc(scene, width - 1, rows, whole=True, scale=False)
    return [*both, *line]


def _beside(scene: Scene, left: Sequence[Row], right: Sequence[Row], at: int, room: int) -> Row:
    """Join a row of the facts and one of the stops, with a hairline between."""
    one = left[at] if at < len(left) else ()
    other = right[at] if at < len(right) else ()
    apart = max(room - length(one), 0) + 1
    return (blank(1), *one, blank(apart), (scene.glyphs.hairline, "rule"), blank(1), *other)
