"""The scale of a chart of the last laps: that of a chart of the whole race is the ribbon."""

from collections.abc import Iterator

from replay.race.model import SECOND
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.chart_bands import ChartBands
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.label_row import Label, set_labels
from replay.tui.drawing.race_time import hours_and_minutes
from replay.tui.drawing.runs import Row, blank, joined
from replay.tui.scene import Scene
from replay.tui.terminal_size import NARROW

_LAP_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MINUTE = 60
_TIME_STEPS = tuple(_MINUTE * minutes for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480))
_LEAST_APART = 8
"""The cells from one label of the scale to the next."""


def has_scale(scene: Scene, width: int) -> bool:
    """Tell whether a chart needs a scale of its own: the ribbon below has another axis.

    That of a chart of the whole race has its axis, but in a narrow terminal, where it has no room.
    """
    return bool(scene.view.span) or width < NARROW


def chart_scale(scene: Scene, axis: ChartAxis, bands: ChartBands, width: int) -> Row:
    """Label the axis of a chart `width` columns wide: laps or times, stages and cautions."""
    labels = set_labels(_labels(scene, axis, bands), width - axis.left)
    return (blank(axis.left), *joined(labels))


def _labels(scene: Scene, axis: ChartAxis, bands: ChartBands) -> Iterator[Label]:
    """Give the labels, those that are wanted most first; none lies ahead of the clock."""
    ribbon, glyphs = scene.frame.ribbon, scene.glyphs
    now = hours_and_minutes(ribbon.done * SECOND) if ribbon.by_time else str(ribbon.done)
    yield axis.head, now, "accent_bold"
    yield from _flags(bands, glyphs)
    ends = [(n, end) for n, end in enumerate(ribbon.stage_ends, 1) if axis.first < end < axis.done]
    for cell, (number, _) in zip(bands.stage_ends, ends, strict=False):
        yield cell, f"stage {number}", "mute"
    span = max(axis.last - axis.first, 1)
    steps = _TIME_STEPS if ribbon.by_time else _LAP_STEPS
    fits = (step for step in steps if step * axis.width > _LEAST_APART * span)
    step = next(fits, steps[-1])
    for mark in range(-(-axis.first // step) * step, axis.last + 1, step):
        text = hours_and_minutes(mark * SECOND) if ribbon.by_time else str(mark)
        yield (mark - axis.first) * axis.width // span, text, "mute"


def _flags(bands: ChartBands, glyphs: Glyphs) -> Iterator[Label]:
    """Mark each neutralisation in view where it begins, a caution with its number."""
    for span, cells in bands.spans:
        if span.height == "stop":
            yield cells[0], glyphs.red, "text flag_red_text"
        else:
            sign = glyphs.caution if span.height == "bunch" else glyphs.slowed
            yield cells[0], f"{sign}{span.number or ''}", "text flag_yellow_text"
