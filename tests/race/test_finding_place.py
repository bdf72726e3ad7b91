"""A figure of the result that fails a rule is found in the file by its path."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from replay.json_place import path_of
from replay.race.check import check, differences
from replay.race.finding_place import place_of_rule
from replay.race.model import Race

TINY = (Path(__file__).parents[1] / "races" / "tiny.json").read_bytes()

WRONG: dict[str, tuple[str, Any]] = {
    "margin of victory": ("$.official.margin", 20),
    "race time": ("$.official.race_time", 3_480_000),
    "average speed": ("$.official.average_speed", 60_000),
    "leaders": ("$.official.leaders", 4),
    "cautions": ("$.official.cautions", 2),
    "caution laps": ("$.official.caution_laps", 3),
    "laps led": ("$.official.results[1].led", 5),
    "times led": ("$.official.results[1].times_led", 5),
    "elapsed time": ("$.official.results[2].elapsed", 3_510_001),
    "gap to the winner": ("$.official.results[2].gap", 39_501),
    "laps completed": ("$.official.results[3].laps", 8),
    "best lap": ("$.official.results[3].best_lap", 304_001),
    "number of the best lap": ("$.official.results[3].best_lap_number", 3),
    "last lap": ("$.official.results[3].last_lap", 545_001),
    "running at the end": ("$.official.results[3].status", "Engine"),
    "finishing order": ("$.official.results[2].car", "07"),
    "order at lap 9": ("$.official.orders[2].order[1]", "7"),
    "gaps at lap 9": ("$.official.orders[2].gaps[2]", 33_001),
    "stage 1 order": ("$.official.stages[0].order[1]", "07"),
    "leader of every lap": ("$.official.lead[1].car", "07"),
}
"""Rule -> the path of a published figure, and a wrong one."""


def altered(path: str, value: object) -> Race:
    """The small race with another figure; one that a list has already changes places with it."""
    fields: Any = msgspec.json.decode(TINY)
    *way, last = path_of(path)
    at: Any = last
    target: Any = fields
    for step in way:
        target = target[step]
    if isinstance(target, list) and value in target:
        target[target.index(value)] = target[at]
    if last == "car" and "position" in target:
        other = next(one for one in fields["official"]["results"] if one["car"] == value)
        other["car"] = target["car"]
    target[at] = value
    return msgspec.convert(fields, Race)


@pytest.mark.parametrize("rule", WRONG)
def test_the_figure_that_fails_a_rule_is_found_by_its_path(rule: str) -> None:
    path, value = WRONG[rule]
    race = altered(path, value)
    assert race.official is not None
    (failed,) = (found for found in check(race) if found.rule == rule)
    assert failed.outcome == "failed"
    assert place_of_rule(rule, race.official, differences(race)[rule]) == path


def test_a_rule_that_compares_nothing_published_has_no_place() -> None:
    race = msgspec.json.decode(TINY, type=Race)
    assert race.official is not None
    assert place_of_rule("laps in the pits", race.official, ()) is None
    assert place_of_rule("order at lap 77", race.official, ()) is None
