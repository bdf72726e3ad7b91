"""Facts and rows of tables as plain lines: each value has its header beside it."""

from collections.abc import Iterable


def fact_line(header: str, value: str | int | None) -> list[str]:
    """Write a fact as `Header: value`; nothing where nobody knows it."""
    return [] if value is None or value == "" else [f"{header}: {value}"]


def row_line(cells: Iterable[tuple[str, str | int | None]]) -> str:
    """Write a row of a table in one line, each cell with its header: `Place: 2, Car: 17 Buescher`.

    Cells of which nobody knows the value are left out.
    """
    return ", ".join(f"{head}: {value}" for head, value in cells if value not in (None, ""))
