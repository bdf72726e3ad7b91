"""Numbers on the sides of cars: painted where there is room, else as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.race.model import Outline
from replay.tui.drawing.plates import plate_colours
from replay.tui.finish_line.cars.car import Car, writing
from replay.tui.finish_line.cars.number import number_width, pixel_size, pixels
from replay.tui.finish_line.scan import scan
from replay.tui.finish_line.window import window
from replay.tui.theme import NIGHT, palette

from .finish_values import PASSING

COLOURS = palette(NIGHT)
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def car(number: str, lane: int = 0, outline: Outline = "stock car") -> Car:
    return Car(number, 0, lane, plate_colours(None, COLOURS), outline=outline)


def test_a_seven_is_a_bar_over_a_stroke() -> None:
    assert set(pixels("7")) == {(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (2, 3), (2, 4)}
    assert {x for x, _ in pixels("11")} == {0, 1, 2, 4, 5, 6}


def test_no_two_signs_are_painted_alike() -> None:
    painted = [frozenset(pixels(sign)) for sign in SIGNS if sign != "S"]
    assert len(set(painted)) == len(painted)
    assert all(0 <= x < 3 and 0 <= y < 5 for sign in painted for x, y in sign)


@pytest.mark.parametrize(
    ("number", "long", "high", "pixel"),
    [
        ("5", 3, 2.5, 1),
        ("5", 2.9, 2.5, 0),
        ("5", 30, 2.4, 0),
        ("17", 14, 5, 2),
        ("17", 13, 5, 1),
        ("128", 11, 9, 1),
        ("15X", 22, 9, 2),
        ("5", 90, 90, 3),
        ("Ä", 90, 90, 0),
        ("", 90, 90, 0),
    ],
)
def test_a_number_is_painted_as_large_as_its_room_lets_it(
    number: str, long: float, high: float, pixel: int
) -> None:
    assert pixel_size(number, long, high) == pixel


@given(st.text(SIGNS, min_size=1, max_size=4), st.floats(0, 200), st.floats(0, 40))
def test_a_painted_number_stays_in_its_room(number: str, long: float, high: float) -> None:
    pixel = pixel_size(number, long, high)
    if pixel:
        assert number_width(number, pixel) <= long
        assert 5 * pixel / 2 <= high
        assert max(x for x, _ in pixels(number)) < 4 * len(number) - 1


@given(
    st.sampled_from(["5", "17", "128", "15X"]),
    st.integers(0, 1_000),
    st.sampled_from(["stock car", "open wheel"]),
    st.sampled_from([(80, 9), (80, 13), (120, 22), (200, 36)]),
    st.integers(0, 5),
)
def test_a_number_is_written_inside_the_strip_or_not_at_all(
    number: str, lane: int, outline: Outline, size: tuple[int, int], zoom: int
) -> None:
    seen, rows = window(size[0], zoom), size[1]
    at = writing(car(number, lane, outline), rows, seen, PASSING)
    if at is not None:
        assert 0 <= at.column <= size[0] - at.width
        assert 0 <= at.row < rows


def test_far_and_near_cars_have_numbers_of_one_size() -> None:
    for size in ((120, 22), (200, 36)):
        sizes = {
            at.pixel
            for lane in (0, 500, 1_000)
            if (at := writing(car("17", lane), size[1], window(size[0]), PASSING))
        }
        assert len(sizes) == 1
        assert sizes != {0}


@pytest.mark.parametrize("number", ["128", "15X"])
def test_three_signs_are_painted_on_a_high_strip_and_written_on_a_low_one(number: str) -> None:
    def signs(width: int, rows: int) -> str:
        picture = scan(window(width), rows, [car(number)], PASSING, COLOURS)
        return "".join(cell.glyph for row in picture.rows for cell in row if cell.glyph.isalnum())

    assert signs(120, 12) == number
    assert signs(200, 36) == ""
