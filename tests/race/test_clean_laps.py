"""Clean laps: which laps tell a car's pace, and which a flag or a stop has slowed."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.race.small_races import at, race_of, timeline_of
from tests.strategies import races

from replay import racefile
from replay.race.clean_laps import CleanLap, clean_laps
from replay.race.model import Caution, Flag, Green, Race, Red, Span, Stop
from replay.race.timeline import Timeline

LINES = {"17": [30 * n for n in range(1, 11)], "5": [30 * n + 5 for n in range(1, 11)]}


def laps(timeline: Timeline, car: str = "17", seconds: float = 1_000) -> list[int]:
    return [one.lap for one in clean_laps(timeline, at(seconds), car)]


def green(seconds: float, lap: int) -> Green:
    return Green(at=at(seconds), lap=lap, basis="timed")


def caution(seconds: float, lap: int) -> Caution:
    return Caution(at=at(seconds), lap=lap, basis="timed", number=1, reason="spin")


def test_the_first_lap_is_never_clean_and_the_others_are_as_they_are_completed() -> None:
    timeline = timeline_of(LINES)
    assert laps(timeline) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert clean_laps(timeline, at(89.9999), "17") == (CleanLap(2, at(30), True),)
    assert clean_laps(timeline, at(90), "17")[-1] == CleanLap(3, at(30), True)
    assert clean_laps(timeline, at(59), "17") == ()


def test_a_lap_under_yellow_is_not_clean_nor_the_one_after_it() -> None:
    timeline = timeline_of(LINES, (caution(100, 3), green(180, 6)))
    # Lap 4 begins at 90 s; the green flag flies as the leader ends lap 6. Lap 7 is the restart.
    assert laps(timeline) == [2, 3, 8, 9, 10]
    # Car 5 comes to the line 5 s after the green flag: of its lap 6 the most was yellow.
    assert laps(timeline, "5") == [2, 3, 8, 9, 10]


def test_each_car_has_its_own_yellow_laps_by_the_time_of_the_flags() -> None:
    timeline = timeline_of(LINES, (caution(121, 4), green(152, 5)))
    assert laps(timeline) == [2, 3, 4, 8, 9, 10]
    assert laps(timeline, "5") == [2, 3, 7, 8, 9, 10]


def test_a_yellow_that_comes_as_a_car_ends_a_lap_leaves_that_lap_clean() -> None:
    timeline = timeline_of(LINES, (caution(120, 4), green(150, 5)))
    assert laps(timeline) == [2, 3, 4, 7, 8, 9, 10]


def test_the_lap_of_a_red_flag_is_not_clean_though_the_clock_stands() -> None:
    red = Red(at=at(100), lap=3, basis="timed", clock="stands")
    assert laps(timeline_of(LINES, (red,))) == [2, 3, 6, 7, 8, 9, 10]
    at_the_line = structs.replace(red, at=at(120), lap=4)
    assert laps(timeline_of(LINES, (at_the_line,))) == [2, 3, 4, 7, 8, 9, 10]


def test_after_a_flag_on_a_part_of_the_track_the_next_lap_is_clean() -> None:
    part = Flag(at=at(100), lap=3, basis="timed", flag="slow zone", neutralises="part")
    whole = structs.replace(part, neutralises="slow")
    over = green(119, 3)
    assert laps(timeline_of(LINES, (part, over))) == [2, 3, 5, 6, 7, 8, 9, 10]
    assert laps(timeline_of(LINES, (whole, over))) == [2, 3, 6, 7, 8, 9, 10]


def test_a_yellow_that_still_stands_slows_every_lap_since() -> None:
    timeline = timeline_of(LINES, (caution(100, 3),))
    assert laps(timeline) == [2, 3]


def test_laps_in_and_out_are_not_clean_and_a_stop_is_none_before_it_is_made() -> None:
    stops = (Stop(car="17", lap=4, entry=at(145), exit=at(155)),)
    timeline = timeline_of(LINES, stops=stops, known={"stops": "timed"})
    assert laps(timeline) == [2, 3, 4, 7, 8, 9, 10]
    assert laps(timeline, "5") == [2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_rebuilt_lap_says_so() -> None:
    race = race_of(LINES)
    rebuilt = Span(lap=3, crossing="reconstructed", lap_time="reconstructed", place="near")
    first = structs.replace(race.laps[0], known=(*race.laps[0].known, rebuilt))
    timeline = Timeline(structs.replace(race, laps=(first, *race.laps[1:])))
    assert [one.exact for one in clean_laps(timeline, at(95), "17")] == [True, False]


def test_a_race_without_laps_has_no_clean_ones() -> None:
    race = racefile.load(racefile.find("chicagoland-2003"))
    timeline = Timeline(race)
    for entry in race.entries:
        assert clean_laps(timeline, timeline.end, entry.car) == ()


@given(races(), st.lists(st.integers(0, 8_000_000), min_size=2, max_size=2).map(sorted))
def test_clean_laps_once_told_stay_told(race: Race, times: Sequence[int]) -> None:
    timeline = Timeline(race)
    if any(times[0] < ruling.at <= times[1] for ruling in timeline.rulings):
        return
    for entry in race.entries:
        early, late = (clean_laps(timeline, time, entry.car) for time in times)
        assert late[: len(early)] == early
