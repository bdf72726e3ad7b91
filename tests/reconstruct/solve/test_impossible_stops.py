"""Stops that cannot be as published are given up and told; a car may retire in its pit."""

from bisect import bisect_left, bisect_right
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconstruct.plans import plans
from tests.reconstruct.publishing import Published, published, seconds
from tests.reconstruct.rebuilding import rebuild
from tests.reconstruct.simulation import Plan, simulated

from replay import racefile
from replay.race.model import SECOND, Caution, Green, Race, Retirement
from replay.race.timeline import Timeline
from replay.reconstruct import ForeignFileError, rebuilt

PLAN = Plan(cars=5, laps=16, seed=3, cautions=((4, 6),), stops={0: (5,), 1: (5,), 2: (9,)})
RETIRES = Plan(cars=5, laps=16, seed=3, retired={3: 8}, stops={0: (5,)})


@pytest.fixture
def box_score() -> Published:
    return published(simulated(PLAN))


def row_of(box_score: Published, car: str) -> tuple[dict[str, str], int]:
    """A car's only stop, and the line it stands in."""
    rows = box_score.tables["pit_stops.csv"]
    (at,) = (at for at, row in enumerate(rows) if row["car"] == car)
    return rows[at], at + 2


def in_the_pits(race: Race) -> int:
    """The most laps a car completes during one of its stops."""
    lines = {line.car: line.crossings for line in race.laps}
    most = 0
    for stop in race.stops:
        line = lines[stop.car]
        out = len(line) if stop.exit is None else bisect_right(line, stop.exit)
        most = max(most, out - bisect_left(line, stop.entry or 0))
    return most


def one_digit_more(cell: str) -> str:
    whole, part = cell.split(".")
    return f"{whole}{part[0]}.{part[1:]}0"


def test_an_exit_with_one_digit_too_many_is_given_up_with_its_line(
    box_score: Published, tmp_path: Path
) -> None:
    row, line = row_of(box_score, "3")
    row["pit_out_race_time_s"] = one_digit_more(row["pit_out_race_time_s"])
    found = rebuild(box_score, tmp_path)
    (told,) = (str(one) for one in found.given_up)
    assert told.startswith(f"stop of car 3 (pit_stops.csv, line {line}) (against: ")
    assert sorted(stop.car for stop in found.race.stops) == ["1", "2"]
    timeline = Timeline(found.race)
    assert {row.status for row in timeline.at(timeline.end).order} == {"running"}


def test_a_stop_after_the_end_of_the_race_is_given_up_with_its_line(
    box_score: Published, tmp_path: Path
) -> None:
    row, line = row_of(box_score, "3")
    for column in ("pit_in_race_time_s", "pit_out_race_time_s"):
        row[column] = one_digit_more(row[column])
    for other in box_score.tables["pit_stops.csv"]:
        other.pop("leader_laps_completed")
    found = rebuild(box_score, tmp_path)
    (told,) = (str(one) for one in found.given_up)
    assert told.startswith(f"stop of car 3 (pit_stops.csv, line {line}) (against: ")
    assert sorted(stop.car for stop in found.race.stops) == ["1", "2"]


def test_a_stop_longer_than_its_laps_allow_is_given_up(
    box_score: Published, tmp_path: Path
) -> None:
    row, _ = row_of(box_score, "3")
    # Not after the car's last lap, but too late for the laps that it still completes.
    row["pit_out_race_time_s"] = seconds(
        next(line.crossings[13] for line in simulated(PLAN).laps if line.car == "3")
    )
    found = rebuild(box_score, tmp_path)
    assert len(found.given_up) == 1
    assert str(found.given_up[0]).startswith("stop of car 3 (pit_stops.csv, line ")
    assert in_the_pits(found.race) <= 1


@pytest.mark.parametrize("cell", ["", "0", "0.000"])
def test_a_stop_without_an_exit_of_a_car_that_goes_on_is_given_up(
    box_score: Published, tmp_path: Path, cell: str
) -> None:
    row, line = row_of(box_score, "3")
    row["pit_out_race_time_s"] = cell
    found = rebuild(box_score, tmp_path)
    assert [str(one) for one in found.given_up] == [
        f"stop of car 3 (pit_stops.csv, line {line}) (against: it has no exit, and car 3 goes on)"
    ]
    assert sorted(stop.car for stop in found.race.stops) == ["1", "2"]


@pytest.mark.parametrize("cell", ["", "0", "0.000"])
def test_a_car_may_retire_in_its_pit(tmp_path: Path, cell: str) -> None:
    box_score = published(simulated(RETIRES))
    last = next(line.crossings[-1] for line in simulated(RETIRES).laps if line.car == "4")
    entry = last + 25 * SECOND
    box_score.tables["pit_stops.csv"].append(
        {
            **dict.fromkeys(box_score.tables["pit_stops.csv"][0], ""),
            "car": "4",
            "laps_completed_at_pit_in": "8",
            "pit_in_race_time_s": seconds(entry),
            "pit_out_race_time_s": cell,
        }
    )
    found = rebuild(box_score, tmp_path)
    assert found.given_up == ()
    (stop,) = (stop for stop in found.race.stops if stop.car == "4")
    assert (stop.entry, stop.exit, stop.lap) == (entry, None, 8)
    (out,) = (event for event in found.race.events if isinstance(event, Retirement))
    assert out.at >= entry
    timeline = Timeline(found.race)
    status = {
        time: {r.car: r.status for r in timeline.at(time).order}["4"] for time in (entry, out.at)
    }
    assert status[out.at] == "out"
    assert out.at == entry or status[entry] == "pit"


def test_an_exit_before_the_entry_is_refused_with_its_line(
    box_score: Published, tmp_path: Path
) -> None:
    row, line = row_of(box_score, "3")
    row["pit_out_race_time_s"] = "1.000"
    with pytest.raises(
        ForeignFileError, match=rf"^pit_stops.csv, line {line}: car 3 leaves pit road"
    ):
        rebuilt(box_score.write(tmp_path))


def test_no_green_flies_while_the_whole_field_stands_in_the_pits(tmp_path: Path) -> None:
    """A clock that runs on under the red: every car stands for half an hour."""
    plan = Plan(cars=4, laps=16, seed=3, cautions=((4, 6),), stops=dict.fromkeys(range(4), (5,)))
    box_score = published(simulated(plan))
    stood = 1_800 * SECOND
    for row in box_score.tables["pit_stops.csv"]:
        row["pit_out_race_time_s"] = later(row["pit_out_race_time_s"], stood)
    for row in box_score.tables["results.csv"]:
        row["elapsed_s"] = later(row["elapsed_s"], stood)
    for figure in ("race_time", "average_speed_mph"):
        del box_score.race[figure]
    found = rebuild(box_score, tmp_path)
    assert found.given_up == ()
    assert in_the_pits(found.race) == 1
    (green,) = (e for e in found.race.events if isinstance(e, Green) and e.at)
    assert green.at > min(stop.exit or 0 for stop in found.race.stops)
    assert green.at > next(e.at for e in found.race.events if isinstance(e, Caution))
    order = Timeline(found.race).at(green.at).order
    assert any(row.status == "running" for row in order)


def later(cell: str, ticks: int) -> str:
    whole, part = cell.split(".")
    return seconds(int(whole + part.ljust(4, "0")) + ticks)


@st.composite
def misread(draw: st.DrawFn, box_score: Published) -> Published:
    """Return a box score with other exits from pit road, or none."""
    for row in box_score.tables["pit_stops.csv"]:
        stood = draw(st.none() | st.integers(0, 90 * SECOND))
        odd = draw(st.sampled_from((row["pit_out_race_time_s"], "", "0")))
        entry = row["pit_in_race_time_s"]
        row["pit_out_race_time_s"] = odd if stood is None else later(entry, stood)
    return box_score


@given(plans(), st.data())
def test_no_car_ever_completes_more_than_one_lap_in_its_pit(
    plan: Plan, data: st.DataObject
) -> None:
    box_score = data.draw(misread(published(simulated(plan))))
    refused: ForeignFileError | None = None
    with TemporaryDirectory() as place:
        try:
            race = rebuilt(box_score.write(Path(place))).race
        except ForeignFileError as error:
            refused = error
    if refused is not None:
        assert refused.line is not None
        return
    assert racefile.decode(racefile.encode(race)) == race
    assert in_the_pits(race) <= 1
