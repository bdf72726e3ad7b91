"""A card: a pane of facts, rows of words and number plates without a box."""

from abc import abstractmethod
from collections.abc import Sequence

from replay.tui.drawing.fact_rows import fitted
from replay.tui.drawing.runs import Row, RowContent
from replay.tui.pane import PaneWidget
from replay.tui.scene import Scene


class CardWidget(PaneWidget):
    """A pane whose rows are cut to its width; a number plate that does not fit is left out."""

    @abstractmethod
    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give what the card tells, a row each."""

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the facts, each cut to the width."""
        facts = self.facts(scene, width, height)[:height]
        return [RowContent(fitted(row, width, scene.glyphs)) for row in facts]
