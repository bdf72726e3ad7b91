"""The ribbon of the transport as text: flags and leaders over the distance of a race.

The distance counts in laps, or in seconds where the race goes over a time; only the labels of the
scale know which. The height of the bar says how far the race was neutralised: low while it ran,
with gaps where it was on a part of the track, half where all were slowed, full where the field
bunched or stood.

Pure functions from a `Ribbon` and a width. Nothing stands right of the playhead but what was
known beforehand: the scheduled distance, the scheduled ends of stages, and the night.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from replay.race.state import Ribbon, Stint
from replay.tui.charts.neutral_cells import NeutralCells, neutral_cells
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank, joined
from replay.tui.panes.ribbon_scale import scale_row


class RibbonRows(Struct, frozen=True):
    """The rows of the ribbon, each as wide as asked for; `cautions` is the row of marks above."""

    cautions: Row
    flags: Row
    leaders: Row
    scale: Row


class LaneMarks(Struct, frozen=True, eq=False):
    """How cars stand in a lane of leaders: what is written for one, and which look alike."""

    label: Callable[[str], str] = str
    paint: Callable[[str], object] = str


PLAIN_MARKS = LaneMarks()
"""Cars by their numbers, each of a paint of its own."""


@lru_cache(4)
def ribbon_rows(
    ribbon: Ribbon,
    width: int,
    glyphs: Glyphs,
    ticks: bool,
    flags_known: bool = True,
    marks: LaneMarks = PLAIN_MARKS,
    leaves: bool = False,
    ahead: Ribbon | None = None,
) -> RibbonRows:
    """Draw the ribbon. `ticks` asks for lap numbers between the ends of stages;
    times stand there in any case.

    Where no flags are known (`flags_known`) the past has none either. The playhead `leaves` the
    cells of a race that is run, and has the one after them. `ahead` is the whole race, where what
    lies right of the playhead is revealed by hand.
    """
    if width < 1:
        return RibbonRows((), (), (), ())
    axis = RibbonAxis(max(ribbon.scheduled, 1), width, leaves)
    head = axis.playhead(ribbon.done)
    spans = neutral_cells(ribbon.neutralised, axis, head)
    return RibbonRows(
        cautions=_cautions(spans, width, glyphs),
        flags=_flags(ribbon, axis, spans, glyphs, flags_known, ahead),
        leaders=lane_row(
            ribbon, ribbon.stints, width, glyphs, marks, leaves, ahead.stints if ahead else ()
        ),
        scale=scale_row(ribbon, axis, ticks, glyphs),
    )


def _cautions(spans: tuple[NeutralCells, ...], width: int, glyphs: Glyphs) -> Row:
    cells: list[Run] = [blank(1)] * width
    for span, at in spans:
        if span.height in ("slow", "bunch"):
            sign = glyphs.caution if span.height == "bunch" else glyphs.slowed
            cells[at[0]] = (sign, "text flag_yellow_text")
    return joined(cells)


def _flags(
    ribbon: Ribbon,
    axis: RibbonAxis,
    spans: tuple[NeutralCells, ...],
    glyphs: Glyphs,
    flags_known: bool,
    ahead: Ribbon | None,
) -> Row:
    head = axis.playhead(ribbon.done)
    past: Run = (glyphs.low_bar, "text flag_green") if flags_known else (glyphs.future, "rule")
    cells: list[Run] = [past] * head + [(glyphs.future, "rule")] * (axis.width - head)
    ends = [axis.mark(end) for end in ribbon.stage_ends]
    for end in ends:
        cells[end] = (glyphs.stage_past, "full") if end < head else (glyphs.stage_ahead, "mute")
    numbered = -2
    bars = {"part": glyphs.part_bar, "slow": glyphs.slow_bar}
    for span, at in sorted(spans, key=lambda span: span[0].height == "stop"):
        if span.height in bars:
            for cell in at:
                cells[cell] = (bars[span.height], "text flag_yellow")
            continue
        if span.height == "stop":
            for cell in at:
                cells[cell] = (" ", "fill flag_red")
            cells[at[0]] = (glyphs.red, "fill flag_red")
            continue
        for cell in at:
            cells[cell] = (glyphs.stage_past if cell in ends else " ", "fill flag_yellow")
        # A number that has no room is not cut, nor set against the one before: the sign of the
        # flag stands in its place.
        text = str(span.number or "")
        room = text and len(text) <= len(at) and numbered != at[0] - 1
        label = text if room else glyphs.caution
        numbered = at[0] + len(label) - 1 if room else numbered
        for cell, digit in zip(at, label, strict=False):
            cells[cell] = (digit, "fill flag_yellow")
    if ahead is not None:
        _reveal_flags(cells, ahead, axis, head, glyphs)
    cells[head:] = [(glyphs.playhead, "accent"), *cells[head + 1 :]]
    return joined(cells)


def _reveal_flags(
    cells: list[Run], ahead: Ribbon, axis: RibbonAxis, head: int, glyphs: Glyphs
) -> None:
    """Set what lies right of the playhead: ends of stages, neutralisations with their numbers.

    They are in the ink of their flag and not filled with it, as none of it has come to pass.
    """
    for end in ahead.stage_ends:
        if (cell := axis.mark(end)) > head:
            cells[cell] = (glyphs.stage_ahead, "mute")
    bars = {"part": glyphs.part_bar, "slow": glyphs.slow_bar, "stop": glyphs.red}
    numbered = -2
    for span, at in neutral_cells(ahead.neutralised, axis, axis.width):
        role = "text flag_red_text" if span.height == "stop" else "text flag_yellow_text"
        to_come = [cell for cell in at if cell > head]
        for cell in to_come:
            cells[cell] = (bars.get(span.height, glyphs.slow_bar), role)
        if span.height != "bunch" or not to_come or to_come[0] != at[0]:
            continue
        text = str(span.number or "")
        room = text and len(text) <= len(to_come) and numbered != at[0] - 1
        label = text if room else glyphs.caution
        numbered = at[0] + len(label) - 1 if room else numbered
        for cell, digit in zip(to_come, label, strict=False):
            cells[cell] = (digit, role)


def lane_row(
    ribbon: Ribbon,
    stints: Sequence[Stint],
    width: int,
    glyphs: Glyphs,
    marks: LaneMarks = PLAIN_MARKS,
    leaves: bool = False,
    ahead: Sequence[Stint] = (),
) -> Row:
    """Who led at each cell's middle, by the stints over the axis of the ribbon.

    Once the distance is run the last cell's is the winner. Of neighbours of one paint every second
    is paler, and so is who leads right of the playhead, where that is revealed (`ahead`).
    """
    axis = RibbonAxis(max(ribbon.scheduled, 1), max(width, 1), leaves)
    head = axis.width if ribbon.is_complete else axis.playhead(ribbon.done)
    cells: list[Run] = [(glyphs.future, "rule")] * axis.width
    lane = _stint_cells(stints, ribbon.is_complete, axis, head)
    _fill_lane(cells, lane, _roles(lane, marks), marks)
    if not ribbon.is_complete:
        whole = _stint_cells(ahead, True, axis, axis.width) if ahead else []
        to_come = [(car, range(max(span.start, head + 1), span.stop)) for car, span in whole]
        to_come = [(car, span) for car, span in to_come if span]
        _fill_lane(cells, to_come, [f"pale {car}" for car, _ in to_come], marks)
        cells[head:] = [(glyphs.playhead, "accent"), *cells[head + 1 :]]
    return joined(cells[: width + leaves])


def _fill_lane(
    cells: list[Run], lane: list[tuple[str, range]], roles: list[str], marks: LaneMarks
) -> None:
    """Set stints into the cells of a lane, each with its label where that has room."""
    for (_, span), role in zip(lane, roles, strict=True):
        cells[span.start : span.stop] = [(" ", role)] * len(span)
    for start, stint in _car_labels([(marks.label(car), span) for car, span in lane]):
        text = marks.label(lane[stint][0])
        role = roles[stint]
        cells[start : start + len(text)] = [(character, role) for character in text]


def _roles(lane: list[tuple[str, range]], marks: LaneMarks) -> list[str]:
    """Give the role of each stint: the second of two of one paint that touch is pale."""
    roles: list[str] = []
    before: tuple[object, int] | None = None
    pale = False
    for car, span in lane:
        paint = marks.paint(car)
        pale = before == (paint, span.start) and not pale
        roles.append(f"{'pale' if pale else 'plate'} {car}")
        before = paint, span.stop
    return roles


def _stint_cells(
    stints: Sequence[Stint], complete: bool, axis: RibbonAxis, head: int
) -> list[tuple[str, range]]:
    """The cells of each stint that has any before `head`; neighbours of one car are one."""
    stop = head - 1 if complete else head
    lane = []
    for stint in stints:
        span = axis.cells(stint.first, stint.last)
        lane.append((stint.car, range(min(span.start, stop), min(span.stop, stop))))
    if complete and lane:
        car, span = lane[-1]
        lane[-1] = car, range(span.start, head)
    joined_up: list[tuple[str, range]] = []
    for car, span in lane:
        # Who led between two stints of a car may have no cell: then they are one.
        if span and joined_up and joined_up[-1][0] == car:
            joined_up[-1] = car, range(joined_up[-1][1].start, span.stop)
        elif span:
            joined_up.append((car, span))
    return joined_up


def _car_labels(lane: list[tuple[str, range]]) -> list[tuple[int, int]]:
    """Where labels stand in their stints, and in which: no two touch.

    One with a blank to spare stands in any case, as the blank is on its right at the least. One of
    two characters that fills its stint does where it touches no other.
    """
    labels = []
    taken: set[int] = set()
    for stint, (text, span) in enumerate(lane):
        if len(span) > len(text):
            start = span.start + (len(span) - len(text)) // 2
            labels.append((start, stint))
            taken.update(range(start, start + len(text)))
    for stint, (text, span) in enumerate(lane):
        touched = {span.start - 1, span.stop} & taken
        if len(span) == len(text) == 2 and not touched:
            labels.append((span.start, stint))
            taken.update(span)
    return labels
