"""The help: every key by group, as the user's keymap has them; then columns and signs."""

from collections.abc import Mapping
from textwrap import wrap

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBarRender
from textual.widget import Widget
from textual.widgets import Static

from replay.tui import key_table, keys
from replay.tui.dialogs.glossary_sheet import GlossaryOf, GlossarySheet
from replay.tui.dialogs.shade import ShadingScreen
from replay.tui.drawing.cells import plain
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.panes.key_bar import KeyBar

_KEYS_WIDTH = 28
_MARGIN = 2
_WIDTH = 100
"""The cells of the dialog, where the terminal has them."""


class AsciiScrollBar(ScrollBarRender):
    """A scroll bar without the part blocks at its ends."""

    VERTICAL_BARS = [" "] * len(ScrollBarRender.VERTICAL_BARS)


class HelpScreen(ModalScreen[None], ShadingScreen):
    """Shows the keys of a race or of the `library`; the arrows scroll, escape or `?` closes.

    With a glossary there is a second page, to which tab turns, and back.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [
        Binding("escape,question_mark,q", "dismiss(None)", "Close", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("tab,shift+tab", "turn_page", show=False),
    ]

    def __init__(
        self,
        keymap: Mapping[str, str],
        notes: tuple[str, ...] = (),
        glyphs: Glyphs = UNICODE,
        laps: bool = True,
        library: bool = False,
        glossary: GlossaryOf | None = None,
    ) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._glossary = None if glossary is None else GlossarySheet(glossary, glyphs=glyphs)
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
        if self._glossary is not None:
            self._glossary.display = False
            yield self._glossary
            yield KeyBar(glyphs=self._glyphs)

    def on_resize(self) -> None:
        """Break lines where the new width wants it."""
        for text in self.query("#help Static").results(Static):
            text.update(self._text())
        self._fit()

    def _fit(self) -> None:
        """Fit the glossary to the terminal, and name the keys that serve."""
        if self._glossary is None:
            return
        size, on = self.app.size, self._glossary.display
        self._glossary.fit(size.width, size.height)
        cells = [("esc", "back"), ("tab", "keys" if on else "columns and signs")]
        cells += [("↑ ↓", "more")] if not on or self._glossary.hidden else []
        for bar in self.query(KeyBar):
            bar.cells = (*cells, (keys.BY_ID["help"].names(self._keymap)[0], "help"))

    def action_turn_page(self) -> None:
        """Turn from the keys to the glossary, or back."""
        if self._glossary is None:
            return
        self._glossary.display = not self._glossary.display
        self.query_one("#help").display = not self._glossary.display
        self.set_class(self._glossary.display, "-glossary")
        self._fit()

    def on_mount(self) -> None:
        """Draw the scroll bar with what the terminal can show."""
        if self._ascii:
            for text in self.query(VerticalScroll):
                # The renderer is meant to be set on one bar.
                text.vertical_scrollbar.renderer = AsciiScrollBar  # type: ignore[misc]

    @property
    def rests_on(self) -> Widget:
        """The page on which the terminal's cursor rests: at the first line that is seen."""
        page = self._glossary
        return page if page is not None and page.display else self.query_one("#help")

    def action_scroll(self, step: int) -> None:
        """Scroll one line, unless a key before has closed it."""
        if self._glossary is not None and self._glossary.display:
            self._glossary.scroll(step)
            return
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
