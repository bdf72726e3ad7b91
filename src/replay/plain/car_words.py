"""What plain lines call a car, its place and its gap."""

from collections.abc import Iterator

from msgspec import Struct

from replay.plain.time_words import gap_in_words
from replay.race.log_names import LogNames
from replay.race.model import MEASURED
from replay.race.published_gaps import published_gaps
from replay.race.quantity import quantity
from replay.race.state import RaceState, Running
from replay.race.timeline import Timeline


class CarWords:
    """The names of the cars of one race: the number, and the surname of who is in the car."""

    def __init__(self, timeline: Timeline) -> None:
        self._names = LogNames(timeline)
        self._entries = {entry.car: entry for entry in timeline.race.entries}

    def of(self, car: str, time: int) -> str:
        """Name a car as it is known at `time` (ticks): `17 Buescher`."""
        return f"{car} {self._names.of(car, time)}".rstrip()

    def cars(self, cars: tuple[str, ...], time: int) -> str:
        """Name several cars, a comma between them."""
        return ", ".join(self.of(car, time) for car in cars)

    def full(self, car: str) -> str:
        """Name a car with the whole names of all who are entered for it."""
        drivers = " / ".join(driver.name for driver in self._entries[car].drivers)
        return f"{car} {drivers}".rstrip()


class OrderNow(Struct, frozen=True):
    """The order of one instant with what tells how exact its gaps are.

    The gap of a car among the `stale` is one of an earlier lap, and true no more.
    """

    state: RaceState
    published: frozenset[str]
    decimals: int
    stale: frozenset[str] = frozenset()

    def is_exact(self, row: Running) -> bool:
        """Tell whether the gap of a car to the first was measured or published."""
        first = self.state.order[0]
        return row.car in self.published or (row.basis in MEASURED and first.basis in MEASURED)

    def is_exact_interval(self, at: int) -> bool:
        """Tell whether the gap between a car, by its index in the order, and the next one was."""
        ahead, row = self.state.order[at - 1], self.state.order[at]
        both = {ahead.car, row.car} <= self.published
        return both or (row.basis in MEASURED and ahead.basis in MEASURED)

    def gap(self, row: Running) -> str | None:
        """Write how far a car is behind the first, in seconds or laps; None where it is unknown."""
        if row.laps_down:
            return f"{quantity(row.laps_down, 'lap')} down"
        if row.gap is None or row.car in self.stale:
            return None
        return gap_in_words(row.gap, self.is_exact(row), self.decimals)

    def interval(self, at: int) -> str | None:
        """Write how far a car, by its index in the order, is behind the one ahead of it."""
        ahead, row = self.state.order[at - 1], self.state.order[at]
        if row.interval is None or (row.car in self.stale and row.laps < ahead.laps):
            return None
        return gap_in_words(row.interval, self.is_exact_interval(at), self.decimals)


def order_now(timeline: Timeline, time: int) -> OrderNow:
    """Give the order at `time` (ticks)."""
    state = timeline.at(time)
    published = published_gaps(timeline, time)
    return OrderNow(state, published, timeline.race.decimals, frozenset(_stale(state)))


def _stale(state: RaceState) -> Iterator[str]:
    """Give the cars whose gap is one of an earlier lap, and true no more.

    It is less than that of a car above, which has gone by since; under the chequered flag that of
    every car that has yet to take it is one, too. An official result has none.
    """
    if state.finished and not state.provisional:
        return
    most = 0
    for row in state.order:
        gap = most if row.gap is None else row.gap
        if gap < most or (state.finished and row.laps < state.order[0].laps):
            yield row.car
        most = max(gap, most)
