"""Two cars against each other, lap by lap: who was ahead, and by how much where that tells.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right

from msgspec import Struct

from replay.race.gap_runs import GapRun
from replay.race.gaps import gaps_between, leader_laps
from replay.race.green_laps import green_laps
from replay.race.series import places
from replay.race.timeline import Timeline


class DuelGaps(Struct, frozen=True):
    """How far a car was behind another on every lap that both have completed, lap 1 first.

    `gaps` are in ticks, negative where it was ahead, None where they were not on one lap. `ends`
    are the times (ticks) at which both had completed the lap. `green` tells of each whether gaps
    mean anything on it, `stopped` whether it is one in or out of a stop of either. `runs` are the
    laps in a row that have a gap, and none of both.
    """

    gaps: tuple[int | None, ...]
    ends: tuple[int, ...]
    green: tuple[bool, ...]
    stopped: tuple[bool, ...]
    runs: tuple[GapRun, ...]


def ahead_by_lap(timeline: Timeline, time: int, car: str, other: str) -> tuple[bool | None, ...]:
    """Tell whether a car was ahead of another at each of the `places` of `replay.race.series`.

    That is on the grid, at the instant of every lap of the leader since, and now. None where one
    of them had no place yet.
    """
    ours, theirs = places(timeline, time, car), places(timeline, time, other)
    return tuple(
        None if one is None or two is None else one < two
        for one, two in zip(ours, theirs, strict=True)
    )


def duel_gaps(timeline: Timeline, time: int, car: str, other: str) -> DuelGaps:
    """Give the gaps of a car to another, and on which laps they tell anything.

    A lap of cars on the lap of their leader is green where that of the leader is; of others, where
    no neutralisation touched it until the first of the two had completed it.
    """
    time = min(max(time, 0), timeline.end)
    gaps = gaps_between(timeline, time, car, other)
    by_car = timeline.scoring_at(time).by_car
    ours, theirs = by_car[car].crossings, by_car[other].crossings
    pairs = [*zip(ours[: len(gaps)], theirs[: len(gaps)], strict=True)]
    green = _green(timeline, time, by_car[car].race_class, pairs)
    histories = timeline.histories_at(time)
    stops = histories[car].stopped_by(time) | histories[other].stopped_by(time)
    stopped = tuple(lap in stops for lap in range(1, len(gaps) + 1))
    runs: list[tuple[int, list[int]]] = []
    open_run = False
    for lap, gap in enumerate(gaps, 1):
        if gap is None or stopped[lap - 1] or not green[lap - 1]:
            open_run = False
            continue
        if not open_run:
            runs.append((lap, []))
        runs[-1][1].append(gap)
        open_run = True
    return DuelGaps(
        gaps,
        tuple(max(pair) for pair in pairs),
        green,
        stopped,
        tuple(GapRun(first, tuple(found)) for first, found in runs),
    )


def _green(
    timeline: Timeline, time: int, race_class: str | None, pairs: list[tuple[int, int]]
) -> tuple[bool, ...]:
    """Tell of each lap that two cars have completed whether it was run under green."""
    leads = leader_laps(timeline, time, race_class)
    of_leader = green_laps(timeline, time, race_class)
    slow = [
        (one.at, max(until, one.at + 1))
        for one, until in timeline.flags.neutralised_times(time)
        if one.height != "part"
    ]
    found = []
    before = 0
    for lap, pair in enumerate(pairs, 1):
        end = min(pair)
        if bisect_right(leads, end) == lap:
            found.append(of_leader[lap - 1])
        else:
            found.append(not any(at < end and until > before for at, until in slow))
        before = end
    return tuple(found)
