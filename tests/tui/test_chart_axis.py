"""The axis of a chart: every lap run has a cell, the first and the last one theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.tui.ribbons import kansas
from tests.tui.scenes import scene

from replay.race.series import distances
from replay.tui.charts.chart_axis import ChartAxis, chart_axis, read_on, span_start
from replay.tui.charts.drawn_cars import DrawnCars, drawn_cars
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.scene import Scene
from replay.tui.view import View


def at(lap: int, *, width: int = 120, **chosen: object) -> Scene:
    """Kansas 2024 at a lap, with something of a chart chosen."""
    laps = tuple(range(lap + 1))
    return scene(
        ribbon=kansas(lap),
        view=View(**chosen),  # type: ignore[arg-type]
        size=(width, 40),
        answer=lambda question, *about: {distances: laps}[question],
    )


@st.composite
def axes(draw: st.DrawFn) -> ChartAxis:
    first = draw(st.integers(0, 300))
    last = first + draw(st.integers(1, 500))
    done = draw(st.integers(first, last))
    return ChartAxis(first, last, draw(st.integers(1, 250)), 20, done)


@given(axes())
def test_a_mark_is_among_those_of_its_cell_and_every_cell_run_lies_before_the_head(
    axis: ChartAxis,
) -> None:
    for mark in range(axis.first, axis.done + 1):
        cell = axis.cell(mark)
        assert 0 <= cell < max(axis.head, 1)
        assert mark in axis.marks(cell) or not axis.head


@given(axes())
def test_the_marks_of_the_cells_run_are_all_marks_in_order(axis: ChartAxis) -> None:
    marks = [mark for cell in range(axis.head) for mark in axis.marks(cell)]
    assert marks == list(range(axis.first, axis.done + 1))[: len(marks)]
    assert len(marks) == axis.done - axis.first + 1 or not axis.head
    assert not axis.marks(-1)
    assert not axis.marks(axis.head)


@given(axes())
def test_the_cell_under_the_pointer_leads_to_a_mark_that_is_run(axis: ChartAxis) -> None:
    for cell in range(-2, axis.width + 2):
        assert axis.first <= axis.done_at(cell) <= axis.done


@given(st.integers(1, 600), st.integers(20, 200), st.data())
def test_the_head_stands_where_the_ribbon_of_that_width_has_its_playhead(
    distance: int, width: int, data: st.DataObject
) -> None:
    done = data.draw(st.integers(0, distance - 1))
    axis = ChartAxis(0, distance, width, 20, done)
    assert axis.head == RibbonAxis(distance, width).playhead(done)


@pytest.mark.parametrize(
    ("width", "left", "cells", "zoomed"),
    [(80, 20, 52, 44), (100, 20, 72, 62), (120, 20, 92, 80), (200, 24, 160, 140)],
)
def test_the_axis_has_the_widths_of_the_design(
    width: int, left: int, cells: int, zoomed: int
) -> None:
    whole = chart_axis(at(137), width)
    assert (whole.left, whole.width, whole.first, whole.last) == (left, cells, 0, 267)
    last_50 = chart_axis(at(137, span=50), width)
    assert (last_50.left, last_50.width, last_50.first, last_50.last) == (left, zoomed, 87, 137)
    assert last_50.head == zoomed


def test_until_so_many_laps_are_run_the_axis_of_the_last_laps_is_those_laps() -> None:
    axis = chart_axis(at(12, span=50), 120)
    assert (axis.first, axis.last, axis.done) == (0, 50, 12)


def test_the_reading_cursor_comes_from_the_clock_and_stays_between_first_lap_and_clock() -> None:
    assert read_on(at(137), -1) == 136
    assert read_on(at(137), 1) == 137
    assert read_on(at(137, reading=10), 1) == 11
    assert read_on(at(137, reading=0), -1) == 0
    assert read_on(at(137, span=20, reading=117), -1) == 117
    assert span_start(at(137, span=20)) == 117


def test_the_light_line_is_the_leader_until_another_car_is_followed() -> None:
    assert drawn_cars(at(137, place=2)) == DrawnCars("8", "17", None)
    assert drawn_cars(at(137, place=1)) == DrawnCars("17", None, None)
    away = at(137, place=2, followed="54", away=True)
    assert drawn_cars(away) == DrawnCars("8", "54", None)
    compared = structs.replace(away, view=structs.replace(away.view, against="5"))
    assert drawn_cars(compared) == DrawnCars("8", "54", "5")
    twice = structs.replace(away, view=structs.replace(away.view, against="8"))
    assert drawn_cars(twice).cars == ("8", "54")
