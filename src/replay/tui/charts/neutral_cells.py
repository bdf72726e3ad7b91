"""The cells of an axis under each neutralisation: the same on the ribbon and in the charts."""

from collections.abc import Sequence

from replay.race.state import NeutralSpan
from replay.tui.charts.ribbon_axis import RibbonAxis

NeutralCells = tuple[NeutralSpan, tuple[int, ...]]
"""A neutralisation, and the cells that are its own."""


def neutral_cells(
    neutralised: Sequence[NeutralSpan], axis: RibbonAxis, head: int
) -> tuple[NeutralCells, ...]:
    """Give the cells of each neutralisation: those the middle of which lies in it, at least one.

    Numbers stand in their order; one that finds no cell before the playhead, on cell `head`, has
    none yet.
    """
    spans: list[NeutralCells] = []
    least = 0
    for span in neutralised:
        first = least if span.height == "bunch" else 0
        near = axis.cells(span.first, span.last)
        cells = list(range(max(near.start, first), min(near.stop, head)))
        if not cells:
            home = max(min(axis.home(span.first), head - 1), first)
            cells = [home] if home < head else []
        if cells:
            if span.height == "bunch":
                least = cells[0] + 1
            spans.append((span, tuple(cells)))
    return tuple(spans)
