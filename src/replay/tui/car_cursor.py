"""The cursor in the running order: a place in it, or a car that is followed."""

from collections.abc import Sequence

from replay.race.state import Running


class CarCursor:
    """Keeps its place in the order; while it follows a car it stays with the car.

    `place` counts from 1. `followed` is a car number or None.
    """

    def __init__(self) -> None:
        self.place = 1
        self.followed: str | None = None

    def settle(self, order: Sequence[Running]) -> str:
        """Give the car it stands on in an order, and take the place of a followed car."""
        if self.followed is None:
            return order[min(self.place, len(order)) - 1].car
        self.place = next(row.position for row in order if row.car == self.followed)
        return self.followed

    def move(self, step: int, cars: int) -> None:
        """Go so many places down, up to the last of `cars`; this lets go of a followed car."""
        self.followed = None
        self.place = min(max(self.place + step, 1), cars)

    def choose(self, car: str, order: Sequence[Running]) -> None:
        """Go to the place of a car in an order."""
        self.followed = None
        self.place = next(row.position for row in order if row.car == car)

    def follow(self, car: str) -> None:
        """Follow a car, or let go of the one that is followed."""
        self.followed = None if self.followed else car
