"""The labels under the ribbon: laps and the ends of stages, or hours of the race and of the day."""

from collections.abc import Iterator

from replay.race.model import SECOND, Night
from replay.race.state import Ribbon
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.label_row import Label, set_labels
from replay.tui.drawing.runs import Row, joined
from replay.tui.terminal_size import WIDE

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_LAP_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_STEPS = 15
_LAP_STEP_WIDTH = 5
_LONG, _MEDIUM, _SHORT = 12 * _HOUR, 4 * _HOUR, 30 * _MINUTE
_SHORTEST = (1, 2, 5, 10)
"""Minutes from label to label of races that are shorter than half an hour."""
_HOURS = (1, 2, 4, 6, 12, 24, 48)


def scale_row(ribbon: Ribbon, axis: RibbonAxis, ticks: bool, glyphs: Glyphs) -> Row:
    """Label the ribbon; `ticks` asks for lap numbers between the ends of stages."""
    labels = _times(ribbon, axis) if ribbon.by_time else _laps(ribbon, axis, ticks, glyphs)
    return joined(set_labels(labels, axis.width))


def hour_minute(seconds: int) -> str:
    """Write seconds as hours and minutes, counted down: `17:20`."""
    return f"{seconds // _HOUR}:{seconds // _MINUTE % 60:02d}"


def day_row(start: int, night: Night | None, axis: RibbonAxis) -> Row:
    """Label the ribbon with the local time; `start` is that at race time 0, in ticks.

    The night is by the almanac: it lies on a ground of its own, with its word in the middle, and
    may be drawn ahead of the clock.
    """
    start //= SECOND
    step = 2 * _HOUR if axis.distance > _MEDIUM else _HOUR
    dark = range(0)
    labels: list[Label] = []
    if night is not None:
        dark = range(*(axis.mark(tick // SECOND) for tick in (night.begins, night.ends)))
        labels.append((dark.start + len(dark) // 2, "night", "soft"))
    first = -start % step
    if (step - first) * axis.width < axis.distance:  # begun within the first cell
        first -= step
    for done in range(first, axis.distance, step):
        at = axis.mark(max(done, 0))
        labels.append((at, hour_minute((start + done) % _DAY), "mute"))
    cells = set_labels(labels, axis.width)
    for cell in dark:
        text, role = cells[cell]
        cells[cell] = text, f"night {role}"
    return joined(cells)


def _laps(ribbon: Ribbon, axis: RibbonAxis, ticks: bool, glyphs: Glyphs) -> Iterator[Label]:
    yield axis.playhead(ribbon.done), str(ribbon.lap), "accent_bold"
    yield axis.width - 1, str(axis.distance) if ribbon.known else glyphs.none, "mute"
    for number, end in enumerate(ribbon.stage_ends, 1):
        if end < axis.distance:
            yield axis.mark(end), f"stage {number}", "mute"
    yield 0, "0", "mute"
    if ticks:
        step = _lap_step(axis)
        taken = (*ribbon.stage_ends, axis.distance)
        for done in range(step, axis.distance, step):
            if all(abs(done - end) >= step for end in taken):
                yield axis.mark(done), str(done), "mute"


def _times(ribbon: Ribbon, axis: RibbonAxis) -> Iterator[Label]:
    """Hours from 0 to the schedule; of a race that goes on beyond it the playhead says `flag`."""
    up = ribbon.done >= axis.distance
    yield axis.playhead(ribbon.done), "flag" if up else hour_minute(ribbon.done), "accent_bold"
    yield 0, "0 h", "mute"
    step = _time_step(axis)
    whole = step % _HOUR == 0
    for number, end in enumerate(ribbon.stage_ends, 1):
        yield axis.mark(end), f"stage {number}", "mute"
    for done in range(step, axis.distance, step):
        yield axis.mark(done), str(done // _HOUR) if whole else hour_minute(done), "mute"
    end = axis.distance
    text = str(end // _HOUR) if whole and end % _HOUR == 0 else hour_minute(end)
    yield axis.width - 1, text, "mute"


def _lap_step(axis: RibbonAxis) -> int:
    """Laps from tick to tick: the least round number that leaves the labels room."""
    fits = (
        step
        for step in _LAP_STEPS
        if axis.distance <= step * _MOST_STEPS
        and step * axis.width >= _LAP_STEP_WIDTH * axis.distance
    )
    return next(fits, axis.distance)


def _time_step(axis: RibbonAxis) -> int:
    """Seconds from tick to tick, by the length of the race and the width of the ribbon."""
    distance = axis.distance
    if distance > _LONG:
        least = 4 if axis.width < WIDE - 1 else 2 if axis.width < 170 else 1
        steps = [hours * _HOUR for hours in _HOURS if hours >= least]
        return next((step for step in steps if distance <= step * 30), distance)
    if distance >= _MEDIUM:
        return _HOUR
    if distance > _SHORT:
        return _SHORT
    return next((m * _MINUTE for m in _SHORTEST if distance <= m * _MINUTE * 6), 10 * _MINUTE)
