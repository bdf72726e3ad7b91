"""Box scores like those that users of such programs have stumbled over: read right, or refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from replay.cli import main

CASES = Path(__file__).parents[3] / "shared" / "cases" / "boxscores"


class Case:
    """A case rebuilt by the command line, and what the commands say of it."""

    def __init__(self, name: str, output: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.output = str(output / f"{name}.json")
        self.capsys = capsys
        self.code = main(["reconstruct", str(CASES / name), "-o", self.output])
        self.told = capsys.readouterr().err

    def _json(self, *command: str) -> list[dict[str, Any]]:
        assert main([*command, "--json"]) == 0
        found: list[dict[str, Any]] = json.loads(self.capsys.readouterr().out)
        return found

    def order(self, lap: int | None = None) -> list[tuple[str, int, str]]:
        """Car, laps and status, place by place, at a lap or at the end."""
        rows = self._json("order", self.output, *(() if lap is None else ("--lap", str(lap))))
        final = max(row["lap"] for row in rows)
        return [(row["car"], row["laps"], row["status"]) for row in rows if row["lap"] == final]

    def times(self, kind: str) -> list[tuple[str | None, float]]:
        rows = self._json("events", self.output)
        return [(row["car"], float(row["time_s"])) for row in rows if row["kind"] == kind]

    def check(self) -> int:
        code = main(["check", self.output])
        self.capsys.readouterr()
        return code

    def last_crossing(self, car: str) -> float:
        laps = json.loads(Path(self.output).read_text(encoding="utf-8"))["laps"]
        return float(next(r["crossings"][-1] for r in laps if r["car"] == car)) / 10_000


@pytest.fixture
def case(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Case:
    name = str(request.param)
    if not (CASES / name).is_dir():
        pytest.skip(f"the case {name} is not beside the checkout")
    return Case(name, tmp_path, capsys)


def cases(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", names, indirect=True)


@cases("01-zeros", "11-semicolon", "11b-comma-space", "11c-bom")
def test_numbers_are_text_and_tables_are_read_however_written(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    numbers = ["0", "00", "7", "07", "70", "1", "01", "10", "4", "44", "004", "X1"]
    assert [car for car, _, _ in case.order()] == numbers


@cases("02-dsq-winner", "02b-excluded", "02c-dsq-with-reason")
def test_the_next_car_wins_whatever_the_words_of_the_disqualification(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    order = case.order()
    assert [car for car, _, _ in order[:3]] == ["18", "5", "12"]
    assert order[-2:] == [("11", 50, "out"), ("9", 50, "out")]
    assert [car for car, _ in case.times("ruling")] == ["18"]
    assert case.order(49)[0] == ("11", 49, "running")


@cases("03-lapped-no-times")
def test_cars_a_lap_down_without_times_are_behind_the_lead_lap(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    assert case.order(29)[8:] == [("27", 28, "running"), ("15", 28, "running")]
    assert case.order()[8:] == [("27", 29, "running"), ("15", 29, "running")]
    ((_, flag),) = case.times("chequered flag")
    assert min(case.last_crossing("27"), case.last_crossing("15")) > flag


@cases("03b-lapped-with-times", "03c-six-lapped")
def test_no_car_laps_down_stands_among_the_lead_lap(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    lapped = [car for car, laps, _ in case.order() if laps < 30]
    assert [car for car, laps, _ in case.order(29) if laps < 29] == lapped
    ((_, flag),) = case.times("chequered flag")
    assert all(case.last_crossing(car) > flag for car in lapped)


@cases("04-status-lapped", "04b-status-plus-one")
def test_a_lapped_car_was_running_and_a_non_starter_ran_no_lap(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    assert case.order()[9:] == [
        ("77", 39, "running"),
        ("18", 39, "running"),
        ("10", 39, "running"),
        ("31", 38, "out"),
        ("2", 0, "out"),
    ]
    assert ("2", 0.0) in case.times("retirement")


@cases("10-dead-heat")
def test_of_a_dead_heat_one_is_the_winner_and_nothing_is_given_up(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    assert [car for car, _, _ in case.order()[:2]] == ["3", "21"]
    assert [car for car, _ in case.times("chequered flag")] == ["3"]
    assert case.times("lead change") == []


@cases("11d-windows-1252")
def test_what_is_not_utf_8_is_refused_as_that(case: Case) -> None:
    assert (case.code, case.told) == (2, "replay: results.csv, line 7: not UTF-8\n")


@cases("16-zwnj")
def test_a_name_keeps_the_joiners_that_its_script_needs(case: Case) -> None:
    assert (case.code, case.told, case.check()) == (0, "", 0)
    names = (CASES / "16-zwnj" / "results.csv").read_text(encoding="utf-8")
    ours = json.loads(Path(case.output).read_text(encoding="utf-8"))["entries"]
    told = [f"{driver['first']} {driver['last']}" for e in ours for driver in e["drivers"]]
    joined = [name for name in told if "\u200c" in name]
    assert joined
    assert all(name in names for name in joined)
