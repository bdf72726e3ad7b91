"""Two cars published at one time are level: one wins, by the result, and nothing is given up."""

from pathlib import Path

import pytest
from tests.reconstruct.small import RACE, RESULTS, write

from replay.race.check import check
from replay.race.export import event_rows
from replay.race.model import Race, Ruling
from replay.race.timeline import Timeline
from replay.reconstruct import rebuilt

CLOSING = RESULTS.replace("5,31.200", "5,30.900").replace("5,31.300", "5,30.800")
LEVEL = CLOSING.replace("0.400,312.400", "0.000,312.000")
LEAD = "start_lap,end_lap,car\n0,10,07\n"


def built(folder: Path, results: str, lead: str = LEAD) -> Race:
    """The race, of which nothing is given up and no rule fails or is explained."""
    race = RACE | {"margin_of_victory_s": "0.000", "lead_changes": 0, "leaders": 1}
    found = rebuilt(write(folder, results, race=race, lead_segments=lead))
    assert found.given_up == ()
    assert {finding.outcome for finding in check(found.race)} == {"met"}
    return found.race


def leaders(race: Race) -> list[str]:
    timeline = Timeline(race)
    return [stint.car for stint in timeline.scoring_at(timeline.end).stints]


def said(race: Race, kind: str) -> str:
    return next(row.text for row in event_rows(Timeline(race)) if row.kind == kind)


def test_of_two_cars_level_the_published_winner_wins_and_leads_the_last_lap(
    tmp_path: Path,
) -> None:
    race = built(tmp_path, LEVEL)
    timeline = Timeline(race)
    first, second = timeline.at(timeline.end).order[:2]
    assert (first.car, second.car, second.gap) == ("07", "7", 0)
    assert leaders(race) == ["07"]
    assert said(race, "chequered flag") == "Able first at the line, level with 7, unofficial"


def test_a_winner_who_started_behind_the_other_is_put_first_by_the_result(tmp_path: Path) -> None:
    """The grid breaks the tie till then; the lead, and its changes, are those of the result."""
    results = LEVEL.replace("1,1,07", "1,3,07").replace("3,3,5", "3,1,5")
    lead = "start_lap,end_lap,car\n0,0,5\n1,10,07\n"
    race = RACE | {"margin_of_victory_s": "0.000", "lead_changes": 1, "leaders": 2}
    found = rebuilt(write(tmp_path, results, race=race, lead_segments=lead))
    assert found.given_up == ()
    assert {finding.outcome for finding in check(found.race)} == {"met"}
    timeline = Timeline(found.race)
    assert timeline.at(timeline.end).order[0].car == "07"
    assert leaders(found.race) == ["5", "07"]
    ruling = next(event for event in found.race.events if isinstance(event, Ruling))
    assert ruling.text == "07 before 7, level on laps and time"


def test_three_level_are_told_as_three(tmp_path: Path) -> None:
    race = built(tmp_path, LEVEL.replace("1.200,313.200", "0.000,312.000"))
    assert said(race, "chequered flag").endswith("level with 7 and 5, unofficial")


@pytest.mark.parametrize("gap", ["0.001", "0.0001"])
def test_the_smallest_margin_is_not_level(tmp_path: Path, gap: str) -> None:
    time = f"312.{gap[2:]}"
    results = CLOSING.replace("0.400,312.400", f"{gap},{time}")
    race = RACE | {"margin_of_victory_s": gap}
    found = rebuilt(write(tmp_path, results, race=race, lead_segments=LEAD))
    assert found.given_up == ()
    assert "level" not in said(found.race, "chequered flag")
