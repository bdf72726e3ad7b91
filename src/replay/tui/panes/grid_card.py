"""The card before the start: the race, its grid two by two, and what is known of it."""

from collections.abc import Sequence

from replay.race.model import Entry, Header
from replay.tui.drawing.fact_rows import heading, plate
from replay.tui.drawing.plates import CODE_WIDTH, NUMBER_WIDTH
from replay.tui.drawing.runs import Row, blank
from replay.tui.field_names import FieldNames, field_names
from replay.tui.pane import Heading
from replay.tui.panes.card import CardWidget
from replay.tui.panes.race_facts import NARROW_CARD, fact_label_width, race_facts, what_is_known
from replay.tui.scene import Scene

_BLANK: Row = ()
_BACK = 3
"""The cells by which the second of a row stands back at a standing start."""


class GridCard(CardWidget):
    """Tells before the start what is public then."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give the race's facts and its grid."""
        names = field_names(scene)
        rows = before_start(scene.race.header, scene.race.entries, width, names)[:height]
        if rows and any(role == "rule" for _, role in rows[-1]):  # nothing stands under it
            return rows[:-1]
        return rows

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say when this is."""
        return Heading("Before the start")


def before_start(
    header: Header, entries: tuple[Entry, ...], width: int, names: FieldNames | None = None
) -> tuple[Row, ...]:
    """Tell the race's facts, the grid two by two, and what is known; `names` has the plates."""
    narrow = width < NARROW_CARD
    indent = fact_label_width(header, width)
    lines = race_facts(header, width, entries)
    hint = "Nothing past the clock shows." if narrow else "Nothing later than the clock is shown."
    lines += [_BLANK, ((hint, "mute"),)]
    if header.known.laps == "reconstructed":
        lines.append((("~ marks a rebuilt value.", "mute"),))
    lines.append(_BLANK)
    if header.known.grid is not None:
        lines += [
            heading("The grid, two by two", width),
            *two_by_two(entries, width, header.start == "standing", names),
        ]
    lines += [heading("What is known", width), *what_is_known(header, indent, entries)]
    return tuple(lines)


def two_by_two(
    entries: tuple[Entry, ...],
    width: int,
    staggered: bool = False,
    names: FieldNames | None = None,
) -> list[Row]:
    """Draw the grid in rows of two: the pole and its row side by side, then the next.

    For a standing start the second of each row stands further back: it is `staggered`.
    """
    codes = names is not None and names.plates.has_codes
    cell = CODE_WIDTH if codes else 3 if width < NARROW_CARD else NUMBER_WIDTH
    back = _BACK if staggered else 0
    columns = max((width - back) // cell, 1)
    starters = sorted((e for e in entries if e.grid is not None), key=lambda e: e.grid or 0)
    lines: list[Row] = []
    for block in range(0, len(starters), columns * 2):
        cars = starters[block : block + columns * 2]
        for side in (0, 1):
            row = tuple(
                plate(entry.car, cell) if names is None else names.plate(entry.car, cell)
                for entry in cars[side::2]
            )
            lines.append((blank(back), *row) if side and back else row)
        lines.append(_BLANK)
    return lines
