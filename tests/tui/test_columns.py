from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.states import field_state

from replay.race.model import Driver, Entry
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.names import Names
from replay.tui.moment import Moment, moment_of
from replay.tui.order.cells.table import CELLS
from replay.tui.order.columns.board_facts import BoardFacts
from replay.tui.order.columns.column import ColumnKind
from replay.tui.order.columns.layout import COLUMNS, BoardLayout, layout_of
from replay.tui.order.packing import FEWEST, LEADERS, PlateRoom, pack

MOMENTS: list[Moment] = ["grid", "green", "yellow", "finish"]


def layout(
    moment: Moment, width: int, stages: tuple[int, ...] = (), *, long_track: bool = False
) -> BoardLayout:
    """The layout of a stock car race of 38 cars of which everything is known."""
    return layout_of(moment, width, BoardFacts(cars=38, stages=stages, long_track=long_track))


def heads(moment: Moment, width: int, stages: tuple[int, ...] = ()) -> str:
    return layout(moment, width, stages).heads.rstrip()


def test_the_moment_chooses_the_columns() -> None:
    state = field_state()
    changed = msgspec.structs.replace
    assert moment_of(changed(state, flag="grid", lap=0)) == "grid"
    assert moment_of(changed(state, flag="green", lap=0)) == "green"
    assert moment_of(state) == "green"
    assert moment_of(changed(state, flag="white")) == "green"
    assert moment_of(changed(state, flag="yellow")) == "yellow"
    assert moment_of(changed(state, flag="red")) == "yellow"
    assert moment_of(changed(state, flag="chequered", finished=True)) == "finish"


@pytest.mark.parametrize(
    ("view", "moment"),
    [("intervals", "green"), ("stops", "yellow"), ("grid", "grid"), ("result", "finish")],
)
def test_a_view_overrides_the_moment(view: str, moment: Moment) -> None:
    assert moment_of(field_state(flag="yellow"), view) == moment
    assert moment_of(field_state(), view) == moment


def test_a_narrow_board_keeps_what_matters_most() -> None:
    assert heads("green", 46) == " pos   car  driver             int    last st"
    assert heads("yellow", 46) == " pos   car  driver            pit lap  age st"
    assert heads("grid", 46) == " pos   car  driver            qual s      mph"
    assert heads("finish", 46) == " pos   car  driver          margin    last st"


def test_a_wide_board_has_the_columns_of_the_design() -> None:
    assert heads("green", 70) == (
        " pos   car  driver                   int       gap    last led st net"
    )
    assert heads("yellow", 70) == (
        " pos   car  driver                    pit lap  age   pit s led st net"
    )


def test_a_very_wide_board_has_them_all() -> None:
    assert heads("green", 118, (1,)) == (
        " pos   car  driver             make          int       gap    last    best led"
        "         st pit S1 net pts last 24 laps"
    )
    assert heads("yellow", 118, (1, 2)) == (
        " pos   car  driver              make          laps pit lap  age   pit s     last"
        "    best led         st S1 S2 net pts"
    )
    assert heads("finish", 118, (1, 2)) == (
        " pos   car  driver                       make          int    margin    last    best lap"
        " led         st S1 S2 net pts"
    )


def test_on_a_long_track_times_have_room_for_100_s_that_were_rebuilt() -> None:
    at: list[tuple[Moment, int]] = [("green", 46), ("green", 70), ("green", 118), ("finish", 118)]
    for moment, width in at:
        timed = {"int", "int or laps", "last", "best"}
        columns = layout(moment, width, long_track=True).columns
        assert {column.width for column in columns if column.key in timed} == {8}
    assert heads("green", 46) == " pos   car  driver             int    last st"


def test_without_a_gap_the_interval_has_room_for_laps_down() -> None:
    (told,) = (c for c in layout("green", 46).columns if c.key == "int or laps")
    assert told.width == len("~−2 laps")


def test_a_stage_has_a_column_only_once_it_is_run() -> None:
    assert "S1" not in heads("green", 118)
    assert "S1" in heads("green", 118, (1,))
    assert "S2" not in heads("green", 118, (1,))


def test_without_a_rule_for_points_the_lap_of_the_best_stands_in_their_place() -> None:
    facts = BoardFacts(cars=38, unknown=frozenset({"points now"}))
    for moment in ("green", "yellow"):
        keys = [column.key for column in layout_of(moment, 118, facts).columns]
        assert keys[keys.index("best") + 1] == "best lap"
        assert "points now" not in keys


@pytest.mark.parametrize("moment", MOMENTS)
def test_columns_leave_by_priority(moment: Moment) -> None:
    for width in range(1, 200):
        of = layout(moment, width, (1, 2))
        kept = {column.priority for column in of.columns}
        could = {c.priority for c in COLUMNS["stock car"][moment] if c.since <= width}
        assert kept == {priority for priority in could if priority <= max(kept, default=0)}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_heads_fill_the_board_at_any_width(moment: Moment) -> None:
    for width in range(1, 200):
        of = layout(moment, width, (1, 2, 3))
        assert len(of.heads) == width
        if of.columns:
            assert of.driver >= 12


def test_positions_of_three_digits_have_room() -> None:
    assert layout("green", 70).places == 2
    assert layout_of("green", 70, BoardFacts(cars=120)).places == 3


def shown(cars: int, lines: int, per_line: int, chosen: int = 0) -> list[str]:
    """Lines as text: `7` is the row of place 7, `8-12` a packed line."""
    return [
        f"{span.start + 1}-{span.stop}" if span.packed else f"{span.start + 1}"
        for span in pack(cars, lines, PlateRoom((1,) * cars, per_line), chosen)
    ]


def test_all_cars_have_rows_where_they_fit() -> None:
    assert shown(3, 3, 14) == ["1", "2", "3"]
    assert shown(3, 40, 14) == ["1", "2", "3"]


def test_the_rest_is_packed_at_the_foot() -> None:
    assert shown(38, 17, 14)[-3:] == ["15", "16-29", "30-38"]
    assert shown(38, 33, 16)[-2:] == ["32", "33-38"]


def test_a_chosen_car_that_would_be_packed_scrolls_the_rows_and_leaders_stay() -> None:
    lines = shown(38, 17, 14, chosen=30)
    assert lines[:5] == ["1", "2", "3", "4-17", "18-22"]
    assert lines[5:] == [*(str(n) for n in range(23, 34)), "34-38"]


def test_the_last_car_is_the_last_row_when_it_is_chosen() -> None:
    assert shown(38, 17, 14, chosen=37)[-1] == "38"


def test_a_board_of_few_lines_has_rows_only() -> None:
    assert shown(38, 4, 14) == ["1", "2", "3", "4"]
    assert shown(38, 4, 14, chosen=20) == ["1", "2", "3", "21"]


@given(
    cars=st.integers(0, 200),
    lines=st.integers(-1, 80),
    per_line=st.integers(1, 40),
    data=st.data(),
)
def test_no_car_is_lost_or_doubled(
    cars: int, lines: int, per_line: int, data: st.DataObject
) -> None:
    chosen = data.draw(st.integers(0, max(0, cars - 1)))
    spans = pack(cars, lines, PlateRoom((1,) * cars, per_line), chosen)
    told = [place for span in spans for place in range(span.start, span.stop)]
    assert len(spans) <= max(0, lines)
    assert len(told) == len(set(told))
    assert all(span.packed or span.stop == span.start + 1 for span in spans)
    rows = [span.start for span in spans if not span.packed]
    if spans:
        assert chosen in rows
    if lines >= FEWEST and cars <= (lines - 2) * per_line:
        assert told == list(range(cars))
    if len(rows) > LEADERS:
        assert rows[:LEADERS] == list(range(LEADERS))


def entry(first: str, last: str, short: str | None = None) -> Entry:
    return Entry(car="47", drivers=(Driver(first=first, last=last, short=short),))


def named(of: Entry, width: int, *, short: bool = False, glyphs: Glyphs = UNICODE) -> str:
    """The name of a car's driver in so many cells, in a field of him alone."""
    return "".join(Names([of], glyphs).cut(of.car, width, short=short))


def test_a_name_loses_its_first_name_before_anything_is_cut() -> None:
    ricky = entry("Ricky", "Stenhouse Jr")
    assert named(ricky, 18) == "Ricky Stenhouse Jr"
    assert named(ricky, 17) == "R. Stenhouse Jr"
    assert named(ricky, 12) == "Stenhouse Jr"
    assert named(ricky, 9) == "Stenhous…"


def test_a_surname_that_two_share_has_its_short_form_on_a_narrow_board() -> None:
    busch = entry("Kyle", "Busch", "Ky. Busch")
    assert named(busch, 14, short=True) == "Ky. Busch"
    assert named(busch, 14) == "Kyle Busch"


def test_a_car_of_several_drivers_is_told_by_their_surnames() -> None:
    crew = Entry(
        car="7",
        drivers=(
            Driver(first="Mike", last="Conway"),
            Driver(first="Kamui", last="Kobayashi"),
        ),
    )
    assert named(crew, 30) == "Conway / Kobayashi"
    assert named(crew, 12) == "Conway"


def test_in_ascii_names_lose_their_accents() -> None:
    assert named(entry("Daniel", "Suárez"), 20, glyphs=ASCII) == "Daniel Suarez"


def test_every_kind_of_column_has_a_cell() -> None:
    assert set(get_args(ColumnKind)) == set(CELLS)


def test_every_column_of_a_moment_shows_on_the_widest_board() -> None:
    for moment, columns in COLUMNS["stock car"].items():
        wanted = {column.key for column in columns if column.instead is None}
        shown = {column.key for column in layout(moment, 118, (1, 2)).columns}
        assert wanted <= shown, f"{moment}: no board has room for {wanted - shown}"
