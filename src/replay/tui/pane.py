"""The widget of a pane: it paints the rows that pure functions make of a scene."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import NamedTuple, Self

from textual.widget import Widget

from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Row, RowContent
from replay.tui.scene import Scene

MOST_ROWS = 400
"""The rows a pane that is asked how many it takes may count on."""


class Heading(NamedTuple):
    """What stands in the rule above a pane: title and note, and a remark at the right end.

    A remark is text, or runs where cars are in it.
    """

    title: str
    note: str = ""
    remark: str | Row = ""


class SceneWidget(Widget):
    """What the page asks of the widget of a pane."""

    @classmethod
    @abstractmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> Self:
        """Make the pane of a race."""

    @abstractmethod
    def show(self, scene: Scene) -> None:
        """Paint what differs in this scene."""

    def heading(self, scene: Scene, width: int) -> Heading:
        """Give what stands in the rule above, in a pane of so many columns."""
        return Heading("")

    def count(self, scene: Scene, width: int) -> int:
        """Give how many rows it takes in so many columns; a pane that is not asked takes none."""
        return 0


class PaneWidget(RowWidget, SceneWidget):
    """Shows a scene in as many rows as it has; rows that stay equal are not painted again.

    A subclass gives `rows`, and `heading` where it stands under a title. Both say everything of
    the scene alone: a widget keeps nothing but what the mouse or the focus does to it.
    """

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(race.entries, glyphs=glyphs, race_classes=race.header.classes, id=id)
        self.scene: Scene | None = None
        self._made: tuple[object, Sequence[Hashable]] = (None, ())

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> Self:
        """Make the pane of a race."""
        return cls(race, glyphs=glyphs, id=id)

    @abstractmethod
    def rows(self, scene: Scene, width: int, height: int) -> Sequence[Hashable]:
        """Give what stands on each row, at most `height`; the rest stays blank."""

    def count(self, scene: Scene, width: int) -> int:
        """Give how many rows it takes in so many columns."""
        return len(self.rows(scene, width, MOST_ROWS))

    def show(self, scene: Scene) -> None:
        """Paint what differs in this scene."""
        self.scene = scene
        self.sync()

    def row_values(self) -> Sequence[Hashable]:
        """Give what stands on each row, for the present size."""
        width, height = self.outer_size
        rows = () if self.scene is None else self.made_rows(self.scene, width, height)
        return (*rows[:height], *[RowContent(())] * (height - len(rows)))

    def given(self, scene: Scene, width: int) -> object:
        """Give all that the rows follow from beside the size, where they seldom differ.

        While it stays equal the rows stand; None has them made in every frame.
        """
        return None

    def made_rows(self, scene: Scene, width: int, height: int) -> Sequence[Hashable]:
        """Give the rows, those made before while what they follow from is the same."""
        given = self.given(scene, width)
        if given is None:
            return self.rows(scene, width, height)
        key = given, width, height
        if key != self._made[0]:
            self._made = key, self.rows(scene, width, height)
        return self._made[1]
