"""The bar of stints below the places of a car: by driver in a shared car, else by compound."""

from msgspec import structs
from tests.tui.card_scenes import recorded
from tests.tui.scenes import scene
from tests.tui.states import FIELD, field_state

from replay.race.car_stints import CarStint, car_stints
from replay.race.model import Driver
from replay.tui.cards.stint_bar import stint_bar
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import ASCII
from replay.tui.drawing.runs import text_of


def test_tyres_are_told_by_the_letter_of_their_compound_up_to_the_playhead() -> None:
    of = recorded("abu-dhabi-2021", None, "33", lap=44)
    assert text_of(stint_bar(of, RibbonAxis(58, 45))) == ("S━━━━━━━━━H━━━━━━━━━━━━━━━━H━━━━━━")


def shared(*stints: CarStint, **more: object) -> str:
    crew = tuple(Driver(first="", last=name) for name in ("Malykhin", "Sturm", "Bachler"))
    entries = (structs.replace(FIELD[0], drivers=crew), *FIELD[1:])
    of = scene(field_state(), entries=entries, answer=lambda q, *_: {car_stints: stints}[q], **more)  # type: ignore[arg-type]
    return text_of(stint_bar(of, RibbonAxis(267, 267)))


def test_drivers_are_told_by_their_names_and_drives_in_a_row_are_one() -> None:
    stints = [CarStint(begins, driver, None) for begins, driver in ((0, 0), (50, 0), (90, 1))]
    assert shared(*stints) == f"Mal{'━' * 87}Stu{'━' * 44}"
    assert shared(*stints, glyphs=ASCII).isascii()


def test_of_a_short_stint_as_much_of_the_name_stands_as_leaves_a_line_before_the_next() -> None:
    stints = [CarStint(begins, driver, None) for begins, driver in ((0, 0), (90, 1), (92, 2))]
    assert shared(*stints)[88:96] == "━━S━Bac━"


def test_where_nobody_knows_drivers_or_tyres_there_is_no_bar() -> None:
    assert shared(CarStint(0, None, None)) == ""
    assert stint_bar(recorded("kansas-2024", None, "17", lap=200), RibbonAxis(267, 45)) == ()
