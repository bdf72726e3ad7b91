"""A stage that has ended: its order as cars come to the line, its points, and how it was run."""

import pytest
from msgspec.structs import replace
from tests.race.small_races import at, timeline_of

from replay import racefile
from replay.race.model import Stage
from replay.race.stage_summary import StageSummary, stage_summary
from replay.race.timeline import Timeline

FIELD = {
    "1": (10, 20, 30, 40),
    "2": (12, 21, 32, 42),
    "3": (13, 24, 35, 46),
    "4": (15, 29, 44),
}
STAGES = (Stage(number=1, ends=2), Stage(number=2, ends=4))


def small() -> Timeline:
    return timeline_of(FIELD, stages=STAGES, scheduled_laps=4)


def summary(timeline: Timeline, time: int) -> StageSummary:
    found = stage_summary(timeline, time)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def kansas() -> Timeline:
    return Timeline(racefile.load(racefile.find("kansas-2024")))


def test_before_a_stage_has_ended_there_is_none() -> None:
    assert stage_summary(small(), at(19.9)) is None
    assert stage_summary(timeline_of(FIELD), at(40)) is None


def test_nobody_has_a_place_before_his_nose_is_at_the_line() -> None:
    timeline = small()
    for seconds, cars in ((20, "1"), (21, "1 2"), (23.9, "1 2"), (24, "1 2 3"), (29, "1 2 3 4")):
        found = summary(timeline, at(seconds))
        assert [row.car for row in found.order] == cars.split()
        assert not found.settled
    assert summary(timeline, at(30)).settled


def test_a_car_laps_behind_has_its_place_once_no_other_can_come_before_it() -> None:
    slow = {**FIELD, "4": (15, 20.5, 44)}
    two_down = {**slow, "5": (20.2, 40)}
    timeline = timeline_of(two_down, stages=STAGES, scheduled_laps=4)
    assert [row.car for row in summary(timeline, at(29.9)).order] == ["1", "4", "2", "3"]
    assert [row.car for row in summary(timeline, at(30)).order] == ["1", "4", "2", "3", "5"]


def test_the_final_stage_is_told_by_the_result() -> None:
    assert summary(small(), at(42)).number == 1


def test_places_are_counted_from_the_start_of_the_stage() -> None:
    found = summary(small(), at(30))
    assert [row.gained for row in found.order] == [0, 0, 0, 0]
    swapped = {**FIELD, "2": (12, 19, 32, 42)}
    found = summary(timeline_of(swapped, stages=STAGES, scheduled_laps=4), at(30))
    assert [(row.car, row.gained, row.led) for row in found.order[:2]] == [
        ("2", 1, 1),
        ("1", -1, 1),
    ]
    assert (found.changes, found.leaders) == (1, 2)


def test_points_are_by_rule_and_none_where_no_rule_is_known() -> None:
    assert summary(small(), at(30)).order[0].points is None


def test_the_second_stage_of_kansas_2024(kansas: Timeline) -> None:
    found = summary(kansas, kansas.instant(166))
    assert (found.number, found.first, found.last, found.yellow) == (2, 81, 165, 7)
    assert (found.changes, found.leaders, found.settled) == (5, 6, True)
    told = [(r.car, r.points, r.led, r.so_far, r.gained) for r in found.order[:3]]
    assert told == [("17", 10, 40, 16, 4), ("5", 9, 30, 17, 1), ("11", 8, 3, 18, -2)]
    assert [row.points for row in found.order[8:12]] == [2, 1, 0, 0]
    assert len(found.order) == 38


def test_a_driver_who_is_not_eligible_takes_the_place_but_no_points(kansas: Timeline) -> None:
    entries = tuple(replace(e, eligible=False) if e.car == "5" else e for e in kansas.race.entries)
    timeline = Timeline(replace(kansas.race, entries=entries))
    told = {r.car: (r.points, r.so_far) for r in summary(timeline, kansas.instant(166)).order[:3]}
    assert told == {"17": (10, 16), "5": (0, 0), "11": (8, 18)}


def test_a_settled_stage_has_the_order_of_the_state(kansas: Timeline) -> None:
    for lap in (81, 166):
        time = kansas.instant(lap)
        order = kansas.at(time).stages[-1].order
        assert tuple(row.car for row in summary(kansas, time).order) == order
