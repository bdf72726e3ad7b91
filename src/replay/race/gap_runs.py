"""The laps on which a gap means something, in runs: what a chart draws without a break.

Every public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from replay.race.gaps import gaps_between, gaps_to_leader, leaders_by_lap
from replay.race.green_laps import green_laps
from replay.race.timeline import Timeline


class GapRun(Struct, frozen=True):
    """Gaps (ticks) at the ends of laps in a row, from lap `first` on."""

    first: int
    gaps: tuple[int, ...]

    @property
    def last(self) -> int:
        """The last lap of it."""
        return self.first + len(self.gaps) - 1


def runs_to_leader(timeline: Timeline, time: int, car: str) -> tuple[GapRun, ...]:
    """Give the gaps of a car to the leader, of its class where it has one, in unbroken runs.

    Out of them are laps that were not green from line to line, those off the lead lap, and the
    laps in and out of a stop, of the car or of who led. Where another leads because the leader
    stopped, a new run begins: its gaps are to another car.
    """
    time = min(max(time, 0), timeline.end)
    leaders = leaders_by_lap(timeline, time, car)
    gaps = gaps_to_leader(timeline, time, car)
    return _runs(timeline, time, car, gaps, lambda lap: leaders[lap - 1])


def runs_between(timeline: Timeline, time: int, car: str, other: str) -> tuple[GapRun, ...]:
    """Give the gaps of a car to another in unbroken runs, as `runs_to_leader` does."""
    time = min(max(time, 0), timeline.end)
    gaps = gaps_between(timeline, time, car, other)
    return _runs(timeline, time, car, gaps, lambda lap: other)


def _runs(
    timeline: Timeline,
    time: int,
    car: str,
    gaps: Sequence[int | None],
    ahead: Callable[[int], str],
) -> tuple[GapRun, ...]:
    green = green_laps(timeline, time, timeline.scoring_at(time).by_car[car].race_class)
    stopped = {one: history.stopped_laps for one, history in timeline.histories_at(time).items()}
    means = partial(_means_something, gaps, green, stopped, car, ahead)
    runs: list[tuple[int, list[int]]] = []
    open_run = False
    for lap in range(1, len(gaps) + 1):
        if not means(lap):
            open_run = False
            continue
        other = lap > 1 and ahead(lap) != ahead(lap - 1) and lap in stopped[ahead(lap - 1)]
        if other or not open_run:
            runs.append((lap, []))
        runs[-1][1].append(gaps[lap - 1] or 0)
        open_run = True
    return tuple(GapRun(first, tuple(found)) for first, found in runs)


def _means_something(
    gaps: Sequence[int | None],
    green: Sequence[bool],
    stopped: dict[str, set[int]],
    car: str,
    ahead: Callable[[int], str],
    lap: int,
) -> bool:
    if gaps[lap - 1] is None or not green[lap - 1]:
        return False
    return lap not in stopped[car] and lap not in stopped[ahead(lap)]
