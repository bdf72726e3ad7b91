"""A box score becomes a race: the shipped one byte for byte, others as well as they tell."""

import shutil
import time
from pathlib import Path

import pytest
from tests.reconstruct.real_races import KANSAS, OTHERS, RACES, ROOT, rebuilt

from replay import racefile
from replay.race.check import check
from replay.race.model import SECOND, CarLaps, Race, Result
from replay.race.timeline import Timeline
from replay.reconstruct import reconstruct

MILLISECOND = SECOND // 1000
FACTS = (
    "cautions.csv", "checkpoints.csv", "lead_segments.csv", "pit_stops.csv", "white_flag.csv",
)  # fmt: skip
WORDS = ("drivers.csv", "liveries.csv", "penalties.csv", "stop_remarks.csv")


def without(tmp_path: Path, *files: str) -> Path:
    """A copy of the Kansas box score that lacks some files."""
    folder = tmp_path / "boxscore"
    shutil.copytree(KANSAS, folder)
    for file in files:
        (folder / file).unlink()
    return folder


def failed(race: Race) -> list[str]:
    return [finding.rule for finding in check(race) if finding.outcome == "failed"]


def test_the_shipped_race_is_regenerated_byte_for_byte_within_thirty_seconds() -> None:
    start = time.perf_counter()
    race = reconstruct(KANSAS)
    assert time.perf_counter() - start < 30
    shipped = (ROOT / "races" / "kansas-2024.json").read_bytes()
    assert racefile.encode(race) == shipped


@pytest.mark.parametrize("file", FACTS)
def test_a_missing_file_still_gives_a_race_that_can_be_stored(tmp_path: Path, file: str) -> None:
    race = reconstruct(without(tmp_path, file))
    assert racefile.decode(racefile.encode(race)) == race
    if file not in ("lead_segments.csv", "cautions.csv"):
        assert failed(race) == []


def test_without_names_colours_and_remarks_the_facts_stay_the_same(tmp_path: Path) -> None:
    race = reconstruct(without(tmp_path, *WORDS))
    assert race.entries[0].livery is None
    assert {remark.on for remark in race.remarks} == {"lead"}
    assert failed(race) == []


def test_results_alone_give_a_race_that_can_be_played_and_says_that_less_is_known(
    tmp_path: Path,
) -> None:
    race = racefile.decode(racefile.encode(reconstruct(without(tmp_path, *FACTS, *WORDS))))
    timeline = Timeline(race)
    final = timeline.at(timeline.end)
    assert [row.car for row in final.order] == [result.car for result in results_of(race)]
    assert timeline.at(timeline.instant(100)).lap == 100
    assert race.header.known.leaders == "reconstructed"
    assert sure(race.laps) < sure(rebuilt("kansas-2024").laps)


def results_of(race: Race) -> tuple[Result, ...]:
    assert race.official is not None
    return race.official.results


def sure(laps: tuple[CarLaps, ...]) -> int:
    """Count the laps whose place is said to be sure."""
    count = 0
    for line in laps:
        ends = [*(span.lap for span in line.known[1:]), len(line.crossings) + 1]
        for span, end in zip(line.known, ends, strict=True):
            count += (end - span.lap) * (span.place == "sure")
    return count


@pytest.mark.parametrize("name", OTHERS)
def test_other_races_are_rebuilt_to_their_own_results(name: str) -> None:
    race = rebuilt(name)
    assert len(check(race)) >= 29
    assert failed(race) == []


@pytest.mark.parametrize("name", OTHERS)
def test_only_what_the_record_leaves_open_needs_to_be_explained(name: str) -> None:
    open_to_all = ("order about lap", "points", "elapsed time", "average running position")
    explained = [one.rule for one in check(rebuilt(name)) if one.outcome == "explained"]
    assert [rule for rule in explained if not rule.startswith(open_to_all)] == []


@pytest.mark.parametrize("name", RACES)
def test_what_is_rebuilt_is_no_finer_than_the_times_published(name: str) -> None:
    race = rebuilt(name)
    assert [time for line in race.laps for time in line.crossings if time % MILLISECOND] == []
    assert [event for event in race.events if event.at % MILLISECOND] == []


@pytest.mark.parametrize("name", RACES)
def test_no_two_cars_complete_a_lap_at_the_same_instant(name: str) -> None:
    race = rebuilt(name)
    for lap in range(1, Timeline(race).laps + 1):
        times = [line.crossings[lap - 1] for line in race.laps if len(line.crossings) >= lap]
        assert len(set(times)) == len(times)


def test_two_published_crossings_that_are_equal_stay_equal(tmp_path: Path) -> None:
    folder = without(tmp_path)
    results = (folder / "results.csv").read_text(encoding="utf-8")
    assert results.count(",0.060,11442.48,") == 1
    tied = results.replace(",0.060,11442.48,", ",0.075,11442.495,")
    (folder / "results.csv").write_text(tied, encoding="utf-8")
    lines = {line.car: line.crossings for line in reconstruct(folder).laps}
    assert lines["9"][-1] == lines["19"][-1] == 114_424_950


def test_a_race_timed_to_a_ten_thousandth_is_rebuilt_as_finely(tmp_path: Path) -> None:
    folder = without(tmp_path)
    stops = (folder / "pit_stops.csv").read_text(encoding="utf-8")
    finer = stops.replace(",957.725,997.355,", ",957.7251,997.355,")
    assert finer != stops
    (folder / "pit_stops.csv").write_text(finer, encoding="utf-8")
    race = reconstruct(folder)
    assert any(time % MILLISECOND for line in race.laps for time in line.crossings)
    assert failed(race) == []


def test_points_taken_away_are_kept() -> None:
    points = {result.car: result.points for result in results_of(rebuilt("atlanta-2024"))}
    assert (points["41"], points["10"]) == (-14, -34)


def test_a_retired_car_off_the_race_clock_is_given_up_and_said_so() -> None:
    race = rebuilt("atlanta-2024")
    assert race.official is not None
    reasons = {one.rule: one.reason for one in race.official.explanations}
    assert reasons["elapsed time"] == (
        "contradicts more trusted facts of the record: elapsed time of car 16, which retired"
    )
