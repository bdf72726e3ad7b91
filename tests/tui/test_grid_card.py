"""The card before the start: every fact whole, and no heading without what it announces."""

from fractions import Fraction

from msgspec import structs
from tests.tui.scenes import HEADER, scene, texts
from tests.tui.states import FIELD

from replay.clock import ClockNow
from replay.race.model import Known, Track
from replay.tui.cards.grid_card import GridCard
from replay.tui.panes.key_bar import hint

AT_START = ClockNow(0, Fraction(1), False)
GRID = structs.replace(HEADER, known=Known(grid="official"))
LONG = structs.replace(
    HEADER,
    name="Blue-Emu Maximum Pain Relief 500",
    round="race 6 of 36, the first at night",
    track=Track(name="Martinsville Speedway", length=526, shape="paperclip of asphalt"),
    scheduled_laps=500,
)


def test_a_fact_that_is_longer_than_its_line_goes_on_on_the_next() -> None:
    rows = texts(GridCard, scene(header=LONG), 48, 40)
    assert rows[:2] == [
        "race         Blue-Emu Maximum Pain Relief 500,",
        "             race 6 of 36, the first at night",
    ]
    assert rows[3:5] == [
        "track        Martinsville Speedway, 0.526 mi",
        "             paperclip of asphalt",
    ]


def test_the_grid_is_drawn_in_rows_of_so_many_abreast() -> None:
    three = texts(GridCard, scene(header=structs.replace(GRID, abreast=3)), 48, 40)
    at = three.index("The grid, three by three " + "─" * 23)
    grid = sorted((entry.grid, entry.car) for entry in FIELD if entry.grid)
    cars = [car for _, car in grid][:36]
    assert [row.split() for row in three[at + 1 : at + 4]] == [cars[side::3] for side in range(3)]


def test_no_heading_stands_in_the_last_row_of_the_card() -> None:
    whole = texts(GridCard, scene(header=GRID), 31, 60)
    headings = [at for at, row in enumerate(whole) if row.endswith("─")]
    assert [whole[at].split(" ─")[0] for at in headings] == [
        "The grid, two by two",
        "What is known",
    ]
    for at in headings:
        rows = texts(GridCard, scene(header=GRID), 31, at + 1)
        assert [row for row in rows if row] == [row for row in whole[:at] if row]
        below = texts(GridCard, scene(header=GRID), 31, at + 2)
        assert below == whole[: at + 2]


def test_a_race_is_started_by_the_flag_that_it_is_started_by() -> None:
    said = {
        start: hint(scene(header=structs.replace(HEADER, start=start), now=AT_START))
        for start in (None, "rolling", "standing", "safety car")
    }
    green = "Press space for the green flag"
    assert said == {
        None: green,
        "rolling": green,
        "standing": "Press space for the start",
        "safety car": "Press space for the start",
    }
