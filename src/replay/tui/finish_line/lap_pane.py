"""The lap laid flat as a pane: all who take the flag of a road race, or came by on a lap."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.message import Message

from replay.race.class_order import class_places
from replay.race.driver_names import car_names
from replay.race.lap_at_line import LapAtLine, class_leader_lap, finish_lap, leader_lap
from replay.race.model import Race
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import PlateTexts
from replay.tui.drawing.runs import RowContent
from replay.tui.finish_line.lap_axis import LapAxis, axis_of, panned
from replay.tui.finish_line.lap_lanes import LaneOf, hang, lanes
from replay.tui.finish_line.lap_rows import LANE_LEFT, LEFT, RULER_ROWS, lap_rows, nobody
from replay.tui.finish_line.viewport import Viewport
from replay.tui.keys import PAN_KEYS
from replay.tui.pane import Heading, PaneWidget
from replay.tui.scene import Scene
from replay.tui.shown_order import OVERALL

NAMED = 120
"""From this width on surnames stand beside the plates of a finish without classes."""

_AROUND = 8
"""The cells a title needs beside its words."""


def class_alone(scene: Scene) -> str | None:
    """Name the class that is shown alone."""
    chosen = scene.view.order_by
    return chosen if any(one.name == chosen for one in scene.race.header.classes) else None


def lap_of(scene: Scene) -> LapAtLine | None:
    """Give the finish where it stands at the line, else who came by on the latest lap."""
    alone = class_alone(scene)
    finish = scene.ask(finish_lap) if scene.line_open else None
    if finish is None:
        return scene.ask(class_leader_lap, alone) if alone else scene.ask(leader_lap)
    if alone is None:
        return finish
    cars = (car for car in finish.cars if scene.entries[car.car].race_class == alone)
    return replace(finish, cars=tuple(cars))


def down_by_car(scene: Scene) -> dict[str, int]:
    """Give the laps that cars are down: in their class, where the order goes by classes."""
    down = {row.car: row.laps_down for row in scene.state.order}
    if scene.race.header.classes and scene.view.order_by != OVERALL:
        places = scene.ask(class_places).items()
        down |= {car: place.laps_down for car, place in places}
    return down


def outlined(scene: Scene) -> frozenset[str]:
    """Give the cars that are laps down."""
    return frozenset(car for car, laps in down_by_car(scene).items() if laps)


def shown_classes(scene: Scene) -> list[LaneOf]:
    """Give the classes that have a lane, the fastest first."""
    if scene.view.order_by == OVERALL:
        return []
    alone = class_alone(scene)
    entered = {entry.race_class for entry in scene.race.entries}
    return [
        LaneOf(one.name, one.short, rank)
        for rank, one in enumerate(scene.race.header.classes)
        if one.name in entered and alone in (None, one.name)
    ]


def lap_title(lap: LapAtLine | None, finish: bool, glyphs: Glyphs) -> str:
    """Give the title: `Finish line`, or `At the line, lap 44 ~`, the mark where any is rebuilt."""
    mark = "" if lap is None or lap.exact else f" {glyphs.rebuilt}"
    if finish or lap is None:
        return f"{'Finish line' if finish else 'At the line'}{mark}"
    return f"At the line, lap {lap.lap}{mark}"


def lap_notes(
    lap: LapAtLine, axis: LapAxis, viewport: Viewport, nose: str, classes: int, alone: str
) -> list[str]:
    """Give what may stand after the title, the fullest first: nothing that follows from a gap.

    `nose` is what stands on the plate of the car the axis begins at, `alone` the mark of the one
    class that is shown.
    """
    outline = "laps down in outline"
    chosen = any(car.car == viewport.nose for car in lap.cars) and not viewport.pan
    scale = f"{axis.scale} a cell{f', at {nose}' if chosen else ''}"
    if axis.steps:
        return [scale]
    if not lap.finish:
        since = f"since the leader{f' of {alone}' if alone else ''} crossed"
        return [f"{since}; {outline}", since, ""]
    if classes > 1:
        return [f"every car to take the flag, by class; {scale}", f"by class, {scale}", scale]
    who = f"who takes the flag{f' in {alone}' if alone else ''}, {scale}"
    return [f"{who}; {outline}", who, scale]


class LapPane(PaneWidget, can_focus=True):
    """Shows a lap laid flat: plates hang where their cars come by, nothing right of the clock."""

    ALLOW_SELECT = False
    HELP = "The finish of a road race: x is seconds since the winner took the flag."

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in PAN_KEYS]

    class Shifted(Message):
        """The user asks for the axis to begin elsewhere: at `viewport`."""

        def __init__(self, viewport: Viewport) -> None:
            super().__init__()
            self.viewport = viewport

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(race, glyphs=glyphs, id=id)
        names = car_names(race.entries) if not race.header.classes else {}
        self._names = {car: drawable(name, glyphs) for car, name in names.items()}
        self._class_of = {entry.car: entry.race_class for entry in race.entries}
        self._plates = PlateTexts(race.entries, glyphs)

    def show(self, scene: Scene) -> None:
        """Show it; it can have the keys while there is something to move."""
        self.can_focus = scene.pan_keys
        super().show(scene)

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Draw the lanes and the ruler."""
        lap = lap_of(scene)
        if lap is None:
            return tuple(map(RowContent, nobody(width, height)))
        classes = shown_classes(scene)
        axis = self._axis(lap, scene, width)
        names = self._names if lap.finish and width >= NAMED else {}
        hung = [
            hang(lane, axis, names, self._plates.width, width)
            for lane in lanes(lap.cars, classes, self._class_of, max(height - RULER_ROWS, 1))
        ]
        rows = lap_rows(hung, axis, lap.clock, outlined(scene), self._plates, width, scene.glyphs)
        return tuple(map(RowContent, rows[:height]))

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from: the clock by its column alone."""
        lap = lap_of(scene)
        if lap is None:
            return ("nobody",)
        axis = self._axis(lap, scene, width)
        column = min(axis.column(lap.clock), axis.end)
        view = scene.view
        return replace(lap, clock=0), column, outlined(scene), view.viewport, view.order_by

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name it, and say what a cell is worth: the same at any margin."""
        lap, finish = lap_of(scene), scene.line_open
        title = lap_title(lap, finish, scene.glyphs)
        if lap is None:
            return Heading(title)
        classes, alone = shown_classes(scene), class_alone(scene)
        axis = self._axis(lap, scene, width)
        mark = classes[0].mark if alone and classes else ""
        viewport = scene.view.viewport
        nose = self._plates.text(viewport.nose).strip()
        notes = lap_notes(lap, axis, viewport, nose, len(classes), mark)
        room = width - len(title) - _AROUND
        return Heading(title, next((note for note in notes if len(note) <= room), ""))

    def _axis(self, lap: LapAtLine, scene: Scene, width: int) -> LapAxis:
        left = LANE_LEFT if shown_classes(scene) else LEFT
        return axis_of(lap, scene.view.viewport, left, width)

    def action_pan(self, eighths: int) -> None:
        """Ask for the axis to move by eighths of its span."""
        if self.scene is not None:
            viewport = self.scene.view.viewport
            self.post_message(self.Shifted(panned(viewport, eighths, lap_of(self.scene))))
