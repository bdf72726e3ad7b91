"""The place of a car lap by lap as dots: where a place stands, and where nothing does."""

from hypothesis import given
from hypothesis import strategies as st

from replay.tui.cards.place_line import place_line, tick_rows
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import length, text_of


def test_the_first_place_is_on_top_and_the_last_of_the_field_at_the_foot() -> None:
    axis = RibbonAxis(10, 20)
    rows = [text_of(row) for row in place_line((1, 38), (0, 10), 38, axis, 8, UNICODE)]
    assert rows[0][0] == chr(0x281B)  # two dots thick, along the top
    assert rows[7][18] != " "
    assert tick_rows(38, 8) == {0: 1, 1: 10, 3: 20, 6: 30, 7: 38}


def test_a_place_is_held_until_the_next_line_and_is_no_slope() -> None:
    rows = [text_of(row) for row in place_line((1, 3), (0, 10), 3, RibbonAxis(10, 8), 4, UNICODE)]
    assert rows[0][:6] == "⠛" * 6
    assert "┈" not in rows[1]


def test_laps_under_yellow_have_a_ground_of_their_own_and_the_line_its_paint() -> None:
    rows = place_line(
        (1, 1, 1), (0, 5, 10), 3, RibbonAxis(20, 20), 4, UNICODE, role="heavy 17", bands=(4, 5)
    )
    roles = {role for text, role in rows[0] if text.strip()}
    assert roles >= {"heavy 17", "band heavy 17"}
    assert [text for text, role in rows[1] if role == "band rule"] == ["  "]


def test_without_unicode_the_line_has_the_sign_of_the_heaviest() -> None:
    rows = place_line((1, 2), (0, 9), 3, RibbonAxis(10, 20), 4, ASCII)
    assert all(text_of(row).isascii() for row in rows)
    assert "#" in text_of(rows[0])


_LINES = st.integers(1, 60).flatmap(
    lambda cars: st.tuples(
        st.just(cars),
        st.lists(st.tuples(st.integers(1, cars), st.integers(0, 300)), min_size=1, max_size=60),
    )
)


@given(_LINES, st.integers(1, 300), st.integers(2, 80), st.integers(1, 14))
def test_every_row_is_as_wide_as_the_axis_and_nothing_stands_right_of_the_clock(
    line: tuple[int, list[tuple[int, int]]], distance: int, width: int, height: int
) -> None:
    cars, marks = line
    done = sorted(done for _, done in marks)
    axis = RibbonAxis(distance, width)
    rows = place_line([p for p, _ in marks], done, cars, axis, height, UNICODE)
    head = min(done[-1] * width // distance, width - 1)
    assert len(rows) == height
    for row in rows:
        assert length(row) == width
        assert text_of(row)[head] == "┃"
        assert not text_of(row)[head + 1 :].strip()
