"""Why a rebuilt race and published figures differ, pinned to the figures that do."""

from collections.abc import Sequence

from msgspec.structs import replace

from replay.race.check import differences
from replay.race.finding import NEVER_EXPLAINED
from replay.race.model import Explanation, Figures, Race
from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.solve.system import GivenUp
from replay.reconstruct.tell.totals import unpublished_rules

_LONGEST = 300
"""The characters that an explanation of a race file may have."""


def with_explanations(race: Race, score: BoxScore, given_up: Sequence[GivenUp]) -> Race:
    """Return the race with the explanations of the record, and of what it contradicts or leaves
    untold; `given_up` are published facts that contradict more trusted ones.

    Each excuses the figures that differ now: those of a race altered later are told anew.
    """
    if race.official is None:
        return race
    differ = differences(race)
    explanations = [
        Explanation(rule=one.rule, reason=one.reason, pairs=_pairs(differ, one.rule, one.pairs))
        for one in score.race.explanations
    ]
    own = {one.rule for one in explanations}
    explanations += [
        Explanation(rule=rule, reason=reason, pairs=differ.get(rule, ()))
        for rule, reason in _reasons(score, given_up).items()
        if rule not in own | NEVER_EXPLAINED
    ]
    official = replace(race.official, explanations=tuple(explanations))
    return replace(race, official=official)


def _pairs(
    differ: dict[str, tuple[Figures, ...]], rule: str, named: tuple[Figures, ...] | None
) -> tuple[Figures, ...]:
    """Return the figures that an explanation of the record excuses: those it names, or one pair."""
    if named is not None:
        return named
    pairs = differ.get(rule, ())
    return pairs if len(pairs) == 1 else ()


def _reasons(score: BoxScore, given_up: Sequence[GivenUp]) -> dict[str, str]:
    """Return a reason for each rule that a fact given up, or one nobody told, may fail."""
    contradicted: dict[str, list[str]] = {}
    for one in given_up:
        for rule in _with_stage(one.fact.rules, score):
            contradicted.setdefault(rule, []).append(str(one.fact))
    reasons: dict[str, str] = {}
    for rule, facts in contradicted.items():
        text = f"contradicts more trusted facts of the record: {'; '.join(facts)}"
        reasons[rule] = text if len(text) <= _LONGEST else text[: _LONGEST - 4] + " ..."
    for rule, reason in unpublished_rules(score).items():
        reasons.setdefault(rule, reason)
    return reasons


def _with_stage(rules: tuple[str, ...], score: BoxScore) -> tuple[str, ...]:
    """Return rules with that of the stage whose end an order belongs to."""
    stages = enumerate(score.race.stage_end_laps, 1)
    return (
        *rules,
        *(f"stage {number} order" for number, lap in stages if f"order at lap {lap}" in rules),
    )
