"""How the clock plays, as one immutable value: where it pauses, what it hurries through."""

from msgspec import Struct
from msgspec.structs import replace

from replay.race.model import SECOND
from replay.race.pacing_choices import YELLOW_CHOICES, PauseKind, YellowLaps

YELLOW_WORDS: dict[YellowLaps, str] = {
    "play": "yellow played",
    "fast": "yellow fast",
    "skip": "yellow skipped",
}
"""What is said of the choice as it is made."""


class Pacing(Struct, frozen=True):
    """What is chosen of how the clock plays, apart from its rate.

    `pause_at` are the kinds of events at which it pauses, `yellow` is what is done with the laps
    under yellow, and `length` the time (ticks) to which the race is condensed, None for none.
    """

    pause_at: frozenset[PauseKind] = frozenset()
    yellow: YellowLaps = "play"
    length: int | None = None

    def toggled(self, kind: PauseKind) -> "Pacing":
        """Pause at a kind of events, or no longer."""
        return replace(self, pause_at=self.pause_at ^ {kind})

    def next_yellow(self) -> "Pacing":
        """Do the next that can be done with the laps under yellow."""
        at = YELLOW_CHOICES.index(self.yellow) + 1
        return replace(self, yellow=YELLOW_CHOICES[at % len(YELLOW_CHOICES)])

    @property
    def words(self) -> str:
        """The time to which the race is condensed: `in 10m`; empty where it is not."""
        if self.length is None:
            return ""
        minutes, seconds = divmod(self.length // SECOND, 60)
        hours, minutes = divmod(minutes, 60)
        parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
        return "in " + "".join(f"{number}{unit}" for number, unit in parts if number)
