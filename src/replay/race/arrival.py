"""Races known by their finish alone: the noses at the line, and the order as they arrive.

Such a race has no laps. Until a nose is on the line its car stands where the grid has it, behind
all that have arrived; nothing is told of its laps, for nothing is known of them.
"""

from collections.abc import Mapping, Sequence

from msgspec import structs

from replay.race.car_index import CarIndex
from replay.race.model import SECOND, Chequered, Entry, Race, Retirement, Stop
from replay.race.scoring import Scoring
from replay.race.state import Crossing, Running

AFTER_LAST_NOSE = SECOND // 4
"""How long such a record goes on behind its last nose: the longest car a file may have, of
400 in, has passed the line by then at 91 mph or more, and a car of 193.4 in at 44 mph."""


def finish_crossings(race: Race) -> tuple[Crossing, ...]:
    """Give the noses of a race known by its finish alone in order of time, else nothing.

    The first is on the line as the chequered flag falls. A dead heat keeps the order of the file.
    """
    if race.finish is None or race.has_laps:
        return ()
    zero = next((event.at for event in race.events if isinstance(event, Chequered)), 0)
    basis = race.header.known.finish or "estimated"
    noses = (Crossing(time.car, zero + time.gap, basis) for time in race.finish.times)
    return tuple(sorted(noses, key=lambda nose: nose.at))


class FinishScoring(Scoring):
    """The order of a race known by its finish alone: by arrival at the line, then by the grid."""

    def __init__(
        self,
        entries: Sequence[Entry],
        stops: Sequence[Stop],
        retirements: Mapping[str, Retirement],
        noses: Sequence[Crossing],
    ) -> None:
        # Such files list their entries in the order of the result: off the grid it would tell.
        listed = sorted(entries, key=lambda entry: (len(entry.car), entry.car))
        super().__init__(listed, {}, stops, retirements)
        self._noses = noses

    def standings(self, time: int) -> list[tuple[int, CarIndex]]:
        """Rank all cars at `time`: those on the line or past it, then the others by the grid."""
        noses = [nose for nose in self._noses if nose.at <= time]
        if self.ruled.added:
            noses.sort(key=lambda nose: self.ruled.time_of(nose.car, nose.at))
        arrived = {nose.car: self.by_car[nose.car] for nose in noses}
        waiting = (index for index in self.cars if index.car not in arrived)
        standings = [(0, index) for index in (*arrived.values(), *waiting)]
        return self._dealt(standings)

    def rows(self, time: int, points: Mapping[str, int | None]) -> tuple[Running, ...]:
        """Build the running order at `time`, with gaps at the line for the cars that have come."""
        noses = {nose.car: nose for nose in self._noses if nose.at <= time}
        times = {car: self.ruled.time_of(car, nose.at) for car, nose in noses.items()}
        rows = super().rows(time, points)
        first = ahead = times.get(rows[0].car)
        arrived = []
        for row in rows:
            nose = noses.get(row.car)
            if nose is not None:
                at = times[row.car]
                ranked = row.car not in self.ruled.excluded
                row = structs.replace(
                    row,
                    gap=_behind(first, at) if ranked else None,
                    interval=_behind(ahead, at) if ranked and row.position > 1 else None,
                    crossing=nose.at,
                    basis=nose.basis,
                    placed=True,
                )
            ahead = times.get(row.car)
            arrived.append(row)
        return tuple(arrived)


def _behind(other: int | None, at: int) -> int | None:
    """Ticks behind another nose; None where that came later, or has not come."""
    return None if other is None or other > at else at - other
