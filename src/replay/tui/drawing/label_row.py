"""Labels set into a row over an axis: who comes first stands, who would touch it gives way."""

from collections.abc import Iterable

from replay.tui.drawing.runs import Run

_APART = 2

Label = tuple[int, str, str]
"""Where the middle of a label is, its text and its role."""


def set_labels(labels: Iterable[Label], width: int) -> list[Run]:
    """Set labels into a row of `width` cells, given cell by cell; two blanks stay between them."""
    row = [" "] * width
    roles = ["full"] * width
    for cell, text, role in labels:
        start = max(min(cell - len(text) // 2, width - len(text)), 0)
        end = start + len(text)
        if end > width or any(c != " " for c in row[max(start - _APART, 0) : end + _APART]):
            continue
        row[start:end] = text
        roles[start:end] = [role] * len(text)
    return list(zip(row, roles, strict=True))
