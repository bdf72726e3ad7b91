"""The line of a status bar: what it says in each moment."""

import pytest
from hypothesis import given
from tests.futures import TwoFutures, two_futures
from tests.laws import examples
from tests.plain.readers import shipped_timeline, tiny_timeline

from replay.plain.car_words import CarWords
from replay.plain.status_line import status_line
from replay.race.timeline import Timeline


def line(timeline: Timeline, time: int, car: str | None = None) -> str:
    return status_line(timeline, time, CarWords(timeline), car)


@pytest.mark.parametrize(
    ("time", "car", "told"),
    [
        (0, None, "grid | lap 0/10 | 24 Lovell on pole"),
        (0, "7", "grid | lap 0/10 | 24 Lovell on pole | 7 K. Field 4th"),
        (620_000, "24", "green | lap 2/10 | 1 Nuñez leads | 24 Lovell 2nd +0.050 s"),
        (1_300_000, "7", "caution 1 | lap 4/10 | 1 Nuñez leads | 7 K. Field 4th"),
        (1_700_000, "7", "caution 1 | lap 4/10 | 1 Nuñez leads | 7 K. Field 4th in the pits"),
        (2_400_000, "99", "green | lap 6/10 | 07 J. Field leads | 99 Okafor-Brandt 5th out"),
        (3_200_000, "24", "white flag | lap 9/10 | 24 Lovell leads by 0.100 s"),
        (3_500_000, "1", "chequered flag | lap 10/10 | 24 Lovell first by 0.0005 s | "
                         "1 Nuñez 2nd +0.0005 s"),
        (3_600_000, "07", "official | lap 10/10 | 1 Nuñez wins by 0.001 s | "
                          "07 J. Field 4th 1 lap down"),
    ],
)  # fmt: skip
def test_the_line_tells_flag_lap_leader_and_the_followed_car(
    time: int, car: str | None, told: str
) -> None:
    assert line(tiny_timeline(), time, car) == told


def test_a_race_over_a_time_tells_the_clock_and_a_finish_alone_no_lap() -> None:
    le_mans = shipped_timeline("le-mans-2024")
    assert line(le_mans, 432_000_000) == "safety car 2 | lap 171 | 12:00:00 | 6 Estre leads"
    monza = shipped_timeline("monza-1971")
    assert line(monza, monza.end) == "official | 0:00:01 | 18 Gethin wins by 0.01 s"


@pytest.mark.parametrize("name", ["kansas-2024", "martinsville-2020", "kansas-2025"])
def test_under_the_chequered_flag_no_gap_of_an_earlier_lap_is_a_margin(name: str) -> None:
    timeline = shipped_timeline(name)
    flag = timeline.flags.fallen
    second = timeline.scoring_at(flag).arrivals[-1][1]
    told = line(timeline, flag, second.car)
    assert " by " not in told
    assert "+" not in told
    assert " by " in line(timeline, second.crossings[-1], second.car)


@examples(20)
@given(two_futures())
def test_the_line_tells_nothing_of_what_comes_after_it(futures: TwoFutures) -> None:
    time, ours, theirs = futures
    for entry in ours.race.entries:
        assert line(ours, time, entry.car) == line(theirs, time, entry.car)
