"""Limits that keep a legal file from freezing the screen, and that the printed schema tells."""

import json
from importlib import import_module
from typing import Any

import pytest
from tests.fuzz import largest

from replay import racefile
from replay.race.line_camera import photo_at
from replay.race.log import full_log
from replay.race.model import MAX_LOOP_ERROR, MAX_RESCORED, MAX_RULINGS, SECOND, Race
from replay.race.timeline import Timeline
from replay.schema.json_schema import json_schema

jsonschema = import_module("jsonschema")  # it comes without types

Fields = dict[str, Any]
SCHEMA = json.loads(json_schema())


def race() -> Fields:
    """Two cars over three laps of 30 s; the second is 0.1 s behind, and more on each lap."""
    fields = largest.race(2, 3)
    fields["laps"][0]["crossings"] = [300_000, 600_000, 900_000]
    fields["laps"][1]["crossings"] = [301_000, 602_000, 903_000]
    return fields


def ruling(at: int, of_lap: int, **also: Any) -> Fields:
    return {
        "kind": "ruling", "at": at, "lap": 3, "basis": "timed", "by": "x", "text": "y",
        "of_lap": of_lap, **also,
    }  # fmt: skip


def scored(**cars: int) -> list[Fields]:
    return [{"car": car.removeprefix("car"), "at": at} for car, at in cars.items()]


def decoded(fields: Fields) -> Race:
    jsonschema.validate(fields, SCHEMA)
    return racefile.decode(largest.text_of(fields))


def refused(fields: Fields) -> racefile.RaceFileError:
    with pytest.raises(racefile.RaceFileError) as error:
        racefile.decode(largest.text_of(fields))
    return error.value


def told(fields: Fields) -> bool:
    """Whether the printed schema, too, refuses a file."""
    return not jsonschema.Draft202012Validator(SCHEMA).is_valid(fields)


# -- rulings


def test_two_rulings_that_leave_a_lap_without_its_place_are_refused() -> None:
    fields = race()
    fields["events"] += [
        ruling(950_000, 2, provisional=scored(car1=400_000)),
        ruling(950_000, 1, provisional=scored(car1=450_000, car2=440_000)),
    ]
    error = refused(fields)
    assert error.where == "$.events[1].provisional[0].at"
    assert error.message == "not within lap 2 as the rulings after this one have it"


def test_until_a_ruling_its_crossings_and_those_of_later_ones_count_as_scored() -> None:
    fields = race()
    fields["events"] += [
        ruling(910_000, 2, provisional=scored(car2=599_000)),
        ruling(920_000, 3, provisional=scored(car2=899_000)),
    ]
    timeline = Timeline(decoded(fields))
    leaders = [
        [timeline.scoring(period).arrivals[lap][0].car for lap in range(3)] for period in range(3)
    ]
    assert leaders == [["1", "2", "2"], ["1", "1", "2"], ["1", "1", "1"]]
    assert {599_000, 899_000, 600_000, 900_000} <= set(timeline.changes)
    assert not {602_000, 903_000} & set(timeline.changes)
    changes = [(e.at, e.lap, e.car) for e in full_log(timeline) if e.kind == "lead change"]
    assert changes == [(599_000, 2, "2"), (910_000, 2, "1"), (920_000, 3, "1")]


def test_rulings_that_deal_places_leave_the_line_indexed_once() -> None:
    fields = race()
    fields["events"] += [
        ruling(910_000, 3, order=["2", "1"]),
        ruling(920_000, 3, order=["1", "2"]),
    ]
    timeline = Timeline(decoded(fields))
    first = [row[1].car for period in range(3) for row in timeline.scoring(period).standings(10**6)]
    assert first == ["1", "2", "2", "1", "1", "2"]
    assert len({id(timeline.scoring(period).arrivals) for period in range(3)}) == 1


def test_a_ruling_on_cars_level_at_the_line_moves_them_on_its_lap_alone() -> None:
    fields = race()
    fields["laps"][1]["crossings"] = [301_000, 600_000, 903_000]
    fields["events"].append(ruling(910_000, 2, order=["2", "1"]))
    timeline = Timeline(decoded(fields))
    before, after = timeline.scoring(0), timeline.scoring(1)
    assert [lap[0].car for lap in before.arrivals] == ["1", "1", "1"]
    assert [lap[0].car for lap in after.arrivals] == ["1", "2", "1"]
    assert [(after.by_car[car].led, list(after.by_car[car].ranks)) for car in "12"] == [
        ([1, 3], [1, 1, 2, 1]),
        ([2], [2, 2, 1, 2]),
    ]
    assert before.by_car["1"].led == [1, 2, 3]
    assert before.by_car["1"].best is after.by_car["1"].best


def test_there_are_no_more_rulings_than_the_schema_tells() -> None:
    fields = race()
    fields["events"] += [ruling(910_000, 3, order=["2"])] * MAX_RULINGS
    assert decoded(fields)
    fields["events"].append(ruling(910_000, 3, order=["2"]))
    assert refused(fields).where == f"$.events[{MAX_RULINGS + 1}]"
    assert told(fields)


def test_there_are_no_more_rulings_that_take_back_crossings_than_the_schema_tells() -> None:
    fields = race()
    fields["events"] += [ruling(910_000, 3, provisional=scored(car2=899_000))] * MAX_RESCORED
    assert decoded(fields)
    fields["events"] += [ruling(910_000, 3, provisional=scored(car2=899_000))]
    assert refused(fields).where == f"$.events[{MAX_RESCORED + 1}].provisional"
    assert told(fields)


# -- the line


def test_loops_are_not_off_by_days() -> None:
    fields = race() | {"finish": {"resolution": 10, "loop_error": MAX_LOOP_ERROR}}
    assert decoded(fields)
    fields["finish"]["loop_error"] = 10 * 86_400 * SECOND
    assert refused(fields).where == "$.finish.loop_error"
    assert told(fields)


@pytest.mark.parametrize("last", [1, 2, 5, 40])
def test_a_last_lap_faster_than_any_car_tells_no_speed(last: int) -> None:
    fields = race()
    fields["header"]["track"]["length"] = 1_000_000
    for line in fields["laps"]:
        line["crossings"][-1] = line["crossings"][-2] + last
    timeline = Timeline(decoded(fields))
    photo = photo_at(timeline, timeline.end)
    assert photo is not None
    assert photo.speed.of == "assumed"
    assert photo.passing > 0


def test_lanes_are_dealt_alike_however_many_cars_are_at_the_line() -> None:
    """A lane is free as soon as the car before it is past; three cars abreast have three."""
    fields = largest.lanes()
    timeline = Timeline(decoded(fields))
    photo = photo_at(timeline, timeline.end)
    assert photo is not None
    assert {nose.lane for nose in photo.noses} == {0, 500, 1_000}
    assert len(photo.noses) == len(fields["entries"])
