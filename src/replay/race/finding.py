"""What comes of one rule of `check`, and how its figures are written."""

from typing import Literal

from msgspec import Struct

from replay.race.seconds import exact_seconds

Outcome = Literal["met", "explained", "failed"]

NEVER_EXPLAINED = frozenset(
    {
        "finishing order",
        "order by class",
        "winner",
        "status and laps",
        "last crossings",
        "laps in the pits",
        "leader's laps",
    }
)
"""The rules that no explanation excuses: a race that fails one of them is a wrong race."""


class Finding(Struct, frozen=True):
    """What came of one rule: our figure, the published one, and why they may differ."""

    rule: str
    outcome: Outcome
    ours: str
    published: str
    reason: str | None = None


def count_text(count: int | None) -> str:
    """Write a count that may be missing."""
    return "none" if count is None else str(count)


def time_text(ticks: int | None) -> str:
    """Write ticks as seconds, or that there is no such time."""
    return "none" if ticks is None else str(exact_seconds(ticks))
