"""A card: a pane of facts, rows of words and number plates without a box."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence

from replay.tui.drawing.fact_rows import fitted
from replay.tui.drawing.runs import Row, RowContent, blank
from replay.tui.plate_pane import PlatePane
from replay.tui.scene import Scene

_BAND = 5
"""The rows of a table that share a ground."""


class CardWidget(PlatePane):
    """A pane whose rows are cut to its width; a number plate that does not fit is left out.

    A press on a plate chooses its car.
    """

    @abstractmethod
    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row | RowContent]:
        """Give what the card tells, a row each, with its ground where it has one of its own."""

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the facts, each cut to the width."""
        facts = map(on_ground, self.facts(scene, width, height)[:height])
        return [content._replace(row=fitted(content.row, width, scene.glyphs)) for content in facts]


def on_ground(row: Row | RowContent) -> RowContent:
    """Give a row with its ground: that of the screen unless it has one of its own."""
    return row if isinstance(row, RowContent) else RowContent(row)


def banded(rows: Iterable[Row]) -> list[RowContent]:
    """Set every second five rows of a table on a band, so that one counts without a ruler."""
    grounds = "background", "band"
    return [RowContent(row, grounds[at // _BAND % 2]) for at, row in enumerate(rows)]


def inset_by(cells: int, rows: Iterable[Row | RowContent]) -> list[RowContent]:
    """Move rows to the right, on the ground that they have."""
    before = (blank(cells),) if cells else ()
    contents = map(on_ground, rows)
    return [content._replace(row=(*before, *content.row)) for content in contents]
