"""The rows of a chart: what stands left of the axis, the cells run, the playhead, what is now."""

from collections.abc import Sequence

from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.chart_bands import ChartBands
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, RowContent, blank, length


def chart_rows(
    axis: ChartAxis,
    cells: ChartCells,
    bands: ChartBands,
    left: Sequence[Row],
    right: Sequence[Row],
    glyphs: Glyphs,
    grounds: Sequence[str] = (),
) -> list[RowContent]:
    """Put the rows of a chart together: `left` in `axis.left` columns, `right` of the playhead.

    `cells` are as wide as `axis.head`: nothing is drawn ahead of the clock. Rows without a left or
    right are blank there; `grounds` are names of the palette, the background where there is none.
    """
    rows = []
    playhead = (glyphs.playhead, "accent")
    for y in range(cells.height):
        before = left[y] if y < len(left) else ()
        now = right[y] if y < len(right) else ()
        row: Row = (*before, blank(axis.left - length(before)), *cells.row(y, bands.yellow))
        ground = grounds[y] if y < len(grounds) else "background"
        rows.append(RowContent((*row, playhead, *now), ground))
    return rows


def draw_stage_ends(cells: ChartCells, bands: ChartBands, glyphs: Glyphs) -> None:
    """Draw the ends of stages past, under everything else."""
    for cell in bands.stage_ends:
        cells.column(cell, glyphs.fence, "mute")
