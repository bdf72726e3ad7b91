"""The columns with FastF1's names hold what FastF1 itself gives for the same race."""

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.tables.shipped import rows_of

import replay

SAMPLE = Path(__file__).parents[3] / "shared/samples/f1/fastf1/transformed_grand_prix_laps_2021.csv"


def whole(text: str) -> int:
    return int(float(text))


@pytest.mark.skipif(not SAMPLE.exists(), reason="needs FastF1's laps of 2021")
def test_abu_dhabi_2021_has_the_columns_that_fastf1_has() -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        theirs = [row for row in csv.DictReader(file) if "Abu Dhabi" in row["EventName"]]
    ours = {
        (row["Driver"], row["LapNumber"]): row for row in rows_of(replay.laps("abu-dhabi-2021"))
    }
    # Two laps of cars that fell out have no time in the source of the race file.
    assert 0 <= len(theirs) - len(ours) <= 2
    other_status = 0
    for row in theirs:
        own = ours.get((row["Driver"], whole(row["LapNumber"])))
        if own is None:
            continue
        assert own["DriverNumber"] == row["DriverNumber"]
        assert own["Compound"] == row["Compound"]
        for name in ("Stint", "TyreLife", "Position"):
            assert own[name] == whole(row[name]), (row["Driver"], own["LapNumber"], name)
        for name in ("PitInTime", "PitOutTime"):
            assert (own[name] is None) == (row[name] == "")
        other_status += _neutral(own["TrackStatus"]) != _neutral(str(whole(row["TrackStatus"])))
    # The file knows when the flags fell to within some seconds, and no yellow of a sector.
    assert other_status <= 1


def _neutral(digits: Any) -> set[str]:
    """The digits of the states that neutralise a race; 7 is the end of 6."""
    return set(digits) & {"4", "5", "6"}
