"""Figures as rows: of what a file knows, after the lap that was asked for."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.race.small_races import CLASSES, timeline_of

from replay import racefile
from replay.race.export_figures import figure_columns, figure_rows
from replay.race.timeline import Timeline

TINY = Timeline(racefile.load(Path(__file__).parents[1] / "races" / "tiny.json"))
LINES = {"1": [40, 70, 100], "2": [41, 72, 99], "3": [43, 75]}


def test_a_lap_counts_in_the_rows_that_are_after_it() -> None:
    rows = {(row.lap, row.car): row for row in figure_rows(timeline_of(LINES))}
    assert [rows[lap, "2"].average for lap in range(4)] == [
        None,
        Decimal("2.000"),
        Decimal("2.000"),
        Decimal("1.667"),
    ]
    assert rows[2, "1"].led_share == 1


def test_rows_of_a_race_of_classes_tell_the_place_in_the_class() -> None:
    entries = {car: {"race_class": CLASSES[car == "3"].name} for car in LINES}
    classed = timeline_of(LINES, classes=CLASSES, entries=entries)
    (row,) = (row for row in figure_rows(classed, 2) if row.car == "3")
    assert (row.position, row.race_class, row.class_position) == (3, "LMGT3", 1)
    assert row.average == 1
    assert {"race_class", "class_position"} <= set(figure_columns(classed.race))
    assert not {"race_class", "class_position"} & set(figure_columns(TINY.race))


def test_a_lap_that_is_not_in_the_race_is_refused() -> None:
    with pytest.raises(ValueError, match="lap 11 is outside 0 to 10"):
        figure_rows(TINY, 11)
    with pytest.raises(ValueError, match="no laps"):
        figure_rows(Timeline(racefile.load(racefile.find("monza-1971"))))
