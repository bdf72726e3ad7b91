"""Where the strip looks, as a value: closer and wider, from nose to nose, on in time and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.tui.finish_line.viewport import Viewport
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, WIDER, window, zoom_steps

from .finish_values import LATE, NOSES, photo

CARS = ["", *(nose.car for nose in NOSES), "none such"]
widths = st.integers(20, 240)
clocks = st.integers(0, LATE)
viewports = st.builds(
    Viewport, st.integers(-3, 9), st.sampled_from(CARS), st.integers(-2_000, 20_000)
)


def test_a_finish_opens_on_the_first_nose() -> None:
    for width in (60, 80, 120, 200):
        assert Viewport().window(photo(), width) == window(width)


def test_closer_and_wider_go_by_steps_and_stop_at_the_last() -> None:
    at, seen = Viewport(), []
    for _ in range(9):
        at = at.zoomed(1, photo(), 120)
        seen.append(at.scale(120))
    assert seen == [500_000, 250_000, 100_000, *[50_000] * 6]
    assert at.zoomed(-99, photo(), 120) == Viewport(WIDER)
    assert at.zoomed(-1, photo(), 120) == Viewport(3)


@given(viewports, widths, st.integers(-9, 9), clocks)
def test_a_zoom_is_one_of_those_that_the_width_has(
    at: Viewport, width: int, steps: int, clock: int
) -> None:
    for zoom in (at.zoom_at(width), at.zoomed(steps, photo(clock), width).zoom):
        assert WIDER <= zoom < len(zoom_steps(width))


def test_a_zoom_taken_where_it_was_wide_is_shown_where_it_is_narrow_and_left_from_there() -> None:
    at = Viewport().zoomed(9, photo(), 60)
    assert at.zoom == len(zoom_steps(60)) - 1 > at.zoom_at(240)
    assert at.zoomed(-1, photo(), 240).zoom == at.zoom_at(240) - 1


@pytest.mark.parametrize("steps", [1, 2, -1])
def test_a_window_that_was_moved_keeps_its_middle_when_it_is_zoomed(steps: int) -> None:
    at = Viewport(2).panned(8, photo(), 120)
    middle = at.window(photo(), 120).middle
    assert abs(at.zoomed(steps, photo(), 120).window(photo(), 120).middle - middle) <= 1


def test_the_next_nose_is_looked_at_where_the_window_was_moved_to_or_not() -> None:
    at, cars = Viewport(2, pan=50), []
    for _ in NOSES:
        at = at.on_next_nose(photo())
        cars.append(at.nose)
        assert (at.zoom, at.pan) == (2, 0)
        assert at.window(photo(), 120).sees(next(n.gap for n in NOSES if n.car == at.nose))
    assert cars == ["17", "9", "19", "11", "5"]


def test_the_window_moves_by_eighths_to_the_last_that_was_seen_and_back_to_the_opening() -> None:
    at = Viewport(1)
    assert at.panned(1, photo(), 120).pan == 15 * 5
    for _ in range(40):
        at = at.panned(1, photo(900), 120)
    assert at.window(photo(900), 120).middle == 900
    for _ in range(80):
        at = at.panned(-1, photo(900), 120)
    # Within a tick, the least that the window moves by, of where every finish opens.
    assert abs(at.window(photo(900), 120).start - window(120).start) < NANOSECONDS_IN_TICK


def test_the_opening_view_does_not_move_back() -> None:
    assert Viewport().panned(-1, photo(), 120) == Viewport()


@given(viewports, widths, clocks)
def test_after_a_step_the_edge_of_the_clock_is_in_view_while_there_is_a_car_to_see(
    at: Viewport, width: int, clock: int
) -> None:
    of = photo(clock)
    after = at.zoomed(0, of, width).with_clock(of, width)
    if clock <= of.noses[-1].gap + of.passing and at.pan == 0:
        assert after.window(of, width).sees(clock)
    assert after.with_clock(of, width) == after


def test_a_clock_in_view_moves_nothing() -> None:
    for clock in (0, 10, 900):
        assert Viewport().with_clock(photo(clock), 120) == Viewport()


def test_the_clock_is_beyond_the_picture_by_what_it_is_past_its_right_edge() -> None:
    assert Viewport().ticks_beyond(photo(1_500), 120) == 0
    assert Viewport().ticks_beyond(photo(1_510), 120) == 10
    assert Viewport(4).ticks_beyond(photo(1_500), 120) == 1_500 - 45


@given(viewports, widths, st.integers(-9, 9))
def test_before_the_first_nose_there_is_nothing_to_move_to(
    at: Viewport, width: int, by: int
) -> None:
    assert at.on_next_nose(None) == at
    assert at.panned(by, None, width) == at
    assert at.with_clock(None, width) == at
    assert at.ticks_beyond(None, width) == 0


@given(viewports, widths, clocks, st.integers(-9, 9))
def test_a_car_that_has_not_come_by_moves_no_window(
    at: Viewport, width: int, clock: int, by: int
) -> None:
    of = photo(clock)
    if at.nose not in {nose.car for nose in of.noses}:
        first = at._replace(nose="")
        assert at.window(of, width) == first.window(of, width)
        for moved in (at.panned(by, of, width), at.zoomed(by, of, width), at.with_clock(of, width)):
            assert moved.nose == at.nose
        assert at.panned(by, of, width).pan == first.panned(by, of, width).pan
