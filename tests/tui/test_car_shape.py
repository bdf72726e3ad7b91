"""The side views of cars: lines, spans and the laws that both outlines keep."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.race.model import Outline
from replay.tui.finish_line.cars.open_wheel import BODY_LINE
from replay.tui.finish_line.cars.part import (
    Detail,
    Part,
    PartSpan,
    Profile,
    box,
    ellipse,
    height,
    lit_edge,
    span_if_any,
    under,
)
from replay.tui.finish_line.cars.shape import SHAPES, spans
from replay.tui.finish_line.cars.stock_car import ROOF_LINE

OUTLINES: tuple[Outline, ...] = ("stock car", "open wheel")
DETAILS = [Detail(*flags) for flags in product((False, True), repeat=3)]
TENT: Profile = ((0.0, 0.0), (0.5, 1.0), (1.0, 0.0))
outlines = st.sampled_from(OUTLINES)
heights = st.floats(-0.1, 1.2)


def at(outline: Outline, u: float, v: float, detail: Detail = Detail()) -> Part:  # noqa: B008
    return [span.part for span in spans(outline, v, detail) if span.start <= u < span.end][-1]


def reach(outline: Outline, v: float, detail: Detail) -> list[PartSpan]:
    """The spans of the car itself, which casts a shadow from end to end."""
    return [span for span in spans(outline, v, detail) if span.part is not Part.SHADOW]


# -- lines and spans


def test_under_a_tent_are_the_points_below_its_slopes() -> None:
    assert under(TENT, 0.5) == [(0.25, 0.75)]
    assert under(((0.0, 1.0), (0.4, 0.0), (0.6, 0.0), (1.0, 1.0)), 0.5) == [(0.0, 0.2), (0.8, 1.0)]
    assert under(TENT, 1.0) == []


def test_the_height_of_a_line_is_nothing_beyond_its_ends() -> None:
    assert height(TENT, 0.25) == 0.5
    assert height(TENT, -0.1) == height(TENT, 1.1) == 0.0


def test_light_falls_on_both_slopes_of_a_tent_and_on_all_of_its_top() -> None:
    assert list(lit_edge(TENT, 0.5, 0.25)) == [(0.25, 0.375), (0.625, 0.75)]
    assert list(lit_edge(TENT, 0.875, 0.25)) == [(0.4375, 0.5625)]


def test_a_circle_is_widest_at_its_centre_and_ends_above_it() -> None:
    wheel = ((0.5, 0.25), (0.1, 0.25))
    assert list(ellipse(Part.TYRE, 0.25, *wheel)) == [PartSpan(Part.TYRE, 0.4, 0.6)]
    assert list(ellipse(Part.TYRE, 0.5, *wheel)) == []


def test_a_box_has_a_top_and_a_bottom_and_an_empty_span_is_none() -> None:
    assert list(box(Part.DARK, 0.2, (0.1, 0.3), (0.1, 0.3))) == [PartSpan(Part.DARK, 0.1, 0.3)]
    assert list(box(Part.DARK, 0.3, (0.1, 0.3), (0.1, 0.3))) == []
    assert list(span_if_any(Part.DARK, 0.3, 0.3)) == []


@pytest.mark.parametrize("line", [ROOF_LINE, BODY_LINE], ids=["roof", "body"])
@given(v=st.floats(0.01, 1.2))
def test_a_height_meets_the_body_only_where_its_line_is_above_it(line: Profile, v: float) -> None:
    for start, end in under(line, v):
        assert 0 <= start < end <= 1
        assert height(line, (start + end) / 2) > v


@pytest.mark.parametrize("line", [ROOF_LINE, BODY_LINE], ids=["roof", "body"])
@given(v=st.floats(0.01, 1.2), depth=st.floats(0.01, 0.3))
def test_the_lit_edge_lies_on_the_body_and_nowhere_deeper(
    line: Profile, v: float, depth: float
) -> None:
    for start, end in lit_edge(line, v, depth):
        middle = (start + end) / 2
        assert v <= height(line, middle) + 1e-9
        assert height(line, middle) <= v + depth + 1e-9


# -- what holds for every outline


@given(outlines, heights, st.sampled_from(DETAILS))
def test_nothing_of_a_car_is_before_its_nose_or_behind_its_tail(
    outline: Outline, v: float, detail: Detail
) -> None:
    assert all(0 <= span.start < span.end <= 1 for span in spans(outline, v, detail))


@given(outlines, st.floats(1.001, 2), st.sampled_from(DETAILS))
def test_nothing_of_a_car_is_above_its_highest_point(
    outline: Outline, v: float, detail: Detail
) -> None:
    assert spans(outline, v, detail) == ()


@pytest.mark.parametrize("detail", DETAILS, ids=str)
@pytest.mark.parametrize("outline", OUTLINES)
def test_a_car_begins_exactly_at_its_nose_and_ends_exactly_at_its_tail(
    outline: Outline, detail: Detail
) -> None:
    rows = [reach(outline, step / 500, detail) for step in range(501)]
    front = [min(span.start for span in row) == 0 for row in rows if row]
    back = [max(span.end for span in row) == 1 for row in rows if row]
    assert sum(front) >= 0.05 * 500  # a nose of real height, not a point
    assert sum(back) >= 0.15 * 500


@pytest.mark.parametrize("outline", OUTLINES)
def test_every_column_of_a_car_has_some_of_it(outline: Outline) -> None:
    covered = [span for step in range(101) for span in reach(outline, step / 100, Detail())]
    for u in (step / 500 for step in range(500)):
        assert any(span.start <= u < span.end for span in covered)


@pytest.mark.parametrize("outline", OUTLINES)
def test_the_number_stands_on_paint_from_edge_to_edge_of_its_spot(outline: Outline) -> None:
    for spot in SHAPES[outline].numbers:
        for off in (-0.3, 0, 0.3):
            assert at(outline, spot.u + off * spot.long, spot.v) is Part.PAINT
            assert at(outline, spot.u, spot.v + off * spot.high) is Part.PAINT


# -- the two outlines


def test_the_splitter_breaks_the_line_before_the_bumper() -> None:
    assert height(ROOF_LINE, 0) == 0.15
    assert under(ROOF_LINE, 0.10)[0][0] == 0
    assert 0 < under(ROOF_LINE, 0.25)[0][0] < 0.0022


def test_a_stock_car_has_windows_wheels_and_a_spoiler_where_they_belong() -> None:
    assert at("stock car", 0.45, 0.75) is Part.GLASS
    assert at("stock car", 0.51, 0.75) is Part.PAINT  # the pillar between the windows
    assert at("stock car", 0.175, 0.235) is Part.HUB
    assert at("stock car", 0.175, 0.40) is Part.TYRE
    assert at("stock car", 0.50, 0.40) is Part.PAINT
    assert at("stock car", 0.50, 0.12) is Part.SECOND
    assert at("stock car", 0.98, 0.80) is Part.SPOILER


def test_an_open_wheel_car_has_wings_wheels_and_a_driver_where_they_belong() -> None:
    assert at("open wheel", 0.001, 0.15) is Part.PAINT  # the tip of the nose
    assert at("open wheel", 0.05, 0.15) is Part.SECOND  # the front wing
    assert at("open wheel", 0.205, 0.255) is Part.HUB
    assert at("open wheel", 0.205, 0.51) is Part.TREAD  # higher than the body beside it
    assert height(BODY_LINE, 0.205) < 0.51
    assert at("open wheel", 0.452, 0.78) is Part.HELMET
    assert at("open wheel", 0.435, 0.70) is Part.GLASS  # the visor looks ahead
    assert at("open wheel", 0.39, 0.62) is Part.PILLAR  # the windscreen
    assert at("open wheel", 0.825, 0.32) is Part.HUB
    assert at("open wheel", 0.95, 0.70) is Part.SECOND  # the rear wing


def test_between_the_rear_wing_and_the_tail_one_sees_through() -> None:
    assert all(span.end < 0.95 for span in reach("open wheel", 0.55, Detail()))


def test_the_rear_wheels_of_an_open_wheel_car_are_the_larger_ones() -> None:
    treads = [
        span
        for step in range(101)
        for span in spans("open wheel", step / 100)
        if span.part is Part.TREAD
    ]
    front = max(span.end - span.start for span in treads if span.end < 0.5)
    rear = max(span.end - span.start for span in treads if span.start > 0.5)
    assert rear > front
