"""The strip where there is no colour, and where the paint is as light as the ground."""

from itertools import pairwise

import pytest
from textual.theme import Theme

from replay.tui.drawing.colour import LEGIBLE, contrast
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.drawing.plates import PlateColours, Plates
from replay.tui.finish_line.cars.car import Car
from replay.tui.finish_line.cars.part import Part
from replay.tui.finish_line.overlay import HASHES
from replay.tui.finish_line.raster import colour_table, sample_of
from replay.tui.finish_line.strip import FinishStrip, grey_colours
from replay.tui.finish_line.window import window
from replay.tui.theme import NIGHT, PAPER, palette

from .finish_values import ENTRIES, photo


@pytest.mark.parametrize("theme", [NIGHT, PAPER], ids=lambda theme: theme.name)
def test_greys_stand_out_from_the_ground_from_the_next_car_and_from_their_number(
    theme: Theme,
) -> None:
    grey = palette(theme, nocolor=True)
    tones = [grey_colours(place, grey) for place in range(6)]
    for tone in tones:
        assert contrast(tone.paint, tone.ink) >= LEGIBLE
        assert contrast(tone.paint, tone.second) >= 1.35
        assert all(contrast(tone.paint, streak) >= 1.35 for streak in grey.streaks)
    for one, two in pairwise(tones):
        assert contrast(one.paint, two.paint) >= 1.35


@pytest.mark.parametrize("theme", [NIGHT, PAPER], ids=lambda theme: theme.name)
def test_without_colour_hash_lines_have_the_contrast_of_text(theme: Theme) -> None:
    grey = palette(theme, nocolor=True)
    of = photo()
    strip = FinishStrip(of, window(120), 15, Plates(ENTRIES, grey), grey, UNICODE)
    lines = [s for s in strip.row(12, of) if s.text.strip() and set(s.text) <= set(HASHES)]
    assert lines
    for line in lines:
        assert line.style is not None
        assert line.style.color is not None
        assert line.style.color.name == grey.foreground


def test_a_car_keeps_its_grey_wherever_the_strip_looks() -> None:
    grey = palette(NIGHT, nocolor=True)
    paint = grey_colours(2, grey).paint  # the 9 came third
    for start in (0, 50):
        seen = window(120, 1, start * 10)
        strip = FinishStrip(photo(), seen, 15, Plates(ENTRIES, grey), grey, UNICODE)
        plates = [s for s in strip.row(0, photo()) if s.text == " 9 "]
        assert bool(plates) == seen.sees(600)
        assert all(s.style and s.style.bgcolor and s.style.bgcolor.name == paint for s in plates)


def test_a_roof_as_light_as_the_ground_has_a_dark_edge() -> None:
    night, paper = palette(NIGHT), palette(PAPER)
    white = Car("19", 0, 0, PlateColours("#d9dde2", "#10233f", "#1597c9"))
    blue = Car("5", 0, 0, PlateColours("#1d4fc4", "#ffffff", "#e0222e"))
    for of, colours, lit in (
        (white, night, True), (white, paper, False), (blue, night, True), (blue, paper, True),
    ):  # fmt: skip
        table = colour_table([of], colours)
        edge = table[sample_of(Part.EDGE, 0)]
        assert (edge > of.colours.paint) is lit
        if colours is paper:
            assert contrast(edge, paper.strip_streak_2) >= 1.5
