"""The timeline: one pure function of time, held against its definition and against laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.strategies import races

from replay import racefile
from replay.race import series
from replay.race.model import Race
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def tiny() -> Timeline:
    return Timeline(racefile.load(TINY))


def order(timeline: Timeline, lap: int) -> str:
    return " ".join(row.car for row in timeline.at(timeline.instant(lap)).order)


def test_lap_0_is_the_grid(tiny: Timeline) -> None:
    state = tiny.at(0)
    assert order(tiny, 0) == "24 1 07 7 99"
    assert (state.flag, state.lap, state.laps_to_go) == ("grid", 0, 10)
    assert all(row.gap is None and row.interval is None for row in state.order)


def test_the_instant_of_a_lap_is_the_last_crossing_before_the_leader_s_next(tiny: Timeline) -> None:
    # Lap 1: car 99 is the last, 1.3 s after car 24, long before the leader ends lap 2.
    assert tiny.instant(1) == 323_000
    # Lap 5: car 99 never completes it, so the lap ends with car 7.
    assert tiny.instant(5) == 1_726_000
    assert tiny.instant(tiny.laps) == tiny.end


@pytest.mark.parametrize("lap", [-1, 11])
def test_a_lap_outside_the_record_is_an_error(tiny: Timeline, lap: int) -> None:
    with pytest.raises(ValueError, match="outside 0 to 10"):
        tiny.instant(lap)


def test_gaps_and_intervals_are_taken_at_the_same_lap(tiny: Timeline) -> None:
    rows = tiny.at(tiny.instant(2)).order
    assert [(row.car, row.gap, row.interval) for row in rows] == [
        ("1", 0, None),
        ("24", 500, 500),
        ("07", 7_500, 7_000),
        ("7", 15_500, 8_000),
        ("99", 22_500, 7_000),
    ]


def test_a_car_off_the_lead_lap_has_laps_down_and_no_gap(tiny: Timeline) -> None:
    last = tiny.at(tiny.instant(8)).order[-1]
    # The leader has 8, but may be on the way to the line a lap ahead of it: 8 less one, less 4.
    assert (last.car, last.laps, last.laps_down) == ("99", 4, 3)
    assert (last.gap, last.interval) == (None, None)


def test_a_car_on_the_lead_lap_is_not_down_while_the_leader_is_half_a_lap_on(
    tiny: Timeline,
) -> None:
    # The leader has just completed lap 2; the others have one lap less and are on the lead lap.
    rows = tiny.at(611_500).order
    assert [row.laps for row in rows] == [2, 1, 1, 1, 1]
    assert [row.laps_down for row in rows] == [0, 0, 0, 0, 0]


def test_change_counts_places_since_the_last_lap_and_net_since_the_grid(tiny: Timeline) -> None:
    rows = {row.car: row for row in tiny.at(tiny.instant(5)).order}
    assert (rows["07"].change, rows["07"].net) == (2, 2)
    assert (rows["1"].change, rows["1"].net) == (-1, 0)


def test_laps_led_count_at_the_line(tiny: Timeline) -> None:
    led = {row.car: row.led for row in tiny.at(tiny.instant(7)).order}
    assert led == {"24": 2, "1": 2, "07": 3, "7": 0, "99": 0}


def test_a_car_is_on_pit_road_between_entry_and_exit(tiny: Timeline) -> None:
    stop = next(stop for stop in tiny.race.stops if stop.car == "24")
    assert stop.entry is not None
    assert stop.exit is not None
    seen = []
    for time in (stop.entry - 1, stop.entry, stop.exit - 1, stop.exit):
        row = next(row for row in tiny.at(time).order if row.car == "24")
        seen.append((row.status, row.stops, row.pit_time))
    assert seen == [
        ("running", 0, None),
        ("pit", 1, None),
        ("pit", 1, None),
        ("running", 1, stop.exit - stop.entry),
    ]


def test_a_retired_car_is_out_from_its_time_and_keeps_its_place(tiny: Timeline) -> None:
    before, after = tiny.at(1_999_999), tiny.at(2_000_000)
    assert [row.status for row in before.order if row.car == "99"] == ["pit"]
    assert [row.status for row in after.order if row.car == "99"] == ["out"]
    assert after.order[-1].car == "99"


def test_before_a_ruling_the_order_of_the_loops_stands_and_after_it_that_of_the_camera(
    tiny: Timeline,
) -> None:
    ruling = tiny.rulings[0]
    before, after = tiny.at(ruling.at - 1), tiny.at(ruling.at)
    assert [row.car for row in before.order[:2]] == ["24", "1"]
    assert [row.car for row in after.order[:2]] == ["1", "24"]
    assert (before.lead_changes, after.lead_changes) == (5, 6)
    assert (before.provisional, after.provisional) == (True, False)
    assert after.order[1].gap == 10


def test_points_stand_only_once_the_result_is_official(tiny: Timeline) -> None:
    official = tiny.race.official
    assert official is not None
    assert all(row.points is None for row in tiny.at(tiny.end - 1).order)
    published = {result.car: result.points for result in official.results}
    assert {row.car: row.points for row in tiny.at(tiny.end).order} == published


def test_cautions_and_their_laps_count_as_they_are_completed(tiny: Timeline) -> None:
    counts = [(tiny.at(tiny.instant(n)).cautions, tiny.at(tiny.instant(n)).caution_laps)
              for n in range(3, 8)]  # fmt: skip
    assert counts == [(0, 0), (1, 0), (1, 1), (1, 2), (1, 2)]


def test_a_stage_order_stands_once_the_leader_is_a_lap_on(tiny: Timeline) -> None:
    assert tiny.at(tiny.instant(4)).stages == ()
    (stage,) = tiny.at(tiny.instant(5)).stages
    assert " ".join(stage.order) == order(tiny, 4)


def test_changes_step_through_every_crossing_stop_and_flag(tiny: Timeline) -> None:
    forward, time = [], 0
    while (found := tiny.next_change(time)) is not None:
        forward.append(time := found)
    back = []
    while (found := tiny.previous_change(time)) is not None:
        back.append(time := found)
    assert forward[-1] == tiny.end
    assert back == [*reversed(forward[:-1]), 0]
    stops = {stop.entry for stop in tiny.race.stops}
    assert stops <= set(forward)
    assert {event.at for event in tiny.race.events} <= {0, *forward}


def test_a_trace_gives_the_last_places_at_the_line(tiny: Timeline) -> None:
    assert series.traces(tiny, tiny.instant(6))["07"] == (3, 3, 3, 3, 1, 1)
    assert series.traces(tiny, tiny.instant(6), laps=2)["07"] == (1, 1)
    assert series.traces(tiny, 0)["07"] == ()


# -- laws


@given(races(), st.lists(st.integers(0, 8_000_000), min_size=1, max_size=6))
def test_a_time_gives_the_same_state_by_any_path(race: Race, times: list[int]) -> None:
    walked = Timeline(race)
    forward = [walked.at(time) for time in sorted(times)]
    back = [walked.at(time) for time in sorted(times, reverse=True)]
    fresh = [Timeline(race).at(time) for time in sorted(times)]
    assert forward == fresh == back[::-1]


@given(races(), st.integers(0, 8_000_000))
def test_the_order_is_a_permutation_of_the_entries(race: Race, time: int) -> None:
    rows = Timeline(race).at(time).order
    assert [row.position for row in rows] == list(range(1, len(race.entries) + 1))
    assert sorted(row.car for row in rows) == sorted(entry.car for entry in race.entries)


@given(races(), st.integers(0, 8_000_000), st.integers(0, 1_000_000))
def test_laps_never_fall(race: Race, time: int, later: int) -> None:
    timeline = Timeline(race)
    before = {row.car: row.laps for row in timeline.at(time).order}
    after = {row.car: row.laps for row in timeline.at(time + later).order}
    assert all(after[car] >= laps for car, laps in before.items())


@given(races(), st.integers(0, 8_000_000))
def test_gaps_grow_down_the_order_of_the_lead_lap(race: Race, time: int) -> None:
    rows = Timeline(race).at(time).order
    for row in rows:
        assert row.gap is None or row.gap >= 0
        assert row.interval is None or row.interval >= 0
    same_lap = [row for row in rows if row.laps == rows[0].laps and row.laps]
    assert all(row.gap is not None for row in same_lap)
    gaps = [row.gap or 0 for row in same_lap]
    assert gaps == sorted(gaps)


@given(races())
def test_instants_rise_with_the_laps_and_find_their_lap(race: Race) -> None:
    timeline = Timeline(race)
    instants = [timeline.instant(lap) for lap in range(timeline.laps + 1)]
    assert instants == sorted(instants)
    assert [timeline.lap_at(at) for at in instants] == list(range(timeline.laps + 1))


@given(races(), st.integers(0, 8_000_000))
def test_between_two_changes_of_state_only_the_time_differs(race: Race, time: int) -> None:
    timeline = Timeline(race)
    until = timeline.next_change(time)
    if until is None:
        return
    before, after = timeline.at(min(time, timeline.end)), timeline.at(until - 1)
    assert structs.replace(before, time=0) == structs.replace(after, time=0)


def test_the_published_time_of_the_race_is_known_at_its_end_and_not_before(tiny: Timeline) -> None:
    assert tiny.at(tiny.end).race_time == 3_470_000
    assert all(tiny.at(at).race_time is None for at in (0, *tiny.changes) if at < tiny.end)


def test_without_an_official_result_there_is_no_time_of_the_race(tiny: Timeline) -> None:
    alone = Timeline(structs.replace(tiny.race, official=None))
    assert alone.at(alone.end).race_time is None
