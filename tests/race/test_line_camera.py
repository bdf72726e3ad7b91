"""The pictures at the ends of stages: while they are news, and nothing of what comes after."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.road_races import class_race, formula_race
from tests.strategies import races

from replay import racefile
from replay.race.finish import Photo
from replay.race.line_camera import photo_at, stage_photo_at
from replay.race.model import CarLaps, Race, Ruling, Stage
from replay.race.timeline import Timeline

TINY = racefile.load(Path(__file__).parents[1] / "races" / "tiny.json")
TIMELINE = Timeline(TINY)
STAGE_END = 1_218_000
NEXT_LAP = 1_715_000


def seen(time: int) -> Photo:
    photo = stage_photo_at(TIMELINE, time)
    assert photo is not None
    return photo


def test_the_picture_of_a_stage_stands_until_the_leader_completes_the_next_lap() -> None:
    assert stage_photo_at(TIMELINE, STAGE_END - 1) is None
    assert [nose.car for nose in seen(STAGE_END).noses] == ["1"]
    assert [nose.car for nose in seen(NEXT_LAP - 1).noses] == ["1", "24", "07", "7", "99"]
    assert stage_photo_at(TIMELINE, NEXT_LAP) is None


def test_it_tells_its_stage_and_is_scored_by_the_loops() -> None:
    photo = seen(STAGE_END + 1_000)
    assert (photo.stage, photo.lap, photo.by, photo.official) == (1, 4, "loops", False)
    assert (photo.resolution, photo.loop_error, photo.error) == (None, None, None)
    assert (photo.clock, photo.margin) == (1_000, 1_000)


def test_its_speed_is_the_average_of_the_first_cars_lap() -> None:
    speed = seen(STAGE_END).speed
    assert speed.value == 59_603  # 0.5 miles in 30.2 s
    assert (speed.measured, speed.of) == (False, "last-lap average")


def test_lanes_published_of_the_finish_are_not_those_of_a_stage() -> None:
    assert not any(nose.lane_known for nose in seen(NEXT_LAP - 1).noses)


def test_the_last_stage_ends_with_the_race_and_has_the_picture_of_the_finish() -> None:
    assert stage_photo_at(TIMELINE, TIMELINE.end) is None
    finish = photo_at(TIMELINE, TIMELINE.end)
    assert finish is not None
    assert finish.stage is None


def cut_at(race: Race, time: int, later: int) -> Race:
    """Put off by `later` all that lies after `time`."""
    laps = tuple(
        replace(r, crossings=tuple(at if at <= time else at + later for at in r.crossings))
        for r in race.laps
    )
    events = tuple(
        replace(event, at=event.at + later) if event.at > time else event for event in race.events
    )
    return replace(race, laps=laps, events=events, official=None)


@st.composite
def at_a_stage_end(draw: st.DrawFn) -> tuple[Race, int]:
    """Give a race without a ruling, and a time at which its first stage has just ended."""
    race = draw(races())
    laps = Timeline(race).laps
    ends = draw(st.integers(1, laps))
    stages = (Stage(number=1, ends=ends), Stage(number=2, ends=laps + 1))
    events = tuple(event for event in race.events if not isinstance(event, Ruling))
    race = replace(race, header=replace(race.header, stages=stages), events=events)
    first = Timeline(race).scoring(0).lead_at[ends - 1]
    return race, first + draw(st.integers(0, 400_000))


@given(at_a_stage_end(), st.integers(1, 300_000))
def test_a_stage_picture_holds_nothing_of_what_comes_later(
    moment: tuple[Race, int], later: int
) -> None:
    race, time = moment
    photo = stage_photo_at(Timeline(race), time)
    assert photo == stage_photo_at(Timeline(cut_at(race, time, later)), time)
    if photo is not None:
        assert all(0 <= nose.gap <= photo.clock for nose in photo.noses)
        assert [nose.gap for nose in photo.noses] == sorted(nose.gap for nose in photo.noses)


@given(at_a_stage_end())
def test_a_nose_is_exact_if_its_time_and_the_first_were_measured(moment: tuple[Race, int]) -> None:
    race, time = moment
    photo = stage_photo_at(Timeline(race), time)
    lap = race.header.stages[0].ends
    known: dict[str, CarLaps] = {record.car: record for record in race.laps}

    def measured(car: str) -> bool:
        span = [span for span in known[car].known if span.lap <= lap][-1]
        return span.crossing in ("official", "timed")

    noses = photo.noses if photo else ()
    for nose in noses:
        assert nose.exact == (measured(noses[0].car) and measured(nose.car))


RACES = Path(__file__).parents[2] / "races"


@pytest.mark.parametrize(
    ("name", "lanes"),
    [
        ("kansas-2024", {"5": 0, "17": 1_000, "9": 290, "19": 910}),
        ("freedom-100-2013", {"5": 0, "7": 333, "8": 600, "26": 910}),
    ],
)
def test_guessed_lanes_leave_one_for_each_car_still_to_come(
    name: str, lanes: dict[str, int]
) -> None:
    timeline = Timeline(racefile.load(RACES / f"{name}.json"))
    photo = photo_at(timeline, timeline.end)
    assert photo is not None
    assert {nose.car: nose.lane for nose in photo.noses[:4]} == lanes


# -- road races


def test_a_car_laps_down_is_in_the_picture_of_a_road_race_and_has_no_part_in_the_margin() -> None:
    """85 comes by 4 s after the winner, four laps down on him; 7 is second, 14.2 s behind."""
    photo = photo_at(Timeline(class_race()), 6_300_000)
    assert photo is not None
    assert [nose.car for nose in photo.noses] == ["50", "85", "11", "7", "91"]
    assert set(photo.lapped) == {"11", "91", "85"}
    assert [nose.car for nose in photo.scored] == ["50", "7"]
    assert photo.margin == 142_000


def test_single_seaters_look_as_such_and_nobody_knows_how_long_they_are() -> None:
    photo = photo_at(Timeline(formula_race()), 4_530_000)
    assert photo is not None
    assert (photo.outline, photo.length_known) == ("open wheel", False)
    stock = photo_at(Timeline(formula_race(discipline="stock car")), 4_530_000)
    assert stock is not None
    assert (stock.outline, stock.length_known) == ("stock car", True)
