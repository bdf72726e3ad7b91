"""The last line of the screen: the keys that serve now, as many as fit."""

from collections.abc import Sequence

from textual.reactive import var

from replay.tui import key_table, keys
from replay.tui.drawing.cells import drawable, plain
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.key import Key
from replay.tui.opened import turns
from replay.tui.pane import PaneWidget
from replay.tui.panes.card_keys import card_bar_cells, has_card_keys, next_event
from replay.tui.panes.chart_keys import chart_bar_cells
from replay.tui.panes.log_bar import has_log_keys, log_bar_cells
from replay.tui.panes.ribbon_hover import ribbon_line
from replay.tui.registry import PANES
from replay.tui.rings import EVENTS
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
        cells = _opened_cells(scene) or _home_cells(scene)
        if scene.glyphs.ascii:
            cells = tuple((plain(keys), word) for keys, word in cells)
        line = _told(scene)
        row = explaining_row(line, cells[-1], width) if line else ()
        return (RowContent(row or bar_row(cells, hint(scene), width), "surface"),)

    def given(self, scene: Scene, width: int) -> object:
        """Give what the keys follow from."""
        now = scene.has_laps, scene.now.slow, hint(scene), _told(scene)
        opened = _opened_cells(scene)
        return scene.strip_keys, scene.full, _panel(scene), _event_at_home(scene), *now, opened


def _opened_cells(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Give the keys that serve beside what is open; none where nothing is."""
    if has_log_keys(scene):
        return log_bar_cells(scene)
    if scene.charted:
        return chart_bar_cells(scene)
    return card_bar_cells(scene) if has_card_keys(scene) else ()


def _home_cells(scene: Scene) -> tuple[tuple[str, str], ...]:
    return key_table.key_bar_cells(
        scene.keymap,
        strip=scene.strip_keys,
        full=scene.full,
        panel=_panel(scene),
        laps=scene.has_laps,
        slow=scene.now.slow,
        classes=bool(scene.race.header.classes) and not scene.full,
        events=_event_at_home(scene),
    )


def _event_at_home(scene: Scene) -> str | None:
    """Say what the key of events opens once the result is official; empty before.

    None where it opens nothing.
    """
    if not turns(PANES, scene, EVENTS):
        return None
    official = scene.state.finished and not scene.state.provisional
    return (next_event(scene) or "summary") if official else ""


def _panel(scene: Scene) -> tuple[Key, ...]:
    """Give the keys that the finish at the line has while it has the focus."""
    if scene.focus == "strip":
        return keys.STRIP_KEYS
    return keys.PAN_KEYS if scene.focus == "lap" and scene.pan_keys else ()


def _told(scene: Scene) -> str:
    """Give the line that stands in place of the keys: what went wrong, what the mouse points at."""
    return drawable(scene.notice, scene.glyphs) or scene.pointed or ribbon_line(scene)


_HELP_ROOM = 14
"""The cells that a hint leaves to its margin and to the key at the right end."""


def hint(scene: Scene) -> str:
    """Say on the grid which key starts the race and which goes where it was left.

    Later it says at what the clock has paused by itself; else nothing once the clock has moved.
    Where both have no room the place left stands alone.
    """
    if scene.paused_at:
        key = keys.BY_ID["play_pause"].names(scene.keymap)[0]
        return f"Paused at {scene.paused_at}: {key} plays on"
    whole = scene.has_laps and scene.full
    if scene.now.time or scene.now.playing or whole:
        return ""
    begins = _beginning(scene)
    if not scene.offer:
        return begins
    key = keys.BY_ID["undo_jump"].names(scene.keymap)[0]
    offer = f"{drawable(scene.offer, scene.glyphs)}: press {key}"
    both = f"{offer}   {begins}"
    return both if len(both) + _HELP_ROOM <= scene.size.width else offer


def _beginning(scene: Scene) -> str:
    if not scene.has_laps and scene.race.is_entry_list:
        return "Neither laps nor a finish in this file: only who is entered"
    rolling = scene.race.header.start in (None, "rolling")
    event = "finish" if not scene.has_laps else "green flag" if rolling else "start"
    return f"Press {keys.BY_ID['play_pause'].shown(scene.keymap)} for the {event}"


def explaining_row(line: str, last: tuple[str, str], width: int) -> Row:
    """Set a line that explains something in place of the keys but the last; empty without room.

    What follows in it after a semicolon is left out first.
    """
    right: Row = ((last[0], "accent_bold"), (f" {last[1]} ", "soft"))
    room = width - length(right) - 2
    while line and length([(line, "")]) > room:
        line = line.rpartition(";")[0]
    head, _, words = line.partition("  ")
    left: Row = (blank(1), (head, "bold"), (f"  {words}", "soft"))
    return (*left, blank(width - length((*left, *right))), *right) if line else ()


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
