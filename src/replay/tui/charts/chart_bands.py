"""What lies under the lines of a chart: bands of laps under yellow, and the ends of stages past."""

from msgspec import Struct
from msgspec.structs import replace

from replay.race.state import NeutralSpan
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.neutral_cells import NeutralCells, neutral_cells
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.scene import Scene


class ChartBands(Struct, frozen=True):
    """The cells of an axis that lie on a yellow band, and those in which a stage has ended.

    `spans` are the neutralisations in view with the cells of each; those of a part of the track
    have no band.
    """

    yellow: frozenset[int]
    stage_ends: tuple[int, ...]
    spans: tuple[NeutralCells, ...]


def chart_bands(scene: Scene, axis: ChartAxis) -> ChartBands:
    """Give the bands of a chart, cell for cell those of the ribbon where that has the same axis.

    A band begins with its first lap and is as long as the neutralisation has lasted.
    """
    ribbon, head = scene.frame.ribbon, axis.head
    over = RibbonAxis(axis.last - axis.first, axis.width)
    in_view = (_from(span, axis.first) for span in ribbon.neutralised if span.last > axis.first)
    spans = neutral_cells([span for span in in_view if span.height != "part"], over, head)
    ends = (end for end in ribbon.stage_ends if axis.first < end <= axis.done)
    return ChartBands(
        frozenset(cell for _, cells in spans for cell in cells),
        tuple(axis.cell(end) for end in ends),
        spans,
    )


def _from(span: NeutralSpan, first: int) -> NeutralSpan:
    """Count the marks of a neutralisation from the first of an axis on."""
    return replace(span, first=max(span.first - first, 1), last=span.last - first)
