"""The palette, whatever key is pressed how soon."""

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches
from textual.events import Click, Mount
from textual.widget import Widget

from replay.tui.dismiss_once import DismissOnce

_GROUP = "--textual-command-palette-gather-commands"


class ReplayCommandList(CommandList):
    """The list of commands; what is asked of rows that are not there yet, or no longer, is not."""

    async def _on_click(self, event: Click) -> None:
        """Choose the command under the mouse, if it is still in the list."""
        row = event.style.meta.get("option")
        if row is not None and row >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """Page through rows that are laid out."""
        if self._is_laid_out:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Page through rows that are laid out."""
        if self._is_laid_out:
            super().action_page_down()  # type: ignore[no-untyped-call]

    @property
    def _is_laid_out(self) -> bool:
        return bool(self.option_count and self.scrollable_content_region)


class ReplayPalette(CommandPalette, DismissOnce):
    """Textual's palette; it may be closed at any moment, and asked for rows before it has any."""

    # First, so that the key after it is not for the palette that closes.
    BINDINGS = [Binding("escape", "escape", "Close", show=False, priority=True)]

    _in_list = False

    @property
    def rests_on(self) -> Widget | None:
        """The list, once a key has moved in it: the terminal's cursor rests on its chosen row."""
        return next(iter(self.query(CommandList)), None) if self._in_list else None

    def _action_command_list(self, action: str) -> None:
        """Move in the list."""
        self._in_list = action != "select"
        super()._action_command_list(action)

    def on_input_changed(self) -> None:
        """Type again."""
        self._in_list = False

    def compose(self) -> ComposeResult:
        """Lay out the palette with our own list."""
        for widget in super().compose():
            yield ReplayCommandList() if isinstance(widget, CommandList) else widget

    def _on_mount(self, event: Mount) -> None:
        """Look for commands, unless it was closed before it was there."""
        if not self.on_top:
            event.prevent_default()

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        """Close by a click beside the palette, unless there is no such place any more."""
        if not self.app.size.region.contains(event.screen_x, event.screen_y):
            event.prevent_default()

    @work(exclusive=True, group=_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        """Look for commands; nobody waits for them once the palette has been closed."""
        gather = CommandPalette._gather_commands.__wrapped__  # type: ignore[attr-defined]
        try:
            await gather(self, search_value)
        except NoMatches:
            if self._is_there:
                raise

    async def _watch__show_busy(self) -> None:
        """Show that commands are looked for."""
        if self._is_there:
            await super()._watch__show_busy()

    @property
    def _is_there(self) -> bool:
        return bool(self.query(CommandList))
