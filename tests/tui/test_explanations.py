"""Every head of the running order is explained once, whatever is raced, and found under a cell."""

from itertools import product
from typing import get_args

import pytest

from replay.race.model import Discipline
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.moment import Moment
from replay.tui.order.columns.board_facts import BoardFacts
from replay.tui.order.columns.column import ColumnKind
from replay.tui.order.columns.explanations import ORDER, explained_columns, explaining_line, head_at
from replay.tui.order.columns.layout import COLUMNS, layout_of

DISCIPLINES: tuple[Discipline, ...] = get_args(Discipline)
MOMENTS: tuple[Moment, ...] = ("grid", "green", "yellow", "finish")
STOCK_CAR = BoardFacts(cars=38, stages=(1, 2))


def facts(discipline: Discipline) -> BoardFacts:
    """A race of which everything is known, with stages and classes."""
    classes = discipline == "endurance"
    return BoardFacts(discipline, cars=62, classes=classes, laps=60, stages=(1, 2))


def told(kind: str, of: BoardFacts = STOCK_CAR) -> str:
    return explaining_line(kind, explained_columns(of, UNICODE))  # type: ignore[arg-type]


def test_every_kind_of_column_is_in_one_line_of_the_glossary() -> None:
    kinds = [kind for line in ORDER for kind in line]
    assert len(kinds) == len(set(kinds))
    under_another = {"int or laps", "grid tyre"}
    assert (
        set(kinds) - {"pos", "change", "car", "driver"} == {*get_args(ColumnKind)} - under_another
    )


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_every_head_of_every_board_has_its_line(discipline: Discipline) -> None:
    of = facts(discipline)
    lines = explained_columns(of, UNICODE)
    for moment, width in product(MOMENTS, range(40, 130)):
        layout = layout_of(moment, width, of)
        for column in (*layout.leading, *layout.columns):
            line = explaining_line(column.key, lines)
            first = column.head.partition(",")[0]
            assert line, f"{column.key} is not explained"
            assert first in line or column.key == "trace", f"{column.head} is not in: {line}"


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_no_line_explains_what_the_race_does_not_have(discipline: Discipline) -> None:
    of = facts(discipline)
    has = {column.key for columns in COLUMNS[discipline].values() for column in columns}
    has |= {"class"} if of.classes else set()
    for line in explained_columns(of, UNICODE):
        assert set(line.kinds) <= has | {"pos", "change", "car", "driver", "int", "tyre"}
    nothing_of_stops = BoardFacts(cars=38, unknown=frozenset({"stops", "pit s"}))
    kinds = {kind for line in explained_columns(nothing_of_stops, UNICODE) for kind in line.kinds}
    assert not kinds & {"stops", "pit s", "stage"}


def test_a_line_says_what_its_column_tells() -> None:
    assert told("pos") == "pos  place by the rules: laps, then who crossed first"
    assert told("change") == "↑2 ↓1  places won, lost since its last time over the line"
    assert told("gap") == "gap  seconds to the leader; −1 lap when lapped"
    assert told("stage") == "S1 S2  place at the end of stage 1, 2"
    assert told("best") == told("last") == "last  its last lap; best, its best so far"
    assert told("age") == "pit lap  its own lap of the last stop; age, laps since then"
    assert told("bar") == "led  laps led so far; also as a bar"


def test_a_column_is_explained_as_the_kind_of_race_has_it() -> None:
    endurance = facts("endurance")
    assert told("age", endurance) == "age  laps since its last stop"
    assert told("int", endurance) == "int  seconds to the car ahead in its class"
    assert told("gap", endurance) == "gap  seconds to the leader in its class; 1 lap when lapped"
    assert told("gap", facts("formula 1")).endswith("+1 lap when lapped")
    codes = BoardFacts("formula 1", cars=20, codes=True)
    assert told("car", codes) == "car  its driver in three letters"


def test_without_unicode_every_line_is_ascii() -> None:
    for discipline in DISCIPLINES:
        assert all(line.line.isascii() for line in explained_columns(facts(discipline), ASCII))


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_every_cell_under_a_head_belongs_to_its_column(discipline: Discipline) -> None:
    for moment, width in product(MOMENTS, (46, 62, 70, 104, 118)):
        layout = layout_of(moment, width, facts(discipline))
        heads = layout.heads
        for column in (*layout.leading, *layout.columns):
            cells = [x for x in range(width) if head_at(layout, x) == column.key]
            stands = heads[cells[0] : cells[-1] + 1] if cells else ""
            assert column.head.strip()[: column.width] in stands + heads[cells[-1] + 1 :][:1]
        assert heads[[head_at(layout, x) for x in range(width)].index("pos") :][:4] == " pos"
        car = [x for x in range(width) if head_at(layout, x) == "car"]
        assert heads[car[0] : car[-1] + 1].strip() == "car"
        driver = [x for x in range(width) if head_at(layout, x) == "driver"]
        assert "driver".startswith(heads[driver[0] : driver[-1] + 1].strip())


def test_past_the_last_head_there_is_none() -> None:
    layout = layout_of("green", 70, STOCK_CAR)
    assert head_at(layout, 69) is None
    assert head_at(layout, -1) is None
