"""What stands under a lap laid flat while it has the whole screen: the cars as they came by."""

from rich.cells import cell_len

from replay.race.cars_now import cars_now
from replay.race.driver_names import short_names
from replay.race.lap_at_line import CarOnLap, LapAtLine
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.plates import PlateTexts
from replay.tui.drawing.race_time import lap_time_text, laps_behind, time_cell
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.finish_line.lap_pane import class_alone, down_by_car, lap_of
from replay.tui.pane import Heading
from replay.tui.scene import Scene

COLUMN = 40
"""The cells of a column of cars, with the blanks between it and the next."""

_GAP, _MARK, _DOWN = 9, 4, 8


def lap_details(scene: Scene, width: int, height: int) -> tuple[Row, ...]:
    """List the cars in the order they came by, in as many columns as there is room for.

    Each with its time after the first and the laps it is down. What has no room is left out, and
    the last row says how many cars that is.
    """
    lap = lap_of(scene)
    if lap is None or height < 1:
        return ()
    columns = max(width // COLUMN, 1)
    writer = _Writer(scene, min(COLUMN, width) - 2)
    cars = [writer.row(car) for car in lap.cars]
    room = columns * height
    if len(cars) > room:
        more = f"{len(cars) - room + 1} more"
        cars = [*cars[: room - 1], ((more.rjust(_GAP), "mute"),)]
    rows: list[Row] = []
    for at in range(min(height, len(cars))):
        row: Row = (blank(1),)
        for place, car in enumerate(cars[at::height]):
            row = (*row, blank(1 + place * COLUMN - length(row)), *car)
        rows.append(row)
    return tuple(rows)


def lap_heading(scene: Scene) -> Heading:
    """Say what is listed; once the result is official, by how much it was won."""
    lap, alone = lap_of(scene), class_alone(scene)
    if lap is None:
        return Heading("")
    if not lap.finish:
        return Heading(f"Lap {lap.lap}, as they came by")
    return Heading("As they took the flag", "" if alone else _margin(lap))


def _margin(lap: LapAtLine) -> str:
    """Say by how much the race was won: what was published, and what the clock has."""
    if lap.margin is None:
        return ""
    told = f"won by {lap_time_text(lap.margin)} s by the result"
    gaps = (car.gap for car in lap.cars[1:])
    return told if lap.margin in gaps else f"{told}; the plates are the clock's"


class _Writer:
    """Writes the cars of a list, a row of so many cells each."""

    def __init__(self, scene: Scene, width: int) -> None:
        self._scene = scene
        header = scene.race.header
        self._plates = PlateTexts(scene.race.entries, scene.glyphs)
        self._names = short_names(scene.race.entries)
        self._now = scene.ask(cars_now)
        self._marks = {one.name: one.short for one in header.classes}
        self._down = down_by_car(scene)
        fixed = _GAP + 1 + self._plates.width + 1 + (_MARK if self._marks else 0)
        self._room = max(width - fixed, _DOWN)

    def row(self, car: CarOnLap) -> Row:
        """Write a car: its time, plate, class, driver and laps down."""
        scene, glyphs = self._scene, self._scene.glyphs
        gap = time_cell(car.gap, car.exact, _GAP, glyphs, sign="+") if car.gap else "0"
        mark = self._marks.get(scene.entries[car.car].race_class or "", "")
        laps = self._down.get(car.car, 0)
        down = laps_behind(laps, scene.race.header.discipline, _DOWN, glyphs) if laps else ""
        down = f" {down.strip()}" if laps else ""  # what it does not take is the name's
        name = self._room - cell_len(down)
        return (
            (f"{gap:>{_GAP}} ", "full" if car.exact else "soft"),
            (self._plates.text(car.car), f"plate {car.car}"),
            blank(1),
            *(((f"{mark:<{_MARK}}", "mute"),) if self._marks else ()),
            (fit(self._driver(car.car), name, cut=glyphs.cut), "soft" if laps else "full"),
            (down, "mute"),
        )

    def _driver(self, car: str) -> str:
        """Name who is in a car, or the first of its drivers where nobody knows."""
        drivers, glyphs = self._scene.entries[car].drivers, self._scene.glyphs
        now = self._now.get(car)
        at = now.driver if now is not None and now.driver is not None else 0
        name = self._names[drivers[at]] if at < len(drivers) else ""
        return drawable(name or glyphs.none, glyphs)
