"""The card of a red flag: since when, why, and how the race clock takes it."""

from collections.abc import Sequence

from replay.race.flag_now import flag_now
from replay.tui.cards.card import CardWidget
from replay.tui.cards.flag_facts import card_title, red_facts
from replay.tui.cards.race_facts import NARROW_CARD
from replay.tui.drawing.runs import Row
from replay.tui.pane import Heading
from replay.tui.scene import Scene


class FlagCard(CardWidget):
    """Tells of the red flag that is out."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give what is known of it so far: in a narrow card the first three facts alone."""
        now = scene.ask(flag_now)
        return () if now is None or not now.clock else red_facts(scene, now, width)

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the flag, and say what the race clock does."""
        now = scene.ask(flag_now)
        if now is None or not now.clock:
            return Heading("")
        clock = f"clock {now.clock}" if width < NARROW_CARD else f"race clock {now.clock}"
        return Heading(card_title(now.flag), clock)
