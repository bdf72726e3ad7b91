"""The card before the start: the race, its grid row by row, and what is known of it."""

from collections.abc import Sequence

from replay.race.model import Entry, Header
from replay.tui.cards.card import CardWidget
from replay.tui.cards.race_facts import NARROW_CARD, fact_label_width, race_facts, what_is_known
from replay.tui.drawing.fact_rows import heading, plate
from replay.tui.drawing.plates import CODE_WIDTH, NUMBER_WIDTH
from replay.tui.drawing.runs import Row, blank
from replay.tui.field_names import FieldNames, field_names
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_BLANK: Row = ()
_COUNTS = ("one", "two", "three", "four", "five")
_BACK = 3
"""The cells by which each of a row stands behind the one beside it at a standing start."""


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
    """Tell the race's facts, the grid row by row, and what is known; `names` has the plates."""
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
            heading(f"The grid, {(count := _COUNTS[header.abreast - 1])} by {count}", width),
            *grid_rows(entries, width, header.abreast, header.start == "standing", names),
        ]
    lines += [heading("What is known", width), *what_is_known(header, indent, entries)]
    return tuple(lines)


def grid_rows(
    entries: tuple[Entry, ...],
    width: int,
    abreast: int = 2,
    staggered: bool = False,
    names: FieldNames | None = None,
) -> list[Row]:
    """Draw the grid in rows of so many `abreast`: the pole and its row, then the next, and so on.

    For a standing start each of a row stands further back than the one beside it: `staggered`.
    """
    codes = names is not None and names.plates.has_codes
    cell = CODE_WIDTH if codes else 3 if width < NARROW_CARD else NUMBER_WIDTH
    back = _BACK if staggered else 0
    columns = max((width - back * (abreast - 1)) // cell, 1)
    starters = sorted((e for e in entries if e.grid is not None), key=lambda e: e.grid or 0)
    lines: list[Row] = []
    for block in range(0, len(starters), columns * abreast):
        cars = starters[block : block + columns * abreast]
        for side in range(abreast):
            row = tuple(
                plate(entry.car, cell) if names is None else names.plate(entry.car, cell)
                for entry in cars[side::abreast]
            )
            lines.append((blank(back * side), *row) if side and back else row)
        lines.append(_BLANK)
    return lines
