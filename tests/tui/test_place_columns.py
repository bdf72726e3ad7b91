"""What a chart of places shows in a cell: which lap of several, who held a place, and its lines."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.tui.charts.place_columns import held_places, shown_places
from replay.tui.charts.place_rails import Rail, number_at, rail_row, rails
from replay.tui.charts.place_window import place_window
from replay.tui.charts.step_lines import line_signs, step_line

CARS = tuple("abcdefghij")


def order(*first: str) -> tuple[str, ...]:
    """An order of ten cars, of which some are first."""
    return (*first, *(car for car in CARS if car not in first))


def at(place: int) -> tuple[str, ...]:
    """An order of ten cars with car j at a place."""
    others = list(CARS[:-1])
    others.insert(place - 1, "j")
    return tuple(others)


def test_of_several_laps_in_a_cell_the_last_is_shown() -> None:
    columns = [(at(4),), (at(5), at(6), at(5)), (at(5),)]
    assert shown_places(columns, "j") == (4, 5, 5)


def test_no_stop_is_lost_to_scale() -> None:
    # Down to tenth and back within a cell: the farthest from the cell before is shown.
    columns = [(at(3),), (at(3), at(10), at(3)), (at(3),)]
    assert shown_places(columns, "j") == (3, 10, 3)
    # Two places off is no stop.
    assert shown_places([(at(3),), (at(3), at(5), at(3)), (at(3),)], "j") == (3, 3, 3)


def test_the_ends_of_a_line_are_the_first_lap_and_the_lap_of_the_clock() -> None:
    columns = [(at(9), at(2)), (at(9),), (at(9), at(5), at(2))]
    assert shown_places(columns, "j") == (9, 9, 2)
    assert shown_places([(at(9), at(2))], "j") == (2,)
    assert shown_places([], "j") == ()


def test_a_cell_in_which_no_lap_ends_is_as_the_one_before() -> None:
    assert shown_places([(at(3),), (), (at(4),), (), (at(4),)], "j") == (3, 3, 4, 4, 4)


def test_a_car_that_has_no_place_yet_has_no_line() -> None:
    assert shown_places([(("a", "b"),), (("a", "b", "j"),), (("j", "a", "b"),)], "j") == (
        None,
        3,
        1,
    )


def test_a_place_is_held_in_a_cell_by_who_held_it_at_every_lap_of_it() -> None:
    columns = [
        (order("a"), order("b", "a")),
        (order("b", "a"), order("b", "c")),
        (),
        (order("c", "b"), order("b", "c")),
    ]
    held = held_places(columns, 2)
    # The first lap stands at the left end alone; no lap ends in the third cell.
    assert held == (("b", "b", "b", None), ("a", None, None, None))


def test_places_that_nobody_holds_have_no_rails() -> None:
    assert held_places([(("a",),), (("a",),)], 2) == (("a", "a"), (None, None))
    assert held_places([], 2) == ((), ())


def test_rails_break_where_a_place_changes_hands_and_one_blank_parts_them() -> None:
    held = (*"aaaa", *"bbb", None, "c", None, *"aa")
    assert list(rails(held)) == [Rail("a", 0, 3), Rail("b", 4, 7), Rail("a", 10, 12)]


def drawn(held: str, **kw: object) -> str:
    about: dict[str, Any] = {"drawn": (), "taken": frozenset(), "codes": (), "across": "─", **kw}
    cars = tuple(None if sign == " " else sign for sign in held)
    return "".join(rail_row(cars, **about).signs)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("aaa   ", "a──   "),
        ("aa    ", "──    "),
        ("a     ", "      "),
        ("aaaabb", "a── ──"),
        (" bbb a", " b──  "),
    ],
)
def test_a_rail_has_its_number_from_two_cells_more_than_that_on(held: str, said: str) -> None:
    assert drawn(held) == said


def test_a_number_is_never_cut_by_a_line_that_crosses_it() -> None:
    assert drawn("aaaaaa", codes=(("a", "VER"),), taken=frozenset({1})) == "──VER─"
    assert drawn("aaaaaa", codes=(("a", "VER"),), taken=frozenset({1, 3})) == "──────"
    assert number_at(Rail("17", 0, 4), "17", {0, 2}) is None


def test_cars_that_have_a_line_have_no_rail() -> None:
    assert drawn("aaaa  bbb", drawn=("a",)) == "      b──"


def lined(rows: tuple[int | None, ...], start: int | None = None, *, ascii: bool = False) -> str:
    signs = line_signs("heavy", ascii=ascii)
    high = max(row for row in (*rows, start) if row is not None) + 1
    cells = [[" "] * len(rows) for _ in range(high)]
    for x, y, sign in step_line(rows, start, signs):
        cells[y][x] = sign
    return "\n".join("".join(row).rstrip() for row in cells)


def test_a_line_steps_in_the_cell_where_it_comes_to_another_row() -> None:
    assert lined((2, 2, 0, 0, 3)) == "  ┏━┓\n  ┃ ┃\n━━┛ ┃\n    ┗"
    assert lined((0, 1, 0)) == "━┓┏\n ┗┛"


def test_a_line_of_one_cell_tells_where_it_comes_from() -> None:
    assert lined((0,), 2) == "┏\n┃\n┛"


def test_a_line_begins_where_its_car_has_a_place() -> None:
    assert lined((None, 1, 1, 0)) == "   ┏\n ━━┛"


def test_in_ascii_a_line_keeps_its_weight_in_its_straights() -> None:
    assert lined((1, 1, 0, 0), ascii=True) == "  +=\n==+"


def test_all_places_have_rows_where_they_fit() -> None:
    window = place_window(20, 19, 33, 116, (4,))
    assert (window.top, window.height, window.above, window.below) == (0, 20, (), ())


def test_places_below_the_foot_are_packed_in_as_few_lines_as_can_be() -> None:
    window = place_window(38, 3, 34, 116, (4, 3))
    assert (window.top, window.height, window.below, window.plate) == (0, 33, (range(33, 38),), 4)
    # 21 plates of four cells would want two lines of 76: of three cells they are one.
    small = place_window(38, 3, 18, 76, (4, 3))
    assert (small.height, small.below, small.plate) == (17, (range(17, 38),), 3)
    assert place_window(38, 3, 18, 76, (4,)).height == 16


def test_the_rows_scroll_to_the_chosen_car_and_those_above_are_packed_too() -> None:
    window = place_window(38, 30, 18, 76, (4, 3))
    assert window.top <= 30 < window.top + window.height
    assert window.above == (range(window.top),)
    assert window.below == (range(window.top + window.height, 38),)
    last = place_window(38, 37, 18, 76, (4, 3))
    assert (last.top + last.height, last.below) == (38, ())


@given(st.data(), st.integers(1, 70), st.integers(1, 60), st.integers(4, 200))
def test_every_place_has_a_row_or_a_plate_and_no_line_too_many(
    data: st.DataObject, places: int, lines: int, room: int
) -> None:
    chosen = data.draw(st.integers(0, places - 1))
    window = place_window(places, chosen, lines, room, (4, 3))
    rows = range(window.top, window.top + window.height)
    shown = [*(p for line in window.above for p in line), *rows]
    shown += [p for line in window.below for p in line]
    taken = window.height + len(window.above) + len(window.below)
    assert taken <= lines
    assert chosen in rows
    assert all(len(line) * window.plate <= max(room, window.plate) for line in window.above)
    if len(shown) < places:  # not even as plates do they fit
        assert taken == 1
    else:
        assert shown == list(range(places))
