"""Gaps that the official result has are exact, however the crossings are known."""

import pytest

from replay import racefile
from replay.race.extremes import extremes
from replay.race.laps_led import published_laps_led
from replay.race.published_gaps import published_gaps
from replay.race.timeline import Timeline


def timeline(name: str) -> Timeline:
    return Timeline(racefile.load(racefile.find(name)))


@pytest.mark.parametrize(("name", "second"), [("kansas-2025", "20"), ("martinsville-2020", "12")])
def test_the_cars_whose_gap_was_published_are_told_once_the_result_is_official(
    name: str, second: str
) -> None:
    race = timeline(name)
    found = published_gaps(race, race.end)
    assert {race.at(race.end).order[0].car, second} <= found
    gaps = {one.car: one.gap for one in race.race.official.results}  # type: ignore[union-attr]
    for row in race.at(race.end).order[1:]:
        if row.car in found:
            assert row.gap == gaps[row.car]
    assert published_gaps(race, race.instant(100)) == frozenset()


def test_what_published_gaps_cover_is_exact() -> None:
    race = timeline("kansas-2025")
    covered = extremes(race, race.end).covered
    assert covered is not None
    assert covered.exact


def test_published_laps_led_wait_for_the_result() -> None:
    race = timeline("kansas-2025")
    assert published_laps_led(race, race.end)["5"] == 221
    assert published_laps_led(race, race.instant(200)) == {}
