"""What a cell may hold is said by the type of its column, and what it may not is told in words."""

from typing import Annotated, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from replay.foreign.csv_cells import BadCell, Seconds, TableRow, converted
from replay.foreign.csv_dialect import Dialect
from replay.race.record import SECOND, CarNumber, Colour, Count, Label, Points
from replay.race.text import is_text

COMMAS = Dialect(",")
SEMICOLONS = Dialect(";")


class Lap(TableRow, frozen=True, kw_only=True):
    FILE: ClassVar[str] = "laps.csv"

    car: CarNumber
    count: Annotated[int, Meta(ge=1, le=9)] = 1
    time: Seconds | None = None
    points: Points | None = None
    led: Count | None = None
    paint: Colour | None = None
    by: Label | None = None


def refused(**cells: str) -> str:
    with pytest.raises(BadCell) as error:
        converted(Lap, {"car": "7", **cells}, COMMAS)
    return str(error.value)


def test_cells_become_values_and_empty_ones_nothing() -> None:
    cells = {"car": "07", "count": "3", "time": "31.25", "points": "-14", "led": "", "else": "x"}
    lap = converted(Lap, cells, COMMAS)
    assert lap == Lap(car="07", count=3, time=312_500, points=-14)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"car": ""}, "`car` is empty"),
        ({"car": "#7"}, "no car number: '#7'"),
        ({"count": "1e0"}, "`count` is no whole number: '1e0'"),
        ({"count": "1.0"}, "`count` is no whole number: '1.0'"),
        ({"led": "null"}, "`led` is no whole number: 'null'"),
        ({"led": "-1"}, "`led` is no whole number: '-1'"),
        ({"count": "0"}, "`count` must lie between 1 and 9, not 0"),
        ({"points": "-1000001"}, "`points` must lie between -1000000 and 1000000, not -1000001"),
        ({"time": "1:31.5"}, "`time` is no decimal number from 0 up: '1:31.5'"),
        ({"time": "."}, "`time` is no decimal number from 0 up: '.'"),
        ({"time": "0.00001"}, "`time` is finer than 1/10000: '0.00001'"),
        ({"time": "864001"}, "`time` is larger than 864000"),
        ({"paint": "red"}, "no colour: 'red' (write #1d4fc4)"),
        ({"by": "a" * 81}, "`by` is longer than 80 characters"),
        ({"by": "\x1b[31m"}, "`by` has control or format characters"),
    ],
)
def test_a_cell_is_refused_in_words_that_name_its_column(cells: dict[str, str], says: str) -> None:
    assert refused(**cells) == says


def test_a_decimal_comma_is_one_where_commas_do_not_part_cells() -> None:
    assert converted(Lap, {"car": "7", "time": "31,25"}, SEMICOLONS).time == 312_500
    assert refused(time="31,25").startswith("`time` has a comma: '31,25'")


@given(st.integers(0, 864_000 * SECOND))
def test_every_time_is_read_exactly(ticks: int) -> None:
    written = f"{ticks // SECOND}.{ticks % SECOND:04}"
    assert converted(Lap, {"car": "7", "time": written}, COMMAS).time == ticks


@given(st.sampled_from([*Lap.__struct_fields__]), st.text(max_size=90))
def test_any_cell_is_a_value_or_refused(column: str, cell: str) -> None:
    try:
        lap = converted(Lap, {"car": "7", column: cell}, COMMAS)
    except BadCell:
        return
    assert not cell or is_text(cell)
    assert (getattr(lap, column) is None) == (not cell)
