"""The go-to line: words for a place in the race, answered where they are typed."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from replay.tui.dialogs.shade import ShadingScreen


class GoTo(ModalScreen[int | str | None], ShadingScreen):
    """Asks for a place and gives its time in ticks, or a car's number; None without either.

    `resolve` turns the words into either and raises ValueError with what can be named; `examples`
    are of that, and `typed` stands there already.
    """

    CSS_PATH = "dialogs.tcss"
    # First, so that the key after it is not for the line that closes.
    BINDINGS = [Binding("escape", "dismiss(None)", "Close", show=False, priority=True)]

    def __init__(
        self, resolve: Callable[[str], int | str], examples: str = "", typed: str = ""
    ) -> None:
        super().__init__()
        self._typed = typed
        self._examples = examples
        self._resolve = resolve

    def compose(self) -> ComposeResult:
        """Lay out the line and the hint under it."""
        with Vertical(id="go-to"):
            yield Static("Go to", classes="dialog-title", markup=False)
            yield Input(
                self._typed,
                placeholder=self._examples,
                select_on_focus=False,  # what is typed next would replace what came with the key
            )
            yield Static(" ", id="go-to-answer", markup=False)

    def on_mount(self) -> None:
        """Take the keys from the first moment on."""
        line = self.query_one(Input)
        line.cursor_blink = self.app.animation_level != "none"
        self.set_focus(line)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go there, or say what can be named."""
        event.stop()
        try:
            found = self._resolve(event.value)
        except ValueError as error:
            for answer in self.query("#go-to-answer").results(Static):
                answer.update(str(error))
        else:
            self.dismiss(found)
