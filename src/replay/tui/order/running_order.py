"""The running order: every car of the field, in the columns that the moment asks for."""

from collections.abc import Hashable, Sequence

from textual import events
from textual.message import Message

from replay.race.model import MEASURED, Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.names import Names
from replay.tui.drawing.plates import PlateTexts
from replay.tui.drawing.runs import RowContent
from replay.tui.moment import moment_of
from replay.tui.order.board_of import board_of, board_of_race, columns_layout
from replay.tui.order.board_rows import board_rows, clocks
from replay.tui.order.cells.car_row import CarRow
from replay.tui.order.columns.column import NARROW_BOARD
from replay.tui.order.columns.explanations import explained_columns, explaining_line, head_at
from replay.tui.order.columns.layout import BoardLayout
from replay.tui.order.packing import CarRange
from replay.tui.order.row_builder import RowBuilder
from replay.tui.pane import Heading, PaneWidget
from replay.tui.scene import Scene
from replay.tui.shown_order import BY_CLASS, OVERALL
from replay.tui.theme import palette_of

_PLATE = 3
_BUILDERS = 4
"""Boards kept: a caution comes and goes with its columns."""


def order_heading(scene: Scene, width: int) -> Heading:
    """Name the order; say which columns are chosen, who is followed, what the numbers are.

    What has no room leaves, the last first.
    """
    view, finish = scene.view, moment_of(scene.state, scene.view.columns) == "finish"
    title = "Result" if finish else "Running order"
    by = _shown_by(scene, width)
    by += [] if view.columns == "auto" else [f"by {view.columns}"]
    followed = [] if view.followed is None else [f"following {view.followed}"]
    parts = [part for part in (*by, *followed, *_numbers(scene, width)) if part]
    while parts and len(", ".join(parts)) > width - len(title) - 6:
        parts.pop()
    return Heading(title, ", ".join(parts))


def _shown_by(scene: Scene, width: int) -> list[str]:
    """Say how classes are shown; nothing in a race without any."""
    classes, order_by = scene.race.header.classes, scene.view.order_by
    if not classes:
        return []
    if order_by == OVERALL:
        return ["overall"]
    alone = next((one.short for one in classes if one.name == order_by), None)
    if alone is None or order_by == BY_CLASS:
        return ["by class"] if width < NARROW_BOARD else ["by class", "gaps in class"]
    # Of a view that lacks cars it is told how they come back.
    return [f"{alone} only", *([] if width < NARROW_BOARD else ["V to change"])]


def _numbers(scene: Scene, width: int) -> tuple[str, ...]:
    """Say what the numbers are: `qualifying`, `~ rebuilt`, `provisional`, `official`.

    At the end of a record of which no result was published they are `unofficial`.
    """
    state = scene.state
    if moment_of(state, scene.view.columns) == "grid":
        known = any(entry.qualifying is not None for entry in scene.race.entries)
        return ("qualifying",) if known else ()
    if state.finished and state.provisional:
        return ("provisional",)
    if state.finished:
        lead_lap = sum(row.laps_down == 0 for row in state.order)
        lap = f"{lead_lap} cars on the lead lap"
        classes = bool(scene.race.header.classes)
        result = "unofficial" if scene.race.official is None else "official"
        return (result, lap) if width >= NARROW_BOARD and not classes else (result,)
    rebuilt = any(row.basis not in MEASURED for row in state.order)
    return (f"{scene.glyphs.rebuilt} rebuilt",) if rebuilt and state.lap else ()


class RunningOrder(PaneWidget, can_focus=True):
    """Shows the order at one instant; a click on a row or a plate chooses the car."""

    class CarChosen(Message):
        """The user chose a car with the mouse."""

        def __init__(self, car: str) -> None:
            super().__init__()
            self.car = car

    class HeadPointed(Message):
        """The mouse points at the head of another column: the `line` that explains it.

        It is empty where the mouse has left the heads.
        """

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(race, glyphs=glyphs, id=id)
        self._big_plates = any(len(car) >= _PLATE for car in self.entries)
        self._names = Names(race.entries, glyphs)
        self._plates = PlateTexts(race.entries, glyphs)
        self._cars: tuple[str, ...] = ()
        self._builders: dict[tuple[BoardLayout, bool], RowBuilder] = {}
        self._spans: tuple[CarRange, ...] = ()
        self._pointed_at: int | None = None
        self._explained = ""

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[Hashable]:
        """Give heads, then cars in rows and in packed rows of plates; blanks below them."""
        layout = columns_layout(scene, scene.view.columns, width)
        board = board_of(scene, layout)
        drawn = board_rows(self._builder(layout), board, self.entries, height)
        self._spans = drawn.spans
        self._cars = tuple(row.car for row in board.order)
        return drawn.rows

    def given(self, scene: Scene, width: int) -> object:
        """Give what the order follows from: between two changes of the race only time differs."""
        state, layout = scene.state, columns_layout(scene, scene.view.columns, width)
        board = board_of(scene, layout)
        known = state.order, state.stages, state.lap, state.finished, state.provisional
        asked = board.places, board.now, board.intervals, board.traces, clocks(board, layout)
        return (
            layout,
            scene.view.order_by,
            board.chosen,
            board.followed,
            bool(state.time),
            *known,
            *asked,
        )

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the order, and say what its numbers are."""
        return order_heading(scene, width)

    def draw(self, value: Hashable) -> RowContent:
        """Draw a row when it is painted."""
        if isinstance(value, CarRow):
            return self._builder(value.layout).car(value)
        return super().draw(value)

    def on_click(self, event: events.Click) -> None:
        """Choose the car whose row or plate was clicked."""
        car = self._car_at(event.x, event.y)
        if car is not None:
            self.post_message(self.CarChosen(car))

    # -- the head under the mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the head that the mouse is over."""
        self._point(event.x if event.y == 0 else None)

    def on_leave(self) -> None:
        """Take the explanation away."""
        self._point(None)

    def show(self, scene: Scene) -> None:
        """Paint what differs; other columns may stand under a mouse that does not move."""
        super().show(scene)
        if self._pointed_at is not None:
            self._point(self._pointed_at)

    def _point(self, x: int | None) -> None:
        self._pointed_at = x
        line = "" if x is None or self.scene is None else self._line_at(self.scene, x)
        if line != self._explained:
            self._explained = line
            self.post_message(self.HeadPointed(line))

    def _line_at(self, scene: Scene, x: int) -> str:
        layout = columns_layout(scene, scene.view.columns, self.outer_size.width)
        kind = head_at(layout, x)
        facts = board_of_race(scene).all_facts
        return "" if kind is None else explaining_line(kind, explained_columns(facts, self.glyphs))

    def _builder(self, layout: BoardLayout) -> RowBuilder:
        """Give the row builder of a layout, with marks where no ink tells how sure a place is."""
        marks = self.glyphs.ascii or (self.is_attached and palette_of(self).nocolor)
        builder = self._builders.get((layout, marks))
        if builder is None:
            if len(self._builders) >= _BUILDERS:
                del self._builders[next(iter(self._builders))]
            builder = self._builders[layout, marks] = RowBuilder(
                self.entries,
                self.glyphs,
                layout,
                big_plates=self._big_plates,
                marks_places=marks,
                names=self._names,
                plates=self._plates,
            )
        return builder

    @property
    def cursor_row(self) -> int | None:
        """The row on which the chosen car stands, or its plate."""
        if self.scene is None or not self._cars:
            return None
        car = self.scene.view.car(self.scene.shown_order)
        place = self._cars.index(car) if car in self._cars else -1
        rows = (y for y, of in enumerate(self._spans, 1) if of.start <= place < of.stop)
        return next(rows, None)

    @property
    def car_rows(self) -> dict[int, str]:
        """The cars by the rows on which they stand; those that are packed as plates have none."""
        spans = enumerate(self._spans, 1)
        return {y: self._cars[of.start] for y, of in spans if not of.packed}

    def _car_at(self, x: int, y: int) -> str | None:
        if self.scene is None or not 1 <= y <= len(self._spans):
            return None
        span = self._spans[y - 1]
        builder = self._builder(
            columns_layout(self.scene, self.scene.view.columns, self.outer_size.width)
        )
        cars = self._cars[span.start : span.stop]
        plate = builder.plate_at(x, cars) if span.packed else 0
        return None if plate is None else cars[plate]
