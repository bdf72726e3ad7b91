"""The last line of the screen: the keys that serve now, as many as fit."""

from collections.abc import Sequence

from textual.reactive import var

from replay.tui import key_table, keys
from replay.tui.drawing.cells import plain
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.key import Key
from replay.tui.pane import PaneWidget
from replay.tui.panes.chart_keys import chart_bar_cells
from replay.tui.scene import Scene


class KeyBar(RowWidget):
    """Shows `cells`, pairs of keys and a word; `hint` takes the place of the first.

    The last cell (help) keeps its place at the right end whatever the width.
    """

    cells: var[tuple[tuple[str, str], ...]] = var(())
    hint: var[str] = var("")

    def watch_cells(self) -> None:
        """Repaint."""
        self.sync()

    def watch_hint(self) -> None:
        """Repaint."""
        self.sync()

    def line(self, y: int) -> RowContent:
        """Give the one row."""
        cells = self.cells
        if self.glyphs.ascii:
            cells = tuple((plain(keys), word) for keys, word in cells)
        return RowContent(bar_row(cells, self.hint, self.outer_size.width), "surface")


class ReplayKeyBar(PaneWidget):
    """The key bar of the replay: the keys that serve in a scene."""

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the one row."""
        cells = chart_bar_cells(scene) if scene.charted else _home_cells(scene)
        if scene.glyphs.ascii:
            cells = tuple((plain(keys), word) for keys, word in cells)
        return (RowContent(bar_row(cells, hint(scene), width), "surface"),)

    def given(self, scene: Scene, width: int) -> object:
        """Give what the keys follow from."""
        now = scene.has_laps, scene.now.slow, hint(scene)
        chart = chart_bar_cells(scene) if scene.charted else ()
        return scene.strip_keys, scene.full, _panel(scene), *now, chart


def _home_cells(scene: Scene) -> tuple[tuple[str, str], ...]:
    return key_table.key_bar_cells(
        scene.keymap,
        strip=scene.strip_keys,
        full=scene.full,
        panel=_panel(scene),
        laps=scene.has_laps,
        slow=scene.now.slow,
        classes=bool(scene.race.header.classes) and not scene.full,
    )


def _panel(scene: Scene) -> tuple[Key, ...]:
    """Give the keys that the finish at the line has while it has the focus."""
    if scene.focus == "strip":
        return keys.STRIP_KEYS
    return keys.PAN_KEYS if scene.focus == "lap" and scene.pan_keys else ()


def hint(scene: Scene) -> str:
    """Say on the grid which key starts the race; nothing once the clock has moved."""
    whole = scene.has_laps and scene.full
    if scene.now.time or scene.now.playing or whole:
        return ""
    rolling = scene.race.header.start in (None, "rolling")
    event = "finish" if not scene.has_laps else "green flag" if rolling else "start"
    return f"Press {keys.BY_ID['play_pause'].shown(scene.keymap)} for the {event}"


def bar_row(cells: tuple[tuple[str, str], ...], hint: str, width: int) -> Row:
    """Set the keys from the left and the last one at the right end; no cell is cut."""
    if not cells:
        return ()
    *left, last = cells
    right: Row = ((last[0], "accent_bold"), (f" {last[1]} ", "soft"))
    room = width - length(right)
    row: list[Run] = [blank(1)]
    if hint and len(hint) + 4 <= room:
        left = left[1:]
        row += [(hint, "bold"), blank(3)]
    for shown, word in left:
        cell = [(shown, "accent_bold"), (f" {word}", "soft"), blank(3)]
        if length((*row, *cell)) > room:
            break
        row += cell
    return (*row, blank(room - length(row)), *right)
