"""The rows of the running order at one instant: heads, cars, and plates of those without a row.

Pure functions of a state and of what was chosen.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from replay.race.model import MEASURED
from replay.race.state import RaceState, Running
from replay.tui.drawing import cells
from replay.tui.drawing.runs import RowContent
from replay.tui.moment import moment_of
from replay.tui.order.columns import BoardLayout, layout_of
from replay.tui.order.packing import CarRange, pack
from replay.tui.order.row_builder import RowBuilder
from replay.tui.order.row_cells import CarRow


class BoardRows(NamedTuple):
    """What stands on each row, and below the heads on row 0 the cars of each, from row 1 on."""

    rows: tuple[RowContent | CarRow, ...]
    spans: tuple[CarRange, ...]


def order_layout(
    state: RaceState | None, columns: str, width: int, cars: int, long_track: bool, traces: bool
) -> BoardLayout:
    """Give the columns of a view at one instant; see `layout_of`."""
    stages = tuple(stage.number for stage in state.stages) if state else ()
    moment = moment_of(state, columns) if state else "grid"
    grid = not state or not state.order or state.order[0].net is not None
    return layout_of(moment, width, stages, cars, long_track, traces, grid)


def board_rows(
    builder: RowBuilder,
    state: RaceState | None,
    height: int,
    chosen: str = "",
    traces: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
) -> BoardRows:
    """Give the rows of a board of `height` rows; below the cars they are blank."""
    order = state.order if state else ()
    at = next((at for at, row in enumerate(order) if row.car == chosen), 0)
    spans = pack(len(order), height - 1, builder.plates_a_line, at)
    cars = car_rows(state, builder.layout, chosen, traces) if state else []
    packed = (
        builder.packed(
            _place(order[span.start]), (row.car for row in order[span.start : span.stop])
        )
        if span.packed
        else cars[span.start]
        for span in spans
    )
    blanks = (RowContent(()),) * (height - 1 - len(spans))
    return BoardRows((builder.heads(), *packed, *blanks), spans)


def _place(running: Running) -> int | None:
    return running.position if running.placed else None


def car_rows(
    state: RaceState, layout: BoardLayout, chosen: str, traces: Mapping[str, tuple[int, ...]]
) -> list[CarRow]:
    """Give the row of each car of the order, with what the columns of a layout ask for."""
    order = state.order
    keys = {column.key for column in layout.columns}
    exact = [running.basis in MEASURED for running in order]
    stages = state.stages if "stage" in keys else ()
    places = [{car: n for n, car in enumerate(of.order, 1)} for of in stages]
    most_led = max((running.led for running in order), default=0) if "bar" in keys else 0
    bar = next((column.width for column in layout.columns if column.key == "bar"), 0)
    official = state.finished and not state.provisional
    traces = traces if "trace" in keys else {}
    past = _gaps_past(order)
    return [
        CarRow(
            running,
            layout,
            chosen=running.car == chosen,
            gap_exact=exact[at] and exact[0],
            interval_exact=exact[at] and exact[max(0, at - 1)],
            bar=cells.eighths(running.led, most_led, bar),
            stages=tuple(of.get(running.car) for of in places),
            trace=traces.get(running.car, ()),
            official=official,
            arrived=official or running.laps == state.lap,
            gap_past=past[at],
            interval_past=past[at] and running.laps < order[at - 1].laps,
        )
        for at, running in enumerate(order)
    ]


def _gaps_past(order: Iterable[Running]) -> list[bool]:
    """Tell for each car whether a car above it has a greater gap, and has gone by since.

    The gap of a car that is yet to cross is that of the lap before: after stops it can be less
    than the gap of one that stands above it.
    """
    past, most = [], 0
    for running in order:
        gap = most if running.gap is None else running.gap
        past.append(gap < most)
        most = max(gap, most)
    return past
