"""The ribbon of the transport as text: flags, leaders and a scale over the laps of a race.

Pure functions from a `Ribbon` and a width. Nothing stands right of the playhead but what was
known beforehand: the scheduled distance and the scheduled ends of stages.
"""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from replay.race.state import Ribbon, YellowSpan
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank, joined

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_STEPS = 15
_STEP_WIDTH = 5
_APART = 2


class Axis(Struct, frozen=True):
    """Laps 1 to `laps` over `width` cells; lap n lies between n - 1 and n."""

    laps: int
    width: int

    def playhead(self, lap: int) -> int:
        """The cell the playhead stands on when `lap` laps are complete."""
        return self._inside(lap * self.width // self.laps)

    def mark(self, lap: int) -> int:
        """The cell nearest to the end of a lap."""
        return self._inside((2 * lap * self.width + self.laps) // (2 * self.laps))

    def home(self, lap: int) -> int:
        """The cell in which a lap begins."""
        return self._inside((lap - 1) * self.width // self.laps)

    def middle(self, cell: int) -> int:
        """The lap in the middle of a cell."""
        return (2 * cell + 1) * self.laps // (2 * self.width) + 1

    def lap_at(self, cell: int) -> int:
        """The laps complete that put the playhead on (or nearest to) a cell; the last, all."""
        if cell >= self.width - 1:
            return self.laps
        lap = -(-max(cell, 0) * self.laps // self.width)
        return min(lap, max(lap - 1, 0), key=lambda n: abs(n * self.width // self.laps - cell))

    def _inside(self, cell: int) -> int:
        return min(max(cell, 0), self.width - 1)


class RibbonRows(Struct, frozen=True):
    """The rows of the ribbon, each as wide as asked for; `cautions` is the row of marks above."""

    cautions: Row
    flags: Row
    leaders: Row
    scale: Row


@lru_cache(64)
def ribbon_rows(
    ribbon: Ribbon, width: int, glyphs: Glyphs, ticks: bool, flags_known: bool = True
) -> RibbonRows:
    """Draw the ribbon. `ticks` asks for lap numbers between the ends of stages.

    Where no flags are known (`flags_known`) the past has none either.
    """
    if width < 1:
        return RibbonRows((), (), (), ())
    axis = Axis(max(ribbon.scheduled, 1), width)
    head = axis.playhead(ribbon.lap)
    spans = _yellow_cells(ribbon.yellows, axis, head)
    return RibbonRows(
        cautions=_cautions(spans, width, glyphs),
        flags=_flags(ribbon, axis, spans, glyphs, flags_known),
        leaders=_leaders(ribbon, axis, glyphs),
        scale=_scale(ribbon, axis, ticks),
    )


def _yellow_cells(
    yellows: tuple[YellowSpan, ...], axis: Axis, head: int
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The cells of each caution: those whose middle lap was yellow, at least one.

    Numbers stand in their order; one that finds no cell before the playhead yet has none.
    """
    spans: list[tuple[int, tuple[int, ...]]] = []
    least = 0
    for span in yellows:
        near = range(axis.home(span.first), min(axis.home(span.last) + 2, head))
        cells = [cell for cell in near if span.first <= axis.middle(cell) <= span.last]
        cells = [cell for cell in cells if cell >= least]
        if not cells:
            home = max(min(axis.home(span.first), head - 1), least)
            cells = [home] if home < head else []
        if cells:
            least = cells[0] + 1
            spans.append((span.number, tuple(cells)))
    return tuple(spans)


def _cautions(spans: tuple[tuple[int, tuple[int, ...]], ...], width: int, glyphs: Glyphs) -> Row:
    cells: list[Run] = [blank(1)] * width
    for _, span in spans:
        cells[span[0]] = (glyphs.caution, "text flag_yellow_text")
    return joined(cells)


def _flags(
    ribbon: Ribbon,
    axis: Axis,
    spans: tuple[tuple[int, tuple[int, ...]], ...],
    glyphs: Glyphs,
    flags_known: bool,
) -> Row:
    head = axis.playhead(ribbon.lap)
    past: Run = (glyphs.low_bar, "text flag_green") if flags_known else (glyphs.future, "rule")
    cells: list[Run] = [past] * head + [(glyphs.future, "rule")] * (axis.width - head)
    ends = [axis.mark(end) for end in ribbon.stage_ends]
    for end in ends:
        cells[end] = (glyphs.stage_past, "full") if end < head else (glyphs.stage_ahead, "mute")
    for number, span in spans:
        for cell in span:
            cells[cell] = (glyphs.stage_past if cell in ends else " ", "fill flag_yellow")
        # A number that has no room is not cut: the sign of the flag stands in its place.
        label = str(number) if len(str(number)) <= len(span) else glyphs.caution
        for cell, digit in zip(span, label, strict=False):
            cells[cell] = (digit, "fill flag_yellow")
    for lap in ribbon.reds:
        if (cell := axis.home(lap)) < head:
            cells[cell] = (glyphs.red, "fill flag_red")
    cells[head] = (glyphs.playhead, "accent")
    return joined(cells)


def _leaders(ribbon: Ribbon, axis: Axis, glyphs: Glyphs) -> Row:
    """Who led each cell's middle lap; once the distance is run, the last cell's is the winner."""
    done = ribbon.lap >= axis.laps
    head = axis.width if done else axis.playhead(ribbon.lap)
    cells: list[Run] = [(glyphs.future, "rule")] * axis.width
    for stint in ribbon.stints:
        near = range(axis.home(stint.first), min(axis.home(stint.last) + 2, head))
        span = [cell for cell in near if stint.first <= axis.middle(cell) <= stint.last]
        digits = len(stint.car)
        room = digits if digits == 2 else digits + 1
        label = " " * ((len(span) - digits) // 2) + stint.car if len(span) >= room else ""
        for cell, character in zip(span, label.ljust(len(span)), strict=True):
            cells[cell] = (character, f"plate {stint.car}")
    if not done:
        cells[head] = (glyphs.playhead, "accent")
    elif ribbon.stints:
        cells[-1] = (" ", f"plate {ribbon.stints[-1].car}")
    return joined(cells)


def _scale(ribbon: Ribbon, axis: Axis, ticks: bool) -> Row:
    """The labels under the ribbon: who comes first stands, who would touch it gives way."""
    row = [" "] * axis.width
    roles = ["full"] * axis.width
    for cell, text, role in _labels(ribbon, axis, ticks):
        start = max(min(cell - len(text) // 2, axis.width - len(text)), 0)
        end = start + len(text)
        if end > axis.width or any(c != " " for c in row[max(start - _APART, 0) : end + _APART]):
            continue
        row[start:end] = text
        roles[start:end] = [role] * len(text)
    return joined(zip(row, roles, strict=True))


def _labels(ribbon: Ribbon, axis: Axis, ticks: bool) -> Iterator[tuple[int, str, str]]:
    yield axis.playhead(ribbon.lap), str(ribbon.lap), "accent_bold"
    yield axis.width - 1, str(axis.laps), "mute"
    for number, end in enumerate(ribbon.stage_ends, 1):
        if end < axis.laps:
            yield axis.mark(end), f"stage {number}", "mute"
    yield 0, "0", "mute"
    if ticks:
        step = _step(axis)
        taken = (*ribbon.stage_ends, axis.laps)
        for lap in range(step, axis.laps, step):
            if all(abs(lap - end) >= step for end in taken):
                yield axis.mark(lap), str(lap), "mute"


def _step(axis: Axis) -> int:
    """Laps from tick to tick: the least round number that leaves the labels room."""
    fits = (
        step
        for step in _STEPS
        if axis.laps <= step * _MOST_STEPS and step * axis.width >= _STEP_WIDTH * axis.laps
    )
    return next(fits, axis.laps)
