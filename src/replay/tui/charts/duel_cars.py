"""The two cars that stand head to head."""

from typing import NamedTuple

from replay.tui.scene import Scene


class DuelCars(NamedTuple):
    """The numbers of two cars: the first is set against the second, which is the chosen one."""

    first: str
    second: str


def duel_cars(scene: Scene) -> DuelCars | None:
    """Give the followed car against the one under the cursor; None in a race of one car.

    Where nobody is followed, or that one is chosen, the first is the leader of the chosen car's
    class, and where the leader is chosen the car next behind it.
    """
    chosen, followed = scene.entry.car, scene.view.followed
    if followed not in (None, chosen):
        return DuelCars(followed, chosen)
    order = [row.car for row in scene.state.order]
    of = scene.entry.race_class
    in_class = [car for car in order if scene.entries[car].race_class == of]
    others = [car for car in in_class[:2] or order[:2] if car != chosen]
    others = others or [car for car in order[:2] if car != chosen]
    return DuelCars(others[0], chosen) if others else None
