"""Published facts that contradict each other: the more trusted holds, the other is told."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from tests.reconstruct.publishing import Published, published
from tests.reconstruct.rebuilding import rebuild
from tests.reconstruct.simulation import Plan, simulated

from replay import racefile
from replay.cli import main
from replay.race.model import SECOND, Race, Ruling
from replay.race.timeline import Timeline
from replay.reconstruct import Rebuilt
from replay.reconstruct.solve.record_fact import elapsed, leads

PLAN = Plan(
    cars=6,
    laps=16,
    seed=3,
    cautions=((4, 6), (9, 11)),
    stops={0: (5,), 1: (7,)},
    retired={5: 8},
    stage=4,
)


@pytest.fixture
def box_score() -> Published:
    return published(simulated(PLAN))


def told(found: Rebuilt) -> list[str]:
    return [str(one) for one in found.given_up]


def explained(race: Race) -> dict[str, str]:
    assert race.official is not None
    return {one.rule: one.reason for one in race.official.explanations}


def test_a_record_in_itself_sound_has_nothing_to_tell(box_score: Published, tmp_path: Path) -> None:
    found = rebuild(box_score, tmp_path)
    assert found.given_up == ()
    assert explained(found.race) == {}


def test_cars_published_at_one_time_keep_the_order_they_were_given(
    box_score: Published, tmp_path: Path
) -> None:
    first, second = box_score.tables["results.csv"][:2]
    for column in ("elapsed_s", "gap_s", "last_lap_s"):
        second[column] = first[column]
    box_score.tables["white_flag.csv"] = []
    found = rebuild(box_score, tmp_path)
    assert [fact for fact in told(found) if "finishes before" in fact] == []
    assert Timeline(found.race).at(10**9).order[1].car == second["car"]


def test_a_car_disqualified_after_the_race_keeps_its_crossings_and_loses_its_place(
    box_score: Published, tmp_path: Path
) -> None:
    results = box_score.tables["results.csv"]
    second = results.pop(1)
    results.append(second | {"status": "disqualified", "points": "1"})
    for place, row in enumerate(results, 1):
        row["pos"] = str(place)
        row["points"] = "" if row is not results[-1] else "1"
    box_score.race["margin_of_victory_s"] = results[1]["gap_s"]
    race = rebuild(box_score, tmp_path).race
    timeline = Timeline(race)
    assert [row.car for row in timeline.at(timeline.end).order] == [row["car"] for row in results]
    before = timeline.at(timeline.end - 1).order
    assert before[1].car == second["car"]
    assert before[1].status == "running"
    ruling = next(event for event in race.events if isinstance(event, Ruling))
    assert (ruling.by, ruling.text) == ("the officials", f"{second['car']} disqualified")


def test_totals_give_way_to_the_tables_they_count(box_score: Published, tmp_path: Path) -> None:
    changes = box_score.race["lead_changes"]
    box_score.race |= {"lead_changes": changes + 1, "cautions": 1, "average_speed_mph": 99.0}
    found = rebuild(box_score, tmp_path)
    assert [one for one in told(found) if not one.startswith("average")] == [
        f"{changes + 1} lead changes (against: {changes} by lead_segments.csv)",
        "1 cautions (against: 2 by cautions.csv)",
    ]
    assert explained(found.race)["cautions"] == (
        "contradicts more trusted facts of the record: 1 cautions"
    )


def test_a_leader_who_had_retired_by_then_is_given_up(box_score: Published, tmp_path: Path) -> None:
    box_score.tables["lead_segments.csv"][-1]["car"] = "6"
    found = rebuild(box_score, tmp_path)
    assert told(found)[0] == "car 6 leads laps 9 to 16 (against: it completed 8 laps)"
    assert "leader of every lap" in explained(found.race)


def test_a_leader_whom_the_elapsed_times_do_not_see_is_given_up(
    box_score: Published, tmp_path: Path
) -> None:
    last = box_score.tables["lead_segments.csv"][-1]
    second = box_score.tables["results.csv"][1]["car"]
    box_score.tables["lead_segments.csv"] += [last | {"start_lap": "16", "car": second}]
    last["end_lap"] = "15"
    found = rebuild(box_score, tmp_path)
    given_up = next(one for one in found.given_up if one.fact == leads(second, 16))
    assert elapsed(second) in given_up.against


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (("results.csv", 2, "gap_s", "9.0000"), "gap of car"),
        (("results.csv", 2, "best_lap_s", "50.0000"), "best lap of car"),
        (("white_flag.csv", 4, "gap_s", "9.0000"), "gap of car"),
        (("pit_stops.csv", 0, "leader_laps_completed", "9"), "the leader's laps at the stop of"),
        (("results.csv", 0, "start", "9"), "order at the end of lap 0"),
        (("results.csv", 0, "stage1_pos", "9"), "places at the end of stage 1"),
        (("results.csv", 0, "points", "12"), "points of car"),
        (("results.csv", 0, "laps_led", "1"), "laps led by car"),
    ],
)
def test_the_fact_that_contradicts_is_named(
    box_score: Published, tmp_path: Path, change: tuple[str, int, str, str], fact: str
) -> None:
    file, row, column, value = change
    box_score.tables[file][row][column] = value
    assert any(one.startswith(fact) for one in told(rebuild(box_score, tmp_path)))


def test_an_order_that_nobody_could_have_run_in_is_given_up(
    box_score: Published, tmp_path: Path
) -> None:
    """Car 6 is out after lap 8; nobody can stand behind it at the end of lap 14."""
    box_score.tables["checkpoints.csv"] += [
        {"lap": "14", "basis": "exact", "position": str(place), "car": car}
        for place, car in enumerate("612345", 1)
    ]
    found = rebuild(box_score, tmp_path)
    assert "order at the end of lap 14" in [str(one.fact) for one in found.given_up]
    assert "order at lap 14" in explained(found.race)


@pytest.mark.parametrize(
    ("less", "rules"),
    [
        (lambda b: b.tables.pop("lead_segments.csv"), {"lead changes", "leaders", "laps led"}),
        (lambda b: b.tables["cautions.csv"].pop(), {"cautions", "caution laps"}),
        (lambda b: b.race.pop("stage_end_laps"), {"points"}),
        (lambda b: [row.pop("best_lap_s") for row in b.tables["results.csv"]], {"best lap"}),
    ],
)
def test_what_is_not_told_is_explained_and_is_no_contradiction(
    box_score: Published,
    tmp_path: Path,
    less: Callable[[Published], object],
    rules: set[str],
) -> None:
    less(box_score)
    found = rebuild(box_score, tmp_path)
    assert found.given_up == ()
    assert rules <= explained(found.race).keys()


def test_the_command_tells_each_fact_given_up_in_a_line_and_writes_the_race(
    box_score: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box_score.race["cautions"] = 1
    folder, output = tmp_path / "boxscore", tmp_path / "race.json"
    box_score.write(folder)
    assert main(["reconstruct", str(folder), "-o", str(output)]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "replay: given up: 1 cautions (against: 2 by cautions.csv)\n")
    assert racefile.load(output).official is not None


def test_what_is_refused_leaves_the_output_as_it_was(
    box_score: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box_score.tables["results.csv"][1]["laps"] = "nan"
    folder, output = tmp_path / "boxscore", tmp_path / "race.json"
    box_score.write(folder)
    output.write_bytes(b"kept")
    assert main(["reconstruct", str(folder), "-o", str(output)]) == 2
    said = "replay: results.csv, line 3: `laps` is no whole number: 'nan'\n"
    assert capsys.readouterr().err == said
    assert output.read_bytes() == b"kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boxscore", "race.json"]


def test_a_margin_over_a_car_on_another_lap_is_given_up(tmp_path: Path) -> None:
    plan = Plan(cars=5, laps=5, seed=0, retired={1: 0, 2: 0, 3: 0})
    box_score = published(simulated(plan))
    second = box_score.tables["results.csv"][1]
    second["laps"] = "4"
    found = rebuild(box_score, tmp_path)
    margins = [str(one) for one in found.given_up if one.fact.kind == "margin"]
    assert margins == [f"margin of victory (against: car {second['car']} completed 4 laps)"]


def test_a_lap_known_to_be_the_best_is_not_guessed_quicker_than_any_published(
    tmp_path: Path,
) -> None:
    """The winner's best lap is its first, in a time that nobody tells."""
    plan = Plan(cars=3, laps=6, seed=0, cautions=((1, 4),), stops={1: (3,)})
    box_score = published(simulated(plan))
    box_score.tables["results.csv"][0]["best_lap_s"] = ""
    found = rebuild(box_score, tmp_path)
    winner = box_score.tables["results.csv"][0]["car"]
    best = min(float(row["best_lap_s"] or 99) for row in box_score.tables["results.csv"])
    line = next(record.crossings for record in found.race.laps if record.car == winner)
    assert min(b - a for a, b in pairwise((0, *line))) >= round(best * SECOND)
