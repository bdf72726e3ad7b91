"""A CSV table whose numbers are written as programs write them: `-1`, `0.0`, `True`."""

from typing import TypeVar

import msgspec

from replay.foreign.csv_dialect import NotCSV, dialect_of, records
from replay.foreign.foreign_file import ForeignFileError

RowT = TypeVar("RowT", bound=msgspec.Struct)


def plain_rows(file: str, text: str, kind: type[RowT]) -> list[tuple[int, RowT]]:
    """Return the rows of a table, each with its line; a field without a default is a column.

    Empty cells are left to their defaults. Raises `ForeignFileError` with the line.
    """
    fields = msgspec.structs.fields(kind)
    required = tuple(field.encode_name for field in fields if field.required)
    dialect = dialect_of(text, required)
    header: list[str] | None = None
    rows = []
    try:
        for line, cells in records(text, dialect):
            if not any(cells):
                continue
            if header is None:
                header = [cell.casefold() for cell in cells]
                missing = next((name for name in required if name not in header), None)
                if missing is not None:
                    raise ForeignFileError(file, f"no column `{missing}`", line)
                continue
            if len(cells) != len(header):
                message = f"{len(cells)} cells, the header has {len(header)}"
                raise ForeignFileError(file, message, line)
            given = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
            try:
                rows.append((line, msgspec.convert(given, kind, strict=False)))
            except msgspec.ValidationError as error:
                message, _, place = str(error).partition(" - at `$.")
                column = f"`{place.rstrip('`')}`: " if place else ""
                raise ForeignFileError(file, column + message, line) from None
    except NotCSV as error:
        raise ForeignFileError(file, f"not CSV: {error}", error.line) from None
    if header is None:
        raise ForeignFileError(file, "no header line", 1)
    return rows
