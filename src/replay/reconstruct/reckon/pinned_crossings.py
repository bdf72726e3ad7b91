"""The crossings of one car that are pinned, and what lies between them."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from replay.reconstruct.reckon.leader_clock import LAP, LeaderClock
from replay.reconstruct.reckon.pace import Pace


class PinnedCrossings:
    """The crossings of one car that are pinned, kept possible: no lap under `least` ticks."""

    def __init__(self, laps: int, least: int) -> None:
        self.laps = laps
        self.least = least
        self.times: dict[int, int] = {0: 0}
        self._order = [0]

    def offer(self, lap: int, time: int) -> bool:
        """Pin a lap if nothing pinned before forbids it; tell whether it was."""
        if not 0 < lap <= self.laps or lap in self.times:
            return False
        at = bisect_left(self._order, lap)
        before = self._order[at - 1]
        if time - self.times[before] < (lap - before) * self.least:
            return False
        if at < len(self._order):
            after = self._order[at]
            if self.times[after] - time < (after - lap) * self.least:
                return False
        insort(self._order, lap)
        self.times[lap] = time
        return True

    def offer_all(self, crossings: Iterable[tuple[int, int]]) -> None:
        """Pin (lap, time) after (lap, time), as far as they are possible."""
        for lap, time in crossings:
            self.offer(lap, time)

    def pairs(self) -> list[tuple[int, int]]:
        """Return the neighbouring pinned laps."""
        return list(zip(self._order, self._order[1:], strict=False))

    @property
    def last(self) -> int:
        """The last pinned lap."""
        return self._order[-1]


def every_lap(knots: PinnedCrossings, pace: Pace, clock: LeaderClock) -> list[int]:
    """Return a time for every lap 1, 2, ...: pinned, or at the field's pace between the pins."""
    ideal = [0]
    for lap in range(1, len(pace.laps)):
        # Behind the pace car all move as the leader does, under green each at the field's pace.
        ideal.append(ideal[-1] + (clock.length(lap) if pace.slow[lap] else pace.laps[lap]))
    times = [0] * (knots.laps + 1)
    for lap, time in knots.times.items():
        times[lap] = time
    for before, after in knots.pairs():
        start, end = clock.distance(times[before]), clock.distance(times[after])
        first, whole = _at(ideal, start), _at(ideal, end) - _at(ideal, start)
        for lap in range(before + 1, after):
            place = start + (end - start) * (lap - before) // (after - before)
            part = _at(ideal, place) - first
            times[lap] = times[before] + (times[after] - times[before]) * part // max(whole, 1)
    for lap in range(knots.last + 1, knots.laps + 1):
        follow = clock.distance(times[lap - 1]) + LAP
        times[lap] = max(clock.when(follow), times[lap - 1] + knots.least)
    return times[1:]


def _at(ideal: list[int], place: int) -> int:
    """Return the nominal time at a distance in millionths of a lap."""
    lap = min(max(place // LAP, 0), len(ideal) - 2)
    return ideal[lap] + (ideal[lap + 1] - ideal[lap]) * (place - lap * LAP) // LAP
