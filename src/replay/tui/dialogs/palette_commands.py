"""The palette: every command by name, made from the keys."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from replay.race.pacing_choices import PAUSE_KINDS
from replay.tui.drawing.cells import plain
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.keys import BY_ID, KEYS

_FIRST = 1_000.0
"""More than any command scores."""

_HIDDEN = ("palette", "close", "next_pane", "previous_pane", "suspend")

_FURTHER = (
    ("Laps on: how many, as +12", "go_to", " +", "go_to('+')"),
    ("Laps back: how many, as -12", "go_to", " -", "go_to('-')"),
    *(
        (f"Pause while playing at {words}, or no longer", "pause_at", "", f"pause_at('{kind}')")
        for kind, words in PAUSE_KINDS.items()
    ),
    *(
        (f"Play the race condensed to {minutes} minutes", "", "", f"condense({minutes})")
        for minutes in (10, 20, 60)
    ),
    ("Play the race as long as it was", "", "", "condense(0)"),
)
"""What is done by a key and more: its name, the id of the key, what is typed then, its action."""


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
        for name, id, typed, action in _FURTHER if laps else ():
            first = BY_ID[id].names(keymap)[0].replace("[", "\\[") if id else ""
            yield name, f"{first}{typed}", partial(self.screen.run_action, action)

    def _moment(self, query: str) -> Hit | None:
        """Offer the moment that is named, before all commands; as far as it can be told of."""
        screen: Any = self.screen
        at = screen.time_typed(query)
        if at is None:
            return None
        name = Content(f"Go to {' '.join(query.split())}")
        return Hit(_FIRST, name, partial(screen.seek, at), text=str(name))

    async def discover(self) -> Hits:
        """List every command while nothing is typed."""
        for name, shown, run in self._commands():
            yield DiscoveryHit(name, run, help=shown)

    async def search(self, query: str) -> Hits:
        """List the commands that match what is typed."""
        if (moment := self._moment(query)) is not None:
            yield moment
        matcher = self.matcher(query)
        for name, shown, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=shown)
