"""Where the gap was made: green runs on the track, and cycles of green stops."""

from pathlib import Path

from tests.race.small_races import at, timeline_of

from replay import racefile
from replay.race.gap_swings import GapSwing, gap_swings
from replay.race.model import Caution, Green, Stop
from replay.race.timeline import Timeline

RACES = Path(__file__).parents[2] / "races"


def race(gaps: list[float], stops: list[tuple[str, int]], *events: Caution | Green) -> Timeline:
    """Two cars, the second so many seconds behind, and the laps on which they stop."""
    leader = [60.0 * n for n in range(1, len(gaps) + 1)]
    made = [Stop(car=car, lap=lap - 1, length=at(1)) for car, lap in stops]
    lines = {"1": leader, "2": [line + gap for line, gap in zip(leader, gaps, strict=True)]}
    return timeline_of(lines, events, stops=made, known={"stops": "timed"})


def told(timeline: Timeline, lap: int | None = None) -> list[tuple[int, int, str, int, bool]]:
    time = timeline.end if lap is None else timeline.instant(lap)
    swings = gap_swings(timeline, time, "1", "2")
    return [(s.first, s.last, s.car, s.ticks, s.at_stops) for s in swings]


def rising(first: float, by: float, laps: int) -> list[float]:
    return [round(first + by * n, 4) for n in range(laps)]


def test_a_green_run_of_seven_laps_is_told_by_who_gained() -> None:
    assert told(race(rising(1, 0.1, 7), [])) == [(1, 7, "1", at(0.6), False)]
    assert told(race(rising(5, -0.1, 7), [])) == [(1, 7, "2", at(0.6), False)]
    assert told(race(rising(1, 0.1, 6), [])) == []


def test_a_swing_of_less_than_three_tenths_is_not_told() -> None:
    assert told(race(rising(1, 0.05, 7), [])) == [(1, 7, "1", at(0.3), False)]
    assert told(race(rising(1, 0.0499, 7), [])) == []


def test_a_cycle_goes_from_the_lap_before_the_first_stop_to_four_after_the_last() -> None:
    # Stops on laps 10 and 12: from the end of lap 9 to that of lap 16.
    gaps = [1.0] * 9 + [-20, -20, 20, 5, 5, 5] + [6.0] * 10
    timeline = race(gaps, [("1", 10), ("2", 12)])
    assert told(timeline) == [(9, 16, "1", at(5), True)]
    assert told(timeline, 15) == []  # it is not over


def test_runs_end_where_a_cycle_begins_and_begin_where_it_ends() -> None:
    gaps = [*rising(1, 0.1, 9), -20, -20, 20, 5, 5, 5, *rising(5, -0.2, 9)]
    assert told(race(gaps, [("1", 10), ("2", 12)])) == [
        (1, 9, "1", at(0.8), False),
        (9, 16, "1", at(3.2), True),
        (16, 24, "2", at(1.6), False),
    ]


def test_a_stop_without_an_answer_is_told_once_it_can_have_none() -> None:
    gaps = [1.0] * 9 + [20.0] * 20
    timeline = race(gaps, [("2", 10)])
    assert told(timeline, 21) == []
    assert told(timeline, 22) == [(9, 14, "1", at(19), True)]


def test_stops_under_yellow_are_no_cycle_and_a_cycle_that_a_yellow_meets_is_not_told() -> None:
    yellow = Caution(at=at(60 * 10), lap=10, basis="timed", number=1, reason="")
    green = Green(at=at(60 * 12), lap=12, basis="timed")
    gaps = [*rising(1, 0.1, 10), 4.0, 4.0, *rising(9, 0.1, 10)]
    runs = [(1, 10, "1", at(0.9), False), (13, 22, "1", at(0.9), False)]
    assert told(race(gaps, [("1", 11), ("2", 11)], yellow, green)) == runs
    met = told(race(gaps, [("1", 9), ("2", 11)], yellow, green))
    assert [swing for swing in met if swing[4]] == []


def test_kansas_2024_as_far_as_lap_250() -> None:
    timeline = Timeline(racefile.load(RACES / "kansas-2024.json"))
    swings = gap_swings(timeline, timeline.instant(250), "17", "5")
    assert [(s.first, s.last, s.car, s.at_stops) for s in swings] == [
        (1, 32, "5", False),
        (32, 37, "5", True),
        (89, 117, "5", False),
        (117, 123, "17", True),
        (123, 165, "5", False),
        (206, 250, "17", False),
    ]
    assert not any(swing.exact for swing in swings)


def test_measured_lines_give_exact_swings() -> None:
    timeline = race(rising(1, 0.1, 7), [])
    assert gap_swings(timeline, timeline.end, "1", "2") == (
        GapSwing(1, 7, "1", at(0.6), at_stops=False, exact=True),
    )
