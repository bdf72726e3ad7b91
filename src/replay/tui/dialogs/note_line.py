"""The line in which the note of a bookmark is typed."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from replay.state.race_keeps import MOST_LETTERS
from replay.tui.dialogs.shade import ShadingScreen


class NoteLine(ModalScreen[str | None], ShadingScreen):
    """Asks for the note of a bookmark at a moment; gives None where it is closed without."""

    CSS_PATH = "dialogs.tcss"
    # First, so that the key after it is not for the line that closes.
    BINDINGS = [Binding("escape", "dismiss(None)", "Close", show=False, priority=True)]

    def __init__(self, moment: str, note: str = "") -> None:
        super().__init__()
        self._moment = moment
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out the line under its title."""
        with Vertical(id="note"):
            yield Static(f"Bookmark  {self._moment}", classes="dialog-title", markup=False)
            yield Input(
                self._note,
                placeholder="a note, or none",
                max_length=MOST_LETTERS,
                select_on_focus=False,  # what is typed next would replace what came with the key
            )
            yield Static("enter sets it   esc does not", id="note-keys", markup=False)

    def on_mount(self) -> None:
        """Take the keys from the first moment on."""
        self.set_focus(self.query_one(Input))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the note."""
        event.stop()
        self.dismiss(event.value)
