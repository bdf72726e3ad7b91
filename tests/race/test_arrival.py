"""Races known by their finish alone: the order as the noses arrive, and nothing ahead of them."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.strategies import finish_only_races

from replay.race.arrival import AFTER_LAST_NOSE, finish_crossings
from replay.race.check import check
from replay.race.consistency import verify
from replay.race.export import event_rows, order_rows
from replay.race.line_camera import photo_at
from replay.race.log import RaceLog, full_log
from replay.race.model import (
    SECOND,
    CarLaps,
    Chequered,
    Driver,
    Entry,
    Event,
    Finish,
    FinishTime,
    Header,
    Known,
    Race,
    Retirement,
    Track,
)
from replay.race.timeline import Timeline

FLAG = 2 * SECOND
GAPS = {"5": 0, "7": 26, "26": 280, "11": 443}


def four_wide(*events: Event, grid: bool = True) -> Race:
    """Four cars within 0.0443 s, of which the winner started last."""
    return Race(
        replay=1,
        header=Header(
            name="A race",
            short="A",
            series="S",
            date="2013-05-24",
            track=Track(name="T", length=2_500),
            cars=4,
            scheduled_laps=40,
            known=Known(grid="official", flags="estimated", finish="timed"),
        ),
        entries=tuple(
            Entry(
                car=car, drivers=(Driver(first="A", last=f"B{car}"),), grid=(grid and place) or None
            )
            for place, car in zip((4, 1, 2, 3), GAPS, strict=True)
        ),
        events=(Chequered(at=FLAG, lap=40, basis="estimated"), *events),
        finish=Finish(
            resolution=1, times=tuple(FinishTime(car=car, gap=gap) for car, gap in GAPS.items())
        ),
    )


def order(race: Race, time: int) -> list[str]:
    return [row.car for row in Timeline(race).at(time).order]


def test_the_record_goes_on_until_the_last_car_has_passed() -> None:
    timeline = Timeline(four_wide())
    assert timeline.end == FLAG + 443 + 2_500
    photo = photo_at(timeline, timeline.end)
    assert photo is not None
    assert photo.clock - photo.noses[-1].gap > photo.passing


def test_a_later_event_ends_the_record_and_does_not_move_the_noses() -> None:
    out = Retirement(at=FLAG + SECOND, lap=40, basis="estimated", car="11", reason="fire")
    timeline = Timeline(four_wide(out))
    assert timeline.end == FLAG + SECOND
    assert [nose.at for nose in timeline.finish_crossings] == [FLAG + gap for gap in GAPS.values()]


def test_the_grid_stands_until_a_nose_is_on_the_line() -> None:
    race = four_wide()
    assert order(race, 0) == order(race, FLAG - 1) == ["7", "26", "11", "5"]
    assert order(race, FLAG) == ["5", "7", "26", "11"]


def test_without_a_grid_the_file_s_own_order_does_not_tell_the_winner() -> None:
    assert order(four_wide(grid=False), FLAG - 1) == ["5", "7", "11", "26"]
    assert order(four_wide(grid=False), FLAG + 443) == ["5", "7", "26", "11"]


def test_gaps_are_those_at_the_line_and_laps_and_stages_are_not_made_up() -> None:
    state = Timeline(four_wide()).at(FLAG + 280)
    assert [row.gap for row in state.order] == [0, 26, 280, None]
    assert [row.interval for row in state.order] == [None, 26, 254, None]
    assert [row.best_lap for row in state.order] == [None] * 4
    assert (state.laps_to_go, state.stage, state.finished) == (None, None, True)


def test_the_log_names_the_winner_at_the_flag_and_the_margin_with_the_second_car() -> None:
    log = RaceLog(Timeline(four_wide()))
    assert log.at(FLAG - 1) == ()
    assert [(e.kind, e.text, e.detail) for e in log.at(FLAG)] == [
        ("chequered flag", "B5 first at the line", None)
    ]
    assert log.at(FLAG + 26)[0].detail == "0.0026 s ahead of 7, unofficial"


def test_a_car_that_is_out_has_no_count_of_laps() -> None:
    out = Retirement(at=FLAG + 500, lap=40, basis="estimated", car="11", reason="fire")
    assert full_log(Timeline(four_wide(out)))[-1].detail == "fire"


@given(finish_only_races(), st.integers(0, 120_000))
def test_cars_at_the_line_stand_first_in_the_order_of_their_noses(race: Race, time: int) -> None:
    timeline = Timeline(race)
    rows = timeline.at(time).order
    time = min(time, timeline.end)
    arrived = [nose.car for nose in timeline.finish_crossings if nose.at <= time]
    assert [row.car for row in rows[: len(arrived)]] == arrived
    assert [row.position for row in rows] == list(range(1, len(race.entries) + 1))
    assert all(row.gap is None for row in rows[len(arrived) :])
    photo = photo_at(timeline, time)
    noses = [(nose.car, nose.gap) for nose in photo.noses] if photo else []
    assert noses == [(row.car, row.gap) for row in rows[: len(arrived)]]


@given(finish_only_races(), st.integers(0, 120_000), st.integers(1, 5_000))
def test_what_comes_later_changes_nothing_at_a_time(race: Race, time: int, later: int) -> None:
    flag = race.events[0].at
    times = race.finish.times if race.finish else ()
    moved = tuple(
        t if flag + t.gap <= time else FinishTime(car=t.car, gap=t.gap + later) for t in times
    )
    events = tuple(e if e.at <= time else replace(e, at=e.at + later) for e in race.events)
    if flag > time:
        moved = times[:1]
    assert race.finish is not None
    other = replace(race, events=events, finish=replace(race.finish, times=moved), official=None)
    ours, theirs = Timeline(race), Timeline(other)
    if time >= min(ours.end, theirs.end):
        return
    assert ours.at(time) == theirs.at(time)
    assert photo_at(ours, time) == photo_at(theirs, time)
    assert RaceLog(ours).at(time) == RaceLog(theirs).at(time)


@given(finish_only_races())
def test_any_such_race_can_be_shown_printed_and_checked(race: Race) -> None:
    verify(race)
    timeline = Timeline(race)
    assert timeline.end >= timeline.finish_crossings[-1].at + AFTER_LAST_NOSE
    assert len(list(order_rows(timeline))) == len(race.entries)
    assert event_rows(timeline)
    check(race)
    for time in timeline.changes:
        assert len(timeline.at(time).order) == len(race.entries)
    assert {nose.at for nose in finish_crossings(race)} <= set(timeline.changes)


@given(finish_only_races(), st.integers(0, 120_000))
def test_records_of_cars_without_a_crossing_are_no_laps(race: Race, time: int) -> None:
    empty = tuple(CarLaps(car=entry.car, known=(), crossings=()) for entry in race.entries)
    same = replace(race, laps=empty)
    verify(same)
    assert not race.has_laps
    assert not same.has_laps
    ours, theirs = Timeline(race), Timeline(same)
    assert ours.at(time) == theirs.at(time)
    assert photo_at(ours, time) == photo_at(theirs, time)
    assert check(race) == check(same)
    assert list(order_rows(ours)) == list(order_rows(theirs))


@given(finish_only_races(), st.integers(0, 120_000))
def test_between_two_changes_nothing_moves(race: Race, time: int) -> None:
    timeline = Timeline(race)
    until = timeline.next_change(time)
    if until is not None:
        before, after = timeline.at(time), timeline.at(until - 1)
        assert replace(before, time=0) == replace(after, time=0)
