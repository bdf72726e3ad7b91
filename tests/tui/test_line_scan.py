"""The geometry and the drawing of the line-scan strip, apart from any widget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.tui.drawing.plates import Plates
from replay.tui.finish_line.cars.car import Car
from replay.tui.finish_line.labels import Label, Tag, nose_label_width, place_labels
from replay.tui.finish_line.mosaic import SIDE, Mosaic, best_glyph
from replay.tui.finish_line.overlay import HASHES
from replay.tui.finish_line.raster import Raster, part_of
from replay.tui.finish_line.scan import Picture, scan, scan_ascii
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, Window, window, zoom_steps
from replay.tui.theme import NIGHT, PAPER, palette

from .finish_values import ENTRIES, NOSES, PASSING

NIGHT_COLOURS = palette(NIGHT)
SIZES = [(80, 9), (120, 12), (200, 20)]
widths = st.integers(60, 240)
zooms = st.integers(0, 6)
gaps = st.integers(0, 1_500)


def cars(*noses: tuple[str, int, int]) -> list[Car]:
    plates = Plates(ENTRIES, NIGHT_COLOURS)
    given = noses or [(nose.car, nose.gap, nose.lane) for nose in NOSES]
    return [Car(number, gap, lane, plates.colours(number)) for number, gap, lane in given]


def drawn(width: int, rows: int, zoom: int = 0, *noses: tuple[str, int, int]) -> Picture:
    return scan(window(width, zoom), rows, cars(*noses), PASSING, NIGHT_COLOURS)


def text(picture: Picture) -> list[str]:
    return ["".join(cell.glyph for cell in row) for row in picture.rows]


# -- time and columns


@pytest.mark.parametrize(
    ("width", "steps"),
    [
        (80, (1_950_000, 1_300_000, 500_000, 250_000, 100_000, 50_000)),
        (120, (1_300_000, 500_000, 250_000, 100_000, 50_000)),
        (200, (780_000, 500_000, 250_000, 100_000, 50_000)),
    ],
)
def test_every_width_shows_the_same_time_and_zooms_to_a_twentieth_of_a_millisecond(
    width: int, steps: tuple[int, ...]
) -> None:
    assert zoom_steps(width) == steps


@pytest.mark.parametrize(
    ("width", "columns", "hashes"),
    [
        (80, (3, 3, 33, 41), "▏│▕│"),
        (120, (4, 5, 50, 62), "││▕▏"),
        (200, (7, 8, 84, 103), "▕▕│▕"),
    ],
)
def test_the_noses_of_kansas_stand_where_their_times_say(
    width: int, columns: tuple[int, ...], hashes: str
) -> None:
    seen = window(width)
    assert tuple(seen.column(nose.gap) for nose in NOSES[:4]) == columns
    assert "".join(HASHES[seen.third(nose.gap)] for nose in NOSES[:4]) == hashes


def test_a_thousandth_of_a_second_is_twenty_cells_in_the_nose_zoom() -> None:
    seen = window(120, 4)
    assert seen.column(10) - seen.column(0) == 20
    assert seen.column(0) == 30


@given(widths, zooms, st.integers(-2_000, 2_000), gaps)
def test_a_nose_lies_where_its_time_says(width: int, zoom: int, pan: int, gap: int) -> None:
    seen = window(width, zoom, pan)
    left = seen.start + seen.column(gap) * seen.step
    assert left <= gap * NANOSECONDS_IN_TICK < left + seen.step


@given(widths, zooms, gaps, gaps)
def test_order_on_the_strip_is_order_in_time(width: int, zoom: int, one: int, two: int) -> None:
    seen = window(width, zoom)
    first, second = sorted((one, two))
    assert seen.column(first) <= seen.column(second)
    if seen.column(first) == seen.column(second):
        assert seen.third(first) <= seen.third(second)


@given(widths, zooms, st.integers(-100, 20_000))
def test_no_exposed_column_ends_after_the_clock(width: int, zoom: int, clock: int) -> None:
    seen = window(width, zoom)
    exposed = seen.exposed(clock)
    assert 0 <= exposed <= width
    assert exposed == 0 or seen.start + exposed * seen.step <= clock * NANOSECONDS_IN_TICK


@pytest.mark.parametrize(
    ("width", "zoom", "unit"),
    [(80, 0, 20), (120, 0, 10), (200, 0, 10), (120, 1, 5), (120, 2, 2), (120, 3, 1), (120, 4, 1)],
)
def test_the_rulers_unit_follows_the_zoom(width: int, zoom: int, unit: int) -> None:
    assert window(width, zoom).unit == unit


def test_the_ruler_of_the_nose_zoom_has_quarters() -> None:
    marks = [mark for mark in window(120, 4).marks() if 30 <= mark.column <= 50]
    assert [(m.column, m.label) for m in marks] == [
        (30, "0"),
        (35, ""),
        (40, ""),
        (45, ""),
        (50, "1"),
    ]


@given(widths, zooms)
def test_every_tick_of_the_ruler_stands_at_its_own_time(width: int, zoom: int) -> None:
    seen = window(width, zoom)
    for mark in seen.marks():
        assert 0 <= mark.column < width
        if mark.label:
            assert mark.column == seen.column(int(mark.label) * 10)


# -- glyphs


def mask(*rows: str) -> int:
    return int("".join(rows), 2)


def test_each_block_glyph_is_drawn_as_itself() -> None:
    half = best_glyph(mask(*["1" * 8] * 4, *["0" * 8] * 4))
    assert half == ("▀", False)
    assert best_glyph(mask(*["0" * 8] * 7, "1" * 8)) == ("▁", False)
    assert best_glyph(mask(*["11100000"] * 8)) == ("▍", False)
    assert best_glyph(mask(*["00011111"] * 8)) == ("▍", True)
    assert best_glyph(mask(*["11110000"] * 4, *["0" * 8] * 4)) == ("▘", False)
    assert best_glyph(0) == (" ", False)


def test_a_lone_sample_is_not_worth_a_glyph() -> None:
    assert best_glyph(1) == (" ", False)


@given(st.integers(0, 2**64 - 1))
def test_a_mask_and_its_opposite_get_the_same_picture(bits: int) -> None:
    glyph, turned = best_glyph(bits)
    other, other_turned = best_glyph(bits ^ (2**64 - 1))
    if glyph == other:
        assert turned != other_turned


def test_a_third_colour_joins_the_nearer_one() -> None:
    mosaic = Mosaic(["#000000", "#ffffff", "#e0e0e0"])
    block = bytes([0] * 32 + [1] * 28 + [2] * 4)
    cell = mosaic.cell(block)
    assert (cell.glyph, cell.ink, cell.ground) == ("▀", 0, 1)


# -- the strip


@pytest.mark.parametrize(("width", "rows"), SIZES)
def test_a_strip_fills_its_size_with_block_glyphs_numbers_and_lines(width: int, rows: int) -> None:
    picture = drawn(width, rows)
    assert [len(row) for row in picture.rows] == [width] * rows
    glyphs = set("".join(text(picture)))
    assert all(g in HASHES or g.isdigit() or g == " " or "▀" <= g <= "▟" for g in glyphs)


@pytest.mark.parametrize(("width", "rows"), SIZES)
def test_hash_lines_run_the_full_height_at_the_noses(width: int, rows: int) -> None:
    picture = drawn(width, rows)
    for column in {window(width).column(nose.gap) for nose in NOSES[:4]}:
        lines = {row[column].glyph for row in picture.rows}
        assert len(lines) == 1
        assert lines <= set(HASHES)
        assert all(picture.colours[r[column].ink] == NIGHT_COLOURS.hash for r in picture.rows)


@given(st.integers(0, 1_500), st.integers(0, 1_000))
def test_a_car_is_drawn_from_its_nose_to_its_tail(gap: int, lane: int) -> None:
    seen = window(120)
    raster = Raster(seen, 12, cars(("5", gap, lane)))
    raster.paint(PASSING)
    painted = {
        column
        for row in range(12)
        for column, block in enumerate(raster.blocks(row))
        if any(part_of(sample) for sample in block)
    }
    first, last = seen.column(gap), min(seen.column(gap + PASSING), 119)
    assert painted <= set(range(first, last + 1))
    assert set(range(first + 1, last)) <= painted


@given(st.integers(1, 1_400))
def test_a_later_car_changes_nothing_left_of_its_nose(gap: int) -> None:
    alone = drawn(120, 12, 0, ("5", 0, 0))
    both = drawn(120, 12, 0, ("5", 0, 0), ("17", gap, 1_000))
    edge = window(120).column(gap)
    for before, after in zip(alone.rows, both.rows, strict=True):
        colours = [
            [p.colours[c.ground] for c in r[:edge]] for p, r in ((alone, before), (both, after))
        ]
        assert colours[0] == colours[1]
        assert [c.glyph for c in before[:edge]] == [c.glyph for c in after[:edge]]


def test_the_outside_car_is_on_top_and_the_inside_one_is_taller() -> None:
    raster = Raster(window(120), 12, cars(("5", 0, 0), ("17", 0, 1_000)))
    raster.paint(PASSING)
    rows: dict[int, set[int]] = {0: set(), 1: set()}
    for row in range(12):
        for block in raster.blocks(row):
            for sample in set(block):
                part = part_of(sample)
                if part is not None and part[1] >= 0:
                    rows[part[1]].add(row)
    assert min(rows[0]) < min(rows[1])
    assert max(rows[0]) < max(rows[1])


def test_numbers_are_written_on_the_doors() -> None:
    lines = text(drawn(120, 12))
    found = {
        number: (y, line.index(number))
        for y, line in enumerate(lines)
        for number in ("17", "19")
        if number in line
    }
    assert found == {"17": (8, 31), "19": (7, 88)}


def test_a_high_strip_paints_its_numbers() -> None:
    assert not any(sign.isdigit() for line in text(drawn(200, 20)) for sign in line)


def test_a_hidden_door_has_no_number() -> None:
    lines = text(drawn(120, 12, 0, ("19", 0, 1_000), ("17", 0, 1_000)))
    assert sum("17" in line for line in lines) + sum("19" in line for line in lines) == 1


def test_the_nose_zoom_measures_the_margin_between_the_lines() -> None:
    lines = text(drawn(120, 12, 4))
    assert [y for y, line in enumerate(lines) if "0.001 s" in line] == [8]
    assert lines[8][30:51] == "▏├──── 0.001 s ────┤▏"


def test_a_composite_has_no_measure() -> None:
    assert not any(" s " in line for line in text(drawn(120, 12)))


def test_both_themes_draw_the_same_shapes_in_their_own_colours() -> None:
    paper = palette(PAPER)
    light = scan(window(120), 12, cars(), PASSING, paper)
    assert paper.strip_wall in light.colours
    assert NIGHT_COLOURS.strip_wall not in light.colours
    assert all(line[4] == "│" for line in text(light))


def test_a_strip_without_cars_is_empty_ground() -> None:
    picture = scan(window(80), 9, [], PASSING, NIGHT_COLOURS)
    assert all(len({(c.glyph, c.ink, c.ground) for c in row}) == 1 for row in picture.rows)


def test_ascii_draws_bodies_by_order_of_finish() -> None:
    picture = scan_ascii(window(120), 12, cars(), PASSING, NIGHT_COLOURS)
    lines = text(picture)
    assert all(line.isascii() for line in lines)
    assert all(line[4] == "|" == line[62] for line in lines)
    assert "[17]" in lines[8]
    assert "%%%%[17]%%%%" in lines[8]
    assert "====[9]====" in lines[4]
    assert "::::[19]::::" in lines[7]
    assert "@@@" in lines[8]


# -- labels


def width_of(car: str) -> int:
    return len(car) + 2


def labels(seen: Window, *tags: tuple[str, int, str]) -> list[Label]:
    return place_labels(seen, [Tag(*tag) for tag in tags], width_of)


KANSAS = (("5", 0, "0.000"), ("17", 10, "+0.001"), ("9", 600, "+0.060"), ("19", 750, "+0.075"))


def test_the_winners_label_stands_left_of_its_line_and_the_others_right() -> None:
    assert labels(window(120), *KANSAS) == [
        Label(1, "5", ""),
        Label(6, "17", "+0.001"),
        Label(51, "9", "+0.060"),
        Label(63, "19", "+0.075"),
    ]


def test_a_label_gives_way_to_the_next_line_by_standing_left() -> None:
    assert labels(window(80), *KANSAS)[2] == Label(23, "9", "+0.060", text_first=True)


def test_a_winner_of_two_digits_fits_at_the_edge_of_a_narrow_strip() -> None:
    assert labels(window(80), ("17", 0, "0.000"), ("5", 10, "+0.001")) == [
        Label(0, "17", "", tight=True),
        Label(4, "5", "+0.001"),
    ]


def test_three_abreast_keep_their_plates() -> None:
    atlanta = (("99", 0, "0.000"), ("12", 30, "+0.003"), ("8", 70, "+0.007"))
    assert labels(window(120), *atlanta) == [
        Label(0, "99", ""),
        Label(7, "12", ""),
        Label(11, "8", "+0.007"),
    ]


def test_labels_start_at_the_noses_in_the_nose_zoom() -> None:
    assert labels(window(120, 4), *KANSAS) == [Label(30, "5", "0.000"), Label(50, "17", "+0.001")]


@given(widths, zooms, st.lists(gaps, min_size=1, max_size=12))
def test_no_label_covers_another_or_leaves_the_strip(
    width: int, zoom: int, later: list[int]
) -> None:
    tags = [(str(n), gap, f"+{gap / 10_000:.3f}") for n, gap in enumerate(sorted([0, *later]))]
    free = 0
    for label in labels(window(width, zoom), *tags):
        assert label.column >= free
        free = label.column + nose_label_width(label, width_of(label.car))
        assert free <= width


def test_the_whole_grid_of_samples_is_used() -> None:
    raster = Raster(window(80), 3, [])
    assert all(len(block) == SIDE * SIDE for row in range(3) for block in raster.blocks(row))
