"""Points by the rule of the series, against the published ones."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from replay import racefile
from replay.race.check import check
from replay.race.finding import Finding
from replay.race.model import Official, Race

TINY = racefile.load(Path(__file__).parents[1] / "races" / "tiny.json")


def official() -> Official:
    assert TINY.official is not None
    return TINY.official


def finding(race: Race, rule: str) -> Finding:
    (found,) = (found for found in check(race) if found.rule == rule)
    return found


def outcomes(race: Race) -> Mapping[str, str]:
    return {found.rule: found.outcome for found in check(race)}


NASCAR = replace(TINY, header=replace(TINY.header, series="NASCAR Cup Series"))


def test_points_follow_the_rule_of_the_series() -> None:
    found = outcomes(NASCAR)
    assert (found["points"], found["stage 1 points"]) == ("met", "met")


def test_points_of_a_series_whose_rule_is_not_known_are_not_checked() -> None:
    assert not {"points", "stage 1 points"} & set(outcomes(TINY))


def test_a_point_too_many_fails() -> None:
    results = (replace(official().results[0], points=51), *official().results[1:])
    race = replace(NASCAR, official=replace(official(), results=results))
    found = finding(race, "points")
    assert (found.outcome, found.ours, found.published) == ("failed", "1: 50", "1: 51")


def test_a_driver_who_may_not_score_has_no_points() -> None:
    results = (*official().results[:-1], replace(official().results[-1], points=38))
    race = replace(NASCAR, official=replace(official(), results=results))
    assert finding(race, "points").ours == "99: 0"


def with_points(points: int, *, eligible: bool | None, date: str = "2024-02-29") -> Race:
    """The small race under NASCAR's rule, with other points of the car that finished last."""
    entries = tuple(replace(e, eligible=eligible) if e.car == "99" else e for e in NASCAR.entries)
    results = (*official().results[:-1], replace(official().results[-1], points=points))
    header = replace(NASCAR.header, date=date)
    answer = replace(official(), results=results)
    return replace(NASCAR, header=header, entries=entries, official=answer)


def test_points_taken_away_are_beyond_the_rule() -> None:
    for eligible in (True, False, None):
        found = finding(with_points(-14, eligible=eligible), "points")
        assert (found.outcome, found.published) == ("explained", "99: -14")
        assert found.reason


def test_no_points_fail_a_driver_who_may_score_and_only_him() -> None:
    said = {
        eligible: finding(with_points(0, eligible=eligible), "points").outcome
        for eligible in (True, None, False)
    }
    assert said == {True: "failed", None: "explained", False: "met"}


def test_points_taken_away_from_one_car_do_not_excuse_another() -> None:
    race = with_points(-14, eligible=True)
    assert race.official is not None
    first, *others = race.official.results
    results = (replace(first, points=51), *others)
    found = finding(replace(race, official=replace(race.official, results=results)), "points")
    assert (found.outcome, found.ours, found.published) == ("failed", "1: 50", "1: 51")
    assert found.reason == "1 of 5 cars differ"


def test_from_2025_on_the_fastest_lap_scores_a_point() -> None:
    race = with_points(0, eligible=False, date="2025-02-28")
    found = finding(race, "points")
    assert (found.outcome, found.ours, found.published) == ("failed", "1: 51", "1: 50")
