"""A table in Arrow's types, with units and what is told of its races as metadata.

PyArrow is the extra `data`: all others read and write without it.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from replay import __version__
from replay.tables.table_column import TableColumn

if TYPE_CHECKING:
    import pyarrow

_ROWS_AT_ONCE = 2_048
"""Rows that are held as Python's own values, which take ten times the room, before PyArrow's."""

METADATA = "replay"
"""The key under which a Parquet file, or an Arrow table, has what is told of it: as JSON."""

_ARROW_SCHEMA = "ARROW:schema"
"""Where Arrow looks in a Parquet file for its own schema, and metadata: as IPC in base 64."""

HOW_TO_GET_IT = "Arrow and Parquet need PyArrow: pip install 'race-replay[data]'"


def arrow_table(
    columns: Sequence[TableColumn],
    cells: Iterable[Sequence[Any]],
    name: str,
    races: Sequence[Mapping[str, object]],
) -> "pyarrow.Table":
    """Make a table of columns and the cells of each; raises ImportError without PyArrow."""
    arrow = pyarrow_module()
    schema = arrow_schema(columns).with_metadata({METADATA: table_metadata(columns, name, races)})
    arrays = [arrow.array(of, field.type) for of, field in zip(cells, schema, strict=True)]
    return arrow.Table.from_arrays(arrays, schema=schema)


def pyarrow_module() -> Any:
    """Give PyArrow; ImportError says in one line how to get it."""
    try:
        import pyarrow
    except ImportError:
        raise ImportError(HOW_TO_GET_IT) from None
    return pyarrow


class ParquetTable:
    """Writes a table to a file as Parquet, a row group a race; ImportError without PyArrow."""

    def __init__(self, file: BinaryIO, name: str, columns: Sequence[TableColumn]) -> None:
        self._arrow = pyarrow_module()
        from pyarrow import parquet

        self._name, self._columns = name, columns
        self._schema = arrow_schema(columns)
        # The schema as Arrow has it goes in at the end, when it is known what is told of the races.
        self._writer = parquet.ParquetWriter(
            file, self._schema, compression="zstd", store_schema=False
        )

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write the rows of a race; each has the cells of all columns."""
        remaining = iter(rows)
        batches = []
        while batch := list(islice(remaining, _ROWS_AT_ONCE)):
            cells = zip(zip(*batch, strict=True), self._schema, strict=True)
            arrays = [self._arrow.array(column, field.type) for column, field in cells]
            batches.append(self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema))
        if batches:
            self._writer.write_table(self._arrow.Table.from_batches(batches, self._schema))

    def end(self, races: Sequence[Mapping[str, object]]) -> None:
        """Write what is told of the races, and the end of the file."""
        told = table_metadata(self._columns, self._name, races)
        schema = self._schema.with_metadata({METADATA: told}).serialize().to_pybytes()
        self._writer.add_key_value_metadata(
            {METADATA: told.decode(), _ARROW_SCHEMA: b64encode(schema).decode()}
        )
        self._writer.close()

    def give_up(self) -> None:
        """Let go of the file, which is thrown away."""
        with suppress(OSError, ValueError):
            self._writer.close()
        # Or it would be closed once more as it is forgotten, when its file is no more.
        self._writer.is_open = False


def arrow_schema(columns: Sequence[TableColumn]) -> "pyarrow.Schema":
    """Give the schema: float64, int64, string and bool, with units in the fields' metadata."""
    arrow = pyarrow_module()
    kinds = {float: arrow.float64(), int: arrow.int64(), str: arrow.string(), bool: arrow.bool_()}
    return arrow.schema(
        arrow.field(
            column.name,
            kinds[column.kind],
            nullable=column.nullable,
            metadata={"unit": column.unit} if column.unit else None,
        )
        for column in columns
    )


def table_metadata(
    columns: Sequence[TableColumn], name: str, races: Sequence[Mapping[str, object]]
) -> bytes:
    """Give what is told of a table: the program's version, units, and the races that are in it."""
    told = {
        "table": name,
        "version": __version__,
        "units": {column.name: column.unit for column in columns if column.unit},
        "races": races,
    }
    return msgspec.json.encode(told)
