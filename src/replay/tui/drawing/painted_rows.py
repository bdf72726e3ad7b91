"""A painted screen as text: bare, or with the codes of a terminal."""

from collections.abc import Sequence

from textual.strip import Strip

from replay.tui.drawing.changed_spans import CellSpan, changed_spans
from replay.tui.drawing.span_compositor import SpanWriter

_COLOURS = "truecolor"


def as_text(rows: Sequence[Strip]) -> str:
    """Give the signs alone, a line a row, without the blanks at its end."""
    return "".join(f"{row.text.rstrip()}\n" for row in rows)


def as_lines_of_codes(rows: Sequence[Strip]) -> str:
    """Give a line a row in colours, which leaves the terminal in its own style."""
    lines = []
    for row in rows:
        writer = SpanWriter(_COLOURS)
        writer.put(row)
        lines.append(f"{writer.text()}\n")
    return "".join(lines)


def as_codes(rows: Sequence[Strip], before: Sequence[Strip] | None) -> str:
    """Give codes that put rows on a terminal where others stand; without those, on a cleared one.

    Only cells that differ are written; it is empty where none does.
    """
    writer = SpanWriter(_COLOURS)
    for y, row in enumerate(rows):
        whole = [CellSpan(0, row.cell_length)]
        spans = whole if before is None else changed_spans(before[y], row)
        if spans:
            writer.write(row, spans, 0, y)
    return writer.text() if writer.has_written else ""
