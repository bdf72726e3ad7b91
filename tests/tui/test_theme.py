import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from replay.tui.drawing.colour import contrast, grey, legible, mix
from replay.tui.theme import NIGHT, PAPER, THEMES, ink, palette, theme_variable_defaults

DESIGN = Path(__file__).parents[2] / "../shared/design/screens.md"
EVERY_THEME = [*THEMES, *BUILTIN_THEMES.values()]
SOLID = [theme for theme in EVERY_THEME if not theme.ansi]
TEXT = ("ink_soft", "ink_mute", "accent", "gain", "loss", "flag_green_text", "flag_red_text")


def named(theme: Theme) -> str:
    return theme.name


def test_the_palette_is_the_one_of_the_design() -> None:
    if not DESIGN.exists():
        pytest.skip("the design papers are not beside this tree")
    rows = re.findall(r"^\| `([a-z-]+)` \| (#\w{6}) \| (#\w{6}) \|", DESIGN.read_text(), re.M)
    assert len(rows) > 25
    for name, dark, light in rows:
        field = name.replace("-", "_")
        assert getattr(palette(NIGHT), field) == dark
        assert getattr(palette(PAPER), field) == light


@pytest.mark.parametrize(
    ("theme", "name", "on_background", "on_surface", "on_cursor"),
    [
        (NIGHT, "ink_mute", 6.2, 5.6, 4.7),
        (NIGHT, "loss", 7.8, 7.1, 6.0),
        (NIGHT, "accent", 10.3, 9.3, 7.9),
        (PAPER, "ink_mute", 6.2, 5.3, 5.2),
        (PAPER, "accent", 5.9, 5.1, 4.9),
        (PAPER, "gain", 7.3, 6.3, 6.1),
    ],
)
def test_text_is_as_legible_as_the_design_measured(
    theme: Theme, name: str, on_background: float, on_surface: float, on_cursor: float
) -> None:
    of = palette(theme)
    text = getattr(of, name)
    assert contrast(text, of.background) == pytest.approx(on_background, abs=0.06)
    assert contrast(text, of.surface) == pytest.approx(on_surface, abs=0.06)
    assert contrast(text, of.row_cursor) == pytest.approx(on_cursor, abs=0.06)


@pytest.mark.parametrize(
    ("theme", "flag", "ratio"),
    [
        (NIGHT, "green", 6.2),
        (NIGHT, "yellow", 11.6),
        (NIGHT, "red", 4.6),
        (PAPER, "red", 5.5),
        (NIGHT, "white", 17.0),
    ],
)
def test_the_word_on_a_flag_is_as_legible_as_the_design_measured(
    theme: Theme, flag: str, ratio: float
) -> None:
    of = palette(theme)
    fill, word = getattr(of, f"flag_{flag}"), getattr(of, f"flag_{flag}_ink")
    assert contrast(fill, word) == pytest.approx(ratio, abs=0.4)


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_a_place_gained_stands_out_on_its_tint(theme: Theme) -> None:
    of = palette(theme)
    assert contrast(of.gain, of.gain_tint) >= 4.9


@pytest.mark.parametrize("theme", EVERY_THEME, ids=named)
@pytest.mark.parametrize("nocolor", [False, True])
def test_every_theme_has_every_colour_and_legible_inks(theme: Theme, nocolor: bool) -> None:
    of = palette(theme, nocolor)
    for name in TEXT:
        assert contrast(getattr(of, name), of.solid_background) >= 4.5
    for ground in ("background", "surface", "band", "row_cursor"):
        assert of.on(ground).mute.bgcolor is not None


@pytest.mark.parametrize("theme", SOLID, ids=named)
def test_band_and_row_cursor_are_mixed_from_the_themes_own_colours(theme: Theme) -> None:
    of = palette(theme)
    if theme not in THEMES:
        assert of.band == mix(of.background, of.foreground, 0.03)
        assert of.row_cursor == mix(of.background, of.foreground, 0.12)
    assert contrast(of.row_cursor, of.background) > contrast(of.band, of.background) > 1


@pytest.mark.parametrize("theme", EVERY_THEME, ids=named)
def test_every_default_is_a_colour_that_css_understands(theme: Theme) -> None:
    defaults = theme_variable_defaults(theme)
    assert {"band", "row-cursor", "flag-yellow", "strip-streak-5"} <= defaults.keys()
    for colour in defaults.values():
        assert Color.parse(colour) is not None


def test_without_colour_every_colour_is_a_grey() -> None:
    of = palette(NIGHT, nocolor=True)
    for name in ("flag_yellow", "accent", "gain", "loss", "hash", "gain_tint"):
        colour = getattr(of, name)
        assert colour == grey(colour)


def test_a_palette_and_its_styles_are_built_once() -> None:
    assert palette(NIGHT) is palette(NIGHT)
    assert palette(NIGHT) is not palette(NIGHT, nocolor=True)
    assert palette(NIGHT).on("band") is palette(NIGHT).on("band")
    assert ink("#ffffff", "#000000", bold=True) is ink("#ffffff", "#000000", bold=True)


def test_another_theme_under_a_known_name_is_not_mistaken_for_it() -> None:
    one = Theme(name="mine", primary="#336699", background="#101010", foreground="#eeeeee")
    two = Theme(name="mine", primary="#336699", background="#202020", foreground="#eeeeee")
    assert palette(one).background == "#101010"
    assert palette(two).background == "#202020"


def test_a_legible_colour_is_left_alone_and_a_faint_one_only_moved_as_far_as_needed() -> None:
    assert legible("#7cc7ff", "#0d1117") == "#7cc7ff"
    moved = legible("#333333", "#0d1117")
    assert 4.5 <= contrast(moved, "#0d1117") < 5.2
