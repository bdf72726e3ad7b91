"""How often a race was neutralised, in words: each kind of flag with its count."""

from collections import Counter
from collections.abc import Iterable

from replay.race.quantity import quantity
from replay.race.state import LogEntry

COUNTED = ("stock car", "indycar")
"""The series in which a caution is one kind of yellow, and its laps are counted."""


def neutral_words(log: Iterable[LogEntry]) -> str:
    """Count each kind of flag that neutralised the race: `1 VSC, 2 safety cars`; may be empty."""
    kinds = Counter(_kind(entry) for entry in log if entry.neutralises != "nothing")
    return ", ".join(
        f"{count} {kind}" if kind.isupper() else quantity(count, kind)
        for kind, count in kinds.items()
    )


def _kind(entry: LogEntry) -> str:
    """Name a flag without its number: `safety car`, `VSC`."""
    word = entry.text.rstrip("0123456789 ")
    return word if word.isupper() else word[:1].lower() + word[1:]
