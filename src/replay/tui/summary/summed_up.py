"""What a summary is of: the race, or the class of the car under the cursor."""

from typing import NamedTuple

from replay.race.class_order import class_laps_led, class_places
from replay.race.model import RaceClass
from replay.race.state import Running
from replay.tui.scene import Scene


class ResultLine(NamedTuple):
    """A car of the result: its place, its row in the order, and what is of its class.

    `gap` is in ticks to the first, None off its lap; `gained` are places since the grid, None where
    nobody knows it.
    """

    place: int
    row: Running
    gap: int | None
    laps_down: int
    led: int
    started: int | None
    gained: int | None


class SummedUp(NamedTuple):
    """The cars of a summary in order; `of` is their class, None in a race without classes."""

    of: RaceClass | None
    cars: tuple[ResultLine, ...]

    @property
    def name(self) -> str | None:
        """The name of the class, as questions are asked about it."""
        return None if self.of is None else self.of.name


def summed_up(scene: Scene) -> SummedUp:
    """Give what is summed up in a scene: in a race of classes that of the chosen car."""
    classes = scene.race.header.classes
    of = next((one for one in classes if one.name == scene.entry.race_class), None)
    rows = {row.car: row for row in scene.state.order}
    if of is None:
        entries = scene.entries
        lines = [
            ResultLine(
                row.position, row, row.gap, row.laps_down, row.led, entries[row.car].grid, row.net
            )
            for row in rows.values()
        ]
        return SummedUp(None, tuple(lines))
    places, led = scene.ask(class_places), scene.ask(class_laps_led)
    cars = [car for car in rows if car in places and places[car].race_class == of.name]
    starters = [entry for entry in scene.race.entries if entry.car in cars and entry.grid]
    ranked = [entry.car for entry in sorted(starters, key=lambda entry: entry.grid or 0)]
    lines = []
    for car in cars:
        place = places[car]
        started = ranked.index(car) + 1 if car in ranked else None
        gained = None if started is None else started - place.position
        lines.append(
            ResultLine(
                place.position,
                rows[car],
                place.gap,
                place.laps_down,
                led.get(car, 0),
                started,
                gained,
            )
        )
    return SummedUp(of, tuple(lines))


def is_official(scene: Scene) -> bool:
    """Tell whether the result is official: the flag has fallen, and all rulings are out."""
    return scene.state.finished and not scene.state.provisional
