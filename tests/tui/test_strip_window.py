"""Where the strip looks, and what it draws there: on which nose, how close, up to the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.race.finish import Nose
from replay.race.slow_motion import WINDOW_AFTER
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.finish_line.cars.car import Car
from replay.tui.finish_line.labels import Label, Tag, place_labels
from replay.tui.finish_line.overlay import Band, band
from replay.tui.finish_line.scan import scan
from replay.tui.finish_line.strip import FinishStrip
from replay.tui.finish_line.viewport import chosen_nose, nose_after
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, WIDEST, window, window_on, zoom_steps
from replay.tui.theme import NIGHT, palette

from .finish_values import ENTRIES, LATE, NOSES, PASSING, photo

COLOURS = palette(NIGHT)
PLATES = Plates(ENTRIES, COLOURS)
widths = st.integers(60, 240)
zooms = st.integers(0, 6)
gaps = st.integers(0, 30_000)


# -- where the window lies


@pytest.mark.parametrize(
    ("width", "zoom", "gap", "start", "column"),
    [
        (120, 0, 750, -6_000_000, 62),  # in view from the start: nothing moves
        (120, 0, 6_090, 603_000_000, 4),
        (120, 1, 750, 69_000_000, 12),  # 6 ms at 0.5 ms a cell
        (120, 4, 10, -500_000, 30),  # a quarter of 120 cells
        (80, 5, 10, 0, 20),
        (200, 4, 600, 57_500_000, 50),
    ],
)
def test_the_window_is_set_on_the_chosen_nose(
    width: int, zoom: int, gap: int, start: int, column: int
) -> None:
    seen = window_on(width, zoom, gap)
    assert (seen.start, seen.column(gap)) == (start, column)


@given(widths, zooms, gaps)
def test_a_chosen_nose_is_in_view_and_lies_where_its_time_says(
    width: int, zoom: int, gap: int
) -> None:
    seen = window_on(width, zoom, gap)
    assert seen.sees(gap)
    left = seen.start + seen.column(gap) * seen.step
    assert left <= gap * NANOSECONDS_IN_TICK < left + seen.step


@given(widths, st.integers(1, 6), gaps)
def test_zoomed_in_every_chosen_nose_stands_in_the_same_column(
    width: int, zoom: int, gap: int
) -> None:
    assert window_on(width, zoom, gap).column(gap) == window(width, zoom).column(0)


@given(widths, gaps)
def test_the_scale_depends_on_the_width_and_the_zoom_alone(width: int, gap: int) -> None:
    for zoom, step in enumerate(zoom_steps(width)):
        assert window_on(width, zoom, gap)[1:] == (step, width)


@given(widths, zooms, gaps, gaps, gaps)
def test_order_on_a_strip_set_anywhere_is_order_in_time(
    width: int, zoom: int, on: int, one: int, two: int
) -> None:
    seen = window_on(width, zoom, on)
    first, second = sorted((one, two))
    assert (seen.column(first), seen.third(first)) <= (seen.column(second), seen.third(second))


# -- which nose


def test_the_next_nose_is_the_next_in_time_and_after_the_last_seen_the_first() -> None:
    found, car = [], ""
    for _ in NOSES:
        nose = nose_after(NOSES, car)
        assert nose is not None
        found.append(car := nose.car)
    assert found == ["17", "9", "19", "11", "5"]


def test_without_a_nose_there_is_none_to_choose() -> None:
    assert chosen_nose((), "5") is None
    assert nose_after((), "5") is None


@given(st.integers(0, LATE), st.sampled_from(["", *(nose.car for nose in NOSES)]))
def test_no_nose_is_chosen_before_it_is_at_the_line(clock: int, car: str) -> None:
    seen = photo(clock).noses
    for nose in (chosen_nose(seen, car), nose_after(seen, car)):
        assert nose is not None
        assert nose.gap <= clock
    if car not in {nose.car for nose in seen}:
        assert chosen_nose(seen, car) == seen[0]


def test_a_dead_heat_has_a_next_nose() -> None:
    pair = (Nose("1", 0, 0, True), Nose("2", 0, 1_000, True))
    assert nose_after(pair, "") == pair[1]
    assert nose_after(pair, "2") == pair[0]


# -- what a time is good for


def test_half_a_millisecond_to_both_sides_is_ten_cells_in_the_nose_zoom() -> None:
    assert band(window(120, 4), 0, 5) == Band(20, 40)
    assert band(window(120, 4), 10, 5) == Band(40, 60)
    assert band(window(120, 4), 0, 15) == Band(0, 60)  # by the loops
    assert band(window(120, 3), 0, 5) == Band(25, 35)


@given(widths, zooms, gaps, st.integers(0, 100))
def test_a_nose_lies_in_its_band(width: int, zoom: int, gap: int, error: int) -> None:
    seen = window_on(width, zoom, gap)
    first, last = band(seen, gap, error)
    assert first <= seen.column(gap) <= last


def test_a_rebuilt_nose_has_neither_band_nor_measure() -> None:
    def drawn(exact: bool) -> str:
        pair = [
            Car(car, gap, lane, PLATES.colours(car), exact)
            for car, gap, lane in (("5", 0, 0), ("17", 10, 1_000))
        ]
        picture = scan(window(120, 4), 12, pair, PASSING, COLOURS, 5)
        return "\n".join("".join(cell.glyph for cell in row) for row in picture.rows)

    assert "├" in drawn(exact=True)
    assert "├" not in drawn(exact=False)


def test_the_measure_is_between_the_two_noses_in_view() -> None:
    pair = [
        Car(c, gap, lane, PLATES.colours(c)) for c, gap, lane in (("9", 600, 0), ("19", 612, 9))
    ]
    picture = scan(window_on(120, 4, 600), 12, pair, PASSING, COLOURS)
    text = ["".join(cell.glyph for cell in row) for row in picture.rows]
    assert any("─ 0.0012 s ─" in line for line in text)


@pytest.mark.parametrize(("decimals", "said"), [(2, "0.01"), (3, "0.010"), (4, "0.0100")])
def test_the_measure_bears_no_more_decimals_than_were_published(decimals: int, said: str) -> None:
    pair = [Car(c, gap, 0, PLATES.colours(c)) for c, gap in (("9", 0), ("19", 100))]
    seen = window_on(200, 3, 0)
    picture = scan(seen, 12, pair, PASSING, COLOURS, decimals=decimals)
    text = ["".join(cell.glyph for cell in row) for row in picture.rows]
    assert sum(f"─ {said} s ─" in line for line in text) == 1


def test_a_later_first_nose_in_view_keeps_its_gap() -> None:
    tags = [Tag("11", 6_090, "+0.609")]
    placed = place_labels(window_on(120, 0, 6_090), tags, lambda car: len(car) + 2)
    assert placed == [Label(5, "11", "+0.609")]


# -- nothing right of the clock


def strip_at(width: int, zoom: int, car: str, clock: int, glyphs: Glyphs = UNICODE) -> FinishStrip:
    of = photo(clock)
    chosen = chosen_nose(of.noses, car)
    assert chosen is not None
    seen = window_on(width, zoom, chosen.gap)
    return FinishStrip(of, seen, 12, PLATES, COLOURS, glyphs)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("zoom", range(6))
def test_nothing_right_of_the_clock_is_drawn_at_any_zoom(
    width: int, zoom: int, glyphs: Glyphs
) -> None:
    for car in ("", "17", "19"):
        for clock in (0, 4, 10, 11, 33, 600, 603, 751, 900):
            strip = strip_at(width, zoom, car, clock, glyphs)
            exposed, _ = strip.edge(clock)
            assert strip.window.start + exposed * strip.window.step <= max(
                clock * NANOSECONDS_IN_TICK, strip.window.start
            )
            for y in strip.scanned:
                text = strip.row(y, photo(clock)).text
                assert not text[exposed + 1 :].strip()
                assert text[exposed : exposed + 1].strip() in {"", "|", *"▏│▕"}


def test_slow_motion_lasts_for_as_long_as_an_unzoomed_strip_shows() -> None:
    assert WINDOW_AFTER * NANOSECONDS_IN_TICK == WIDEST
