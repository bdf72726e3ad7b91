"""Cells as notebooks have them that were written for FastF1's laps: they run on `replay.laps`.

Where FastF1 has a timedelta there are seconds, and its own methods (`pick_drivers`) are masks.
"""

from typing import Any

import pytest
from tests.tables.shipped import race_named, timeline_named

import replay

pandas = pytest.importorskip("pandas")


@pytest.fixture(name="laps", scope="module")
def abu_dhabi() -> Any:
    return pandas.DataFrame(replay.laps("abu-dhabi-2021"))


@pytest.fixture(name="kansas", scope="module")
def kansas_2024() -> Any:
    return pandas.DataFrame(replay.laps("kansas-2024"))


def test_the_fastest_lap_of_the_race(laps: Any) -> None:
    fastest = laps.loc[laps["LapTime"].idxmin()]
    assert (fastest["Driver"], fastest["LapNumber"]) == ("VER", 39)
    assert fastest["LapTime"] == 86.103
    assert fastest["Compound"] == "HARD"
    assert fastest.Team == "Red Bull"


def test_the_laps_of_a_driver(laps: Any) -> None:
    ver = laps[laps["Driver"] == "VER"].set_index("LapNumber")
    assert len(ver) == 58
    assert ver.index.is_monotonic_increasing
    assert ver.loc[58, "Position"] == 1
    assert laps[laps.DriverNumber == "44"].Position.iloc[-1] == 2


def test_quick_laps_without_those_to_and_from_the_pits(laps: Any) -> None:
    quick = laps[laps["LapTime"] < laps["LapTime"].min() * 1.07]
    green = laps[laps["TrackStatus"] == "1"]
    clean = green[green["PitInTime"].isna() & green["PitOutTime"].isna()]
    assert 0 < len(quick) < len(clean) < len(laps)
    assert clean.groupby("Driver")["LapTime"].median().idxmin() in ("HAM", "VER")


def test_stints_as_the_strategy_chart_counts_them(laps: Any) -> None:
    stints = (
        laps[["Driver", "Stint", "Compound", "LapNumber"]]
        .groupby(["Driver", "Stint", "Compound"])
        .count()
        .reset_index()
        .rename(columns={"LapNumber": "StintLength"})
    )
    ver = stints[stints["Driver"] == "VER"]
    assert list(zip(ver["Compound"], ver["StintLength"], strict=True)) == [
        *(("SOFT", 13), ("HARD", 23), ("HARD", 17), ("SOFT", 5)),
    ]


def test_positions_as_the_position_chart_draws_them(laps: Any) -> None:
    chart = laps.pivot(index="LapNumber", columns="Driver", values="Position")
    assert chart.shape == (58, 19)  # one did not start
    assert chart.loc[1, "HAM"] == 1
    assert sorted(chart.loc[1].dropna()) == list(range(1, 20))
    for driver in laps["Driver"].unique():
        own = laps[laps["Driver"] == driver]
        assert own["Position"].between(1, 19).all()


def test_laps_behind_the_safety_car(laps: Any) -> None:
    neutral = laps[laps["TrackStatus"].str.contains("[4567]")]
    assert set(neutral["TrackStatus"]) >= {"4", "6"}
    assert neutral.groupby("TrackStatus")["LapTime"].mean().min() > laps["LapTime"].median()


def test_tyres_as_they_grow_old(laps: Any) -> None:
    hard = laps[(laps["Compound"] == "HARD") & (laps["TrackStatus"] == "1")]
    by_age = hard.groupby("TyreLife")["LapTime"].median()
    assert by_age.index.max() > 30


def test_gaps_and_who_led(laps: Any) -> None:
    led = laps[laps["Led"]].groupby("Driver").size().sort_values(ascending=False)
    assert led.sum() == 58
    assert led.index[0] == "HAM"
    leader = laps[laps["Position"] == 1].set_index("LapNumber")["Time"]
    behind = laps["Time"] - laps["LapNumber"].map(leader)
    on_the_lap = laps["LapsDown"] == 0
    assert (behind - laps["Gap"])[on_the_lap].abs().max() < 1e-6
    assert laps["Gap"][~on_the_lap].isna().all()


def test_the_same_cells_on_a_race_of_stock_cars(kansas: Any) -> None:
    larson = kansas[kansas["Driver"] == "Larson"]
    assert len(larson) == 268
    assert larson["Led"].sum() == 64
    chart = kansas.pivot(index="LapNumber", columns="DriverNumber", values="Position")
    assert chart.loc[268, "5"] == 1
    assert chart.loc[268, "17"] == 2
    stints = kansas.groupby(["Driver", "Stint"])["LapNumber"].agg(["min", "max"])
    assert stints.loc[("Larson", 1), "min"] == 1
    assert stints.loc["Larson"].index.max() == 7
    cautions = kansas[kansas["TrackStatus"].str.contains("4")]["LapNumber"].nunique()
    yellow = race_named("kansas-2024").official
    assert yellow is not None
    assert yellow.caution_laps is not None
    assert yellow.caution_laps <= cautions <= yellow.caution_laps + 20
    measured = kansas[~kansas["Generated"]]
    assert 0 < len(measured) < 200


def test_a_duel_lap_by_lap(kansas: Any) -> None:
    times = kansas.pivot(index="LapNumber", columns="Driver", values="Time")
    gap = (times["Buescher"] - times["Larson"]).round(4)
    assert gap.loc[268] == 0.001
    timeline = timeline_named("kansas-2024")
    assert len(gap) == timeline.laps
