"""Forecasts of how far a race will go: from the leader's pace, and from nothing else."""

import pytest
from tests.race.small_races import at, flag, timeline_of

from replay.race.forecast import laps_by_limit, laps_left
from replay.race.model import Distance, Flag, Green, Stop
from replay.race.timeline import Timeline


def timed() -> Timeline:
    """A race of 1,000 s in laps of 100 s, one slow under the safety car, and two with a stop."""
    leader = (100, 200, 400, 500, 600, 730, 830, 930, 1_030)
    return timeline_of(
        {"1": leader, "2": [time + 5 for time in leader]},
        (
            Flag(at=at(210), lap=2, basis="timed", flag="safety car", neutralises="bunch"),
            Green(at=at(390), lap=2, basis="timed"),
            flag(1_030, 9),
        ),
        stops=(Stop(car="1", lap=4, entry=at(590), exit=at(620)),),
        known={"stops": "timed"},
        scheduled_time=at(1_000),
    )


@pytest.mark.parametrize(
    ("seconds", "laps"),
    [(50, None), (100, 9), (399, 7), (830, 2), (930, 1), (999.9, 1), (1_000, None), (1_030, None)],
)
def test_laps_left_are_the_time_to_go_by_the_pace_of_laps_without_yellow_and_stop(
    seconds: float, laps: int | None
) -> None:
    assert laps_left(timed(), at(seconds)) == laps


def test_laps_left_are_told_in_the_last_hour_alone() -> None:
    timeline = timeline_of(
        {"1": [400 * lap for lap in range(1, 20)]}, (flag(7_600, 19),), scheduled_time=at(7_400)
    )
    assert laps_left(timeline, at(3_799)) is None
    assert laps_left(timeline, at(3_800)) == 9


def limited(*events: Distance) -> Timeline:
    leader = [130 * lap for lap in range(1, 63)]
    return timeline_of(
        {"1": leader}, (*events, flag(leader[-1], 62)), scheduled_laps=70, time_limit=at(7_200)
    )


def test_a_time_limit_cuts_the_distance_at_the_leader_s_pace() -> None:
    # 7,200 s are 55.4 laps of 130 s: the leader finishes the one he is on.
    assert laps_by_limit(limited(), at(130 * 24)) == 56
    assert laps_by_limit(limited(), at(100)) is None


def test_a_race_that_will_run_its_distance_has_no_laps_by_the_limit() -> None:
    # 7,200 s are 70 laps of 102.9 s: at 104 s a lap the leader is on the 70th when the time is up.
    on_the_last = timeline_of(
        {"1": [104 * lap for lap in range(1, 71)]},
        (flag(7_280, 70),),
        scheduled_laps=70,
        time_limit=at(7_200),
    )
    assert laps_by_limit(on_the_last, at(104 * 24)) is None
    shorter = Distance(at=at(1_000), lap=7, basis="timed", laps=50, reason="rain")
    assert laps_by_limit(limited(shorter), at(130 * 24)) is None
    quick = timeline_of({"1": (100, 200, 300)}, (flag(300, 3),), time_limit=at(7_200))
    assert laps_by_limit(quick, at(200)) is None
    assert laps_by_limit(timeline_of({"1": (100,)}, (flag(100, 1),)), at(50)) is None
