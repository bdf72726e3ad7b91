"""Pace so far: lines of clean laps without what is to come, stints, and what a lap cost in them."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.race.small_races import at, race_of, timeline_of

from replay import racefile
from replay.race.clean_laps import CleanLap
from replay.race.lap_times import average_of, cost_of, medians
from replay.race.model import Caution, Driver, Green, Span, Stop
from replay.race.pace import pace_lines, stint_marks, stint_paces
from replay.race.timeline import Timeline

CREW = (Driver(first="", last="Nielsen"), Driver(first="", last="Fuoco"))
YELLOW = (
    Caution(at=at(160), lap=5, basis="timed", number=1, reason="spin"),
    Green(at=at(210), lap=7, basis="timed"),
)
STEADY = [30 * n for n in range(1, 13)]


def lines_of(laps: list[float]) -> list[float]:
    """The times at the line of laps that take so many seconds."""
    return list(accumulate(laps))


def drawn(timeline: Timeline, seconds: float, car: str = "17") -> list[list[tuple[int, float]]]:
    return [
        [(one.lap, one.drawn / at(1)) for one in line]
        for line in pace_lines(timeline, at(seconds), car)
    ]


# -- lines


def test_a_line_goes_through_the_median_of_three_neighbours_and_ends_at_its_own_ends() -> None:
    timeline = timeline_of({"17": lines_of([40, 30, 33, 31, 36, 32])})
    assert drawn(timeline, 1_000) == [[(2, 30), (3, 31), (4, 33), (5, 32), (6, 32)]]


def test_the_last_lap_stands_as_it_was_until_the_next_one_is_run() -> None:
    timeline = timeline_of({"17": lines_of([40, 30, 33, 31, 36, 32])})
    # After lap 5 nobody knows that its 36 s was a slip, and lap 4 has both its neighbours.
    assert drawn(timeline, 171) == [[(2, 30), (3, 31), (4, 33), (5, 36)]]


def test_a_line_ends_at_a_yellow_and_at_a_stop() -> None:
    stops = (Stop(car="17", lap=9, entry=at(299), exit=at(310)),)
    timeline = timeline_of({"17": STEADY}, YELLOW, stops=stops, known={"stops": "timed"})
    laps = [[lap for lap, _ in line] for line in drawn(timeline, 1_000)]
    assert laps == [[2, 3, 4, 5], [9], [12]]


def test_medians_of_less_than_three_are_the_values_themselves() -> None:
    assert medians([]) == ()
    assert medians([3]) == (3,)
    assert medians([3, 1]) == (3, 1)


@given(st.lists(st.integers(1, 1_000)))
def test_no_median_looks_further_than_the_next_lap(values: list[int]) -> None:
    for done in range(len(values)):
        assert medians(values[: done + 1])[:done] == medians(values)[:done]


def test_a_lap_stands_where_the_leader_was_in_the_race() -> None:
    timeline = timeline_of({"5": STEADY, "17": [40 * n for n in range(1, 10)]})
    (line,) = pace_lines(timeline, at(1_000), "17")
    # It ends its lap 2 at 80 s, in the leader's lap 3; its lap 6 at 240 s, as he ends his eighth.
    assert [(one.lap, one.mark) for one in line][:5] == [(2, 2), (3, 4), (4, 5), (5, 6), (6, 8)]
    (own,) = pace_lines(timeline, at(1_000), "5")
    assert [one.mark for one in own] == [one.lap for one in own]


def test_a_lap_of_a_race_over_a_time_stands_at_its_second() -> None:
    timeline = timeline_of({"17": [100.5, 201, 301.9]}, scheduled_time=at(3_600))
    (line,) = pace_lines(timeline, at(302), "17")
    assert [(one.lap, one.mark) for one in line] == [(2, 201), (3, 301)]


# -- stints


def test_a_stint_goes_from_stop_to_stop_and_the_last_one_to_the_clock() -> None:
    stops = (Stop(car="17", lap=3, entry=at(119), exit=at(130)),)
    timeline = timeline_of({"17": STEADY}, stops=stops, known={"stops": "timed"})
    spans = {
        seconds: [(one.first, one.last) for one in stint_paces(timeline, at(seconds), "17")]
        for seconds in (29, 90, 120, 150, 1_000)
    }
    # The stop is made in lap 4, which the first stint has; the next one begins with a lap of its.
    assert spans == {
        29: [],
        90: [(1, 3)],
        120: [(1, 4)],
        150: [(1, 4), (5, 5)],
        1_000: [(1, 4), (5, 12)],
    }


def test_a_stint_is_marked_at_the_end_of_the_lap_into_the_pits() -> None:
    stops = (Stop(car="17", lap=3, entry=at(119), exit=at(130)),)
    timeline = timeline_of({"17": STEADY}, stops=stops, known={"stops": "timed"})
    assert stint_marks(timeline, at(119.5), "17") == ()
    assert stint_marks(timeline, at(120), "17") == (4,)
    first, second = stint_paces(timeline, at(1_000), "17")
    assert (first.began, first.ended) == (0, 4)
    assert (second.began, second.ended) == (4, 12)


def test_a_stint_tells_its_average_and_what_a_lap_costs_from_five_clean_laps_on() -> None:
    laps = [40.0, *(30 + 0.05 * n for n in range(1, 8))]
    timeline = timeline_of({"17": lines_of(laps)})
    times = lines_of(laps)
    (four,) = stint_paces(timeline, at(times[4]), "17")
    assert (four.clean, four.average, four.cost) == (4, at(30.125), None)
    (five,) = stint_paces(timeline, at(times[5]), "17")
    assert (five.clean, five.average, five.cost) == (5, at(30.15), at(0.05))


def test_a_stint_without_a_clean_lap_has_no_average() -> None:
    (stint,) = stint_paces(timeline_of({"17": STEADY}), at(31), "17")
    assert (stint.clean, stint.average, stint.cost) == (0, None, None)


def test_laps_left_out_leave_a_gap_in_the_slope_and_do_not_bend_it() -> None:
    laps = [CleanLap(lap, 300_000 + 100 * lap, True) for lap in (2, 3, 4, 9, 10, 14)]
    assert cost_of(laps) == 100
    assert average_of(laps) == 300_700
    assert (cost_of(laps[:1]), average_of([])) == (0, None)


def test_a_stint_with_one_rebuilt_lap_is_rebuilt() -> None:
    race = race_of({"17": STEADY})
    rebuilt = Span(lap=6, crossing="reconstructed", lap_time="reconstructed", place="near")
    record = structs.replace(race.laps[0], known=(*race.laps[0].known, rebuilt))
    timeline = Timeline(structs.replace(race, laps=(record,)))
    assert [stint_paces(timeline, at(s), "17")[0].exact for s in (151, 181)] == [True, False]


def test_a_stint_tells_who_drives_and_on_which_tires_as_its_first_lap_is_done() -> None:
    stops = (
        Stop(car="17", lap=3, entry=at(119), exit=at(130), driver=1, compound="hard", tyres=4),
        Stop(car="17", lap=8, entry=at(269), exit=at(280), tyres=0),
    )
    timeline = timeline_of(
        {"17": STEADY},
        entries={"17": {"drivers": CREW, "starts": 0, "compound": "soft"}},
        stops=stops,
        known={"stops": "timed", "drivers": "timed", "tyres": "timed"},
    )
    told = [(one.driver, one.compound) for one in stint_paces(timeline, at(1_000), "17")]
    assert told == [(0, "soft"), (1, "hard"), (1, "hard")]
    assert [one.driver for one in stint_paces(timeline, at(149), "17")] == [0]


def test_a_finish_alone_has_neither_lines_nor_stints() -> None:
    timeline = Timeline(racefile.load(racefile.find("chicagoland-2003")))
    car = timeline.race.entries[0].car
    assert pace_lines(timeline, timeline.end, car) == ()
    assert stint_paces(timeline, timeline.end, car) == ()
    assert stint_marks(timeline, timeline.end, car) == ()
