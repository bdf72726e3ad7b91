"""The running order: every car of the field, in the columns that the moment asks for."""

from collections.abc import Hashable, Mapping, Sequence

from textual import events
from textual.message import Message

from replay.race.model import MEASURED, Race
from replay.race.series import traces
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import RowContent
from replay.tui.moment import moment_of
from replay.tui.order.board_rows import board_rows, order_layout
from replay.tui.order.columns import LONG_TRACK, NARROW_BOARD, BoardLayout
from replay.tui.order.packing import CarRange
from replay.tui.order.row_builder import RowBuilder
from replay.tui.order.row_cells import CarRow
from replay.tui.pane import Heading, PaneWidget
from replay.tui.scene import Scene
from replay.tui.theme import palette_of

_PLATE = 3
_BUILDERS = 4
"""Boards kept: a caution comes and goes with its columns."""


def columns_layout(scene: Scene, columns: str, width: int) -> BoardLayout:
    """Give the columns that a choice of the viewer shows in a scene."""
    length = scene.race.header.lap_length
    # Of unknown length a lap may take long: its times are not to be cut.
    long_track = length is None or length >= LONG_TRACK
    cars, draws = len(scene.race.entries), not scene.glyphs.ascii
    return order_layout(scene.state, columns, width, cars, long_track, draws)


def next_columns(scene: Scene, choices: Sequence[str], width: int) -> str:
    """Give the next of the choices with other columns than are shown; else the one shown.

    Of two that look the same now it is `auto`, the first, which goes on as the race does.
    """
    looks = {choice: columns_layout(scene, choice, width) for choice in choices}
    now = scene.view.columns
    at = choices.index(now)
    for choice in (*choices[at + 1 :], *choices[:at]):
        twin = choice != "auto" and looks[choice] == looks["auto"]
        if looks[choice] != looks[now] and not twin:
            return choice
    return now


def order_heading(scene: Scene, width: int) -> Heading:
    """Name the order; say which columns are chosen, who is followed, what the numbers are.

    What has no room leaves, the last first.
    """
    view, finish = scene.view, moment_of(scene.state, scene.view.columns) == "finish"
    title = "Result" if finish else "Running order"
    by = [] if view.columns == "auto" else [f"by {view.columns}"]
    followed = [] if view.followed is None else [f"following {view.followed}"]
    parts = [part for part in (*by, *followed, *_numbers(scene, width)) if part]
    while parts and len(", ".join(parts)) > width - len(title) - 6:
        parts.pop()
    return Heading(title, ", ".join(parts))


def _numbers(scene: Scene, width: int) -> tuple[str, ...]:
    """Say what the numbers are: `qualifying`, `~ rebuilt`, `provisional`, `official`."""
    state = scene.state
    if moment_of(state, scene.view.columns) == "grid":
        known = any(entry.qualifying is not None for entry in scene.race.entries)
        return ("qualifying",) if known else ()
    if state.finished and state.provisional:
        return ("provisional",)
    if state.finished:
        lead_lap = sum(row.laps_down == 0 for row in state.order)
        lap = f"{lead_lap} cars on the lead lap"
        return ("official", lap) if width >= NARROW_BOARD else ("official",)
    rebuilt = any(row.basis not in MEASURED for row in state.order)
    return (f"{scene.glyphs.rebuilt} rebuilt",) if rebuilt and state.lap else ()


def _chosen(scene: Scene) -> str:
    return scene.view.car(scene.state.order) if scene.state.order else ""


def _traces(scene: Scene) -> Mapping[str, tuple[int, ...]]:
    return scene.ask(traces) if scene.size.very_wide else {}


class RunningOrder(PaneWidget, can_focus=True):
    """Shows the order at one instant; a click on a row or a plate chooses the car."""

    class CarChosen(Message):
        """The user chose a car with the mouse."""

        def __init__(self, car: str) -> None:
            super().__init__()
            self.car = car

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(race, glyphs=glyphs, id=id)
        self._big_plates = any(len(car) >= _PLATE for car in self.entries)
        self._builders: dict[tuple[BoardLayout, bool], RowBuilder] = {}
        self._spans: tuple[CarRange, ...] = ()

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[Hashable]:
        """Give heads, then cars in rows and in packed rows of plates; blanks below them."""
        builder = self._builder(columns_layout(scene, scene.view.columns, width))
        drawn = board_rows(builder, scene.state, height, _chosen(scene), _traces(scene))
        self._spans = drawn.spans
        return drawn.rows

    def given(self, scene: Scene, width: int) -> object:
        """Give what the order follows from: between two changes of the race only time differs."""
        state, layout = scene.state, columns_layout(scene, scene.view.columns, width)
        known = state.order, state.stages, state.lap, state.finished, state.provisional
        return (layout, _chosen(scene), _traces(scene), *known)

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
            )
        return builder

    def _car_at(self, x: int, y: int) -> str | None:
        if self.scene is None or not 1 <= y <= len(self._spans):
            return None
        span = self._spans[y - 1]
        builder = self._builder(
            columns_layout(self.scene, self.scene.view.columns, self.outer_size.width)
        )
        plate = builder.plate_at(x) if span.packed else 0
        if plate is None or span.start + plate >= span.stop:
            return None
        return self.scene.state.order[span.start + plate].car
