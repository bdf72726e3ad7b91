"""The cells of a table as values: what each column may hold, and words for what it may not.

A row of a table is a msgspec struct, its fields named as the columns are in small letters, or by
`msgspec.field(name=...)`. Msgspec keeps the limits of its types; how a number is written is kept
here, for a table is stricter than msgspec, which takes `1e3` and `5.0` for whole numbers.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args

import msgspec
from msgspec import Meta, Struct, inspect

from replay.foreign.csv_dialect import Dialect
from replay.race.record import MAX_CARS, SECOND, CarNumber, Colour
from replay.race.text import PATTERN

MOST = 10 * 86_400
"""The largest number of seconds that a race file can hold: ten days."""

_WHOLE = re.compile(r"[0-9]{1,9}\Z")
_SIGNED = re.compile(r"-?[0-9]{1,9}\Z")
_DECIMAL = re.compile(r"(?=.)[0-9]{0,9}(\.[0-9]{1,9})?\Z")

Laps = Annotated[int, Meta(ge=0)]
"""Laps of a race, which says itself how many it had."""
PositionOrNone = Annotated[int, Meta(ge=0, le=MAX_CARS)]
"""A position; 0 says that there is none."""
Seconds = Annotated[int, Meta(ge=0, le=MOST * SECOND, extra={"unit": SECOND})]
"""Decimal seconds, in ticks."""
Speed = Annotated[int, Meta(ge=0, le=1000 * 1000, extra={"unit": 1000})]
"""Miles an hour, in thousandths."""
MeanPosition = Annotated[int, Meta(ge=0, le=MAX_CARS * 1000, extra={"unit": 1000})]
"""A mean of positions, in thousandths."""

_NOT_SO = {
    repr(pattern): words
    for pattern, words in (
        (PATTERN, "`{column}` has control or format characters"),
        (get_args(CarNumber)[1].pattern, "no car number: {cell!r}"),
        (get_args(Colour)[1].pattern, "no colour: {cell!r} (write #1d4fc4)"),
    )
}
"""Pattern, as msgspec quotes it -> what is told of a cell that has another one."""


class TableRow(Struct, frozen=True, kw_only=True):
    """A row of the table `FILE`. A field without a default is a column that must be there.

    A field that may be None is a cell that may be empty.
    """

    FILE: ClassVar[str] = ""


class BadCell(ValueError):
    """A cell holds what it may not; `str()` says what, and names the column."""


class ColumnType(Struct, frozen=True):
    """What a column may hold: text, or whole numbers that count 1/`unit` from `low` to `high`."""

    required: bool
    may_be_empty: bool
    unit: int = 0
    low: int | None = None
    high: int | None = None
    longest: int | None = None


RowT = TypeVar("RowT", bound=TableRow)


@cache
def columns_of(kind: type[TableRow]) -> dict[str, ColumnType]:
    """Return the columns that a kind of row knows, by name."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    return {field.encode_name: _column(field) for field in described.fields}


def _column(field: inspect.Field) -> ColumnType:
    types = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    may_be_empty = any(isinstance(one, inspect.NoneType) for one in types)
    one: Any = types[0]
    unit = 1
    if isinstance(one, inspect.Metadata):
        unit, one = (one.extra or {}).get("unit", 1), one.type
    if isinstance(one, inspect.IntType):
        return ColumnType(field.required, may_be_empty, unit, one.ge, one.le)
    return ColumnType(field.required, may_be_empty, longest=one.max_length)


def converted(kind: type[RowT], cells: Mapping[str, str], dialect: Dialect) -> RowT:
    """Return the cells of a row, by column, as values; raises `BadCell`."""
    columns = columns_of(kind)
    values = {
        name: _plain(name, cells[name], column, dialect)
        for name, column in columns.items()
        if name in cells
    }
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        message, _, path = str(error).rpartition(" - at `$.")
        name = path.rstrip("`")
        raise BadCell(_in_words(message, name, cells[name], values[name], columns[name])) from None


def _plain(name: str, cell: str, column: ColumnType, dialect: Dialect) -> str | int | None:
    """Return a cell as msgspec takes it: text, a number, or nothing."""
    if not cell:
        if not column.may_be_empty:
            raise BadCell(f"`{name}` is empty")
        return None
    if not column.unit:
        return cell
    if column.unit == 1:
        signed = column.low is not None and column.low < 0
        if not (_SIGNED if signed else _WHOLE).match(cell):
            raise BadCell(f"`{name}` is no whole number: {cell[:40]!r}")
        return int(cell)
    return _scaled(name, dialect.number(cell), column.unit)


def _scaled(name: str, cell: str, unit: int) -> int:
    if not is_decimal(cell):
        if "," in cell:
            wish = "write a decimal point, and nothing between thousands"
            raise BadCell(f"`{name}` has a comma: {cell[:40]!r} ({wish})")
        raise BadCell(f"`{name}` is no decimal number from 0 up: {cell[:40]!r}")
    number = exact(cell, unit)
    if number is None:
        raise BadCell(f"`{name}` is finer than 1/{unit}: {cell!r}")
    return number


def _in_words(
    message: str, name: str, cell: str, value: str | int | None, column: ColumnType
) -> str:
    """Return what msgspec says of a cell in words for whoever writes the table."""
    if column.unit > 1:
        return f"`{name}` is larger than {(column.high or 0) // column.unit}"
    if column.unit:
        return outside(name, value, column.low, column.high)
    if "of length" in message:
        return f"`{name}` is longer than {column.longest} characters"
    pattern = message.partition("matching regex ")[2]
    return _NOT_SO[pattern].format(column=name, cell=cell[:40])


def outside(name: str, value: object, low: int | None, high: int | None) -> str:
    """Return the words for a number that lies outside its limits."""
    return f"`{name}` must lie between {low} and {high}, not {value}"


def is_decimal(text: str) -> bool:
    """Return whether `text` is a number like 12, 12.5 or .5."""
    return _DECIMAL.match(text) is not None


def exact(text: str, unit: int) -> int | None:
    """Return a decimal number in units of 1/`unit`, None where it is none or not that coarse."""
    if not is_decimal(text):
        return None
    whole, _, part = text.partition(".")
    scaled, rest = divmod(int(whole + part) * unit, 10 ** len(part))
    return None if rest else scaled
