"""The leader's clock: when each lap was first completed, before any car's laps are built.

Stops publish the leader's laps at pit entry, which brackets his crossings on both sides; the
finish and the last lap fix the end. Between the brackets laps take their nominal time, and
what is left over goes mostly to laps under yellow, whose pace varies most.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.reckon.pace import Pace, gives_of

LAP = 1_000_000
"""A lap as a distance: positions on the track are counted in millionths of a lap."""

ON_PIT_ROAD = 700
"""When a car crosses the line on pit road, in thousandths of its time there: on two tracks a
stall past the line makes it 340 and one before it 700, where the line lies near the exit it is
850 to 910, and which it is nobody publishes; fitted."""

_RESTART = 970
"""The lap that ends under green against the pace laps of its own yellow, in thousandths: 930 to 990
on 13 ovals; the pace car keeps its pace."""

_ROUNDS = 3
"""How often the restart laps are reckoned from the pace laps, which then take up what is left."""


@dataclass(frozen=True)
class LeaderClock:
    """`times[n]` is when the leader completed lap n, in ticks; `times[0]` is the green flag.

    `set_by_stops` tells that the stops of the green runs have had their say in when these began.
    """

    times: tuple[int, ...]
    set_by_stops: bool = False

    def laps_at(self, time: int) -> int:
        """Return the laps the leader has completed at `time`."""
        return bisect_right(self.times, time) - 1

    def length(self, lap: int) -> int:
        """Return how long the leader's lap took, in ticks; `lap` counts from 1."""
        return self.times[lap] - self.times[lap - 1]

    def distance(self, time: int) -> int:
        """Return how far the leader is at `time`, in millionths of a lap."""
        lap = min(max(self.laps_at(time), 0), len(self.times) - 2)
        length = max(self.times[lap + 1] - self.times[lap], 1)
        return lap * LAP + (time - self.times[lap]) * LAP // length

    def when(self, distance: int) -> int:
        """Return when the leader was that many millionths of a lap into the race."""
        lap = min(max(distance // LAP, 0), len(self.times) - 2)
        length = self.times[lap + 1] - self.times[lap]
        return self.times[lap] + (distance - lap * LAP) * length // LAP


def leader_clock(
    score: BoxScore,
    pace: Pace,
    known: Mapping[tuple[str, int], int],
    restarts: Mapping[int, int] | None = None,
) -> LeaderClock:
    """Return the leader's clock. `known` holds published crossings of (car, lap).

    `restarts` are when the stops of green runs have him complete restart laps, by lap; they hold
    as far as the stops before and after allow.
    """
    low, high = _brackets(score, pace, known)
    for lap, time in (restarts or {}).items():
        low[lap] = high[lap] = _clip(time, low[lap], high[lap])
    lengths = list(pace.laps)
    gives = gives_of(score)
    times = stretched(lengths, low, high, gives)
    for _ in range(_ROUNDS):
        for caution in score.cautions:
            first, last = caution.first + 1, caution.last
            if first < last < score.laps:
                whole = (times[last] - times[first]) // (last - first)
                lengths[last + 1] = whole * _RESTART // 1000
        times = stretched(lengths, low, high, gives)
    return LeaderClock(tuple(times), set_by_stops=restarts is not None)


def stretched(
    lengths: Sequence[int], low: Sequence[int], high: Sequence[int], gives: Sequence[int]
) -> list[int]:
    """Return when laps 0, 1, ... end if they take `lengths`, brought between `low` and `high`.

    What is left over between two laps that are bound goes to the laps by what each `gives`.
    """
    nominal, give = list(accumulate(lengths)), list(accumulate(gives))
    size = len(nominal)
    times: list[int | None] = [None] * size
    times[0], times[-1] = 0, _clip(nominal[-1], low[-1], high[-1])
    _pull(0, size - 1, times, low, high, give, nominal)
    solved = [time for time in times if time is not None]
    for lap in range(1, size):
        solved[lap] = max(solved[lap], solved[lap - 1] + 1)
    return solved


def _clip(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))


def _brackets(
    score: BoxScore, pace: Pace, known: Mapping[tuple[str, int], int]
) -> tuple[list[int], list[int]]:
    size = score.laps + 1
    far = 10 * (sum(pace.laps) + 1)
    low, high = [0] * size, [far] * size
    for stop in score.stops:
        if stop.leader_laps is not None and stop.leader_laps < score.laps:
            high[stop.leader_laps] = min(high[stop.leader_laps], stop.entry)
            low[stop.leader_laps + 1] = max(low[stop.leader_laps + 1], stop.entry + 1)
            if stop.laps == stop.leader_laps and stop.left:
                # It completes its next lap on pit road, no sooner than the leader his.
                on_pit_road = stop.entry + (stop.exit - stop.entry) * ON_PIT_ROAD // 1000
                high[stop.laps + 1] = min(high[stop.laps + 1], on_pit_road)
        after = stop.laps + 2
        if stop.left and after < size and score.leader(after) == stop.car:
            low[after] = max(low[after], stop.exit + 1)
    for lap in range(1, size):
        leader = score.leader(lap)
        time = None if leader is None else known.get((leader, lap))
        if time is not None:
            low[lap] = high[lap] = time
    for lap in range(1, size):
        low[lap] = max(low[lap], low[lap - 1] + pace.green // 2)
    for lap in range(size - 2, -1, -1):
        high[lap] = min(high[lap], high[lap + 1] - pace.green // 2)
    # Where published facts contradict each other the earlier bound stands; the exact solve
    # that follows reports the contradiction.
    return low, [max(pair) for pair in zip(low, high, strict=True)]


def _pull(
    first: int,
    last: int,
    times: list[int | None],
    low: Sequence[int],
    high: Sequence[int],
    give: Sequence[int],
    nominal: Sequence[int],
) -> None:
    """Pull the string tight between two fixed laps, around the bound it violates most."""
    spans = [(first, last)]
    while spans:
        a, b = spans.pop()
        start, end = times[a], times[b]
        if start is None or end is None or b - a < 2:
            continue
        spare = (end - start) - (nominal[b] - nominal[a])
        reach = max(give[b] - give[a], 1)
        worst, at = 0, 0
        for lap in range(a + 1, b):
            time = start + nominal[lap] - nominal[a] + spare * (give[lap] - give[a]) // reach
            times[lap] = time
            beyond = max(low[lap] - time, time - high[lap])
            if beyond > worst:
                worst, at = beyond, lap
        if worst:
            time = times[at] or 0
            times[at] = _clip(time, low[at], high[at])
            spans += [(a, at), (at, b)]
