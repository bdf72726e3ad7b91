"""Two cars lap by lap: who was ahead, and on which laps the gap between them means something."""

from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, race_of, timeline_of
from tests.strategies import races

from replay.race.duel_gaps import ahead_by_lap, duel_gaps
from replay.race.gap_runs import GapRun
from replay.race.model import Caution, Green, Race, Stop
from replay.race.series import distances
from replay.race.timeline import Timeline

STOPS = {"stops": "timed"}


def laps(*gaps: float, lap: float = 30.0) -> list[float]:
    """The lines of a car that is so many seconds behind one that takes 30 s a lap."""
    return [lap * n + gap for n, gap in enumerate(gaps, 1)]


def test_who_is_ahead_is_told_from_the_grid_to_now() -> None:
    timeline = timeline_of({"1": laps(0, 0, 0, 0), "2": laps(1, -1, -1, 2)})
    end = timeline.instant(4)
    assert ahead_by_lap(timeline, end, "1", "2") == (True, True, False, False, True)
    assert ahead_by_lap(timeline, end, "2", "1") == (False, False, True, True, False)
    assert ahead_by_lap(timeline, at(59), "1", "2") == (True, True, False)


def test_where_nobody_knows_the_grid_nobody_is_ahead_before_the_first_line() -> None:
    entries = {"1": {"grid": None}, "2": {"grid": None}}
    timeline = timeline_of(
        {"1": laps(0, 0), "2": laps(1, 1)}, entries=entries, known={"grid": None}
    )
    assert ahead_by_lap(timeline, timeline.end, "1", "2") == (None, True, True)


def test_a_run_of_gaps_breaks_at_a_stop_and_at_a_yellow() -> None:
    first, second = laps(*[0] * 14), laps(1, 1, 1.5, 1, 9, 9, 9, 9, 9, 9, 2, 2, 2, 2)
    events = [
        Caution(at=at(245), lap=8, basis="timed", number=1, reason=""),
        Green(at=at(299), lap=9, basis="timed"),
    ]
    stop = Stop(car="2", lap=4, length=at(8))
    timeline = timeline_of({"1": first, "2": second}, events, stops=[stop], known=STOPS)
    duel = duel_gaps(timeline, timeline.end, "2", "1")
    assert duel.gaps == tuple(at(gap) for gap in (1, 1, 1.5, 1, 9, 9, 9, 9, 9, 9, 2, 2, 2, 2))
    assert [lap for lap, green in enumerate(duel.green, 1) if not green] == [9, 10]
    assert [lap for lap, stopped in enumerate(duel.stopped, 1) if stopped] == [5, 6]
    assert duel.runs == (
        GapRun(1, (at(1), at(1), at(1.5), at(1))),
        GapRun(7, (at(9), at(9))),
        GapRun(11, (at(2),) * 4),
    )


def test_cars_that_are_a_lap_down_together_have_gaps_of_their_own() -> None:
    leader = laps(*[0] * 8)
    down = [(line + 40) for line in leader[:6]]
    timeline = timeline_of({"1": leader, "2": down, "3": [line + 2 for line in down]})
    duel = duel_gaps(timeline, timeline.end, "3", "2")
    assert duel.gaps == (at(2),) * 6
    assert duel.green == (True,) * 6
    assert duel_gaps(timeline, timeline.end, "2", "1").gaps == (None,) * 6


def test_a_lapped_lap_is_not_green_where_a_yellow_came_before_the_first_had_completed_it() -> None:
    leader = laps(*[0] * 8)
    down = [(line + 40) for line in leader[:6]]
    # It comes as the leader completes his fourth lap: of the lapped cars amid the third.
    events = [
        Caution(at=at(120), lap=4, basis="timed", number=1, reason=""),
        Green(at=at(135), lap=4, basis="timed"),
    ]
    timeline = timeline_of({"1": leader, "2": down, "3": [line + 2 for line in down]}, events)
    duel = duel_gaps(timeline, timeline.end, "3", "2")
    assert [lap for lap, green in enumerate(duel.green, 1) if not green] == [3, 4]


def test_laps_of_a_class_are_green_by_its_own_leader() -> None:
    entries = {car: {"race_class": "LMGT3"} for car in ("51", "52")}
    entries["1"] = {"race_class": "HYPERCAR"}
    lines = {"1": laps(*[0] * 8), "51": laps(*[0] * 5, lap=45.0), "52": laps(*[1] * 5, lap=45.0)}
    events = [
        Caution(at=at(91), lap=3, basis="timed", number=1, reason=""),
        Green(at=at(134), lap=4, basis="timed"),
    ]
    timeline = timeline_of(lines, events, entries=entries, classes=CLASSES)
    duel = duel_gaps(timeline, timeline.end, "52", "51")
    assert duel.green == (True, True, False, True, True)


@given(races(), st.integers(0, 8_000_000))
def test_the_two_ends_of_a_duel_tell_the_same(race: Race, time: int) -> None:
    timeline = Timeline(race)
    one, two = race.entries[0].car, race.entries[-1].car
    ours, theirs = (
        duel_gaps(timeline, time, one, two),
        duel_gaps(timeline, time, two, one),
    )
    assert [None if gap is None else -gap for gap in ours.gaps] == list(theirs.gaps)
    assert (ours.ends, ours.green, ours.stopped) == (theirs.ends, theirs.green, theirs.stopped)
    assert list(ours.ends) == sorted(ours.ends)
    told = [lap for run in ours.runs for lap in range(run.first, run.last + 1)]
    assert told == [
        lap
        for lap, gap in enumerate(ours.gaps, 1)
        if gap is not None and ours.green[lap - 1] and not ours.stopped[lap - 1]
    ]
    if one != two:
        ahead = ahead_by_lap(timeline, time, one, two)
        assert len(ahead) == len(distances(timeline, time))


def test_a_race_of_small_lines_is_one_of_the_format() -> None:
    assert race_of({"1": laps(0), "2": laps(1)}).has_laps
