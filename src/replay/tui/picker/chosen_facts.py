"""The facts of the chosen line of the list of races, in a place of fixed size."""

from replay.tui.drawing.fact_rows import FactList
from replay.tui.drawing.runs import Row


class ChosenFacts(FactList):
    """Shows `rows`; however many they are, nothing else on the screen moves."""

    def watch_rows(self, old: tuple[Row, ...], new: tuple[Row, ...]) -> None:
        """Repaint the rows that changed."""
        self.sync()
