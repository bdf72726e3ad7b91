"""The bands that show how far each nose may be off: where they stand above the cars."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from replay.race.model import Outline
from replay.tui.drawing.plates import Plates
from replay.tui.finish_line.cars.car import Car
from replay.tui.finish_line.overlay import Band, band_cells, band_rows, bands_in_view
from replay.tui.finish_line.scan import scan, scan_ascii
from replay.tui.finish_line.window import window
from replay.tui.theme import NIGHT, palette

from .finish_values import ENTRIES, PASSING

COLOURS = palette(NIGHT)
PLATES = Plates(ENTRIES, COLOURS)
bands = st.lists(
    st.tuples(st.integers(-40, 140), st.integers(0, 60)).map(lambda b: Band(b[0], b[0] + b[1])),
    max_size=8,
).map(sorted)


def cars(*given: tuple[str, int, int], outline: Outline = "stock car") -> list[Car]:
    return [Car(n, gap, lane, PLATES.colours(n), outline=outline) for n, gap, lane in given]


THREE = (("5", 0, 0), ("17", 10, 500), ("9", 23, 1_000))


def test_bands_that_touch_share_a_row_and_bands_that_overlap_do_not() -> None:
    assert band_rows([Band(20, 40), Band(40, 60)], 9, lambda row, band: True) == [0, 0]
    assert band_rows([Band(20, 40), Band(39, 60)], 9, lambda row, band: True) == [0, 1]
    three = [Band(0, 60), Band(20, 80), Band(60, 100)]
    assert band_rows(three, 9, lambda row, band: True) == [0, 1, 0]


def test_a_band_without_a_free_row_shares_the_wall() -> None:
    def is_free(row: int, of: Band) -> bool:
        return of.last < 90

    assert band_rows([Band(0, 60), Band(20, 80), Band(50, 110)], 9, is_free) == [0, 1, 0]
    assert band_rows([Band(0, 60), Band(20, 80)], 1, is_free) == [0, 0]


@given(bands, st.integers(1, 9))
def test_no_two_bands_overlap_below_the_wall(found: list[Band], rows: int) -> None:
    given = band_rows(found, rows, lambda row, band: row < 4)
    assert all(0 <= row < min(rows, 4) for row in given)
    for row in range(1, rows):
        on = [band for band, its in zip(found, given, strict=True) if its == row]
        assert all(max(one.last, 0) <= max(two.first, 0) for one, two in pairwise(on))


@given(bands)
def test_every_end_in_view_is_drawn(found: list[Band]) -> None:
    rows = band_rows(found, 12, lambda row, band: True)
    drawn = {(row, column): sign for row, column, sign in band_cells(window(120, 4), found, rows)}
    for band, row in zip(found, rows, strict=True):
        for column in band:
            assert not 0 <= column < 120 or drawn[row, column] in "├┤"
    assert all(0 <= column < 120 for _, column in drawn)


def test_no_band_is_out_of_view_or_of_a_rebuilt_time() -> None:
    seen = window(120, 4)
    assert bands_in_view(seen, cars(("5", 0, 0), ("19", 750, 500)), 5) == [Band(20, 40)]
    rebuilt = [car._replace(exact=False) for car in cars(("5", 0, 0))]
    assert bands_in_view(seen, rebuilt, 5) == []
    assert bands_in_view(window(120, 2), cars(("5", 0, 0)), 5) == []


def test_the_loops_bands_of_three_noses_stand_above_one_another() -> None:
    for draw, ends in ((scan, "├┤"), (scan_ascii, "++")):
        picture = draw(window(120, 4), 12, cars(*THREE), PASSING, COLOURS, 15)
        rows = ["".join(cell.glyph for cell in row) for row in picture.rows]
        assert (rows[0][0], rows[0][60]) == tuple(ends)
        assert (rows[1][20], rows[1][80]) == tuple(ends)
        assert (rows[2][46], rows[2][106]) == tuple(ends)


def test_the_measure_keeps_clear_of_the_bands() -> None:
    measures = []
    for rows in range(2, 24):
        picture = scan(window(120, 4), rows, cars(*THREE), PASSING, COLOURS, 15)
        text = ["".join(cell.glyph for cell in row) for row in picture.rows]
        measures += [row for row in text if " s " in row]
    assert len(measures) > 10
    assert not any("─" in row[:30] for row in measures)
