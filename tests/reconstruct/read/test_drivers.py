"""Several drivers of a car, the starter first, however a publisher writes them."""

from pathlib import Path

import pytest
from tests.reconstruct.small import RESULTS, write

from replay.race.check import check
from replay.race.export import driver_name
from replay.reconstruct import ForeignFileError, reconstruct

TWO = "Bob Baker / Bea Bold"


def drivers(folder: Path, name: str, lines: str = "") -> str:
    """How car 7 is driven if results.csv names `name` and drivers.csv has these lines."""
    results = RESULTS.replace("Bob Baker", f'"{name}"')
    tables = {"drivers": f"car,first,last,short\n{lines}"} if lines else {}
    race = reconstruct(write(folder, results, **tables))
    assert [finding for finding in check(race) if finding.outcome == "failed"] == []
    return driver_name(next(entry for entry in race.entries if entry.car == "7"))


@pytest.mark.parametrize(
    "name",
    ["Bob Baker / Bea Bold", "Bob Baker/Bea Bold", "Bob Baker (Bea Bold)", "Bob Baker(Bea Bold)",
     "Bob Baker & Bea Bold", "Bob Baker and Bea Bold", "Bob Baker; Bea Bold",
     "Bob Baker + Bea Bold",
     "Bob Baker (relief: Bea Bold)", "Bob Baker (rel. Bea Bold)", "Bob Baker [Bea Bold]",
     "Bob Baker (relieved by Bea Bold)", "Bob Baker relieved by Bea Bold",
     "Bea Bold (started by Bob Baker)", "Bob Baker (i) / Bea Bold (P)"],
)  # fmt: skip
def test_two_drivers_in_one_cell_are_two_the_starter_first(tmp_path: Path, name: str) -> None:
    assert drivers(tmp_path, name) == TWO


def test_three_drivers_are_three(tmp_path: Path) -> None:
    assert drivers(tmp_path, "Bob Baker / Bea Bold / Bo Bell") == f"{TWO} / Bo Bell"
    assert drivers(tmp_path, "Bob Baker (Bea Bold, Bo Bell)") == f"{TWO} / Bo Bell"


def test_several_lines_of_a_car_in_drivers_csv_are_its_drivers(tmp_path: Path) -> None:
    lines = "7,Bob,Baker,\n7,Bea,Bold,\n"
    assert drivers(tmp_path, "Bob Baker", lines) == TWO
    assert drivers(tmp_path, TWO, lines) == TWO
    assert drivers(tmp_path, "Team Baker", lines) == TWO


def test_of_several_lines_the_one_that_the_results_name_first_is_the_starters(
    tmp_path: Path,
) -> None:
    assert drivers(tmp_path, "Bob Baker", "7,Bea,Bold,\n7,Bob,Baker,\n") == TWO


def test_one_line_tells_of_the_driver_that_it_names(tmp_path: Path) -> None:
    results = RESULTS.replace("Bob Baker", TWO)
    lines = "car,last,short\n7,Bold,B. Bold\n5,Coal,\n"
    race = reconstruct(write(tmp_path, results, drivers=lines))
    found = {entry.car: entry.drivers for entry in race.entries}
    assert [driver.short for driver in found["7"]] == [None, "B. Bold"]
    assert [(driver.first, driver.last) for driver in found["5"]] == [("Cleo", "Coal")]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Bob Baker (P)", "Bob", "Baker"),
        ("Bob Baker (i)", "Bob", "Baker"),
        ("# Bob Baker", "Bob", "Baker"),
        ("* Bob Baker #", "Bob", "Baker"),
        ("Bob Baker (Jr.)", "Bob", "Baker Jr."),
        ("Bob Baker Jr.", "Bob", "Baker Jr."),
        ("Bob Baker III", "Bob", "Baker III"),
        ("Baker", "", "Baker"),
        ("Bob van der Baker-Bold", "Bob van der", "Baker-Bold"),
        ("Roland Sandoval", "Roland", "Sandoval"),
    ],
)
def test_marks_and_suffixes_are_no_drivers(
    tmp_path: Path, name: str, first: str, last: str
) -> None:
    assert drivers(tmp_path, name) == f"{first} {last}".strip()


@pytest.mark.parametrize(
    ("name", "lines", "says"),
    [
        (" / ".join(f"Driver {n}" for n in range(11)), "",
         "results.csv, line 3: `driver` names more than 10 drivers"),
        ("B" * 81, "", "results.csv, line 3: `driver` is longer than 80 characters"),
        ("Bob Baker", "7,Bob,Baker,\n7,BOB,BAKER,\n",
         "drivers.csv, line 3: car 7 has the driver BAKER twice"),
        ("Bob Baker", "".join(f"7,Bob,Baker{n},\n" for n in range(11)),
         "drivers.csv, line 12: car 7 has more than 10 drivers"),
        ("Bob Baker", "7,Bob,Baker,\n7,Bob,,\n", "drivers.csv, line 3: `last` is empty"),
        ("Bob Baker", "8,Bob,Baker,\n", "drivers.csv, line 2: car 8 is not in results.csv"),
    ],
)  # fmt: skip
def test_drivers_that_cannot_be_are_refused_with_their_line(
    tmp_path: Path, name: str, lines: str, says: str
) -> None:
    with pytest.raises(ForeignFileError) as error:
        drivers(tmp_path, name, lines)
    assert str(error.value) == says
