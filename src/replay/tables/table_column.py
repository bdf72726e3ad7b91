"""What a column of a table holds: its name, type, unit, and meaning, as its row's field says."""

from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

CellType = type[str] | type[int] | type[float] | type[bool]
"""What a cell may be, other than None."""


class TableColumn(Struct, frozen=True):
    """A column: cells are of its `kind`, or None where it is `nullable`.

    `unit` is that of its figures, None for text and counts; `meaning` is one sentence or more.
    """

    name: str
    kind: CellType
    nullable: bool
    unit: str | None
    meaning: str


class ColumnsRow(Struct, frozen=True, gc=False, rename="pascal"):
    """A row of a table; the column of a field `lap_time` is called `LapTime`."""


def meaning(meaning: str) -> Meta:
    """Say what a field means."""
    return Meta(description=meaning)


def seconds(meaning: str) -> Meta:
    """Say what a field of so many seconds means."""
    return Meta(description=meaning, extra={"unit": "s"})


@cache
def row_columns(row: type[ColumnsRow]) -> tuple[TableColumn, ...]:
    """Give the columns of a row in order."""
    hints = get_type_hints(row, include_extras=True)
    fields = zip(row.__struct_fields__, row.__struct_encode_fields__, strict=True)
    return tuple(_column(name, hints[field]) for field, name in fields)


def _column(name: str, hint: Any) -> TableColumn:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name}: a column says what it means")
    kind, meta = get_args(hint)
    kinds = get_args(kind) if NoneType in get_args(kind) else (kind,)
    (cell,) = (one for one in kinds if one is not NoneType)
    return TableColumn(
        name=name,
        kind=str if get_origin(cell) is Literal else cell,
        nullable=NoneType in kinds,
        unit=(meta.extra or {}).get("unit"),
        meaning=meta.description,
    )
