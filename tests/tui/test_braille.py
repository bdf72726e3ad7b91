"""Lines in braille: their dots, their weights, and who keeps a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.tui.drawing.braille import Canvas, Point, Weight

WEIGHTS: tuple[Weight, ...] = ("heavy", "light", "broken")


def drawn(canvas: Canvas) -> list[str]:
    return [
        "".join(canvas.cell(x, y) or " " for x in range(canvas.width)) for y in range(canvas.height)
    ]


def of(points: list[Point], weight: Weight, size: tuple[int, int] = (4, 2)) -> list[str]:
    canvas = Canvas(*size)
    canvas.line(points, weight)
    return drawn(canvas)


def test_a_level_line_is_one_dot_two_dots_or_has_every_third_column_left_out() -> None:
    level = [(0, 1), (7, 1)]
    assert of(level, "light") == ["⠒⠒⠒⠒", "    "]
    assert of(level, "heavy") == ["⠶⠶⠶⠶", "    "]
    assert of(level, "broken") == ["⠒⠐⠂⠒", "    "]


def test_a_rise_is_shared_by_the_two_columns_it_lies_between() -> None:
    assert of([(0, 7), (1, 0)], "light") == ["⢸   ", "⡇   "]
    assert of([(1, 0), (2, 7)], "light") == ["⢸   ", " ⡇  "]


def test_a_line_between_far_points_is_straight() -> None:
    assert of([(0, 0), (7, 7)], "light") == ["⠑⢄  ", "  ⠑⢄"]


def test_a_point_alone_is_a_dot() -> None:
    assert of([(3, 4)], "light") == ["    ", " ⠈  "]
    assert of([(3, 4)], "heavy") == ["    ", " ⠘  "]


def test_what_lies_beyond_the_edge_is_left_out() -> None:
    assert of([(-2, 0), (9, 0)], "light") == ["⠉⠉⠉⠉", "    "]
    assert of([(0, -5), (0, 40)], "light") == ["⡇   ", "⡇   "]


def test_the_heavier_line_keeps_the_cell_whoever_came_first() -> None:
    for order in (WEIGHTS, WEIGHTS[::-1]):
        canvas = Canvas(1, 1)
        for weight in order:
            canvas.line([(0, WEIGHTS.index(weight)), (1, WEIGHTS.index(weight))], weight, weight)
        assert list(canvas.drawn()) == [(0, 0, "⠛", "heavy", "heavy")]


def test_an_empty_cell_was_drawn_by_nobody() -> None:
    canvas = Canvas(1, 1)
    assert (canvas.cell(0, 0), list(canvas.drawn())) == ("", [])


@pytest.mark.parametrize(("weight", "sign"), [("heavy", "#"), ("light", "*"), ("broken", ".")])
def test_in_plain_text_a_sign_tells_the_weight(weight: Weight, sign: str) -> None:
    canvas = Canvas(2, 1, plain=True)
    canvas.line([(0, 0), (3, 0)], weight)
    assert drawn(canvas) == [sign * 2]


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(-9, 40)), min_size=1, max_size=9),
    st.sampled_from(("heavy", "light")),
)
def test_a_line_has_dots_in_every_column_between_its_ends(
    steps: list[Point], weight: Weight
) -> None:
    points: list[Point] = []
    for step, y in steps:
        points.append(((points[-1][0] if points else 0) + step, min(max(y, 0), 31)))
    canvas = Canvas(20, 8)
    canvas.line(points, weight)
    for x in range(points[0][0], min(points[-1][0], 39) + 1):
        bits = 0x47 if x % 2 == 0 else 0xB8
        column = [canvas.cell(x // 2, y) for y in range(8)]
        assert any(sign and (ord(sign) - 0x2800) & bits for sign in column)
