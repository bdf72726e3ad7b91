"""What comes of one rule of `check`, and how two figures are compared."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from replay.race.model import Explanation
from replay.race.table import seconds

Outcome = Literal["met", "explained", "failed"]

_SHOWN = 3
"""How many differences that fail a rule are written out."""


class Finding(Struct, frozen=True):
    """What came of one rule: our figure, the published one, and why they may differ."""

    rule: str
    outcome: Outcome
    ours: str
    published: str
    reason: str | None = None


class Judge:
    """Compares our figures with published ones, with the file's explanations at hand."""

    def __init__(self, explanations: Sequence[Explanation]) -> None:
        self.reasons = {item.rule: item.reason for item in explanations}

    def compare(self, rule: str, same: bool, ours: str, published: str, why: str = "") -> Finding:
        """Give what comes of a rule; `why` tells what differs where nothing explains it."""
        if same:
            return Finding(rule, "met", ours, published)
        reason = self.reasons.get(rule)
        if reason is not None:
            return Finding(rule, "explained", ours, published, reason)
        return Finding(rule, "failed", ours, published, why or None)

    def figure(self, rule: str, ours: int | None, published: int | None) -> Iterator[Finding]:
        """Compare one count, if it was published."""
        if published is not None:
            yield self.compare(rule, ours == published, count_text(ours), str(published))

    def time(self, rule: str, ours: int | None, published: int | None) -> Iterator[Finding]:
        """Compare one time in ticks, if it was published."""
        if published is not None:
            yield self.compare(rule, ours == published, seconds_text(ours), seconds_text(published))

    def each(
        self,
        rule: str,
        pairs: Mapping[str, tuple[str, str]],
        noun: str = "car",
        *,
        beyond: Collection[str] = (),
        why: str = "",
    ) -> Iterator[Finding]:
        """Compare figures of one kind, named by what each is of; none published, no finding.

        Differences of the names `beyond` the rule are explained by `why`; any other one fails.
        """
        if not pairs:
            return
        wrong = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        failing = {name: pair for name, pair in wrong.items() if name not in beyond}
        count = counted(len(pairs), noun)
        if not wrong:
            yield self.compare(rule, True, count, count)
            return
        shown = list((failing or wrong).items())[: _SHOWN if failing else None]
        ours = ", ".join(f"{name}: {pair[0]}" for name, pair in shown)
        published = ", ".join(f"{name}: {pair[1]}" for name, pair in shown)
        if failing:
            yield self.compare(rule, False, ours, published, f"{len(failing)} of {count} differ")
        else:
            reason = self.reasons.get(rule, why)
            yield Finding(rule, "explained", ours, published, reason)

    def places(self, rule: str, ours: Sequence[str], published: Sequence[str]) -> Iterator[Finding]:
        """Compare an order of cars, as far down as it was published."""
        places = {
            f"place {place}": (ours[place - 1] if place <= len(ours) else "none", car)
            for place, car in enumerate(published, 1)
        }
        yield from self.each(rule, places, "place")


def count_text(count: int | None) -> str:
    """Write a count that may be missing."""
    return "none" if count is None else str(count)


def seconds_text(ticks: int | None) -> str:
    """Write ticks as seconds, or that there is no such time."""
    return "none" if ticks is None else str(seconds(ticks))


def counted(number: int, noun: str) -> str:
    """Write a number of things: `1 car`, `38 cars`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
