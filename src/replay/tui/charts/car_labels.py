"""How a car is named beside the axis of a chart: its plate, and its name where there is room."""

from replay.tui.charts.drawn_cars import DrawnCars
from replay.tui.drawing.runs import Row, blank
from replay.tui.field_names import field_names, surname_in
from replay.tui.scene import Scene

NAMED_FROM = 13
"""From so many free cells on a plate has a name beside it."""


def car_label(scene: Scene, car: str, room: int, role: str) -> Row:
    """Give the plate of a car and, in the ink `role`, its name in `room` cells; none without room.

    A name that is longer than its room is told by its longest word.
    """
    names = field_names(scene)
    plate = names.plate(car)
    if room < len(plate[0]):
        return ()
    if room < NAMED_FROM:
        return (plate,)
    return (plate, blank(1), (short_name(scene, car, room - len(plate[0]) - 1), role))


def short_name(scene: Scene, car: str, width: int) -> str:
    """Give the surname of who drives a car in at most `width` cells, as `surname_in` has it."""
    return "".join(surname_in(scene, car, width))


def name_role(drawn: DrawnCars, car: str, other: str) -> str:
    """Give the ink of a car's name: bold of the chosen car, full of those drawn, else `other`."""
    return "bold" if car == drawn.heavy else "full" if car in drawn.cars else other
