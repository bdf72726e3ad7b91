"""Every cell of the board keeps its column, and no gap falls, through whole races and all views."""

from itertools import pairwise, product

import pytest
from msgspec import structs
from rich.cells import cell_len
from tests.tui.boards import board_scene
from tests.tui.scenes import scene, texts
from tests.tui.test_class_board import le_mans
from tests.tui.test_formula_1_board import grand_prix
from tests.tui.test_oval_and_simulator_boards import race as indycar
from tests.tui.test_oval_and_simulator_boards import simulated
from tests.tui.viewing import GREEN, Viewer, renamed, tiny, view

from replay.race.model import CarLaps, Race, Span, Track
from replay.race.timeline import Timeline
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.order.board_of import columns_layout
from replay.tui.order.columns.column import Column
from replay.tui.order.columns.layout import LONG_TRACK, BoardLayout
from replay.tui.order.running_order import RunningOrder
from replay.tui.view import View

VIEWS = ("auto", "intervals", "stops", "grid", "result")
BOARDS = ((46, 18), (70, 34), (118, 40))
_TIMES = ("int", "int or laps", "gap", "margin", "last", "best")


def rebuilt(race: Race) -> Race:
    """The race with every second car's crossings rebuilt, so that `~` stands beside exact times."""
    known = (Span(lap=1, crossing="reconstructed", lap_time="reconstructed", place="near"),)
    laps = tuple(
        structs.replace(record, known=known) if at % 2 else record
        for at, record in enumerate(race.laps)
    )
    return structs.replace(race, laps=laps)


def slower(race: Race, times: int) -> Race:
    """The race with every lap so many times as long."""

    def stretched(record: CarLaps) -> CarLaps:
        return structs.replace(record, crossings=tuple(at * times for at in record.crossings))

    laps = tuple(map(stretched, race.laps))
    events = tuple(
        structs.replace(event, at=event.at * times) for event in race.events if event.at < 3_500_000
    )
    return structs.replace(race, laps=laps, events=events, stops=(), remarks=())


def columns_of(text: str, columns: tuple[Column, ...], begins: int) -> dict[str, str]:
    """The cells of a row by the key of their column, each with the blank before it."""
    found = {}
    for column in columns:
        found[f"{column.key}{column.number}"] = text[begins : begins + 1 + column.width]
        begins += 1 + column.width
    return found


def faults(text: str, columns: tuple[Column, ...], begins: int, cut: str) -> list[str]:
    """What is wrong in a row: cells that touch, numbers cut or beside their column's right end."""
    wrong = []
    for column in columns:
        shown = columns_of(text, columns, begins)[f"{column.key}{column.number}"]
        cell, told = shown[1:], shown.strip()
        if not shown.startswith(" "):
            wrong.append(f"{column.key} touches the column before: {text!r}")
        if column.align == "r":
            decimal = "." in told and told != "." and column.key in _TIMES
            if decimal and cell.index(".") != column.width - 4:
                wrong.append(f"{column.key} has its decimal point elsewhere: {text!r}")
            if not decimal and told and cell != cell.rstrip():
                wrong.append(f"{column.key} ends before its column: {text!r}")
            if told.endswith(cut):
                wrong.append(f"{column.key} is cut: {text!r}")
    return wrong


@pytest.mark.parametrize("size", BOARDS, ids=str)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize(
    "race", [tiny(), rebuilt(tiny()), rebuilt(slower(tiny(), 4))], ids=["timed", "rebuilt", "slow"]
)
def test_every_cell_keeps_its_column_and_no_gap_falls(
    race: Race, glyphs: Glyphs, size: tuple[int, int]
) -> None:
    timeline = Timeline(race)
    seen: list[str] = []
    wrong: list[str] = []
    for length in (LONG_TRACK - 1, LONG_TRACK):
        track = Track(name="here", length=length)
        there = renamed(race, track=track)
        for name, time in product(VIEWS, timeline.changes):
            of = scene(
                timeline.at(time), entries=there.entries, header=there.header, glyphs=glyphs,
                view=View(columns=name), size=(size[0], size[1] + 6),
                answer=lambda question, time=time: question(timeline, time),
            )  # fmt: skip
            layout = columns_layout(of, name, size[0])
            rows = texts(RunningOrder, of, *size, whole=True)[1 : len(race.entries) + 1]
            begins = layout.before_driver + layout.driver
            gaps = []
            for row in rows:
                assert cell_len(row) == size[0]
                wrong.extend(faults(row, layout.columns, begins, glyphs.cut))
                gap = columns_of(row, layout.columns, begins).get("gap0", "").strip()
                gaps += [float(gap.strip("~"))] if "." in gap and gap != "." else []
            if any(after < before for before, after in pairwise(gaps)):
                wrong.append(f"gaps fall: {gaps}")
            seen.extend(rows)
    assert not wrong
    assert len(set(seen)) > 50


@pytest.mark.parametrize(("length", "last"), [(LONG_TRACK - 1, 7), (LONG_TRACK, 8)])
def test_a_track_of_three_miles_has_room_for_laps_of_100_s(length: int, last: int) -> None:
    track = Track(name="here", length=length)

    async def check(viewer: Viewer) -> None:
        heads = viewer.screen.page["order"].render_line(0).text
        assert f"gap{'last':>{last + 1}} led" in heads

    view(renamed(tiny(), track=track), check, start=GREEN)


@pytest.mark.parametrize("width", [46, 62, 70, 104, 118])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize(
    "race",
    [grand_prix(), le_mans(), indycar(), simulated()],
    ids=["formula 1", "endurance", "indycar", "iracing"],
)
def test_every_cell_of_every_series_keeps_its_column(
    race: Race, glyphs: Glyphs, width: int
) -> None:
    timeline = Timeline(race)
    wrong: list[str] = []
    for name, time in product(VIEWS, timeline.changes):
        of = board_scene(race, time, width, View(columns=name), glyphs)
        layout = columns_layout(of, name, width)
        rows = texts(RunningOrder, of, width, 30, whole=True)[1 : len(race.entries) + 1]
        for row in rows:
            assert cell_len(row) == width
            assert row.endswith(" ")
            for column in layout.columns:
                shown = row[begins_of(layout, column) :][: column.width + 1]
                if not shown.startswith(" "):
                    wrong.append(f"{name} {column.key} touches the column before: {row!r}")
                padded = shown.endswith("  ") and "~" in shown  # a rebuilt time, under its point
                if column.align == "r" and shown.strip() and shown.endswith(" ") and not padded:
                    wrong.append(f"{name} {column.key} ends before its column: {row!r}")
    assert not wrong


def begins_of(layout: BoardLayout, column: Column) -> int:
    """The cell of the blank before a column."""
    at = layout.columns.index(column)
    before = sum(one.width + 1 for one in layout.columns[:at])
    return layout.before_driver + layout.driver + before
