"""Where one can ask to go, and what the answer must not tell."""

from pathlib import Path

import pytest

from replay import racefile
from replay.race.log import RaceLog
from replay.race.target import TargetError, parse_time, resolve
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return Timeline(racefile.load(TINY))


def go(timeline: Timeline, words: str, time: int = 0) -> int:
    return resolve(words, timeline, RaceLog(timeline), time)


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("2:31:07", 90_670_000),
        ("45:10", 27_100_000),
        ("0:00", 0),
        ("3:10:42.421", 114_424_210),
        ("93.5", 935_000),
        ("150", None),
        ("1:2:3:4", None),
        ("-1:00", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_on_the_race_clock(text: str, ticks: int | None) -> None:
    assert parse_time(text) == ticks


@pytest.mark.parametrize("words", ["5", "lap 5", "L5", " lap  5 "])
def test_a_number_is_a_lap(timeline: Timeline, words: str) -> None:
    assert go(timeline, words) == timeline.instant(5)


def test_a_signed_number_counts_laps_from_here_and_stops_at_the_ends(timeline: Timeline) -> None:
    here = timeline.instant(5)
    assert go(timeline, "+2", here) == timeline.instant(7)
    assert go(timeline, "-3", here) == timeline.instant(2)
    assert go(timeline, "−99", here) == 0
    assert go(timeline, "+99", here) == timeline.end


def test_events_are_named_by_their_number(timeline: Timeline) -> None:
    assert go(timeline, "caution 1") == go(timeline, "stage 1") == 1_218_000
    assert go(timeline, "lead 2") == 915_003
    assert go(timeline, "finish") == timeline.end
    assert go(timeline, "grid", 5) == 0


def test_a_lap_beyond_the_scheduled_distance_is_refused_by_what_is_known(
    timeline: Timeline,
) -> None:
    with pytest.raises(TargetError, match="Laps go from 0 to 10"):
        go(timeline, "11")


@pytest.mark.parametrize("words", ["caution 9", "stage 7", "lead 0", "turn 3", "", "lap", "1e9"])
def test_what_is_not_there_is_one_clear_line(timeline: Timeline, words: str) -> None:
    with pytest.raises(TargetError) as error:
        go(timeline, words)
    assert "\n" not in str(error.value)
