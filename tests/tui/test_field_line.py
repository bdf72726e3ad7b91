import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.tui.scenes import race, scene, texts
from tests.tui.states import FIELD, run
from textual.pilot import Pilot
from textual.strip import Strip

from replay.race.finish import CarAtLine, FieldAtLine
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.plates import plate_text
from replay.tui.drawing.runs import length, text_of
from replay.tui.finish_line.field import (
    NO_CARS,
    FieldLine,
    field_rows,
    field_title,
    place_plates,
    time_axis,
)

# Lap 136 of Kansas 2024: tenths of a second behind the first, in the order of `FIELD`.
_TENTHS = (0, 8, 15, 34, 38, 50, 59, 82, 86, 94, 97, 108, 130, 152, 157, 166, 171, 180, 183, 192)
LAP = FieldAtLine(
    136,
    tuple(
        CarAtLine(entry.car, tenths * 1_000, exact=False)
        for entry, tenths in zip(FIELD, _TENTHS, strict=False)
    ),
)


def shown(
    field: FieldAtLine | None, width: int, height: int, glyphs: Glyphs = UNICODE
) -> list[str]:
    """The title and the rows of the pane as text."""
    names = {entry.car: entry.surname for entry in FIELD}
    rows = field_rows(field, names, width, height, glyphs)
    return [field_title(field, width, glyphs), *(text_of(row).rstrip() for row in rows)]


def test_at_80_columns_the_panel_shows_the_leading_seconds() -> None:
    assert shown(LAP, 32, 5) == [
        "At the line, lap 136 ~",
        " 17     8   54             5",
        "▏     ▏    ▏             ▏   19",
        "▏     ▏    ▏             ▏  ▏",
        "┬──────┬───────┬──────┬───────",
        "0 s    1       2      3",
    ]


def test_at_120_columns_a_plate_that_would_overlap_stands_a_level_lower() -> None:
    assert shown(LAP, 48, 8) == [
        "At the line, lap 136 ~",
        " 17    8   54            5         11    48",
        "▏    ▏    ▏            ▏   19     ▏     ▏",
        "▏    ▏    ▏            ▏  ▏       ▏     ▏",
        "▏    ▏    ▏            ▏  ▏       ▏     ▏",
        "▏    ▏    ▏            ▏  ▏       ▏     ▏",
        "▏    ▏    ▏            ▏  ▏       ▏     ▏",
        "┬──────┬──────┬─────┬──────┬──────┬──────┬────",
        "0 s    1      2     3      4      5      6",
    ]


def test_at_200_columns_the_names_stand_beside_the_plates() -> None:
    title, first, second, third, fourth, *_, ruler, seconds = shown(LAP, 200, 12)
    assert title == "At the line, lap 136: the lead lap ~"
    assert first.startswith("   17  Buescher       5  Larson    48  Bowman")
    assert second.startswith("  ▏     8  Ky. Busch▏   19  Truex Jr")
    assert third.startswith("  ▏   ▏    54  Gibbs▏  ▏      11  Hamlin")
    assert fourth.startswith("  ▏   ▏   ▏         ▏  ▏     ▏    ▏           ▏  ▏   ▏   9  Elliott")
    assert ruler.startswith("  ┬──────────┬──────────┬")
    assert seconds.startswith("  0 s        2          4")
    assert seconds.endswith("36")


def test_a_panel_of_exact_times_has_no_mark() -> None:
    exact = FieldAtLine(80, (CarAtLine("17", 0, True), CarAtLine("8", 5_000, True)))
    assert shown(exact, 48, 8)[0] == "At the line, lap 80"


@given(st.none() | st.just(LAP), st.integers(1, 240), st.integers(0, 20))
def test_there_are_as_many_rows_as_asked_for_and_none_is_wider(
    field: FieldAtLine | None, width: int, height: int
) -> None:
    rows = field_rows(field, {entry.car: entry.surname for entry in FIELD}, width, height)
    assert len(rows) == height
    assert field is None or all(length(row) <= width for row in rows)


def test_an_empty_panel_says_so() -> None:
    title, first, *rest = shown(None, 48, 8)
    assert (title, first) == ("At the line", NO_CARS)
    assert not any(rest)
    assert shown(None, 200, 8)[1] == f"  {NO_CARS}"  # where the axis begins


def test_ascii_draws_with_plain_characters() -> None:
    title, *drawn = shown(LAP, 48, 8, ASCII)
    assert all(line.isascii() for line in (title, *drawn))
    assert drawn[0].startswith(" #17   #8  #54")
    assert drawn[-2].startswith("+------+")


def test_a_car_that_has_not_come_by_is_not_there() -> None:
    two = FieldAtLine(136, LAP.cars[:2])
    text = "\n".join(shown(two, 48, 8))
    assert " 17 " in text
    assert "54" not in text


@pytest.mark.parametrize("width", [48, 200])
def test_the_pane_shows_the_field_of_its_scene(width: int) -> None:
    of = scene(field=LAP)
    title, *rows = shown(LAP, width, 8)
    assert texts(FieldLine, of, width, 8) == rows
    assert FieldLine(of.race).heading(of, width).title == title


def test_only_the_rows_that_change_are_drawn_again() -> None:
    class Watched(FieldLine):
        asked: tuple[int, ...] = ()

        def render_line(self, y: int) -> Strip:
            self.asked = (*self.asked, y)
            return super().render_line(y)

    panel = Watched(race())

    async def check(pilot: Pilot[None]) -> None:
        panel.show(scene(field=FieldAtLine(136, LAP.cars[:4])))
        await pilot.pause()
        panel.asked = ()
        panel.show(scene(field=FieldAtLine(136, LAP.cars[:4])))
        await pilot.pause()
        assert panel.asked == ()
        panel.show(scene(field=FieldAtLine(136, LAP.cars[:5])))
        await pilot.pause()
        assert sorted(set(panel.asked)) == [1, 2, 3, 4, 5]

    run(panel, 48, 8, check)


_cars = st.lists(st.integers(0, 400_000), min_size=1, max_size=40).map(
    lambda gaps: tuple(CarAtLine(str(n), gap, True) for n, gap in enumerate(sorted([0, *gaps])))
)


@given(_cars, st.integers(30, 240), st.integers(1, 9))
def test_plates_never_overlap_and_begin_at_their_times(
    cars: tuple[CarAtLine, ...], width: int, rows: int
) -> None:
    along = time_axis(width)
    names = {car.car: "Stenhouse Jr" for car in cars} if width >= 150 else {}
    free = [0] * rows
    gaps = {car.car: car.gap for car in cars}
    for car in place_plates(cars, names, along, rows, width):
        assert car.column == along.column(gaps[car.car])
        if car.row is not None:
            assert car.column >= free[car.row]
            free[car.row] = car.column + 4 + (len(car.name) + 1 if car.name else 0)
            assert free[car.row] <= width


@given(st.integers(30, 240), st.integers(0, 500_000), st.integers(0, 500_000))
def test_order_on_the_axis_is_order_in_time(width: int, one: int, two: int) -> None:
    first, second = sorted((one, two))
    assert time_axis(width).column(first) <= time_axis(width).column(second)


@pytest.mark.parametrize("name", ["علی\u200cرضا", "क\u094d\u200dषमा", "日本太郎", "e\u0301mile"])
def test_a_name_of_any_script_moves_no_plate_after_it(name: str) -> None:
    cars = tuple(CarAtLine(entry.car, 50_000 * at, True) for at, entry in enumerate(FIELD[:5]))
    names = {entry.car: name for entry in FIELD[:5]}
    rows = [text_of(row) for row in field_rows(FieldAtLine(9, cars), names, 200, 10)]
    assert rows[0].count(name) == 5
    for car in cars:
        plate = plate_text(car.car, 4)
        assert cell_len(rows[0][: rows[0].index(plate)]) == time_axis(200).column(car.gap)
