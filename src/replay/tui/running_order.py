"""The running order: every car of the field, in the columns that the moment asks for."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType

from textual import events
from textual.message import Message
from textual.reactive import var

from replay.race.model import MEASURED, Entry, Race
from replay.race.series import traces
from replay.race.state import RaceState
from replay.tui.board.columns import LONG_TRACK, NARROW, Layout, Moment, moment_of
from replay.tui.board.order_rows import order_layout, order_rows
from replay.tui.board.packing import Span
from replay.tui.board.row_cells import CarRow
from replay.tui.board.rows import Board
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Line
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.theme import palette_of

_PLATE = 3


class RunningOrder(RowWidget, can_focus=True):
    """The order at one instant.

    The screen sets `state`, `chosen` (a car), `view` (`auto`, `intervals`, `stops`, `grid`,
    `result`) and, where it is wide enough, `traces`: each car's places at its last crossings.
    It draws the title and the note on the rule above; the widget says what they are.
    `long_track`: a lap may take 100 s.
    """

    DEFAULT_CSS = "RunningOrder { background: $background; }"

    state: var[RaceState | None] = var[RaceState | None](None)
    chosen: var[str] = var("")
    view: var[str] = var("auto")
    traces: var[Mapping[str, tuple[int, ...]]] = var[Mapping[str, tuple[int, ...]]](
        MappingProxyType({})
    )

    class CarChosen(Message):
        """The user chose a car with the mouse."""

        def __init__(self, car: str) -> None:
            super().__init__()
            self.car = car

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        long_track: bool = False,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(entries, glyphs=glyphs, id=id, classes=classes)
        self.long_track = long_track
        self._big_plates = any(len(car) >= _PLATE for car in self.entries)
        self._board: Board | None = None
        self._spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> "RunningOrder":
        """Make the running order of a race."""
        long_track = race.header.track.length >= LONG_TRACK
        return cls(race.entries, long_track=long_track, glyphs=glyphs, id=id)

    def show(self, scene: Scene) -> None:
        """Show the order of a scene."""
        seen = scene.ask(traces) if scene.size.very_wide else {}
        self.set_reactive(RunningOrder.view, scene.view.columns)
        self.set_reactive(RunningOrder.chosen, scene.running.car)
        self.set_reactive(RunningOrder.traces, seen)
        self.set_reactive(RunningOrder.state, scene.state)
        self.sync()

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the order; say which columns are chosen, who is followed, what the numbers are."""
        followed = scene.view.followed
        parts = [f"following {followed}"] if followed else []
        return Heading(self.title, self._note(parts, width - len(self.title) - 6))

    # -- what the screen asks ---------------------------------------------------------------

    @property
    def title(self) -> str:
        """The title of the pane: it is a result once the flag has fallen."""
        return "Result" if self._moment == "finish" else "Running order"

    @property
    def note(self) -> str:
        """The columns, where some are chosen, and what the numbers are: `by stops, ~ rebuilt`."""
        return self._note([], self.outer_size.width - len(self.title) - 6)

    def _note(self, more: list[str], room: int) -> str:
        """Put the note together; what has no room leaves, the last first."""
        by = [] if self.view == "auto" else [f"by {self.view}"]
        parts = [part for part in (*by, *more, self._numbers) if part]
        while parts and len(", ".join(parts)) > room:
            parts.pop()
        return ", ".join(parts)

    @property
    def _numbers(self) -> str:
        """What the numbers are: `qualifying`, `~ rebuilt`, `provisional`, `official`."""
        state = self.state
        if state is None:
            return ""
        if self._moment == "grid":
            known = any(entry.qualifying is not None for entry in self.entries.values())
            return "qualifying" if known else ""
        if state.finished and state.provisional:
            return "provisional"
        if state.finished:
            lead_lap = sum(row.laps_down == 0 for row in state.order)
            told = f", {lead_lap} cars on the lead lap" if self.outer_size.width >= NARROW else ""
            return f"official{told}"
        rebuilt = any(row.basis not in MEASURED for row in state.order)
        return f"{self.glyphs.rebuilt} rebuilt" if rebuilt and state.lap else ""

    def next_view(self, views: Sequence[str]) -> str:
        """The next of `views` with other columns than are shown now; else the view shown.

        Of two that look the same now it is `auto`, the first, which goes on as the race does.
        """
        state = self.state
        if state is None:
            return self.view
        looks = {view: self._layout(view) for view in views}
        at = views.index(self.view)
        for view in (*views[at + 1 :], *views[:at]):
            twin = view != "auto" and looks[view] == looks["auto"]
            if looks[view] != looks[self.view] and not twin:
                return view
        return self.view

    # -- what changed -----------------------------------------------------------------------

    def watch_state(self) -> None:
        """Mark the rows that the new state changes."""
        self.sync()

    def watch_chosen(self) -> None:
        """Mark the rows that the choice changes."""
        self.sync()

    def watch_view(self) -> None:
        """Mark the rows that the view changes."""
        self.sync()

    def watch_traces(self) -> None:
        """Mark the rows whose trace has changed."""
        self.sync()

    def on_click(self, event: events.Click) -> None:
        """Choose the car whose row or plate was clicked."""
        car = self._car_at(event.x, event.y)
        if car is not None:
            self.post_message(self.CarChosen(car))

    # -- from state to rows -----------------------------------------------------------------

    def row_values(self) -> Sequence[Line | CarRow]:
        """Heads, then cars in rows and in packed rows of plates; blanks below them."""
        drawn = order_rows(
            self._fitting_board(), self.state, self.outer_size.height, self.chosen, self.traces
        )
        self._spans = drawn.spans
        return drawn.rows

    def draw(self, value: Hashable) -> Line:
        """Draw a row when it is painted."""
        if isinstance(value, CarRow):
            board = self._board
            fits = board is not None and board.layout is value.layout
            return (board if board and fits else self._fitting_board()).car(value)
        return super().draw(value)

    @property
    def _moment(self) -> Moment:
        return moment_of(self.state, self.view) if self.state else "grid"

    def _layout(self, view: str) -> Layout:
        width, cars = self.outer_size.width, len(self.entries)
        traces = not self.glyphs.ascii
        return order_layout(self.state, view, width, cars, self.long_track, traces)

    def _fitting_board(self) -> Board:
        layout = self._layout(self.view)
        marks_places = palette_of(self).nocolor or self.glyphs.ascii
        board = self._board
        if board is None or board.layout is not layout or board.marks_places != marks_places:
            board = self._board = Board(
                self.entries,
                self.glyphs,
                layout,
                big_plates=self._big_plates,
                marks_places=marks_places,
            )
        return board

    def _car_at(self, x: int, y: int) -> str | None:
        if self.state is None or self._board is None or not 1 <= y <= len(self._spans):
            return None
        span = self._spans[y - 1]
        plate = self._board.plate_at(x) if span.packed else 0
        if plate is None or span.start + plate >= span.stop:
            return None
        return self.state.order[span.start + plate].car
