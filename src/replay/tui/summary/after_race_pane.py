"""What was published after the race, shown once its result is official: facts, reports, points."""

from collections.abc import Sequence

from replay.tui.drawing.fact_rows import fitted
from replay.tui.drawing.runs import Row, RowContent, blank, length
from replay.tui.pane import Heading, PaneWidget
from replay.tui.registry import sheet_rows
from replay.tui.scene import Scene
from replay.tui.summary.published_pages import column_widths, sheets


class AfterRacePane(PaneWidget):
    """One sheet of what was published, of several where it takes more; its number ends its id."""

    @property
    def sheet(self) -> int:
        """The number of its sheet, from 0."""
        last = (self.id or "").rpartition("-")[2]
        return int(last) - 1 if last.isdigit() else 0

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the columns of the sheet side by side."""
        found = sheets(scene, sheet_rows(scene))
        if self.sheet >= len(found):
            return ()
        columns = found[self.sheet]
        cells = column_widths(width)
        rows: list[RowContent] = []
        for at in range(height):
            row: Row = (blank(1),)
            for nth, column in enumerate(columns):
                part = fitted(column[at], cells[nth], scene.glyphs) if at < len(column) else ()
                gap = (blank(1), (scene.glyphs.hairline, "rule"), blank(1)) if nth else ()
                row = (*row, *gap, *part, blank(cells[nth] - length(part)))
            rows.append(RowContent(tuple(run for run in row if run[0])))
        return rows

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say which sheet of how many it is."""
        count = len(sheets(scene, sheet_rows(scene)))
        of = f"{self.sheet + 1} of {count}" if count > 1 else "as it was published"
        return Heading("After the race", of)
