"""The scale of a chart of gaps: its height, its thin lines, and where a gap stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.race.model import SECOND
from replay.tui.charts.gap_scale import HEIGHTS, GapScale, gap_scale, line_label
from replay.tui.drawing.dots import DOWN
from replay.tui.drawing.glyphs import ASCII, UNICODE


def scale_of(*seconds: float, rows: int = 33, both: bool = False) -> GapScale:
    return gap_scale([round(gap * SECOND) for gap in seconds], rows, both=both)


def height(scale: GapScale) -> float:
    """The gap at the last thin line, in seconds."""
    return max(gap for _, gap in scale.lines()) / SECOND


@pytest.mark.parametrize(
    ("gaps", "seconds"),
    [((), 2), ((1.9,), 2), ((2.1,), 4), ((7, 7.9), 8), ((30,), 32), ((60,), 64), ((200,), 256)],
)
def test_the_height_is_the_least_of_the_ladder_that_holds_the_gaps(
    gaps: tuple[float, ...], seconds: float
) -> None:
    assert height(scale_of(*gaps)) == seconds


def test_one_gap_in_ten_may_lie_beyond_the_edge() -> None:
    assert height(scale_of(*[1.5] * 9, 46)) == 2
    assert height(scale_of(*[1.5] * 8, 46, 46)) == 64


@pytest.mark.parametrize(
    ("rows", "seconds", "tick", "apart"),
    [(17, 8, 1, 2), (33, 8, 0.5, 2), (52, 8, 0.5, 3), (13, 16, 4, 3), (33, 4, 0.25, 2)],
)
def test_thin_lines_are_two_rows_apart_or_more(
    rows: int, seconds: float, tick: float, apart: int
) -> None:
    scale = scale_of(seconds, rows=rows)
    assert (scale.tick / SECOND, scale.apart) == (tick, apart)


def test_with_gaps_on_both_sides_zero_is_in_the_middle() -> None:
    scale = scale_of(3, -3.5, rows=33, both=True)
    assert scale.zero == 16
    assert [scale.row(gap * SECOND) for gap in (-4, -1, 0, 1, 4)] == [0, 12, 16, 20, 32]
    assert [row for row, _ in scale.lines()] == [row for row in range(0, 33, 2) if row != 16]


def test_a_gap_of_nothing_stands_on_its_line_and_one_beyond_the_edge_nowhere() -> None:
    scale = scale_of(8, rows=33)
    assert scale.dot(0) == 1
    assert [scale.beyond(gap * SECOND) for gap in (0, 8, 9)] == [0, 0, 1]
    both = scale_of(4, rows=33, both=True)
    assert [both.beyond(gap * SECOND) for gap in (-5, -4, 4, 5)] == [-1, 0, 0, 1]


def test_labels_have_the_decimals_of_the_step_and_a_sign_where_there_are_two_sides() -> None:
    half, quarter = scale_of(8), scale_of(4)
    assert line_label(5_000, half, UNICODE) == "0.5"
    assert line_label(2_500, quarter, UNICODE) == "0.25"
    assert line_label(30_000, scale_of(8, rows=17), UNICODE) == "3"
    both = scale_of(4, both=True)
    assert [line_label(gap, both, UNICODE) for gap in (-35_000, 5_000)] == ["−3.5", "+0.5"]
    assert line_label(-35_000, both, ASCII) == "-3.5"


@given(st.lists(st.integers(-3_000_000, 3_000_000), max_size=30), st.integers(1, 60), st.booleans())
def test_a_scale_holds_nine_tenths_of_the_gaps_on_even_lines(
    gaps: list[int], rows: int, both: bool
) -> None:
    gaps = [gap if both else abs(gap) for gap in gaps]
    scale = gap_scale(gaps, rows, both=both)
    lines = list(scale.lines())
    assert all(scale.dot(gap) == row * DOWN + 1 for row, gap in lines)
    assert all(row % scale.apart == scale.zero % scale.apart for row, _ in lines)
    if rows > 8:
        assert scale.apart >= 2
    held = sum(abs(gap) <= HEIGHTS[-1] for gap in gaps)
    if held * 10 >= len(gaps) * 9 and not both and rows > 1:
        assert sum(not scale.beyond(gap) for gap in gaps) * 10 >= len(gaps) * 9
