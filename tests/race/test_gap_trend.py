"""What a car gains or loses a lap: the slope of its gap, over laps where that means something."""

from collections.abc import Sequence

import pytest
from tests.race.small_races import at, timeline_of

from replay.race.gap_runs import GapRun, runs_to_leader
from replay.race.gap_trend import trend_between, trend_to_leader
from replay.race.gaps import gaps_now, leaders_by_lap
from replay.race.model import SECOND, Caution, Event, Green, Stop
from replay.race.timeline import Timeline

KNOWN = {"stops": "official"}
LEADER = [30 * lap for lap in range(1, 16)]


def behind(gaps: Sequence[float]) -> list[float]:
    return [line + gap for line, gap in zip(LEADER, gaps, strict=False)]


def closing(*events: Event, stops: Sequence[Stop] = ()) -> Timeline:
    """Car 2 begins 3 s behind car 1 and wins back 0.2 s on every lap."""
    gaps = [3 - 0.2 * lap for lap in range(15)]
    return timeline_of({"1": LEADER, "2": behind(gaps)}, events, stops=stops, known=KNOWN)


def ticks(timeline: Timeline, lap: int, car: str = "2") -> int | None:
    trend = trend_to_leader(timeline, timeline.instant(lap), car)
    return None if trend is None else trend.ticks


def test_a_gap_that_falls_has_a_negative_slope() -> None:
    timeline = closing()
    assert ticks(timeline, 12) == -SECOND // 5
    seen = trend_between(timeline, timeline.instant(12), "1", "2")
    assert seen is not None
    assert (seen.ticks, seen.laps) == (SECOND // 5, 10)


def test_there_is_no_slope_before_five_green_laps() -> None:
    assert [ticks(closing(), lap) for lap in (1, 4, 5)] == [None, None, -SECOND // 5]
    yellow = Caution(at=at(130), lap=4, basis="timed", number=1, reason="rain")
    timeline = closing(yellow, Green(at=at(175), lap=5, basis="timed"))
    assert [ticks(timeline, lap) for lap in (4, 5, 10, 11)] == [None, None, None, -SECOND // 5]


@pytest.mark.parametrize("car", ["1", "2"])
def test_no_slope_goes_over_a_stop_of_either_car(car: str) -> None:
    timeline = closing(stops=(Stop(car=car, lap=4, length=at(12)),))
    between = [trend_between(timeline, timeline.instant(lap), "2", "1") for lap in (4, 6, 10, 11)]
    assert [trend and trend.laps for trend in between] == [None, None, None, 5]


def test_another_leader_ends_the_slope_only_where_the_old_one_stopped() -> None:
    gaps = [3 - 0.5 * lap for lap in range(12)]
    lines = {"1": LEADER[:12], "2": behind(gaps), "3": behind([9.0] * 12)}
    on_track = timeline_of(lines)
    assert leaders_by_lap(on_track, on_track.end, "3")[5:9] == ("1", "1", "2", "2")
    seen = trend_to_leader(on_track, on_track.instant(11), "3")
    assert seen is not None
    assert seen.laps == 10
    # Car 1 stops on the lap after which car 2 leads: the gap is to another car from there on.
    stopped = timeline_of(lines, stops=(Stop(car="1", lap=7, length=at(2)),), known=KNOWN)
    assert trend_to_leader(stopped, stopped.instant(11), "3") is None


def test_gaps_now_are_of_the_last_lap_that_both_have_completed() -> None:
    lines = {"1": (30, 60, 90, 121), "2": (31, 62, 93), "3": (65, 130)}
    timeline = timeline_of(lines)
    assert gaps_now(timeline, at(92), "1") == {"1": 0, "2": 2 * SECOND}
    assert gaps_now(timeline, at(93), "2") == {"1": -3 * SECOND, "2": 0}
    assert gaps_now(timeline, at(20), "1") == {}


def test_runs_end_at_a_yellow_and_at_a_stop() -> None:
    yellow = Caution(at=at(130), lap=4, basis="timed", number=1, reason="rain")
    timeline = closing(
        yellow, Green(at=at(175), lap=5, basis="timed"), stops=(Stop(car="2", lap=9, length=at(9)),)
    )
    runs = runs_to_leader(timeline, timeline.end, "2")
    assert [(run.first, run.last) for run in runs] == [(1, 4), (7, 9), (12, 15)]
    assert runs[0] == GapRun(1, (30_000, 28_000, 26_000, 24_000))
