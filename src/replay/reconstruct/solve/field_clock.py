"""The field keeps its distance: where a published fact moves the leader, all move with him.

Stops publish how many laps the leader had completed, and best laps how long one took. They bind
the leader alone; but nobody drives away from the field, or waits for it, because a stranger pits.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.reckon.leader_clock import stretched
from replay.reconstruct.reckon.pace import gives_of
from replay.reconstruct.solve.solver import between, yielding
from replay.reconstruct.solve.system import CrossingNumbers, System

CrossingBounds = tuple[list[int], list[int]]
"""The earliest and the latest time of every crossing, by its index."""


def within_bounds(
    score: BoxScore,
    crossings: CrossingNumbers,
    bounds: CrossingBounds,
    target: list[int],
) -> list[int]:
    """Return the target with the field moved so that the leader of each lap is within `bounds`.

    What they move a lap by is spread over the laps before and after it, as a change of pace is.
    """
    early, late = bounds
    lead = _lead(score, crossings, target)
    low, high = list(lead), list(lead)
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is not None and crossings.has(leader, lap):
            index = crossings.index(leader, lap)
            low[lap], high[lap] = early[index], max(early[index], late[index])
    lengths = [0, *(after - before for before, after in pairwise(lead))]
    return _moved(target, lead, stretched(lengths, low, high, gives_of(score)))


def with_leader(
    score: BoxScore, system: System, bounds: CrossingBounds, target: list[int]
) -> list[int]:
    """Return the target with the field of each lap moved as its leader's own laps move him.

    Whoever was reckoned to be where the leader shows that he was not makes way for him.
    """
    car = list(accumulate(lap == 1 for lap in system.crossings.lap_numbers()))
    alone = System(
        system.crossings,
        (
            demand
            for demand in system.demands
            if 0 in (demand.earlier, demand.later) or car[demand.earlier] == car[demand.later]
        ),
    )
    possible = between(alone, *bounds, target)
    lead = _lead(score, system.crossings, target)
    wanted, firm = list(lead), {0}
    # On pit road, under yellow, the leader is no surer than anybody else.
    slow = {lap for c in score.cautions for lap in range(c.first + 1, c.last + 1)}
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is not None and system.crossings.has(leader, lap):
            index = system.crossings.index(leader, lap)
            wanted[lap] = lead[lap] + possible[index] - target[index]
            if lap not in slow:
                firm.add(index)
        wanted[lap] = max(wanted[lap], wanted[lap - 1] + 1)
    moved = between(alone, *bounds, _moved(target, lead, wanted))
    return yielding(system, moved, car, firm)


def _lead(score: BoxScore, crossings: CrossingNumbers, times: Sequence[int]) -> list[int]:
    """Return when each lap is first completed; lap 0 is the start."""
    lead = [0]
    for lap in range(1, score.laps + 1):
        first = min(
            times[crossings.index(car, lap)] for car in crossings.laps if crossings.has(car, lap)
        )
        lead.append(max(first, lead[-1] + 1))
    return lead


def _moved(target: list[int], lead: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Return every time of `target` moved as the leader is moved from `lead` to `wanted`."""
    moved = []
    for time in target:
        lap = bisect_right(lead, time) - 1
        if not 0 <= lap < len(lead) - 1:
            moved.append(time + wanted[-1] - lead[-1] if lap > 0 else time)
            continue
        length = lead[lap + 1] - lead[lap]
        part = (time - lead[lap]) * (wanted[lap + 1] - wanted[lap])
        moved.append(wanted[lap] + part // length)
    return moved
