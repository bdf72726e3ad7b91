"""The cars that a chart draws: never more than three, told apart by the weight of their lines."""

from typing import NamedTuple

from replay.race.class_order import class_places
from replay.tui.scene import Scene


class DrawnCars(NamedTuple):
    """The numbers of the cars drawn: the chosen one heavy, another light, the compared one broken.

    None where there is no such car; no car is drawn twice.
    """

    heavy: str
    light: str | None
    broken: str | None

    @property
    def cars(self) -> tuple[str, ...]:
        """All of them, the heaviest first."""
        return tuple(car for car in self if car is not None)


def drawn_cars(scene: Scene) -> DrawnCars:
    """Give the cars drawn: the car under the cursor, the one followed, the one compared.

    Where the first two are one, or nobody is followed, the light line is the leader: of the
    chosen car's class, where there are classes.
    """
    heavy, followed = scene.entry.car, scene.view.followed
    light = followed if followed not in (None, heavy) else _leader(scene, heavy)
    light = None if light == heavy else light
    against = scene.view.against
    return DrawnCars(heavy, light, None if against in (heavy, light) else against)


def _leader(scene: Scene, car: str) -> str | None:
    """Give the first car of a car's class, or of all; None where nobody has a place yet."""
    order = scene.state.order
    places = scene.ask(class_places) if scene.race.header.classes else {}
    if car in places:
        of = places[car].race_class
        return next(
            (one for one, at in places.items() if at.race_class == of and at.position == 1), None
        )
    return order[0].car if order[0].placed else None
