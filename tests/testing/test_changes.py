"""What changed is told by car and column, or by pane and line, and never at great length."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from tests.testing.runs import TINY

from replay import racefile
from replay.race.entry import Livery
from replay.race.model import Race
from replay.testing.cell_grid import CellLook, CellRow, LookRun
from replay.testing.changes import MOST_TOLD, ScreenChanges, screen_changes
from replay.testing.painted_screen import PaintedScreen
from replay.testing.screen_look import palette_of_look
from replay.testing.screen_source import ScreenSource
from replay.testing.style_names import StyleNames

GAIN = CellLook("#63d28a", "#0d1117")


@pytest.fixture(scope="module")
def source() -> Iterator[ScreenSource]:
    made = ScreenSource(Path.cwd())
    yield made
    made.close()


@pytest.fixture(scope="module")
def tiny() -> Race:
    return racefile.load(TINY)


def screen(source: ScreenSource, race: Race, at: str, size: str = "120x40") -> PaintedScreen:
    return source.screen(source.record(race), at, size, "night")


def told(before: PaintedScreen, after: PaintedScreen) -> list[str]:
    names = StyleNames(palette_of_look("night"))
    changes = screen_changes(before.grid, after.grid, after.map, names)
    return [] if changes is None else [str(change) for change in changes.changes]


def moved(race: Race, car: str, lap: int, ticks: int) -> Race:
    """Give a race in which a car crosses the line so many ticks later at the end of a lap."""

    def crossings(of: str, at: tuple[int, ...]) -> tuple[int, ...]:
        return (*at[: lap - 1], at[lap - 1] + ticks, *at[lap:]) if of == car else at

    laps = tuple(structs.replace(r, crossings=crossings(r.car, r.crossings)) for r in race.laps)
    return structs.replace(race, laps=laps, official=None)


def test_the_same_screen_has_no_changes(source: ScreenSource, tiny: Race) -> None:
    assert told(screen(source, tiny, "L3"), screen(source, tiny, "L3")) == []


def test_a_gap_is_told_by_car_and_column(source: ScreenSource, tiny: Race) -> None:
    changes = told(screen(source, tiny, "L3"), screen(source, moved(tiny, "1", 3, 90), "L3"))
    assert "#1 Nuñez, gap: 0.100 -> 0.109" in changes
    assert not [change for change in changes if change.startswith("order, ")]


def test_where_the_order_changes_every_car_is_compared_with_itself(
    source: ScreenSource, tiny: Race
) -> None:
    changes = told(screen(source, tiny, "L3"), screen(source, moved(tiny, "24", 3, 2000), "L3"))
    assert "#1 Nuñez, pos: 2 -> 1" in changes
    assert "#24 Lovell, pos: 1 -> 2" in changes
    assert "#24 Lovell, gap: · -> 0.100" in changes
    assert not [change for change in changes if "driver" in change and "Lovell ->" in change]


def test_other_panes_are_told_by_line(source: ScreenSource, tiny: Race) -> None:
    header = structs.replace(tiny.header, name="Tiny 11")
    changes = told(
        screen(source, tiny, "L3"), screen(source, structs.replace(tiny, header=header), "L3")
    )
    assert changes == ["title, line 1: 10 -> 11"]


def test_another_colour_is_told_by_what_changed(source: ScreenSource, tiny: Race) -> None:
    after = screen(source, tiny, "L3")
    names = StyleNames(palette_of_look("night"))
    order = after.map.order
    assert order is not None
    column = order.column("gap")
    y = next(y for y, car in order.cars.items() if car == "1")
    assert column is not None
    row = after.grid[y]
    looks = [run.look for run in row.runs for _ in range(run.cells)]
    for x in range(column.first, column.end):
        looks[x] = looks[x]._replace(ink="#63d28a")
    before = list(after.grid)
    before[y] = CellRow(row.text, tuple(LookRun(look, 1) for look in looks))
    changes = screen_changes(tuple(before), after.grid, after.map, names)
    assert changes is not None
    assert changes.lines() == ["#1 Nuñez, gap: green -> full"]


def test_another_plate_is_told_by_its_colours(source: ScreenSource, tiny: Race) -> None:
    first = tiny.entries[0]
    livery = Livery(paint="#ff0000", ink="#000000", second="#ffffff")
    entries = (structs.replace(first, livery=livery), *tiny.entries[1:])
    other = structs.replace(tiny, entries=entries)
    changes = told(screen(source, tiny, "L3"), screen(source, other, "L3"))
    plate = next(change for change in changes if "number plate: " in change)
    assert plate.startswith(f"#{first.car} ")
    assert plate.endswith(" -> black on #ff0000")


def test_a_drawing_is_told_by_how_many_of_its_lines_changed(
    source: ScreenSource, tiny: Race
) -> None:
    changes = told(
        screen(source, tiny, "finish"), screen(source, moved(tiny, "24", 10, 40), "finish")
    )
    drawn = [change for change in changes if change.endswith(" lines of the drawing")]
    assert [change.partition(":")[0] for change in drawn] == ["finish line", "result card"]
    assert "title, line 1: 0.001 -> 0.005" in changes
    assert not [change for change in changes if "────" in change]
    assert not [change for change in changes if "▐" in change or "███" in change]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (GAIN, GAIN._replace(ink="#f08a85"), ("green", "red")),
        (GAIN, GAIN._replace(ink="#4fcb7e"), ("gain", "green")),
        (GAIN, GAIN._replace(ground="#11161e"), ("green on background", "green on band")),
        (GAIN, GAIN._replace(also=("bold",)), ("plain", "bold")),
        (GAIN._replace(ink="#010203"), GAIN._replace(ink="#010204"), ("#010203", "#010204")),
    ],
)
def test_looks_are_called_as_one_says_them(
    before: CellLook, after: CellLook, said: tuple[str, str]
) -> None:
    assert StyleNames(palette_of_look("night")).told(before, after) == said


def test_another_size_is_one_change(source: ScreenSource, tiny: Race) -> None:
    changes = told(screen(source, tiny, "L3", "80x24"), screen(source, tiny, "L3"))
    assert changes == ["size: 80x24 -> 120x40"]


def test_many_changes_are_told_in_few_lines(source: ScreenSource) -> None:
    record = source.record("kansas-2024")
    before, after = (source.screen(record, at, "200x60", "night") for at in ("L100", "L200"))
    changes = screen_changes(
        before.grid, after.grid, after.map, StyleNames(palette_of_look("night"))
    )
    assert isinstance(changes, ScreenChanges)
    lines = changes.lines()
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1] == f"and {len(changes.changes) - MOST_TOLD:,} more"
    assert max(map(len, lines)) < 200
