"""Our figures beside the published ones: what comes of each rule that compares them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from replay.race.finding import NEVER_EXPLAINED, Finding, count_text, time_text
from replay.race.model import Explanation, Figures
from replay.race.quantity import quantity

_SHOWN = 3
"""How many differences that fail a rule are written out."""


class Comparison:
    """Compares our figures with published ones, with the file's explanations at hand.

    `differences` has, by rule, the pairs of figures that differ, explained or not.
    """

    def __init__(self, explanations: Sequence[Explanation]) -> None:
        self._explanations = {item.rule: item for item in explanations}
        self.differences: dict[str, tuple[Figures, ...]] = {}

    def _reason(self, rule: str, pair: Figures, alone: bool) -> str | None:
        """Return why two figures differ; `alone`: they are the only ones of the rule that do."""
        item = self._explanations.get(rule)
        if item is None or rule in NEVER_EXPLAINED:
            return None
        excused = alone if item.pairs is None else pair in item.pairs
        return item.reason if excused else None

    def compare(self, rule: str, same: bool, ours: str, published: str, why: str = "") -> Finding:
        """Give what comes of a rule; `why` tells what differs where nothing explains it."""
        if same:
            return Finding(rule, "met", ours, published)
        pair = Figures(ours=ours, published=published)
        self.differences[rule] = (pair,)
        reason = self._reason(rule, pair, alone=True)
        if reason is not None:
            return Finding(rule, "explained", ours, published, reason)
        return Finding(rule, "failed", ours, published, why or None)

    def compare_count(
        self, rule: str, ours: int | None, published: int | None, *, spare: int = 0
    ) -> Iterator[Finding]:
        """Compare one count, if it was published; it may have as many as `spare` more than ours."""
        if published is not None:
            same = ours is not None and ours <= published <= ours + spare
            yield self.compare(rule, same, count_text(ours), str(published))

    def compare_time(self, rule: str, ours: int | None, published: int | None) -> Iterator[Finding]:
        """Compare one time in ticks, if it was published."""
        if published is not None:
            yield self.compare(rule, ours == published, time_text(ours), time_text(published))

    def compare_each(
        self,
        rule: str,
        pairs: Mapping[str, tuple[str, str]],
        noun: str = "car",
        *,
        beyond: Collection[str] = (),
        why: str = "",
        wish: str | None = None,
    ) -> Iterator[Finding]:
        """Compare figures of one kind, named by what each is of; none published, no finding.

        `wish` stands in the place of what was published where a rule asks the same of every race.

        Differences of the names `beyond` the rule are explained by `why`; any other one fails.
        """
        if not pairs:
            return
        wrong = [
            Figures(of=name, ours=ours, published=published)
            for name, (ours, published) in pairs.items()
            if ours != published
        ]
        count = quantity(len(pairs), noun)
        if not wrong:
            yield Finding(rule, "met", count, count if wish is None else wish)
            return
        open_ = [pair for pair in wrong if pair.of not in beyond]
        self.differences[rule] = tuple(open_)
        reasons = [self._reason(rule, pair, alone=len(open_) == 1) for pair in open_]
        failing = [pair for pair, reason in zip(open_, reasons, strict=True) if reason is None]
        shown = (failing or wrong)[: _SHOWN if failing else None]
        ours = ", ".join(f"{pair.of}: {pair.ours}" for pair in shown)
        published = ", ".join(f"{pair.of}: {pair.published}" for pair in shown)
        if failing:
            differ = f"{len(failing)} of {count} differ"
            yield Finding(rule, "failed", ours, published, differ)
        else:
            reason = next((one for one in reasons if one is not None), why)
            yield Finding(rule, "explained", ours, published, reason)

    def compare_places(
        self, rule: str, ours: Sequence[str], published: Sequence[str]
    ) -> Iterator[Finding]:
        """Compare an order of cars, as far down as it was published."""
        places = {
            f"place {place}": (ours[place - 1] if place <= len(ours) else "none", car)
            for place, car in enumerate(published, 1)
        }
        yield from self.compare_each(rule, places, "place")
