"""The palette, whatever key is pressed how soon."""

from textual.command import CommandList, CommandPalette
from textual.events import Mount

from replay.tui.closed_once import ClosedOnce


class Palette(CommandPalette, ClosedOnce):
    """Textual's palette; keys for its list wait until that has rows."""

    def _on_mount(self, event: Mount) -> None:
        """Look for commands, unless it was closed before it was there."""
        if not self.on_top:
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        """Pass an action on to the list, which cannot page through rows that are not laid out."""
        commands = self.query_one(CommandList)
        if commands.option_count and commands.scrollable_content_region:
            super()._action_command_list(action)
