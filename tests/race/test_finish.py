"""The finish line as values: margins, the field as it comes by, the camera's picture so far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from replay.race.finish import (
    FieldAtLine,
    Photo,
    field_at,
    gap_length,
    passing_time,
)
from replay.race.line_camera import photo_at
from replay.race.model import (
    SECOND,
    Basis,
    CarLaps,
    Chequered,
    Driver,
    Entry,
    Finish,
    FinishTime,
    Header,
    Known,
    Official,
    Race,
    Ruling,
    Scored,
    Span,
    Track,
)
from replay.race.timeline import Timeline

FLAG = 11_442 * SECOND + 4_200
RULED = FLAG + 60 * SECOND
LANES = Finish(
    resolution=10,
    loop_error=15,
    lanes=("5", "17"),
    lanes_known=("5", "17"),
    speed=175_063,
    speed_basis="estimated",
    speed_of="Larson's last lap",
)


def car_laps(car: str, *crossings: int, basis: Basis = "official") -> CarLaps:
    span = Span(lap=1, crossing=basis, lap_time=basis, place="sure")
    return CarLaps(car=car, known=(span,), crossings=crossings)


def race(
    laps: tuple[CarLaps, ...], *events: Ruling | Chequered, finish: Finish | None = LANES
) -> Race:
    cars = [record.car for record in laps] or [t.car for t in (finish.times if finish else ())]
    return Race(
        replay=1,
        header=Header(
            name="A race",
            short="A",
            series="S",
            date="2024-05-05",
            track=Track(name="T", length=1_500),
            cars=len(cars),
            scheduled_laps=2,
            known=Known(finish="official"),
        ),
        entries=tuple(
            Entry(car=car, drivers=(Driver(first="A", last="B"),), grid=place)
            for place, car in enumerate(cars, start=1)
        ),
        events=events,
        finish=finish,
        laps=laps,
    )


def kansas(before: int = 308_460) -> Timeline:
    """The finish of Kansas 2024 as the last of two laps; 17 first until the camera's ruling."""
    gaps = {"5": 0, "17": 10, "9": 600, "19": 750, "11": 6_090}
    laps = tuple(car_laps(car, FLAG + gap - before, FLAG + gap) for car, gap in gaps.items())
    ruling = Ruling(
        at=RULED,
        lap=2,
        basis="estimated",
        by="line camera",
        text="5 first",
        of_lap=2,
        provisional=(Scored(car="17", at=FLAG - 5), Scored(car="5", at=FLAG + 5)),
    )
    return Timeline(race(laps, ruling))


def seen(timeline: Timeline, time: int) -> Photo:
    photo = photo_at(timeline, time)
    assert photo is not None
    return photo


def field(timeline: Timeline, time: int) -> FieldAtLine:
    found = field_at(timeline, time)
    assert found is not None
    return found


# -- margins


@pytest.mark.parametrize(
    ("speed", "gap", "thousandths"),
    [
        (175_063, 10, 3_081),  # 0.001 s at Kansas: 3.1 in
        (185_000, 26, 8_466),  # the Freedom 100's published 8.47 in
        (188_000, 5, 1_654),  # Chicagoland 2007's published 1.65 in
        (175_063, 600, 184_867),
        (60_000, SECOND, 1_056_000),  # a mile a minute is 88 ft a second
        (175_063, 0, 0),
    ],
)
def test_a_gap_is_a_length_at_a_speed(speed: int, gap: int, thousandths: int) -> None:
    assert gap_length(speed, gap) == thousandths


def test_a_car_passes_the_line_in_its_length_over_its_speed() -> None:
    assert passing_time(175_063) == 628  # 62.8 ms
    assert passing_time(180_000) == 610
    assert passing_time(180_000, 192_000) == 606


def test_a_file_says_how_long_its_cars_are_and_what_they_look_like() -> None:
    finish = Finish(resolution=1, car_length=192_000, outline="open wheel")
    laps = (car_laps("7", 30 * SECOND, 60 * SECOND),)
    photo = seen(Timeline(race(laps, finish=finish)), 60 * SECOND)
    assert (photo.passing, photo.outline) == (606, "open wheel")


def test_a_file_that_does_not_say_so_has_stock_cars_of_the_next_generation() -> None:
    photo = seen(kansas(), RULED)
    assert (photo.passing, photo.outline) == (628, "stock car")


@given(st.integers(1, 400_000), st.integers(0, 10_000))
def test_a_longer_gap_is_never_a_shorter_length(speed: int, gap: int) -> None:
    assert gap_length(speed, gap) <= gap_length(speed, gap + 1)


def test_a_margin_is_estimated_where_the_speed_at_the_line_was_not_measured() -> None:
    photo = seen(kansas(), RULED)
    margin = photo.distance(photo.noses[1])
    assert (margin.thousandths, margin.estimated) == (3_081, True)
    assert photo.speed.of == "last-lap average"


def test_a_margin_is_measured_where_the_speed_was() -> None:
    finish = Finish(resolution=1, speed=185_000, speed_basis="timed")
    laps = (car_laps("7", SECOND), car_laps("3", SECOND + 26))
    photo = seen(Timeline(race(laps, finish=finish)), SECOND + 26)
    assert not photo.distance(photo.noses[1]).estimated


def test_before_the_ruling_the_speed_is_that_of_the_car_then_first() -> None:
    assert seen(kansas(), RULED).speed.value == 175_063  # 1.5 miles in 30.846 s
    assert seen(kansas(), RULED - 1).speed.value == 175_072  # 17, in 30.8445 s


def test_a_file_without_a_speed_takes_the_first_cars_last_lap() -> None:
    laps = (car_laps("7", 30 * SECOND, 60 * SECOND),)
    photo = seen(Timeline(race(laps, finish=None)), 60 * SECOND)
    assert photo.speed.value == 180_000  # 1.5 miles in 30 s
    assert not photo.speed.measured


# -- the field at the line


def test_there_is_no_field_before_the_first_lap() -> None:
    assert field_at(kansas(), 0) is None
    assert field_at(kansas(), FLAG - 308_461) is None


def test_the_field_fills_as_the_cars_come_by() -> None:
    timeline = kansas()
    lap_one = FLAG - 308_460
    assert [c.car for c in field(timeline, lap_one).cars] == ["5"]
    assert [(c.car, c.gap) for c in field(timeline, lap_one + 10).cars] == [("5", 0), ("17", 10)]
    assert len(field(timeline, lap_one + 6_090).cars) == 5


def test_the_field_starts_anew_when_the_leader_completes_the_next_lap() -> None:
    timeline = kansas()
    assert field(timeline, FLAG - 6).lap == 1
    assert [c.car for c in field(timeline, FLAG - 5).cars] == ["17"]
    assert field(timeline, FLAG - 5).lap == 2


def test_a_lapped_car_is_not_placed() -> None:
    laps = (car_laps("1", 300_000, 600_000), car_laps("2", 610_000))
    found = field(Timeline(race(laps)), 700_000)
    assert [c.car for c in found.cars] == ["1"]


def test_a_gap_is_exact_only_if_both_times_were_measured() -> None:
    laps = (car_laps("1", 300_000), car_laps("2", 310_000, basis="reconstructed"))
    found = field(Timeline(race(laps)), 310_000)
    assert [c.exact for c in found.cars] == [True, False]
    assert not found.exact


# -- the camera's picture


def test_there_is_no_picture_until_the_first_nose_is_on_the_line() -> None:
    assert photo_at(kansas(), FLAG - 6) is None
    assert [n.car for n in seen(kansas(), FLAG - 5).noses] == ["17"]


def test_before_the_ruling_the_noses_stand_where_the_loops_scored_them() -> None:
    photo = seen(kansas(), RULED - 1)
    assert [(n.car, n.gap) for n in photo.noses[:3]] == [("17", 0), ("5", 10), ("9", 605)]
    assert photo.by == "loops"
    assert photo.error == 15


def test_from_the_ruling_on_they_stand_where_the_camera_saw_them() -> None:
    photo = seen(kansas(), RULED)
    assert [(n.car, n.gap) for n in photo.noses[:3]] == [("5", 0), ("17", 10), ("9", 600)]
    assert photo.by == "camera"
    assert photo.error == 5
    assert photo.good_to == 500
    assert photo.margin == 10


def test_seeking_back_over_the_ruling_restores_the_provisional_picture() -> None:
    timeline = kansas()
    before = photo_at(timeline, RULED - 1)
    photo_at(timeline, RULED)
    assert photo_at(timeline, RULED - 1) == before


def test_the_picture_is_official_only_at_the_end_of_the_record_and_with_a_result() -> None:
    unpublished = kansas()
    assert not seen(unpublished, unpublished.end).official
    header = structs.replace(unpublished.race.header, known=Known(finish="official"))
    result = Official(laps=2, results=())
    timeline = Timeline(structs.replace(unpublished.race, header=header, official=result))
    assert not seen(timeline, timeline.end - 1).official
    assert seen(timeline, timeline.end).official


def test_the_clock_is_told_from_the_first_nose() -> None:
    photo = seen(kansas(), FLAG + 380)
    assert photo.zero == FLAG - 5
    assert photo.clock == 385


@given(st.integers(0, 7_000))
def test_no_nose_is_later_than_the_clock(after: int) -> None:
    photo = photo_at(kansas(), FLAG - 5 + after)
    assert photo is not None
    assert all(nose.gap <= photo.clock for nose in photo.noses)
    assert [n.gap for n in photo.noses] == sorted(n.gap for n in photo.noses)


@given(st.integers(0, 6_100), st.integers(1, 5_000))
def test_what_comes_later_changes_nothing_in_the_picture(after: int, later: int) -> None:
    timeline, time = kansas(), FLAG - 5 + after
    laps = tuple(
        CarLaps(
            car=record.car,
            known=record.known,
            crossings=tuple(at if at <= time else at + later for at in record.crossings),
        )
        for record in timeline.race.laps
    )
    ruling = timeline.race.events[0]
    assert isinstance(ruling, Ruling)
    scored = tuple(
        s if s.at <= time else Scored(car=s.car, at=s.at + later) for s in ruling.provisional
    )
    moved = Ruling(
        at=ruling.at + later,
        lap=2,
        basis="estimated",
        by="line camera",
        text="5 first",
        of_lap=2,
        provisional=scored,
    )
    assert photo_at(Timeline(race(laps, moved)), time) == photo_at(timeline, time)


def test_published_lanes_hold_and_the_others_are_dealt_in_order_of_finish() -> None:
    noses = {nose.car: nose for nose in seen(kansas(), RULED).noses}
    assert (noses["5"].lane, noses["17"].lane) == (0, 1_000)
    assert noses["9"].lane < noses["19"].lane
    assert [car for car, nose in noses.items() if nose.lane_known] == ["5", "17"]


def test_cars_side_by_side_in_unknown_lanes_do_not_share_one() -> None:
    laps = tuple(car_laps(str(n), SECOND + 30 * n) for n in range(1, 4))
    photo = seen(Timeline(race(laps, finish=None)), 2 * SECOND)
    assert len({nose.lane for nose in photo.noses}) == 3


def test_a_later_car_moves_no_earlier_one() -> None:
    timeline = kansas()
    lanes: dict[str, int] = {}
    for time in range(FLAG, FLAG + 6_100, 50):
        for nose in seen(timeline, time).noses:
            assert lanes.setdefault(nose.car, nose.lane) == nose.lane


def test_a_race_known_by_its_finish_alone_has_its_picture() -> None:
    finish = Finish(
        resolution=1,
        lanes=("5", "7"),
        lanes_known=("5",),
        times=(FinishTime(car="5", gap=0), FinishTime(car="7", gap=26)),
    )
    flag = Chequered(at=SECOND, lap=0, basis="official")
    timeline = Timeline(race((), flag, finish=finish))
    assert photo_at(timeline, SECOND - 1) is None
    assert [n.car for n in seen(timeline, SECOND).noses] == ["5"]
    assert field_at(timeline, SECOND) is None


def test_a_race_without_laps_or_finish_has_no_picture() -> None:
    flag = Chequered(at=SECOND, lap=0, basis="official")
    laps = (
        CarLaps(
            car="5",
            known=(Span(lap=1, crossing="official", lap_time="official", place="sure"),),
            crossings=(),
        ),
    )
    assert photo_at(Timeline(race(laps, flag, finish=None)), SECOND) is None
