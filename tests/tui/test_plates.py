import pytest
from msgspec import structs
from tests.tui.states import FIELD
from textual.theme import BUILTIN_THEMES, Theme

from replay.race.model import Driver, Entry, Livery
from replay.tui.drawing.colour import BLACK, WHITE, contrast
from replay.tui.drawing.glyphs import ASCII
from replay.tui.drawing.plates import Plates, PlateTexts, plate_colours, plate_text
from replay.tui.theme import NIGHT, PAPER, THEMES, palette

EVERY_THEME = [*THEMES, *BUILTIN_THEMES.values()]


@pytest.mark.parametrize("theme", EVERY_THEME, ids=lambda theme: theme.name)
@pytest.mark.parametrize("nocolor", [False, True])
def test_every_number_can_be_read_and_every_plate_seen(theme: Theme, nocolor: bool) -> None:
    of = palette(theme, nocolor)
    for entry in FIELD:
        colours = plate_colours(entry.livery, of)
        assert contrast(colours.paint, colours.ink) >= 4.5, entry.car
        assert contrast(colours.paint, of.solid_background) >= 1.35, entry.car


def test_only_the_numbers_that_cannot_be_read_are_repaired() -> None:
    repaired = {
        entry.car
        for entry in FIELD
        if entry.livery and plate_colours(entry.livery, palette(NIGHT)).ink != entry.livery.ink
    }
    assert repaired == {"34", "47", "43", "41", "71", "22"}


def test_a_black_car_is_lifted_on_night_and_left_alone_on_paper() -> None:
    black = Livery(paint="#111214", ink="#ffffff", second="#ffffff")
    assert plate_colours(black, palette(NIGHT)).paint != "#111214"
    assert plate_colours(black, palette(PAPER)).paint == "#111214"


def test_a_white_car_is_shaded_on_paper_and_left_alone_on_night() -> None:
    white = Livery(paint="#f4f4f4", ink="#111111", second="#111111")
    assert plate_colours(white, palette(PAPER)).paint != "#f4f4f4"
    assert plate_colours(white, palette(NIGHT)).paint == "#f4f4f4"


@pytest.mark.parametrize("theme", EVERY_THEME, ids=lambda theme: theme.name)
def test_a_car_without_livery_gets_a_plate_that_can_be_read(theme: Theme) -> None:
    of = palette(theme)
    for colours in (plate_colours(None, of), Plates((), of).colours("404")):
        assert contrast(colours.paint, colours.ink) >= 4.5
        assert contrast(colours.paint, of.solid_background) >= 1.35


def test_an_unreadable_number_becomes_black_or_white() -> None:
    livery = Livery(paint="#ffd200", ink="#c8102e", second="#c8102e")
    assert plate_colours(livery, palette(NIGHT)).ink in (BLACK, WHITE)


@pytest.mark.parametrize(
    ("car", "width", "text"),
    [
        ("5", 4, "  5 "),
        ("17", 4, " 17 "),
        ("007", 4, " 007"),
        ("07", 4, " 07 "),
        ("5", 3, "  5"),
        ("17", 3, " 17"),
        ("007", 3, "007"),
        ("007", 2, "007"),
    ],
)
def test_a_number_is_right_aligned_and_never_trimmed(car: str, width: int, text: str) -> None:
    assert plate_text(car, width) == text


@pytest.mark.parametrize(("car", "text"), [("5", "  #5"), ("17", " #17"), ("007", "#007")])
def test_in_ascii_a_number_has_a_mark_before_it(car: str, text: str) -> None:
    assert plate_text(car, glyphs=ASCII) == text


def test_a_field_without_any_livery_is_told_apart_by_colours() -> None:
    bare = [structs.replace(entry, livery=None) for entry in FIELD]
    for theme in THEMES:
        of = palette(theme)
        colours = [Plates(bare, of).colours(entry.car) for entry in bare]
        assert len({one.paint for one in colours}) == 12
        assert all(contrast(one.paint, one.ink) >= 4.5 for one in colours)
        grey = plate_colours(None, of)
        assert Plates([*FIELD[1:], bare[0]], of).colours(bare[0].car) == grey


def test_codes_stand_in_plates_of_five_cells_and_shared_ones_give_way_to_numbers() -> None:
    def entry(car: str, code: str | None) -> Entry:
        return Entry(car=car, drivers=(Driver(first="A", last="B", code=code),))

    plates = PlateTexts([entry("33", "VER"), entry("7", "MSC"), entry("47", "MSC")])
    assert plates.width == 5
    assert [plates.text(car) for car in ("33", "7", "47")] == [" VER ", "   7 ", "  47 "]
    assert [plates.text(car, 4) for car in ("33", "7")] == [" VER", "  7 "]
    assert PlateTexts([entry("5", None)]).text("5") == "  5 "
