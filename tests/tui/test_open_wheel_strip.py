"""The strip with open-wheel cars, and the laws of the strip that hold for both outlines."""

from math import ceil

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from replay.race.model import Outline
from replay.tui.drawing.plates import Plates
from replay.tui.finish_line.cars.car import Car, placement
from replay.tui.finish_line.mosaic import SIDE
from replay.tui.finish_line.overlay import HASHES
from replay.tui.finish_line.raster import Raster, part_of
from replay.tui.finish_line.scan import Picture, scan, scan_ascii
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, window, window_on
from replay.tui.theme import NIGHT, palette

from .finish_values import ENTRIES, PASSING

COLOURS = palette(NIGHT)
PLATES = Plates(ENTRIES, COLOURS)
PAIR = (("5", 0, 0), ("17", 300, 1_000))
SIZES = [(80, 9), (80, 13), (120, 12), (120, 22), (200, 20), (200, 36)]
outlines: st.SearchStrategy[Outline] = st.sampled_from(["stock car", "open wheel"])
gaps = st.integers(0, 1_500)


def cars(outline: Outline, *given: tuple[str, int, int]) -> list[Car]:
    return [Car(n, gap, lane, PLATES.colours(n), outline=outline) for n, gap, lane in given]


def text(picture: Picture) -> list[str]:
    return ["".join(cell.glyph for cell in row).rstrip() for row in picture.rows]


def extent(raster: Raster) -> tuple[int, int]:
    """The first and the last sample across the strip with anything of a car."""
    found: dict[int, list[bytes]] = {}
    for row in range(raster.rows):
        for column, block in enumerate(raster.blocks(row)):
            if any(map(part_of, set(block))):
                found.setdefault(column, []).append(block)
    first, last = (
        [at % SIDE for block in found[column] for at, s in enumerate(block) if part_of(s)]
        for column in (min(found), max(found))
    )
    return min(found) * SIDE + min(first), max(found) * SIDE + max(last)


@given(outlines, st.sampled_from(SIZES), st.integers(0, 6), gaps, st.integers(0, 1_000))
@example("stock car", (80, 9), 0, 1_499, 0)
def test_the_first_sample_of_a_car_is_its_nose_at_every_zoom(
    outline: Outline, size: tuple[int, int], zoom: int, gap: int, lane: int
) -> None:
    width, rows = size
    seen = window_on(width, zoom, gap)
    raster = Raster(seen, rows, cars(outline, ("5", gap, lane)))
    raster.paint(PASSING)
    nose = ceil((gap * NANOSECONDS_IN_TICK - seen.start) / seen.step * SIDE - 0.5)
    tail = ceil(((gap + PASSING) * NANOSECONDS_IN_TICK - seen.start) / seen.step * SIDE - 0.5)
    if nose < width * SIDE:
        assert extent(raster) == (nose, min(tail, width * SIDE) - 1)
    else:  # in view by less than half a sample
        assert nose == width * SIDE
        assert not any(
            part_of(sample)
            for row in range(raster.rows)
            for block in raster.blocks(row)
            for sample in set(block)
        )


@given(outlines, st.integers(9, 36), st.integers(50_000, 2_000_000), st.integers(0, 999))
def test_a_nearer_car_stands_lower_and_is_taller(
    outline: Outline, rows: int, step: int, lane: int
) -> None:
    far, near = cars(outline, ("5", 0, lane), ("17", 0, lane + 1))
    one, two = placement(far, rows, step, PASSING), placement(near, rows, step, PASSING)
    assert one.ground < two.ground <= rows
    assert one.height < two.height


@given(outlines, st.integers(9, 80), st.integers(50_000, 2_000_000), st.integers(0, 1_000))
def test_no_car_is_drawn_as_a_tower(outline: Outline, rows: int, step: int, lane: int) -> None:
    at = placement(cars(outline, ("5", 0, lane))[0], rows, step, PASSING)
    assert 2 * at.height <= 0.34 * PASSING * NANOSECONDS_IN_TICK / step + 1e-6


@pytest.mark.parametrize(("width", "rows"), SIZES)
@pytest.mark.parametrize("zoom", range(6))
def test_an_open_wheel_strip_fills_its_size_with_what_every_terminal_has(
    width: int, rows: int, zoom: int
) -> None:
    picture = scan(window(width, zoom), rows, cars("open wheel", *PAIR), PASSING, COLOURS)
    assert [len(row) for row in picture.rows] == [width] * rows
    column = window(width, zoom).column(0)
    assert len({row[column].glyph for row in picture.rows}) == 1
    assert picture.rows[0][column].glyph in HASHES
    for line in text(picture):
        assert all(g in HASHES or g.isdigit() or g == " " or "▀" <= g <= "▟" for g in line)


@pytest.mark.parametrize(
    ("width", "rows", "found"),
    [
        (80, 9, {"5": (2, 22), "17": (6, 37)}),
        (120, 12, {"5": (3, 33), "17": (8, 56)}),
        (200, 15, {"5": (4, 56), "17": (10, 93)}),
    ],
)
def test_numbers_stand_on_the_engine_covers(
    width: int, rows: int, found: dict[str, tuple[int, int]]
) -> None:
    lines = text(scan(window(width), rows, cars("open wheel", *PAIR), PASSING, COLOURS))
    assert found == {
        number: (y, line.index(number))
        for y, line in enumerate(lines)
        for number in ("5", "17")
        if number in line
    }


@given(outlines, st.integers(0, 36), st.integers(22, 100_000), st.integers(0, 6))
@example("open wheel", 36, 22, 0)
def test_cars_of_any_speed_fill_a_strip_of_any_height(
    outline: Outline, rows: int, passing: int, zoom: int
) -> None:
    pair = cars(outline, *PAIR)
    for draw in (scan, scan_ascii):
        picture = draw(window(80, zoom), rows, pair, passing, COLOURS, 15)
        assert [len(row) for row in picture.rows] == [80] * rows


ASCII = {
    (80, 9): """\
   |              |
   |             o|######       ###
   |    @@@ ######|##[5]####@@@@##
   |### @@@ ######|######## @@@@#
   |              |                %%%%         %%%
   |              |             %%%%%%%%%%% @@  %
   |              |  %%@@@@%%%%%%%%%[17]%%%@@@@%%
   |              |%%   @@                 @@@@
   |              |
""",
    (120, 12): """\
    |                      |
    |                      | #####              #####
    |                    oo|#############       #####
    |       @@@@@##########|####[5]######@@@@@@@##
    |#######@@@@@##########|#############@@@@@@@##
    |                      |                        %%%%
    |                      |                    .oo %%%%%%%%%          %%%%%
    |                      |                  .%%%%%%%%%%%%%%%%%%@@@@@  %
    |                      |      %@@@@@%%%%%%%%%%%%%%%[17]%%%%%@@@@@@@%%
    |                      |%%%%%%%@@@@@%%%%%%%%%%%%%%%%%%%%%%%%@@@@@@@%%
    |                      |         @                             @
    |                      |
""",
}
WIDE = """\
       |
       |
       |
       |
       |                                        .##########                     ########
       |                                  ..oo ####################             ########
       |              @@@@@     ######################[5]############@@@@@@@@@@   ##
       | ###########@@@@@@@@@#######################################@@@@@@@@@@@@###
       |########### @@@@@@@@ ####################################### @@@@@@@@@@ ###
       |
       |
       |
       |
       |
"""


@pytest.mark.parametrize(("width", "rows"), ASCII)
def test_ascii_tells_wheels_wings_helmets_and_bodies_apart(width: int, rows: int) -> None:
    lines = text(scan_ascii(window(width), rows, cars("open wheel", *PAIR), PASSING, COLOURS))
    assert lines == ASCII[width, rows].splitlines()


def test_a_wide_ascii_strip_shows_windscreen_and_wing() -> None:
    picture = scan_ascii(window(200), 14, cars("open wheel", ("5", 0, 500)), PASSING, COLOURS)
    assert text(picture) == WIDE.splitlines()


def test_ascii_noses_lie_on_their_lines_close_up() -> None:
    pair = cars("open wheel", ("5", 0, 0), ("17", 10, 1_000))
    lines = text(scan_ascii(window(120, 4), 12, pair, PASSING, COLOURS, 5))
    assert all(line[30] == line[50] == "|" for line in lines)
    assert any("|####" in line[30:50] for line in lines)
    assert any(line[50:].startswith("|%%%%") for line in lines)
    assert not any(set(line[:30]) - set(" +-") for line in lines)
