"""The chart of pace as it paints a race: key, stints, bars, and what stands at the clock."""

from functools import cache
from typing import Any

import pytest
from tests.tui.painted import Gallery
from tests.tui.scenes import standing_on, texts

from replay import racefile
from replay.tui.charts.pace_chart import PaceChart
from replay.tui.drawing.glyphs import ASCII, UNICODE


@cache
def gallery(name: str, ascii: bool = False) -> Gallery:
    race = racefile.load(racefile.find(name))
    return Gallery(race, glyphs=ASCII if ascii else UNICODE)


def lines(
    name: str, lap: int, car: str, size: tuple[int, int], *, ascii: bool = False, **chosen: Any
) -> list[str]:
    shown = gallery(name, ascii)
    time = shown.recording.timeline.instant(lap)
    view = standing_on(car, shown.recording.timeline.at(time), opened=("pace",), **chosen)
    scene = shown.scene(time, view, size)
    rows = {24: 18, 40: 34}[size[1]]
    return texts(PaceChart, scene, size[0], rows)


def test_the_key_tells_best_last_and_the_average_of_five_clean_laps() -> None:
    shown = lines("kansas-2025", 160, "5", (120, 40))
    assert [line[:19].rstrip() for line in shown[1:5]] == [
        " ━━   5", " Larson", " best  30.288", " last  32.352",
    ]  # fmt: skip
    assert shown[5].startswith(" avg 5  32.17")


def test_a_ring_stands_where_each_stint_begins_and_the_plate_where_the_line_ends() -> None:
    shown = lines("kansas-2025", 160, "5", (120, 40))
    assert shown[0].startswith("               30.0 ")
    assert shown[0].count("○") == 3
    assert sum(line.endswith("┃  5") for line in shown) == 1


def test_stints_tell_laps_average_and_cost_and_rebuilt_ones_nothing_below_a_tenth() -> None:
    measured = next(one for one in lines("kansas-2025", 160, "5", (120, 40)) if "127–160" in one)
    assert measured.endswith("127–160  31.60  +0.04")
    rebuilt = lines("kansas-2024", 137, "17", (120, 40))[-1]
    assert "~31.2      ·" in rebuilt
    assert "+0.0" not in rebuilt


def test_bars_tell_the_compounds_of_a_road_race_and_the_drivers_of_a_long_one() -> None:
    road = lines("abu-dhabi-2021", 50, "33", (120, 40))
    assert any("S━━━" in line and " H━━━" in line for line in road)
    long = lines("le-mans-2024", 250, "7", (120, 40))
    assert any("KOB━" in line and "DEV━" in line for line in long)


@pytest.mark.parametrize("lap", [0, 1])
def test_before_the_first_clean_lap_that_is_said(lap: int) -> None:
    assert "No clean laps yet." in "\n".join(lines("kansas-2025", lap, "5", (80, 24)))


def test_in_ascii_it_is_ascii() -> None:
    assert all(line.isascii() for line in lines("kansas-2025", 160, "5", (120, 40), ascii=True))
