"""The card of the race so far: its time and speed, stages, yellows, and who has led how long."""

from collections.abc import Sequence
from typing import NamedTuple

from replay.tui.cards.card import CardWidget, inset_by
from replay.tui.cards.neutral_rows import neutral_facts, neutral_rows
from replay.tui.cards.so_far_rows import lead_facts, led_rows, scored_rows, total_facts
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.runs import Row, RowContent, length
from replay.tui.pane import Heading
from replay.tui.panes.ribbon_scale import hour_minute
from replay.tui.scene import Scene


class _Part(NamedTuple):
    """Rows under a title of their own; at `least` so many of them stand while any do."""

    title: str
    note: str
    rows: Sequence[Row]
    least: int


class SoFarCard(CardWidget):
    """Tells how the race has gone up to now; it says nothing of the order, which the board has."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row | RowContent]:
        """Give totals, stages, neutralisations and laps led, each as far as there is room."""
        whole = width == scene.size.width
        room = width - whole
        above = [
            *total_facts(scene, room),
            *neutral_facts(scene, room),
            *lead_facts(scene, room),
        ]
        neutral, led = neutral_rows(scene, room), led_rows(scene, room)
        parts = [
            _Part("Stages", "points so far", scored_rows(scene, room), 3),
            _Part(neutral.title, "newest on top", neutral.rows, 5),
            _Part("Laps led", led.note, led.rows, 3),
        ]
        rows = _fitted([part for part in parts if part.rows], height - len(above))
        below = [row for part in rows for row in (_title(scene, part, room), *part.rows)]
        return inset_by(whole, [*above, *below])

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say up to when it tells, and whether that is rebuilt."""
        state = scene.state
        to = f"to lap {state.lap}"
        if scene.frame.ribbon.by_time:
            to = f"to {hour_minute(scene.frame.ribbon.done)}"
        return Heading("The race so far", to)


def _fitted(parts: list[_Part], height: int) -> list[_Part]:
    """Cut the parts to so many rows, the last ones first, none below its least."""
    over = sum(len(part.rows) + 1 for part in parts) - height
    kept = list(parts)
    for at in range(len(kept) - 1, -1, -1):
        part = kept[at]
        cut = min(max(over, 0), max(len(part.rows) - part.least, 0))
        kept[at] = part._replace(rows=part.rows[: len(part.rows) - cut])
        over -= cut
    while kept and over > 0:
        over -= len(kept.pop().rows) + 1
    return kept


def _title(scene: Scene, part: _Part, width: int) -> Row:
    row = heading(part.title, width, scene.glyphs.rule)
    note = f" {drawable(part.note, scene.glyphs)} "
    room = width - length([*row[:2], (note, "mute")])
    return row if room < 0 else (*row[:2], (note, "mute"), (scene.glyphs.rule * room, "rule"))
