"""What a race file does not know stays unknown: nothing is made up for it."""

import pytest
from hypothesis import given
from msgspec import structs
from tests.futures import moments, other_future
from tests.laws import examples
from tests.race.test_series import QUESTIONS, answers
from tests.strategies import UNKNOWNS, finish_only_races, races, with_unknowns, without
from tests.tui.viewing import kansas, tiny

from replay import racefile
from replay.race.check import check
from replay.race.export import event_rows, order_rows
from replay.race.line_camera import photo_at
from replay.race.log import full_log
from replay.race.model import Race
from replay.race.points import finish_points, stage_points
from replay.race.ribbon import ribbon_at
from replay.race.series import places
from replay.race.timeline import Timeline


def failed(race: Race) -> list[str]:
    return [finding.rule for finding in check(race) if finding.outcome == "failed"]


@given(with_unknowns(races() | finish_only_races()))
def test_a_race_with_unknowns_is_read_as_it_was_written(race: Race) -> None:
    assert racefile.decode(racefile.encode(race)) == race


@given(with_unknowns(races() | finish_only_races()))
@examples(60)
def test_everything_can_be_asked_of_a_race_with_unknowns(race: Race) -> None:
    timeline = Timeline(race)
    for time in timeline.changes:
        assert len(timeline.at(time).order) == len(race.entries)
        for question in QUESTIONS.values():
            answers(question, timeline, time)
    if race.has_laps:
        list(order_rows(timeline))
    event_rows(timeline)
    check(race)


@given(moments(with_unknowns(races())))
def test_no_answer_of_a_race_with_unknowns_comes_from_later(moment: tuple[Race, int]) -> None:
    race, time = moment
    ours = Timeline(race)
    if time >= ours.end:
        return
    theirs = Timeline(other_future(race, time, 7, 2))
    for name, question in QUESTIONS.items():
        assert answers(question, ours, time) == answers(question, theirs, time), name


@pytest.mark.parametrize("kind", UNKNOWNS)
def test_what_is_unknown_takes_nothing_from_what_is_published_of_kansas(kind: str) -> None:
    assert failed(kansas()) == failed(without(kansas(), kind)) == []


@given(races())
@examples(40)
def test_an_unknown_grid_gives_no_car_a_place_before_its_first_crossing(race: Race) -> None:
    timeline = Timeline(without(race, "grid"))
    for time in timeline.changes:
        for row in timeline.at(time).order:
            assert row.placed == (row.laps > 0)
            assert row.net is None
            assert row.laps > 1 or row.change == 0
            assert places(timeline, time, row.car)[0] is None
    assert timeline.at(0).leaders == timeline.at(0).lead_changes == 0


def test_with_an_unknown_grid_the_order_before_the_start_is_by_number_and_tells_no_result() -> None:
    race = without(tiny(), "grid")
    turned = structs.replace(race, entries=race.entries[::-1])
    assert Timeline(race).at(0) == Timeline(turned).at(0)
    rows = list(order_rows(Timeline(race), 0))
    assert [row.position for row in rows] == [None] * 5
    assert {(row.basis, row.place) for row in rows} == {("estimated", "unknown")}
    assert [row.position for row in order_rows(Timeline(race), 10)] == [1, 2, 3, 4, 5]


def test_nobody_leads_and_nothing_is_led_before_the_first_crossing_of_an_unknown_grid() -> None:
    timeline = Timeline(without(tiny(), "grid"))
    first = timeline.scoring_at(0).lead_at[0]
    assert ribbon_at(timeline, first - 1).stints == ()
    assert ribbon_at(timeline, first).stints[0].first == 1
    assert timeline.at(first).led_since == 1


def test_without_a_date_no_rule_of_points_is_known() -> None:
    header = kansas().header
    unknown = without(kansas(), "date").header
    assert finish_points(header, 1) == 40
    assert (finish_points(unknown, 1), stage_points(unknown, 10)) == (None, None)


def test_without_the_length_of_a_lap_there_is_no_average_speed() -> None:
    race = kansas()
    known, unknown = Timeline(race), Timeline(without(race, "length"))
    rules = {finding.rule for finding in check(race)}
    assert rules - {finding.rule for finding in check(unknown.race)} == {"average speed"}
    seen = photo_at(known, known.end), photo_at(unknown, unknown.end)
    given = "Larson's last lap, average"
    assert [photo.speed.of for photo in seen if photo] == ["last-lap average", given]


def test_the_log_of_a_car_without_a_driver_begins_with_what_it_does() -> None:
    texts = [entry.text for entry in full_log(Timeline(without(kansas(), "drivers")))]
    assert all(text == text.strip() and "  " not in text for text in texts)
    assert {"leads", "pits", "wins stage 1", "first at the line"} <= set(texts)


def test_the_ribbon_of_a_race_of_unknown_distance_is_as_long_as_what_was_run_of_it() -> None:
    timeline = Timeline(without(tiny(), "distance"))
    lap_5 = ribbon_at(timeline, timeline.instant(5))
    assert (lap_5.scheduled, lap_5.known, lap_5.is_complete) == (5, False, False)
    assert ribbon_at(timeline, 1).stage_ends == ()
    assert lap_5.stage_ends == (4,)
    assert ribbon_at(timeline, timeline.end).is_complete


def test_an_order_of_which_no_result_was_published_stays_provisional() -> None:
    published, bare = Timeline(tiny()), Timeline(structs.replace(tiny(), official=None))
    assert not published.at(published.end).provisional
    assert bare.at(bare.end).provisional
