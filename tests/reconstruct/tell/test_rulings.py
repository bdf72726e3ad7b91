"""Cars level on laps and time stand as the official result has them, not as the grid had."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.laws import examples
from tests.reconstruct.publishing import Published, published
from tests.reconstruct.rebuilding import rebuild
from tests.reconstruct.simulation import Plan, simulated

from replay.race.model import Race, Ruling
from replay.race.timeline import Timeline

PLAN = Plan(cars=6, laps=12, seed=3)
"""Cars 4 1 3 5 2 6 finish in this order, and start in that of their numbers."""

TIMED = ("gap_s", "elapsed_s", "last_lap_s", "points")


@pytest.fixture
def box_score() -> Published:
    return whole()


def whole() -> Published:
    """The box score of the plan without what tells cars apart lap by lap."""
    found = published(simulated(PLAN))
    found.tables |= {"white_flag.csv": [], "checkpoints.csv": [], "lead_segments.csv": []}
    for row in found.tables["results.csv"]:
        row |= {"best_lap_s": "", "best_lap_no": ""}
    del found.race["margin_of_victory_s"]
    return found


def level(box_score: Published, places: tuple[int, ...]) -> None:
    """Publish one time for the cars in some places."""
    results = box_score.tables["results.csv"]
    for place in places:
        for column in ("gap_s", "elapsed_s", "last_lap_s"):
            results[place - 1][column] = results[places[0] - 1][column]


def out_at_once(box_score: Published, places: tuple[int, ...]) -> None:
    """Publish of the cars in some places that they did not complete a lap."""
    for place in places:
        row = box_score.tables["results.csv"][place - 1]
        row |= {"laps": "0", "status": "accident"} | dict.fromkeys(TIMED, "")


def in_order(box_score: Published, cars: str) -> None:
    """Publish the cars in this order, of which the points are not told."""
    results = {row["car"]: row | {"points": ""} for row in box_score.tables["results.csv"]}
    rows = [results[car] | {"pos": str(place)} for place, car in enumerate(cars, 1)]
    box_score.tables["results.csv"] = rows


def rulings(race: Race) -> list[tuple[str, str]]:
    return [(event.by, event.text) for event in race.events if isinstance(event, Ruling)]


def final(race: Race) -> str:
    timeline = Timeline(race)
    return "".join(row.car for row in timeline.at(timeline.end).order)


def test_cars_level_at_the_line_are_placed_by_the_official_result_at_the_end(
    box_score: Published, tmp_path: Path
) -> None:
    level(box_score, (4, 5))
    found = rebuild(box_score, tmp_path)
    assert found.given_up == ()
    assert rulings(found.race) == [
        ("the official result", "5 before 2, level on laps and time"),
    ]
    assert final(found.race) == "413526"
    timeline = Timeline(found.race)
    before = timeline.at(timeline.end - 1).order
    assert "".join(row.car for row in before[3:5]) == "25"


def test_cars_level_at_the_line_in_the_order_of_the_grid_need_no_ruling(
    box_score: Published, tmp_path: Path
) -> None:
    level(box_score, (2, 3))
    found = rebuild(box_score, tmp_path)
    assert (found.given_up, rulings(found.race)) == ((), [])
    assert final(found.race) == "413526"


def test_cars_out_on_the_first_lap_are_placed_by_the_official_result(
    box_score: Published, tmp_path: Path
) -> None:
    out_at_once(box_score, (4, 5, 6))
    in_order(box_score, "413625")
    found = rebuild(box_score, tmp_path)
    assert found.given_up == ()
    assert final(found.race) == "413625"
    ((_, text),) = rulings(found.race)
    assert text == "6 before 2, 2 before 5, level on laps and time"


def test_a_wrong_time_that_makes_two_cars_level_leaves_the_places_published(
    tmp_path: Path,
) -> None:
    """The time is believed before the gap; the places do not contradict it."""
    box_score = published(simulated(Plan(cars=4, laps=5, seed=3, cautions=((1, 2),))), (2,))
    third, last = box_score.tables["results.csv"][2:]
    third["elapsed_s"] = last["elapsed_s"]
    found = rebuild(box_score, tmp_path)
    assert f"gap of car {third['car']} to the winner" in [str(one.fact) for one in found.given_up]
    assert [row["car"] for row in box_score.tables["results.csv"]] == list(final(found.race))


def test_one_disqualified_is_not_placed_before_or_behind_those_it_was_level_with(
    box_score: Published, tmp_path: Path
) -> None:
    level(box_score, (4, 5, 6))
    in_order(box_score, "413652")
    box_score.tables["results.csv"][-1]["status"] = "disqualified"
    found = rebuild(box_score, tmp_path)
    assert final(found.race) == "413652"
    assert rulings(found.race) == [
        ("the official result", "6 before 5, level on laps and time"),
        ("the officials", "2 disqualified"),
    ]


@given(st.permutations("1235"), st.integers(0, 4))
@example(["5", "3", "2", "1"], 4)
@examples(40)
def test_any_order_of_cars_level_can_be_the_official_one(cars: list[str], finish: int) -> None:
    """Some of four cars come in behind the winner at one time, the others complete no lap."""
    box_score = whole()
    in_order(box_score, "".join(("4", *cars, "6")))
    level(box_score, (2, 3, 4, 5)[:finish])
    out_at_once(box_score, (2, 3, 4, 5, 6)[finish:])
    with TemporaryDirectory() as folder:
        found = rebuild(box_score, Path(folder))
    assert found.given_up == ()
    assert final(found.race) == "".join(("4", *cars, "6"))
