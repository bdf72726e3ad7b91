"""The palette: every command by name, made from the keys."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from replay.tui.drawing.cells import plain
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.keys import KEYS

_HIDDEN = ("palette", "close", "next_pane", "previous_pane", "suspend")


class ReplayCommands(Provider):
    """Offers every key's command by its description, with its keys as help."""

    def _commands(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        keymap = getattr(self.screen, "keymap", {})
        written = plain if getattr(self.app, "glyphs", UNICODE).ascii else str
        laps = getattr(self.screen, "has_laps", True)
        for key in KEYS:
            served = laps or not key.needs_laps
            if served and key.id not in _HIDDEN and not key.id.startswith("tenth_"):
                run = partial(self.screen.run_action, key.action)
                # The palette reads help as markup, in which a bracket may be a key.
                yield written(key.tooltip), written(key.shown(keymap)).replace("[", "\\["), run

    async def discover(self) -> Hits:
        """List every command while nothing is typed."""
        for name, shown, run in self._commands():
            yield DiscoveryHit(name, run, help=shown)

    async def search(self, query: str) -> Hits:
        """List the commands that match what is typed."""
        matcher = self.matcher(query)
        for name, shown, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=shown)
