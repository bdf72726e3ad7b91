"""A fact of the record is a value: told in a sentence that nobody reads again."""

from pathlib import Path

import pytest

from replay import racefile
from replay.race.check import check
from replay.reconstruct.solve.record_fact import KINDS, RecordFact, best_lap, leads, stop_of

ROOT = Path(__file__).parents[3]
FULL = {"car": "5", "other": "07", "lap": 12, "last": 14, "number": 3, "figure": 9}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_in_a_line_that_says_all_that_it_is_about(kind: str) -> None:
    fact = RecordFact(kind, "5", "07", 12, 14, 3, 0, 9)
    words = KINDS[kind].words
    assert str(fact) == fact.words == words.format(**FULL)
    for name, value in FULL.items():
        assert (f"{{{name}}}" in words) <= (str(value) in str(fact))


@pytest.mark.parametrize("kind", KINDS)
def test_two_facts_of_a_kind_are_told_apart(kind: str) -> None:
    """One sentence is one fact: what is given up by its words is given up alone."""
    one = RecordFact(kind, "5", "07", 12, 14, 3, 8, 9)
    other = RecordFact(kind, "6", "08", 13, 15, 4, 9, 10)
    assert one != other
    if "{" in KINDS[kind].words:
        assert one.words != other.words
    assert str(one) != str(other)


def test_no_two_kinds_have_the_same_words() -> None:
    assert len({kind.words for kind in KINDS.values()}) == len(KINDS)


def test_a_fact_with_a_line_names_it_behind_its_words() -> None:
    assert str(stop_of("5", 8)) == "stop of car 5 (pit_stops.csv, line 8)"
    assert stop_of("5", 8).words == "stop of car 5"


def test_the_rules_that_hang_on_a_fact_are_of_its_lap() -> None:
    assert RecordFact("before", "5", "7", 12).rules == ("order at lap 12", "gaps at lap 12")
    assert RecordFact("stage", number=2).rules == ("stage 2 order",)
    assert best_lap("5").rules == ("best lap", "number of the best lap")
    assert leads("5", 3).rules[0] == "leader of every lap"


def test_a_fact_that_no_rule_hangs_on_is_told_under_its_own_words() -> None:
    assert RecordFact("flag", "5").rules == ("car 5 takes the flag",)


def test_the_rules_named_are_rules_of_the_check_but_for_what_no_race_file_carries() -> None:
    race = racefile.decode((ROOT / "races" / "kansas-2024.json").read_bytes())
    known = {finding.rule for finding in check(race)} | {"leader's laps at stops"}
    named = {rule for kind in KINDS.values() for rule in kind.rules}
    plain = {rule for rule in named if "{" not in rule}
    assert plain <= known
    filled = {rule.format(lap=80, number=1) for rule in named - plain}
    assert {rule for rule in filled if not rule.startswith("gaps")} <= known
