"""What no race can be made of is refused by the user's own file and line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.reconstruct.publishing import Published, published
from tests.reconstruct.simulation import Plan, simulated

from replay.race.text import is_text
from replay.reconstruct import ForeignFileError, rebuilt
from replay.reconstruct.read import plausible
from replay.reconstruct.solve import solver

PLAN = Plan(
    cars=5, laps=14, seed=3, cautions=((4, 6), (9, 11)), stops={0: (5,), 1: (7,)}, stage=4
)  # fmt: skip
RULING = {"by": "camera", "text": "a nose", "of_lap": 14, "after_s": 60}

Change = Callable[[Published], object]


def box_score() -> Published:
    return published(simulated(PLAN))


def cell(file: str, row: int, column: str, value: str) -> Change:
    return lambda box: box.tables[file][row].update({column: value})


def figure(**values: Any) -> Change:
    return lambda box: box.race.update(values)


def scored_wrong_throughout(box: Published) -> None:
    """No car's time at the flag is published, and all were scored where none can have been."""
    for row in box.tables["results.csv"]:
        row["elapsed_s"] = ""
    scored = [["1", "0"], ["2", "864000"], ["4", "300.5"], ["3", "593.774"], ["5", "0"]]
    box.race["ruling"] = RULING | {"after_s": 86_400, "provisional": scored}


def refusal(folder: Path, *changes: Change) -> ForeignFileError:
    box = box_score()
    for change in changes:
        change(box)
    with pytest.raises(ForeignFileError) as error:
        rebuilt(box.write(folder))
    assert is_text(str(error.value))
    return error.value


def line_of(folder: Path, error: ForeignFileError) -> str:
    assert error.line is not None
    return (folder / error.file).read_text(encoding="utf-8").splitlines()[error.line - 1]


@pytest.mark.parametrize(
    ("change", "file", "where", "says"),
    [
        (
            figure(finish={"resolution": 1, "lanes": ["1", "2", "1"], "lanes_known": []}),
            "race.json", '   "1"', "car 1 is named twice",
        ),
        (
            figure(finish={"resolution": 1, "times": [{"car": "1", "gap": 0}] * 2}),
            "race.json", '    "car": "1"', "car 1 is named twice",
        ),
        (
            figure(ruling=RULING | {"of_lap": 13, "provisional": [["1", "9000"]]}),
            "race.json", "   [", "not within lap",
        ),
        (
            scored_wrong_throughout,
            "race.json", "   [", "not within lap",
        ),
        (
            cell("results.csv", 2, "best_lap_s", "1.5"),
            "results.csv", "3,", "`best_lap_s`: car 3 cannot have averaged 3,600 mph",
        ),
        (
            cell("results.csv", 3, "last_lap_s", "0.0001"),
            "results.csv", "4,", "`last_lap_s`: car",
        ),
        (
            cell("results.csv", 1, "elapsed_s", "20"),
            "results.csv", "2,", "`elapsed_s`: car",
        ),
    ],
)  # fmt: skip
def test_a_fact_that_breaks_the_race_is_named_by_its_line(
    change: Change, file: str, where: str, says: str, tmp_path: Path
) -> None:
    error = refusal(tmp_path, change)
    assert error.file == file
    assert says in str(error)
    assert line_of(tmp_path, error).startswith(where)


def test_a_decision_later_than_a_file_can_hold_is_named_by_its_line(tmp_path: Path) -> None:
    rows = [
        {"pos": str(at), "car": str(at), "driver": f"A B{at}", "laps": "2",
         "elapsed_s": f"86390{at}", "status": "Running"}
        for at in range(1, 4)
    ]  # fmt: skip
    race = {
        "name": "R", "series": "S", "date": "2024-05-05", "track": "T", "track_length_miles": 1,
        "scheduled_laps": 2, "laps": 2,
        "ruling": RULING | {"of_lap": 2, "after_s": 86_400, "provisional": [["2", "863900"]]},
    }  # fmt: skip
    with pytest.raises(ForeignFileError) as error:
        rebuilt(Published(race, {"results.csv": rows}).write(tmp_path))
    assert "later than the ten days that a race file can hold" in str(error.value)
    assert "after_s" in line_of(tmp_path, error.value)


def test_a_figure_that_most_others_contradict_is_named_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop 120 s too early stands against best laps and leaders all over the record."""
    monkeypatch.setattr(solver, "_PATIENCE", 2)
    error = refusal(tmp_path, cell("pit_stops.csv", 0, "pit_in_race_time_s", "2"))
    assert error.file == "pit_stops.csv"
    assert "laps of car 1 at its stop" in str(error)
    assert "the other facts contradict it too often" in str(error)
    assert line_of(tmp_path, error).startswith("1,5,")


def test_more_laps_than_can_be_rebuilt_in_a_while_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plausible, "MAX_LAPS_IN_ALL", 69)
    assert str(refusal(tmp_path)) == "results.csv: 70 laps in all, more than 69 to rebuild"


def test_the_error_of_race_json_stands_on_the_line_of_the_fact(tmp_path: Path) -> None:
    error = refusal(tmp_path, figure(facts=[{"label": "a", "text": "b", "car": "1"}] * 21))
    assert error.file == "race.json"
    assert "facts" in line_of(tmp_path, error)
    assert json.loads((tmp_path / "race.json").read_text(encoding="utf-8"))["facts"]
