"""Where the ribbon stands in its row: every chart over the race shares its columns."""

from typing import NamedTuple

from replay.tui.charts.chart_axis import chart_axis
from replay.tui.charts.chart_scale import has_scale
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.scene import Scene
from replay.tui.terminal_size import VERY_WIDE, WIDE

CLOCK_WIDTHS = (17, 20, 24)
"""The cells of the clock block in a terminal that is narrower than `WIDE`, wide, and very wide."""

_MARGIN = 1


def clock_width(width: int) -> int:
    """Give the cells of the clock block, left of the ribbon."""
    return CLOCK_WIDTHS[(width >= WIDE) + (width >= VERY_WIDE)]


def ribbon_width(width: int) -> int:
    """Give the cells of the ribbon."""
    return max(width - clock_width(width) - _MARGIN, 0)


class RibbonPlace(NamedTuple):
    """The column the ribbon begins at, and its axis."""

    left: int
    axis: RibbonAxis


def ribbon_place(scene: Scene, width: int) -> RibbonPlace:
    """Give where the ribbon stands: cell for cell under the axis of a chart of the whole race."""
    distance = max(scene.frame.ribbon.scheduled, 1)
    if scene.charted and not has_scale(scene, width):
        chart = chart_axis(scene, width)
        return RibbonPlace(chart.left, RibbonAxis(distance, chart.width, leaves=True))
    return RibbonPlace(clock_width(width), RibbonAxis(distance, max(ribbon_width(width), 1)))
