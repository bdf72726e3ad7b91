"""The rows of the running order at one instant: heads, cars, and plates of those without a row.

Pure functions of a `Board`: what is true at the clock, and what of it is chosen to be shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from replay.race.board import Interval, TyreStint
from replay.race.cars_now import CarNow
from replay.race.class_order import ClassPlace
from replay.race.model import MEASURED, SECOND, Entry
from replay.race.state import RaceState, Running
from replay.tui.drawing import cells
from replay.tui.drawing.runs import RowContent
from replay.tui.order.cells.car_row import CarRow
from replay.tui.order.columns.layout import BoardLayout
from replay.tui.order.packing import CarRange, PlateRoom, pack, pack_by_class
from replay.tui.order.row_builder import RowBuilder
from replay.tui.order.tags import in_line_tags, tags_of

if TYPE_CHECKING:
    from replay.race.points_now import PointsNow


_MINUTE = 60 * SECOND


class BoardRows(NamedTuple):
    """What stands on each row, and below the heads on row 0 the cars of each, from row 1 on."""

    rows: tuple[RowContent | CarRow, ...]
    spans: tuple[CarRange, ...]


class Board(Struct, frozen=True, eq=False):
    """What the rows follow from: the state, the `order` as it is shown, and answers about its cars.

    `ranks` are those of the classes by car, empty in a race without any; `by_class`: they stand
    class by class. `reasons` say why cars are out. `traces`, `intervals`, `stints`, `pit_at`,
    `best_by` and `points` are empty where no column asks for them. `in_line` is the car in line for
    the free pass; of those `published` the result has the gap.
    """

    state: RaceState
    order: tuple[Running, ...]
    chosen: str = ""
    followed: str | None = None
    ranks: Mapping[str, int] = MappingProxyType({})
    by_class: bool = False
    places: Mapping[str, ClassPlace] = MappingProxyType({})
    now: Mapping[str, CarNow] = MappingProxyType({})
    intervals: Mapping[str, Interval] = MappingProxyType({})
    stints: Mapping[str, tuple[TyreStint, ...]] = MappingProxyType({})
    pit_at: Mapping[str, int] = MappingProxyType({})
    best_by: Mapping[str, int | None] = MappingProxyType({})
    traces: Mapping[str, tuple[int, ...]] = MappingProxyType({})
    reasons: Mapping[str, str] = MappingProxyType({})
    points: "Mapping[str, PointsNow]" = MappingProxyType({})
    in_line: str | None = None
    published: frozenset[str] = frozenset()


def board_rows(
    builder: RowBuilder, board: Board | None, entries: Mapping[str, Entry], height: int
) -> BoardRows:
    """Give the rows of a board of `height` rows; below the cars they are blank."""
    order = board.order if board else ()
    spans = _spans(builder, board, height - 1) if board else ()
    made = RowMaker(board, builder, entries) if board else None
    rows: list[RowContent | CarRow] = [builder.heads()]
    for span in spans:
        if board is None or made is None:
            break
        if span.packed:
            cars = [row.car for row in order[span.start : span.stop]]
            place, rank = _mark(board, order[span.start])
            rows.append(builder.packed(place, cars, rank))
        else:
            rows.append(made.row(span.start))
    blanks = (RowContent(()),) * (height - len(rows))
    return BoardRows((*rows, *blanks), spans)


def _spans(builder: RowBuilder, board: Board, lines: int) -> tuple[CarRange, ...]:
    order = board.order
    at = next((at for at, row in enumerate(order) if row.car == board.chosen), 0)
    plates = PlateRoom(tuple(builder.plate_width(row.car) for row in order), builder.plate_room)
    if not board.by_class:
        return pack(len(order), lines, plates, at)
    classes = groupby(order, key=lambda row: board.ranks.get(row.car))
    return pack_by_class(tuple(len(list(cars)) for _, cars in classes), lines, plates, at)


def _mark(board: Board, first: Running) -> tuple[int | None, int | None]:
    """Give the place that a row of plates begins with, and the rank of its class if it is that."""
    place = board.places.get(first.car)
    if place is not None and (board.by_class or len(board.order) < len(board.state.order)):
        return place.position if first.placed else None, board.ranks.get(first.car)
    return first.position if first.placed else None, None


class RowMaker:
    """Makes the rows of single cars of a board, with what the columns of its layout ask for."""

    def __init__(self, board: Board, builder: RowBuilder, entries: Mapping[str, Entry]) -> None:
        self._board, self._layout, self._entries = board, builder.layout, entries
        self._glyphs = builder.glyphs
        state = board.state
        self._official = state.finished and not state.provisional
        keys = {column.key for column in builder.layout.columns}
        self._keys = keys
        stages = state.stages if "stage" in keys else ()
        self._stages = [{car: n for n, car in enumerate(of.order, 1)} for of in stages]
        bars = "bar" in keys
        self._most_led = max((row.led for row in state.order), default=0) if bars else 0
        bar = (column.width for column in builder.layout.columns if column.key == "bar")
        self._bar = next(bar, 0)
        self._traces = board.traces if "trace" in keys else {}
        self._around = _Around(board)
        self._groups = _groups(board)

    def row(self, at: int) -> CarRow:
        """Give the row of a car by its place in the order shown, from 0."""
        board, state = self._board, self._board.state
        running = board.order[at]
        car = running.car
        now = board.now.get(car)
        entry = self._entries.get(car)
        stock = self._layout.facts.discipline == "stock car"
        reason = board.reasons.get(car, "") if running.status == "out" else ""
        tags = tags_of(running, None if stock else now, entry, reason, state.time, self._glyphs)
        if car == board.in_line and not tags.texts:
            tags = in_line_tags(self._glyphs)
        points = board.points.get(car)
        around = self._around
        leader = around.leader[car]
        place = board.places.get(car)
        several = entry is not None and len(entry.drivers) > 1
        return CarRow(
            running,
            self._layout,
            chosen=car == board.chosen,
            followed=car == board.followed,
            gap_exact=(around.exact[car] and around.exact[leader.car]) or car in board.published,
            interval_exact=around.exact[car] and around.exact[around.ahead[car].car],
            bar=cells.eighths(running.led, self._most_led, self._bar),
            stages=tuple(of.get(car) for of in self._stages),
            trace=self._traces.get(car, ()),
            official=self._official,
            arrived=self._official or running.laps >= leader.laps,
            gap_past=around.past[car],
            interval_past=around.past[car] and running.laps < around.ahead[car].laps,
            place=place,
            rank=board.ranks.get(car, 0),
            group=self._groups[at],
            interval=board.intervals.get(car),
            now=None if now is None else _without_clocks(now),
            driver=now.driver if now is not None and several else None,
            drive=_minutes(now, running, state.time) if "drive" in self._keys else None,
            pit_at=board.pit_at.get(car),
            by=board.best_by.get(car),
            stints=board.stints.get(car, ()),
            points=None if points is None or points.eligible is False else points.total,
            tags=tags.texts,
            tag_tone=tags.tone,
        )


def _without_clocks(now: CarNow) -> CarNow:
    """Give what is known of a car, without what no cell shows as it is."""
    return now if not now.driven else CarNow(
        now.driver, now.driving_since, (), now.compound, now.tyre_age, now.incidents,
        unseen_since=now.unseen_since, added=now.added, excluded=now.excluded,
    )  # fmt: skip


def _minutes(now: CarNow | None, running: Running, time: int) -> int | None:
    """Give for how many minutes the driver has driven; None once the car stands or is unseen."""
    if now is None or now.driver is None or running.status == "out":
        return None
    if now.unseen_since is not None or not time:
        return None
    if now.in_pit_since is not None and time - now.in_pit_since >= 60 * _MINUTE:
        return None
    return (time - now.driving_since) // _MINUTE


def _groups(board: Board) -> list[int]:
    """Count the rows of each class, or of the board, from 0: the bands of five follow them."""
    if not board.by_class:
        return list(range(len(board.order)))
    counts: dict[int | None, int] = {}
    groups = []
    for row in board.order:
        rank = board.ranks.get(row.car)
        groups.append(counts.get(rank, 0))
        counts[rank] = groups[-1] + 1
    return groups


class _Around:
    """The cars that another is measured against: the first of its class, and the one ahead of it.

    `past`: a car above it has a greater gap, and has gone by since. The gap of a car that is yet to
    cross is that of the lap before: after stops it can be less than that of one above.
    """

    def __init__(self, board: Board) -> None:
        self.exact: dict[str, bool] = {}
        self.leader: dict[str, Running] = {}
        self.ahead: dict[str, Running] = {}
        self.past: dict[str, bool] = {}
        last: dict[int | None, tuple[Running, Running, int]] = {}
        for row in board.state.order:
            rank = board.ranks.get(row.car)
            first, ahead, most = last.get(rank, (row, row, 0))
            place = board.places.get(row.car)
            told = row.gap if place is None else place.gap
            gap = most if told is None else told
            self.exact[row.car] = row.basis in MEASURED
            self.leader[row.car], self.ahead[row.car] = first, ahead
            self.past[row.car] = gap < most
            last[rank] = first, row, max(gap, most)


def clocks(board: Board, layout: BoardLayout) -> Sequence[object]:
    """Give what of the rows goes on with the clock alone, whatever else stays equal."""
    time = board.state.time
    if layout.facts.discipline == "stock car":
        return ()
    spells: Iterable[object] = (
        (time - since) // SECOND
        for now in board.now.values()
        if (since := now.in_pit_since or now.unseen_since) is not None
    )
    if not any(column.key == "drive" for column in layout.columns):
        return tuple(spells)
    drives = ((time - now.driving_since) // _MINUTE for now in board.now.values())
    return (*spells, *drives)
