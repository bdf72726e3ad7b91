"""How far a car was behind another, lap by lap at the line: what a chart of gaps draws.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
Gaps are those of the noses at the line, as scored at the time: penalty time moves none of them.
"""

from bisect import bisect_right
from collections.abc import Sequence

from replay.race.model import MEASURED
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline


def gaps_between(timeline: Timeline, time: int, car: str, other: str) -> tuple[int | None, ...]:
    """Give the ticks that a car was behind another on every lap that both have completed.

    Those of lap n stand at index n - 1, negative where the car was ahead. None where they were
    not on one lap: one had completed the next when the other completed this.
    """
    time = min(max(time, 0), timeline.end)
    by_car = timeline.scoring_at(time).by_car
    ours, theirs = by_car[car].crossings, by_car[other].crossings
    laps = min(bisect_right(ours, time), bisect_right(theirs, time))
    return tuple(_apart(ours, theirs, lap) for lap in range(laps))


def _apart(ours: Sequence[int], theirs: Sequence[int], lap: int) -> int | None:
    one, two = ours[lap], theirs[lap]
    first, later = (theirs, one) if one > two else (ours, two)
    lapped = lap + 1 < len(first) and first[lap + 1] <= later
    return None if lapped else one - two


def gaps_to_leader(timeline: Timeline, time: int, car: str) -> tuple[int | None, ...]:
    """Give the ticks that a car was behind whoever led each lap that it has completed.

    That of lap n stands at index n - 1; the leader is that of the car's class where it has one.
    None where the car was off the lead lap: the leader had completed the next by then.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    crossings = scoring.by_car[car].crossings
    lead_at = _lead_at(scoring, scoring.by_car[car].race_class)
    gaps: list[int | None] = []
    for lap in range(bisect_right(crossings, time)):
        at = crossings[lap]
        lapped = lap + 1 < len(lead_at) and lead_at[lap + 1] <= at
        gaps.append(None if lapped else at - lead_at[lap])
    return tuple(gaps)


def gaps_now(timeline: Timeline, time: int, other: str) -> dict[str, int]:
    """Give the ticks that every car is behind another on the last lap that both have completed.

    Negative where it is ahead. Cars that are not on one lap with the other are left out, as those
    are that have completed none.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    theirs = scoring.by_car[other].crossings
    laps = bisect_right(theirs, time)
    found = {}
    for index in scoring.cars:
        lap = min(bisect_right(index.crossings, time), laps) - 1
        gap = _apart(index.crossings, theirs, lap) if lap >= 0 else None
        if gap is not None:
            found[index.car] = gap
    return found


def measured_laps(timeline: Timeline, time: int, car: str) -> tuple[bool, ...]:
    """Tell of each lap a car has completed whether its line was measured, and not rebuilt."""
    time = min(max(time, 0), timeline.end)
    index = timeline.scoring_at(time).by_car[car]
    laps = bisect_right(index.crossings, time)
    return tuple(basis in MEASURED for _, basis, _ in index.known[1 : laps + 1])


def leaders_by_lap(timeline: Timeline, time: int, car: str) -> tuple[str, ...]:
    """Give who led each lap so far: of the class of a car where it has one, else of all."""
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    race_class = scoring.by_car[car].race_class
    leads = None if race_class is None else scoring.class_leads.get(race_class)
    stints = scoring.stints_at(scoring.lap_at(time)) if leads is None else leads.stints_at(time)
    return tuple(s.car for s in stints for _ in range(max(s.first, 1), s.last + 1))


def leader_laps(timeline: Timeline, time: int, race_class: str | None = None) -> tuple[int, ...]:
    """Give when (ticks) the leader, or that of a class, completed each lap so far."""
    time = min(max(time, 0), timeline.end)
    lead_at = _lead_at(timeline.scoring_at(time), race_class)
    return tuple(lead_at[: bisect_right(lead_at, time)])


def _lead_at(scoring: Scoring, race_class: str | None) -> Sequence[int]:
    leads = None if race_class is None else scoring.class_leads.get(race_class)
    return scoring.lead_at if leads is None else leads.lead_at
