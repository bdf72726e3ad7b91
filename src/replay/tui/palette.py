"""The palette, whatever key is pressed how soon."""

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's palette; keys for its list wait until that has rows."""

    def _action_command_list(self, action: str) -> None:
        """Pass an action on to the list, which cannot page through rows that are not laid out."""
        commands = self.query_one(CommandList)
        if commands.option_count and commands.scrollable_content_region:
            super()._action_command_list(action)
