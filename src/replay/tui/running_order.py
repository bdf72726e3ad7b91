"""The running order: every car of the field, in the columns that the moment asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from replay.race.model import MEASURED, Entry, Race
from replay.race.series import traces
from replay.race.state import RaceState, Running
from replay.tui.board.columns import LONG_TRACK, NARROW, Layout, Moment, layout_of, moment_of
from replay.tui.board.packing import Span, pack
from replay.tui.board.row_cells import Row
from replay.tui.board.rows import Blank, Board, Heads, Line, Packed
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.theme import palette_of

_PLATE = 3


class RunningOrder(Widget, can_focus=True):
    """The order at one instant, drawn line by line; only lines that changed are drawn again.

    The screen sets `state`, `chosen` (a car), `view` (`auto`, `intervals`, `stops`, `grid`,
    `result`) and, where it is wide enough, `traces`: each car's places at its last crossings.
    It draws the title and the note on the rule above; the widget says what they are.
    `long_track`: a lap may take 100 s.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "RunningOrder { background: $background; }"

    state: var[RaceState | None] = var[RaceState | None](None)
    chosen: var[str] = var("")
    view: var[str] = var("auto")
    traces: var[Mapping[str, tuple[int, ...]]] = var[Mapping[str, tuple[int, ...]]](
        MappingProxyType({})
    )
    glyphs: var[Glyphs] = var(UNICODE)

    @dataclass
    class CarChosen(Message):
        """The user chose a car with the mouse."""

        car: str

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        long_track: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._entries = {entry.car: entry for entry in entries}
        self.long_track = long_track
        self._big_plates = any(len(car) >= _PLATE for car in self._entries)
        self._board: Board | None = None
        self._spans: tuple[Span, ...] = ()
        self._shown: tuple[Line, ...] = ()
        self._shown_height = 0

    @classmethod
    def of(cls, race: Race, glyphs: Glyphs, id: str) -> "RunningOrder":
        """Make the running order of a race."""
        order = cls(race.entries, long_track=race.header.track.length >= LONG_TRACK, id=id)
        order.set_reactive(RunningOrder.glyphs, glyphs)
        return order

    def show(self, scene: Scene) -> None:
        """Show the order of a scene."""
        self.view, self.chosen = scene.view.columns, scene.running.car
        self.traces = scene.ask(traces) if scene.size.very_wide else {}
        self.state = scene.state

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the order, and say what its numbers are."""
        return Heading(self.title, self.note)

    # -- what the screen asks ---------------------------------------------------------------

    @property
    def title(self) -> str:
        """The title of the pane: it is a result once the flag has fallen."""
        return "Result" if self._moment == "finish" else "Running order"

    @property
    def note(self) -> str:
        """The view, where one was chosen, and what the numbers are: `stops, ~ rebuilt`."""
        view = "" if self.view == "auto" else self.view
        return ", ".join(filter(None, (view, self._numbers)))

    @property
    def _numbers(self) -> str:
        """What the numbers are: `qualifying`, `~ rebuilt`, `provisional`, `official`."""
        state = self.state
        if state is None:
            return ""
        if self._moment == "grid":
            known = any(entry.qualifying is not None for entry in self._entries.values())
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
        looks = {view: self._layout(moment_of(state, view)) for view in views}
        at = views.index(self.view)
        for view in (*views[at + 1 :], *views[:at]):
            twin = view != "auto" and looks[view] == looks["auto"]
            if looks[view] != looks[self.view] and not twin:
                return view
        return self.view

    # -- lines ------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The strip of line `y`: the same object for as long as its content is equal."""
        board = self._board
        if board is None or self._outdated(board):
            self._renew()
            board = self._board
        if board is None:
            return Strip.blank(self.outer_size.width, self.rich_style)
        return board.strip(self._shown[y] if y < len(self._shown) else Blank())

    def notify_style_update(self) -> None:
        """Draw anew when the theme has changed."""
        super().notify_style_update()
        if self.is_attached and self._board is not None and self._outdated(self._board):
            self._renew()

    def watch_state(self) -> None:
        """Mark the lines that the new state changes."""
        self._renew()

    def watch_chosen(self) -> None:
        """Mark the lines that the choice changes."""
        self._renew()

    def watch_view(self) -> None:
        """Mark the lines that the view changes."""
        self._renew()

    def watch_traces(self) -> None:
        """Mark the lines whose trace has changed."""
        self._renew()

    def watch_glyphs(self) -> None:
        """Draw all with the new signs."""
        self._renew()

    def on_resize(self) -> None:
        """Deal the field out to the new size."""
        self._renew()

    def on_click(self, event: events.Click) -> None:
        """Choose the car whose row or plate was clicked."""
        car = self._car_at(event.x, event.y)
        if car is not None:
            self.post_message(self.CarChosen(car))

    # -- from state to lines ----------------------------------------------------------------

    @property
    def _moment(self) -> Moment:
        return moment_of(self.state, self.view) if self.state else "grid"

    def _outdated(self, board: Board) -> bool:
        return (
            board.palette is not palette_of(self)
            or board.layout.width != self.outer_size.width
            or self._shown_height != self.outer_size.height
        )

    def _renew(self) -> None:
        """Work the lines out again and mark those that differ from what is shown."""
        if not self.is_attached or not self.outer_size:
            return
        before, shown = self._board, self._shown
        board = self._fitting_board()
        self._shown = self._lines_of(board)
        self._shown_height = self.outer_size.height
        if board is not before or len(shown) != len(self._shown):
            self.refresh()
            return
        pairs = zip(shown, self._shown, strict=True)
        changed = [y for y, (old, new) in enumerate(pairs) if old != new]
        if changed:
            self.refresh(*(Region(0, y, self.outer_size.width, 1) for y in changed))

    def _layout(self, moment: Moment) -> Layout:
        stages = tuple(stage.number for stage in self.state.stages) if self.state else ()
        return layout_of(
            moment,
            self.outer_size.width,
            stages,
            len(self._entries),
            self.long_track,
            not self.glyphs.ascii,
        )

    def _fitting_board(self) -> Board:
        layout = self._layout(self._moment)
        palette = palette_of(self)
        board = self._board
        if (
            board is None
            or board.layout is not layout
            or board.palette is not palette
            or board.glyphs is not self.glyphs
        ):
            board = Board(self._entries, palette, self.glyphs, layout, self._big_plates)
            self._board = board
        return board

    def _lines_of(self, board: Board) -> tuple[Line, ...]:
        order = self.state.order if self.state else ()
        chosen = self._place_of_chosen(order) or 0
        self._spans = pack(len(order), self.outer_size.height - 1, board.plates_a_line, chosen)
        rows = self._rows(order, board.layout)
        packed = (
            Packed(span.start + 1, tuple(row.car for row in order[span.start : span.stop]))
            if span.packed
            else rows[span.start]
            for span in self._spans
        )
        return (Heads(), *packed)

    def _rows(self, order: tuple[Running, ...], layout: Layout) -> list[Row]:
        state = self.state
        keys = {column.key for column in layout.columns}
        exact = [running.basis in MEASURED for running in order]
        stages = state.stages if state and "stage" in keys else ()
        places = [{car: n for n, car in enumerate(of.order, 1)} for of in stages]
        most_led = max((running.led for running in order), default=0) if "bar" in keys else 0
        bar = next((column.width for column in layout.columns if column.key == "bar"), 0)
        official = bool(state and state.finished and not state.provisional)
        traces = self.traces if "trace" in keys else {}
        past = _gaps_past(order)
        return [
            Row(
                running,
                chosen=running.car == self.chosen,
                gap_exact=exact[at] and exact[0],
                interval_exact=exact[at] and exact[max(0, at - 1)],
                bar=cells.eighths(running.led, most_led, bar),
                stages=tuple(of.get(running.car) for of in places),
                trace=traces.get(running.car, ()),
                official=official,
                arrived=official or bool(state and running.laps == state.lap),
                gap_past=past[at],
                interval_past=past[at] and running.laps < order[at - 1].laps,
            )
            for at, running in enumerate(order)
        ]

    def _place_of_chosen(self, order: tuple[Running, ...]) -> int | None:
        return next((at for at, row in enumerate(order) if row.car == self.chosen), None)

    def _car_at(self, x: int, y: int) -> str | None:
        line = self._shown[y] if 0 <= y < len(self._shown) else None
        if isinstance(line, Row):
            return line.running.car
        if isinstance(line, Packed) and self._board is not None:
            plate = self._board.plate_at(x)
            return line.cars[plate] if plate is not None and plate < len(line.cars) else None
        return None


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
