"""The columns of order and side at every width."""

from itertools import pairwise

import pytest

from replay.tui.terminal_size import TerminalSize


@pytest.mark.parametrize(
    ("width", "order", "side"),
    [(80, 46, 32), (100, 62, 36), (120, 70, 48), (160, 104, 54), (200, 118, 79), (260, 118, 139)],
)
def test_order_and_side_have_the_columns_they_were_designed_for(
    width: int, order: int, side: int
) -> None:
    size = TerminalSize(width, 40)
    assert (size.order, size.side) == (order, side)


def test_neither_gets_narrower_as_the_terminal_grows() -> None:
    sizes = [TerminalSize(width, 40) for width in range(80, 400)]
    for small, large in pairwise(sizes):
        assert small.order <= large.order
        assert small.side <= large.side


def test_order_hairline_and_side_take_the_whole_width() -> None:
    for width in range(80, 400):
        size = TerminalSize(width, 40)
        assert size.side_column + size.side == width
        assert 2 <= size.side_column - size.order <= 3


def test_in_a_narrow_terminal_either_has_all_of_it() -> None:
    size = TerminalSize(79, 24)
    assert (size.order, size.side) == (79, 79)
