"""Those who share the chosen car: who is in it, and what each has done in it so far."""

from collections.abc import Sequence

from replay.race.driver_records import DriverRecord, driver_records
from replay.race.quantity import quantity
from replay.tui.cards.card import CardWidget
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.race_time import hours_and_minutes, lap_time_text
from replay.tui.drawing.runs import Row, blank
from replay.tui.field_names import field_names
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_NAME, _TIME, _LAPS, _BEST = 13, 6, 8, 8
_STINTS = 54
"""The columns from which stints are counted."""


class Drivers(CardWidget):
    """Tells of the drivers of the car under the cursor; time counts whole laps."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give a row for each who is entered, in the order of the entry list."""
        car = scene.entry.car
        records = scene.ask(driver_records, car)
        return [_row(scene, car, driver, of, width) for driver, of in enumerate(records)]

    def count(self, scene: Scene, width: int) -> int:
        """Give how many drivers are entered for the car."""
        return len(scene.ask(driver_records, scene.entry.car))

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from."""
        return scene.entry.car, scene.ask(driver_records, scene.entry.car)

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the car and its team."""
        label = field_names(scene).label(scene.entry.car)
        return Heading(f"Drivers of {label}", drawable(scene.entry.team or "", scene.glyphs))


def _row(scene: Scene, car: str, driver: int, of: DriverRecord, width: int) -> Row:
    glyphs = scene.glyphs
    name = fit(field_names(scene).surname(car, driver), _NAME, cut=glyphs.cut)
    sign = glyphs.playing if of.driving else " "
    ink = "bold" if of.driving else "full"
    time = glyphs.none if of.time is None else f"{hours_and_minutes(of.time)} h"
    laps = quantity(of.laps, "lap") if of.laps else glyphs.none
    best = glyphs.none if of.best is None else lap_time_text(of.best)
    row: Row = (
        (sign, "full"),
        blank(1),
        (name, ink),
        blank(1),
        (f"{time:>{_TIME}}", "full" if of.laps else "mute"),
        (f" {laps:>{_LAPS}}", "soft" if of.laps else "mute"),
        (f"  {best:>{_BEST}}", "full" if of.laps else "mute"),
    )
    if width < _STINTS:
        return row
    stints = quantity(of.stints, "stint") if of.stints else glyphs.none
    return (*row, (f"  {stints:>9}", "soft" if of.stints else "mute"))
