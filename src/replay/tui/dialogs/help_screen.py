"""The help: every key by group, as the user's keymap has them."""

from collections.abc import Mapping
from textwrap import wrap

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBarRender
from textual.widgets import Static

from replay.tui import key_table
from replay.tui.dismiss_once import DismissOnce
from replay.tui.drawing.cells import plain
from replay.tui.drawing.glyphs import UNICODE, Glyphs

_KEYS_WIDTH = 28
_MARGIN = 2
_WIDTH = 100
"""The cells of the dialog, where the terminal has them."""


class AsciiScrollBar(ScrollBarRender):
    """A scroll bar without the part blocks at its ends."""

    VERTICAL_BARS = [" "] * len(ScrollBarRender.VERTICAL_BARS)


class HelpScreen(ModalScreen[None], DismissOnce):
    """Shows the keys of a race or of the `library`; the arrows scroll, escape or `?` closes."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [
        Binding("escape,question_mark,q", "dismiss(None)", "Close", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(
        self,
        keymap: Mapping[str, str],
        notes: tuple[str, ...] = (),
        glyphs: Glyphs = UNICODE,
        laps: bool = True,
        library: bool = False,
    ) -> None:
        super().__init__()
        self._ascii = glyphs.ascii
        self._keymap = keymap
        self._notes = notes
        self._laps = laps
        self._library = library

    def compose(self) -> ComposeResult:
        """Lay out the groups one below the other."""
        with VerticalScroll(id="help") as dialog:
            dialog.styles.width = _WIDTH
            yield Static(self._text(), markup=False)

    def on_resize(self) -> None:
        """Break lines where the new width wants it."""
        for text in self.query("#help Static").results(Static):
            text.update(self._text())

    def on_mount(self) -> None:
        """Draw the scroll bar with what the terminal can show."""
        if self._ascii:
            for text in self.query(VerticalScroll):
                # The renderer is meant to be set on one bar.
                text.vertical_scrollbar.renderer = AsciiScrollBar  # type: ignore[misc]

    def action_scroll(self, step: int) -> None:
        """Scroll one line, unless a key before has closed it."""
        for text in self.query(VerticalScroll):
            text.scroll_relative(y=step, animate=False)

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        if self._library:
            return key_table.library_groups(self._keymap)
        return key_table.groups(self._keymap, laps=self._laps)

    def _text(self) -> Content:
        """The groups, what a key does in a column of its own, on as many lines as it needs."""
        beside = 2  # the scroll bar, and a blank before it
        within = min(_WIDTH, self.app.size.width) - 2 * _MARGIN - beside
        room = max(within - _KEYS_WIDTH - _MARGIN, _MARGIN)
        parts: list[tuple[str, str] | str] = []
        for group, rows in self._groups():
            parts += ["\n" if parts else "", (group, "bold"), "\n"]
            for shown, what in rows:
                if self._ascii:
                    shown, what = plain(shown), plain(what)
                blank = " " * max(_KEYS_WIDTH - cell_len(shown), 2)
                text = f"\n{' ' * (_MARGIN + _KEYS_WIDTH)}".join(wrap(what, room))
                parts += [(f"  {shown}", "bold $accent"), f"{blank}{text}\n"]
        for note in self._notes:
            parts += ["\n", note]
        return Content.assemble(*parts)
