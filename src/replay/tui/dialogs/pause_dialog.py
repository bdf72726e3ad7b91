"""The kinds of events at which the clock pauses by itself: a small list, each on or off."""

from collections.abc import Callable, Collection, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.race.pacing_choices import PAUSE_KINDS, PauseKind
from replay.tui.dialogs.shade import ShadingScreen
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import RowContent, blank, length
from replay.tui.keys import BY_ID

_KINDS: Sequence[PauseKind] = tuple(PAUSE_KINDS)

Toggle = Callable[[PauseKind], Collection[PauseKind]]


class PauseList(RowWidget, can_focus=True):
    """Shows every kind with whether it is on; the one at the cursor is marked."""

    def __init__(self, on: Collection[PauseKind], toggle: Toggle, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs, id="pause-kinds")
        self.styles.height = len(_KINDS)
        self._on = on
        self._toggle = toggle
        self._cursor = 0

    @property
    def cursor_row(self) -> int:
        """The row of the chosen kind."""
        return self._cursor

    def line(self, y: int) -> RowContent:
        """Give the row of a kind."""
        kind, chosen = _KINDS[min(y, len(_KINDS) - 1)], y == self._cursor
        mark = "[x]" if kind in self._on else "[ ]"
        row = (
            (self.glyphs.cursor if chosen else " ", "accent_bold"),
            (f" {mark} ", "accent_bold" if kind in self._on else "mute"),
            (PAUSE_KINDS[kind], "bold" if chosen else "full"),
        )
        rest = max(self.outer_size.width - length(row), 0)
        return RowContent((*row, blank(rest)), "row_cursor" if chosen else "surface")

    def move(self, step: int) -> None:
        """Go a row down, or up."""
        self._cursor = min(max(self._cursor + step, 0), len(_KINDS) - 1)
        self.sync()

    def toggle(self) -> None:
        """Turn the chosen kind on or off."""
        self._on = self._toggle(_KINDS[self._cursor])
        self.sync()

    def on_click(self, event: Click) -> None:
        """Choose the row under the mouse, and turn it on or off."""
        if 0 <= event.y < len(_KINDS):
            self._cursor = event.y
            self.toggle()


class PauseDialog(ModalScreen[None], ShadingScreen):
    """Turns the kinds of events on and off at which the clock pauses; `toggle` does and tells."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close", show=False, priority=True),
        Binding("q", "dismiss(None)", show=False),
        Binding(BY_ID["pause_at"].keys, "dismiss(None)", show=False, id="pause_at"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("space,enter", "turn", show=False),
    ]

    def __init__(self, on: Collection[PauseKind], toggle: Toggle, glyphs: Glyphs) -> None:
        super().__init__()
        self._list = PauseList(on, toggle, glyphs)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Lay out the list and its keys."""
        with Vertical(id="pauses"):
            yield Static("Pause while playing at", classes="dialog-title", markup=False)
            yield self._list
            keys = "space turns one on or off   esc closes"
            yield Static(keys, id="pause-keys", markup=False)

    def on_mount(self) -> None:
        """Take the keys from the first moment on."""
        self.set_focus(self._list)

    def action_move(self, step: int) -> None:
        """Go a row down, or up."""
        self._list.move(step)

    def action_turn(self) -> None:
        """Turn the chosen kind on or off."""
        self._list.toggle()
