"""The lap laid flat: who came by when, in how long a span, and that nothing comes from later."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs
from tests.futures import moments, other_future
from tests.race.small_races import CLASSES, at, flag, race_of
from tests.road_races import ROAD, class_race, formula_race, going_on

from replay.race.lap_at_line import LapAtLine, class_leader_lap, finish_lap, leader_lap
from replay.race.line_camera import photo_at
from replay.race.model import Chequered, Race
from replay.race.timeline import Timeline

CLASSED, FORMULA = Timeline(class_race()), Timeline(formula_race())


def came(lap: LapAtLine | None) -> list[tuple[str, float]]:
    """The cars and their seconds after the first."""
    assert lap is not None
    return [(car.car, car.gap / 10_000) for car in lap.cars]


def test_all_who_take_the_flag_do_so_after_the_winner_whatever_their_laps() -> None:
    assert came(finish_lap(CLASSED, CLASSED.end)) == [
        ("50", 0),
        ("85", 4),
        ("11", 14),
        ("7", 14.2),
        ("91", 21.5),
        ("31", 44),
    ]


def test_of_a_car_that_may_pass_the_leader_and_comes_by_twice_the_latest_counts() -> None:
    # A lap down at 203 s, it passes the queue and has done as many laps as the leader at 310 s.
    race = race_of({"1": (100, 200, 330), "2": (203, 310, 335)}, (flag(330, 3),))
    timeline = Timeline(race)
    assert came(leader_lap(timeline, at(309))) == [("1", 0), ("2", 3)]
    assert came(leader_lap(timeline, at(310))) == [("1", 0), ("2", 110)]
    assert came(leader_lap(timeline, at(329))) == [("1", 0), ("2", 110)]


def test_a_car_that_has_not_come_by_is_not_there_nor_is_anything_before_the_flag() -> None:
    assert finish_lap(CLASSED, at(606) - 1) is None
    assert came(finish_lap(CLASSED, at(606))) == [("50", 0)]
    assert came(finish_lap(CLASSED, at(620.2) - 1)) == [("50", 0), ("85", 4), ("11", 14)]


def test_the_clock_counts_from_the_flag() -> None:
    lap = finish_lap(CLASSED, at(610.5))
    assert lap is not None
    assert (lap.lap, lap.clock, lap.finish) == (6, at(4.5), True)


@pytest.mark.parametrize(
    ("timeline", "span"),
    [
        (CLASSED, 150),  # 125.5 s is the best lap of the slower class: 138.05 s
        (FORMULA, 105),  # 90 s: 99 s
    ],
)
def test_the_span_of_a_finish_is_the_slowest_class_and_a_tenth_up_to_the_next_15_s(
    timeline: Timeline, span: int
) -> None:
    lap = finish_lap(timeline, timeline.end)
    assert lap is not None
    assert lap.span == at(span)


def test_a_lap_completed_at_the_flag_or_after_it_changes_no_span() -> None:
    """All who still run on their last lap: none of them is known before the flag."""
    quick = Timeline(class_race(car_31=(*(130.0 * lap for lap in range(1, 5)), 607.0)))
    lap = finish_lap(quick, quick.end)
    assert lap is not None
    assert lap.span == at(150)


def test_a_race_of_one_lap_has_the_winners_for_a_span() -> None:
    timeline = Timeline(race_of({"1": (100,), "2": (101,)}, (flag(100, 1),), track=ROAD))
    lap = finish_lap(timeline, timeline.end)
    assert lap is not None
    assert lap.span == at(105)


def test_at_any_other_moment_they_came_by_since_the_leader_did() -> None:
    lap = leader_lap(FORMULA, at(300))
    assert came(lap) == [("33", 0), ("44", 1.2)]
    assert lap is not None
    assert (lap.lap, lap.clock, lap.span, lap.finish) == (3, at(30), at(90), False)
    # All that came by, as far behind as they are.
    assert came(leader_lap(FORMULA, at(345))) == [
        ("33", 0),
        ("44", 1.2),
        ("4", 35.52),
        ("3", 70.2),
    ]


def test_before_the_first_lap_is_completed_there_is_none() -> None:
    assert leader_lap(FORMULA, at(90) - 1) is None
    assert class_leader_lap(CLASSED, at(125.5) - 1, "LMGT3") is None


def test_of_a_class_they_came_by_since_its_own_leader_did() -> None:
    lap = class_leader_lap(CLASSED, at(600), "LMGT3")
    assert came(lap) == [("91", 0), ("31", 18)]
    assert lap is not None
    assert (lap.lap, lap.span) == (4, at(135))
    assert class_leader_lap(CLASSED, at(600), "nobody's") is None


def test_the_published_margin_stands_once_the_result_is_official() -> None:
    timeline = Timeline(going_on(formula_race()))
    before, after = finish_lap(timeline, timeline.end - 1), finish_lap(timeline, timeline.end)
    assert before is not None
    assert after is not None
    assert (before.margin, after.margin) == (None, 22_560)
    assert came(after)[1] == ("44", 2.29)  # the clock's


def test_a_race_that_is_called_shows_no_finish_before_it_is() -> None:
    called = structs.replace(
        race_of({"1": (100, 200), "2": (101, 201)}, track=ROAD, scheduled_laps=9),
        events=(Chequered(at=at(205), lap=2, basis="timed"),),
    )
    timeline = Timeline(called)
    assert finish_lap(timeline, at(204)) is None
    assert came(finish_lap(timeline, at(205))) == [("1", 0), ("2", 1)]


def test_a_gap_is_exact_only_where_both_times_were_measured() -> None:
    race = formula_race()
    first, second, *others = race.laps
    rebuilt = structs.replace(second.known[0], crossing="reconstructed")
    laps = (first, structs.replace(second, known=(rebuilt,)), *others)
    lap = finish_lap(Timeline(structs.replace(race, laps=laps)), at(460))
    assert lap is not None
    assert [car.exact for car in lap.cars] == [True, False, True]
    assert not lap.exact


def on_road(race: Race) -> Race:
    """The race on a road course, its cars in two classes by turns."""
    names = [CLASSES[place % 2].name for place in range(len(race.entries))]
    entries = tuple(
        structs.replace(entry, race_class=name)
        for entry, name in zip(race.entries, names, strict=True)
    )
    header = structs.replace(race.header, track=ROAD, classes=CLASSES)
    return structs.replace(race, header=header, entries=entries)


@given(moments(), st.integers(0, 50), st.integers(0, 3))
def test_nothing_at_the_line_changes_when_everything_after_it_is_altered(
    moment: tuple[Race, int], stretch: int, extra: int
) -> None:
    race, time = on_road(moment[0]), moment[1]
    ours = Timeline(race)
    assume(time < ours.end)
    theirs = Timeline(other_future(race, time, stretch, extra))
    assert finish_lap(ours, time) == finish_lap(theirs, time)
    assert photo_at(ours, time) == photo_at(theirs, time)
    for one in CLASSES:
        assert class_leader_lap(ours, time, one.name) == class_leader_lap(theirs, time, one.name)


@given(moments())
def test_the_first_at_the_line_is_the_leader_and_none_comes_twice(
    moment: tuple[Race, int],
) -> None:
    timeline, time = Timeline(on_road(moment[0])), moment[1]
    for lap in (leader_lap(timeline, time), finish_lap(timeline, time)):
        if lap is not None:
            cars = [car.car for car in lap.cars]
            assert len(set(cars)) == len(cars)
            assert lap.cars[0].gap == 0
            assert [car.gap for car in lap.cars] == sorted(car.gap for car in lap.cars)
            assert all(car.gap <= lap.clock for car in lap.cars)
