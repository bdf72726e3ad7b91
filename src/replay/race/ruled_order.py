"""What rulings make of an order: places dealt, penalty time added, cars excluded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec import structs

from replay.race.model import Ruling
from replay.race.state import NEVER, Running

T = TypeVar("T")


class RuledOrder(NamedTuple):
    """The rulings in force: `order` as the latest gave it, `added` ticks by car, `excluded` cars.

    Penalty time counts for a car from its crossing at the chequered flag on, at `flag`: the noses
    stay where they were at the line.
    """

    order: tuple[str, ...] = ()
    added: Mapping[str, int] = {}
    excluded: frozenset[str] = frozenset()
    flag: int = 0

    @property
    def retimes(self) -> bool:
        """Whether gaps and laps down are other than by the line: by penalties or exclusions."""
        return bool(self.added or self.excluded)

    def time_of(self, car: str, at: int) -> int:
        """Give the time that counts for a crossing at `at`."""
        return at + self.added.get(car, 0) if at >= self.flag else at

    def dealt(self, standings: list[T], car_of: Callable[[T], str]) -> list[T]:
        """Give standings with the excluded last, and the places of the ruled dealt in its order."""
        if self.excluded:
            standings = sorted(standings, key=lambda one: car_of(one) in self.excluded)
        if not self.order:
            return standings
        by_car = {car_of(one): one for one in standings}
        ruled = iter([by_car[car] for car in self.order])
        members = set(self.order)
        return [next(ruled) if car_of(one) in members else one for one in standings]

    def behind(
        self, car: str, at: int, laps: int, other: str, crossings: Sequence[int], time: int
    ) -> int | None:
        """Ticks of a car, `at` the line of its last lap, behind another with its `crossings`.

        With what was added to both; None where the other came there later, or has yet to come.
        """
        if not 0 < laps <= len(crossings) or crossings[laps - 1] > time:
            return None
        ticks = self.time_of(car, at) - self.time_of(other, crossings[laps - 1])
        return ticks if ticks >= 0 else None

    def rows(
        self, rows: Sequence[Running], crossings: Callable[[str], Sequence[int]], time: int
    ) -> tuple[Running, ...]:
        """Give rows of a running order with their gaps as ruled; excluded cars have none."""
        first = ahead = rows[0].car
        ruled = []
        for row in rows:
            car, at, laps = row.car, row.crossing, row.laps
            if car in self.excluded:
                row = structs.replace(row, gap=None, interval=None)
            elif laps and not row.laps_down:
                gap = self.behind(car, at, laps, first, crossings(first), time)
                interval = None
                if row.position > 1:
                    interval = self.behind(car, at, laps, ahead, crossings(ahead), time)
                row = structs.replace(row, gap=gap, interval=interval)
            ahead = car
            ruled.append(row)
        return tuple(ruled)


NO_RULING = RuledOrder()
"""The order as the line has it."""


def ruled_order(rulings: Iterable[Ruling], flag: int) -> RuledOrder:
    """Take rulings together; `flag` is when the chequered flag fell, `NEVER` where nobody knows."""
    order: tuple[str, ...] = ()
    added: dict[str, int] = {}
    excluded: set[str] = set()
    for ruling in rulings:
        order = ruling.order or order
        excluded.update(ruling.excluded)
        for penalty in ruling.added:
            added[penalty.car] = added.get(penalty.car, 0) + penalty.time
    return RuledOrder(order, added, frozenset(excluded), 0 if flag == NEVER else flag)
