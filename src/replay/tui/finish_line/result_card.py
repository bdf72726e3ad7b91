"""The card at the finish: the margin, and who says so."""

from collections.abc import Sequence

from replay.tui.cards.card import CardWidget
from replay.tui.drawing.runs import Row
from replay.tui.finish_line.margin import margin_card, scored_by
from replay.tui.pane import Heading
from replay.tui.scene import Scene


class ResultCard(CardWidget):
    """Tells at the finish what the loops and the camera say of the first two."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give the margin, in large figures where the terminal is high."""
        return margin_card(scene.frame.photo, width, scene.glyphs, scene.size.high)

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say by whose times this is."""
        photo = scene.frame.photo
        return Heading("The finish" if photo is None else scored_by(photo))
