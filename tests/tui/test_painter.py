import gc

from hypothesis import given
from hypothesis import strategies as st

from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Painter, RowContent
from replay.tui.theme import NIGHT, palette

PALETTE = palette(NIGHT)
ROLES = ["full", "bold", "soft", "mute", "accent", "strong soft", "won", "news", "plate 17"]
rows = st.lists(
    st.tuples(st.text(st.sampled_from(" 017ab·日"), max_size=6), st.sampled_from(ROLES)), max_size=8
).map(tuple)


def painter() -> Painter:
    return Painter(PALETTE, Plates((), PALETTE))


@given(rows, st.integers(1, 40), st.sampled_from(["background", "band", "row_cursor"]))
def test_a_row_is_painted_as_wide_as_asked_and_every_cell_has_a_ground(
    row: tuple[tuple[str, str], ...], width: int, ground: str
) -> None:
    strip = painter().strip(RowContent(row, ground), width)
    assert strip.cell_length == width
    assert sum(segment.cell_length for segment in strip) == width
    assert all(segment.style and segment.style.bgcolor for segment in strip)


def test_neighbours_in_one_style_are_one_segment() -> None:
    row = (("17", "full"), ("", "bold"), ("  ", "full"), ("Buescher", "bold"))
    segments = list(painter().strip(RowContent(row), 14))
    assert [segment.text for segment in segments] == ["17  ", "Buescher", "  "]


def test_the_plate_of_a_car_is_bold_unless_it_is_quiet() -> None:
    bold, quiet = painter().strip(RowContent(((" 17 ", "plate 17"), (" 17 ", "quiet 17"))), 8)
    assert bold.style
    assert quiet.style
    assert (bool(bold.style.bold), bool(quiet.style.bold)) == (True, False)
    assert bold.style.bgcolor == quiet.style.bgcolor


def test_a_row_that_was_composed_is_freed_at_once() -> None:
    of = painter()
    of.strip(RowContent((("17", "full"),)), 20)
    gc.collect()
    gc.disable()
    try:
        strip = of.strip(RowContent((("17", "full"), ("Buescher", "bold"))), 20)
        assert strip.divide([20]) == [strip]
        assert [part.text for part in strip.divide([2, 20])] == ["17", "Buescher          "]
        del strip
        assert gc.collect() == 0
    finally:
        gc.enable()
