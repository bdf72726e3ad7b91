"""The palette, whatever key is pressed how soon."""

from textual import work
from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches
from textual.events import Mount

from replay.tui.closed_once import ClosedOnce

_GROUP = "--textual-command-palette-gather-commands"


class Palette(CommandPalette, ClosedOnce):
    """Textual's palette; it may be closed at any moment, and asked for rows before it has any."""

    def _on_mount(self, event: Mount) -> None:
        """Look for commands, unless it was closed before it was there."""
        if not self.on_top:
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        """Pass an action on to the list, which cannot page through rows that are not laid out."""
        commands = self.query_one(CommandList)
        if commands.option_count and commands.scrollable_content_region:
            super()._action_command_list(action)

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
