"""The ribbon of the transport as text: flags, leaders and a scale over the distance of a race.

The distance counts in laps, or in seconds where the race goes over a time; only the labels of the
scale know which.

Pure functions from a `Ribbon` and a width. Nothing stands right of the playhead but what was
known beforehand: the scheduled distance and the scheduled ends of stages.
"""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from replay.race.model import SECOND
from replay.race.state import Ribbon, YellowSpan
from replay.tui.drawing.cells import clock_text
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank, joined

_MINUTE, _HOUR = 60, 3_600
_LAP_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_TIME_STEPS = (
    *(minutes * _MINUTE for minutes in (1, 2, 5, 10, 15, 30)),
    *(hours * _HOUR for hours in (1, 2, 4, 6, 12, 24)),
)
_MOST_STEPS = 15
_LAP_STEP_WIDTH, _TIME_STEP_WIDTH = 5, 8
_APART = 2


class RibbonAxis(Struct, frozen=True):
    """Laps (or seconds) 1 to `distance` over `width` cells; number n lies between n - 1 and n."""

    distance: int
    width: int

    def playhead(self, done: int) -> int:
        """The cell the playhead stands on when so much is done."""
        return self._inside(done * self.width // self.distance)

    def mark(self, number: int) -> int:
        """The cell nearest to the end of a lap."""
        return self._inside((2 * number * self.width + self.distance) // (2 * self.distance))

    def home(self, number: int) -> int:
        """The cell in which a lap begins."""
        return self._inside((number - 1) * self.width // self.distance)

    def cells(self, first: int, last: int) -> range:
        """The cells the middle of which lies in laps `first` to `last`.

        Laps that follow each other without a gap have cells that do.
        """
        return range(self._middles(first - 1), self._middles(last))

    def done_at(self, cell: int) -> int:
        """How much done puts the playhead on (or nearest to) a cell; on the last one, all."""
        if cell >= self.width - 1:
            return self.distance
        done = -(-max(cell, 0) * self.distance // self.width)
        return min(
            done, max(done - 1, 0), key=lambda n: abs(n * self.width // self.distance - cell)
        )

    def _middles(self, done: int) -> int:
        """Count the cells the middle of which is done."""
        count = -((self.distance - 2 * done * self.width) // (2 * self.distance))
        return min(max(count, 0), self.width)

    def _inside(self, cell: int) -> int:
        return min(max(cell, 0), self.width - 1)


class RibbonRows(Struct, frozen=True):
    """The rows of the ribbon, each as wide as asked for; `cautions` is the row of marks above."""

    cautions: Row
    flags: Row
    leaders: Row
    scale: Row


@lru_cache(4)
def ribbon_rows(
    ribbon: Ribbon, width: int, glyphs: Glyphs, ticks: bool, flags_known: bool = True
) -> RibbonRows:
    """Draw the ribbon. `ticks` asks for lap numbers between the ends of stages;
    times stand there in any case.

    Where no flags are known (`flags_known`) the past has none either.
    """
    if width < 1:
        return RibbonRows((), (), (), ())
    axis = RibbonAxis(max(ribbon.scheduled, 1), width)
    head = axis.playhead(ribbon.done)
    spans = _yellow_cells(ribbon.yellows, axis, head)
    return RibbonRows(
        cautions=_cautions(spans, width, glyphs),
        flags=_flags(ribbon, axis, spans, glyphs, flags_known),
        leaders=_leaders(ribbon, axis, glyphs),
        scale=_scale(ribbon, axis, ticks, glyphs),
    )


def _yellow_cells(
    yellows: tuple[YellowSpan, ...], axis: RibbonAxis, head: int
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The cells of each caution: those the middle of which was yellow, at least one.

    Numbers stand in their order; one that finds no cell before the playhead yet has none.
    """
    spans: list[tuple[int, tuple[int, ...]]] = []
    least = 0
    for span in yellows:
        near = axis.cells(span.first, span.last)
        cells = list(range(max(near.start, least), min(near.stop, head)))
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
    axis: RibbonAxis,
    spans: tuple[tuple[int, tuple[int, ...]], ...],
    glyphs: Glyphs,
    flags_known: bool,
) -> Row:
    head = axis.playhead(ribbon.done)
    past: Run = (glyphs.low_bar, "text flag_green") if flags_known else (glyphs.future, "rule")
    cells: list[Run] = [past] * head + [(glyphs.future, "rule")] * (axis.width - head)
    ends = [axis.mark(end) for end in ribbon.stage_ends]
    for end in ends:
        cells[end] = (glyphs.stage_past, "full") if end < head else (glyphs.stage_ahead, "mute")
    numbered = -1
    for number, span in spans:
        for cell in span:
            cells[cell] = (glyphs.stage_past if cell in ends else " ", "fill flag_yellow")
        # A number that has no room is not cut, nor set against the one before: the sign of the
        # flag stands in its place.
        room = len(str(number)) <= len(span) and numbered != span[0] - 1
        label = str(number) if room else glyphs.caution
        numbered = span[0] + len(label) - 1 if room else numbered
        for cell, digit in zip(span, label, strict=False):
            cells[cell] = (digit, "fill flag_yellow")
    for lap in ribbon.reds:
        if (cell := axis.home(lap)) < head:
            cells[cell] = (glyphs.red, "fill flag_red")
    cells[head] = (glyphs.playhead, "accent")
    return joined(cells)


def _leaders(ribbon: Ribbon, axis: RibbonAxis, glyphs: Glyphs) -> Row:
    """Who led at each cell's middle; once the distance is run, the last cell's is the winner."""
    head = axis.width if ribbon.is_complete else axis.playhead(ribbon.done)
    cells: list[Run] = [(glyphs.future, "rule")] * axis.width
    stints = _stint_cells(ribbon, axis, head)
    for car, span in stints:
        cells[span.start : span.stop] = [(" ", f"plate {car}")] * len(span)
    for start, car in _car_labels(stints):
        cells[start : start + len(car)] = [(character, f"plate {car}") for character in car]
    if not ribbon.is_complete:
        cells[head] = (glyphs.playhead, "accent")
    return joined(cells)


def _stint_cells(ribbon: Ribbon, axis: RibbonAxis, head: int) -> list[tuple[str, range]]:
    """The cells of each stint that has any before `head`, in their order."""
    stop = head - 1 if ribbon.is_complete else head
    stints = []
    for stint in ribbon.stints:
        span = axis.cells(stint.first, stint.last)
        stints.append((stint.car, range(min(span.start, stop), min(span.stop, stop))))
    if ribbon.is_complete and stints:
        car, span = stints[-1]
        stints[-1] = car, range(span.start, head)
    return [(car, span) for car, span in stints if span]


def _car_labels(stints: list[tuple[str, range]]) -> list[tuple[int, str]]:
    """Where car numbers stand in their stints: no two touch.

    One with a blank to spare stands in any case, as the blank is on its right at the least. A
    number of two digits that fills its stint does where it touches no other.
    """
    labels = []
    taken: set[int] = set()
    for car, span in stints:
        if len(span) > len(car):
            start = span.start + (len(span) - len(car)) // 2
            labels.append((start, car))
            taken.update(range(start, start + len(car)))
    for car, span in stints:
        touched = {span.start - 1, span.stop} & taken
        if len(span) == len(car) == 2 and not touched:
            labels.append((span.start, car))
            taken.update(span)
    return labels


def _scale(ribbon: Ribbon, axis: RibbonAxis, ticks: bool, glyphs: Glyphs) -> Row:
    """The labels under the ribbon: who comes first stands, who would touch it gives way."""
    row = [" "] * axis.width
    roles = ["full"] * axis.width
    for cell, text, role in _labels(ribbon, axis, ticks, glyphs):
        start = max(min(cell - len(text) // 2, axis.width - len(text)), 0)
        end = start + len(text)
        if end > axis.width or any(c != " " for c in row[max(start - _APART, 0) : end + _APART]):
            continue
        row[start:end] = text
        roles[start:end] = [role] * len(text)
    return joined(zip(row, roles, strict=True))


def _labels(
    ribbon: Ribbon, axis: RibbonAxis, ticks: bool, glyphs: Glyphs
) -> Iterator[tuple[int, str, str]]:
    by_time = ribbon.by_time
    yield axis.playhead(ribbon.done), f"{'lap ' * by_time}{ribbon.lap}", "accent_bold"
    whole = _label(axis.distance, by_time) if ribbon.known else glyphs.none
    yield axis.width - 1, whole, "mute"
    for number, end in enumerate(ribbon.stage_ends, 1):
        if end < axis.distance:
            yield axis.mark(end), f"stage {number}", "mute"
    yield 0, "0", "mute"
    if ticks or by_time:
        step = _step(axis, by_time)
        taken = (*ribbon.stage_ends, axis.distance)
        for done in range(step, axis.distance, step):
            if all(abs(done - end) >= step for end in taken):
                yield axis.mark(done), _label(done, by_time), "mute"


def _label(done: int, by_time: bool) -> str:
    """Write a lap as its number, seconds as `45 min`, `3 h` or `1 h 15`, or as the clock does."""
    if not by_time:
        return str(done)
    minutes, odd = divmod(done, _MINUTE)
    hours, rest = divmod(minutes, 60)
    if odd:
        return clock_text(done * SECOND, fine=False)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def _step(axis: RibbonAxis, by_time: bool) -> int:
    """Laps or seconds from tick to tick: the least round number that leaves the labels room."""
    steps, room = (_TIME_STEPS, _TIME_STEP_WIDTH) if by_time else (_LAP_STEPS, _LAP_STEP_WIDTH)
    fits = (
        step
        for step in steps
        if axis.distance <= step * _MOST_STEPS and step * axis.width >= room * axis.distance
    )
    return next(fits, axis.distance)
