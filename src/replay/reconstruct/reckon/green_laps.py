"""The crossings of a green run: from gap to gap, at the pace of the tyres."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from replay.race.model import SECOND
from replay.reconstruct.read.published_crossings import KnownTimes
from replay.reconstruct.reckon.bunching import QueuePlace
from replay.reconstruct.reckon.green_run import Anchor, GreenRun
from replay.reconstruct.reckon.reference import spread

_RESTART_STEP = SECOND * 65 // 1000
_GRID_STEP = SECOND * 80 // 1000
"""From car to car as a run begins: two abreast at a restart, and from a standing order."""

_STRING_FIRST = SECOND * 4 // 100
_STRING_LAP = SECOND * 2 // 100
_STRING_MOST = SECOND * 12 // 100
"""From car to car while the field strings out: on the first lap of a run, more by every lap,
and at most; fitted. It soon gives way to where the car ends."""

_LINE_UP = 2
"""An order known for about a lap is believed from this lap of a run on."""


@dataclass(frozen=True)
class _Point:
    """A gap on the way.

    `place` is given at a start, from which the field strings out; `fresh` tells that an out-lap
    ends here; `lasts` that, with nothing known later, the gap may be taken to stay as it is.
    """

    lap: int
    gap: int
    place: int | None = None
    fresh: bool = False
    lasts: bool = True


def laps_of_run(
    run: GreenRun, end: Mapping[str, QueuePlace] | None, known: KnownTimes, ordered: KnownTimes
) -> dict[str, dict[int, int]]:
    """Return the time of each car's own laps in a run, by car.

    `end` is the field as the yellow came out, None if the run ends the race: then `known`
    holds what is published of the finish. `ordered` are crossings assigned by a published order.
    """
    ends = _ends_in_yellow(run, end) if end is not None else _ends_in_finish(run, known)
    return {
        car: dict(_crossings(run, car, _points(run, car, ends.get(car), ordered)))
        for car in run.start
    }


def _ends_in_yellow(run: GreenRun, end: Mapping[str, QueuePlace]) -> dict[str, _Point]:
    return {car: _Point(run.laps, gap, lasts=False) for car, gap in run.gaps_at_end(end).items()}


def _ends_in_finish(run: GreenRun, known: KnownTimes) -> dict[str, _Point]:
    """The gaps a lap before the end, or at it: what elapsed time and last lap leave to know."""
    ends = {}
    for car, standing in run.start.items():
        laps = run.laps_of[car]
        own = laps - 1 if (car, laps - 1) in known else laps
        lap = own + standing.down - run.after
        if laps > 1 and (car, own) in known and lap > 0:
            gap = known[car, own] - run.times[min(lap, run.laps + 1)]
            ends[car] = _Point(min(lap, run.laps), gap, lasts=False)
    return ends


def _points(run: GreenRun, car: str, end: _Point | None, ordered: KnownTimes) -> list[_Point]:
    standing = run.start[car]
    slow = run.after > 0 and run.laps > 1
    step = _RESTART_STEP if run.after else _GRID_STEP
    points = [_Point(1 if slow else 0, standing.place * step, place=standing.place)]
    points += [_point(anchor) for anchor in run.anchors[car]]
    if end is not None and points[-1].lap < end.lap:
        points.append(end)
    for lap in range(_LINE_UP + 1, run.laps):
        own = run.after + lap - standing.down
        if (car, own) in ordered and all(abs(lap - point.lap) > 1 for point in points):
            points.append(_Point(lap, ordered[car, own] - run.times[lap]))
    return sorted(points, key=lambda point: point.lap)


def _point(anchor: Anchor) -> _Point:
    return _Point(anchor.lap, anchor.gap, fresh=anchor.after_stop, lasts=anchor.after_stop)


def _crossings(run: GreenRun, car: str, points: list[_Point]) -> Iterator[tuple[int, int]]:
    """Yield (own lap, time) for every lap of the run but those of a stop."""
    shift = run.after - run.start[car].down
    done: set[int] = set()
    for one, two in pairwise(points):
        if two.fresh or two.lap <= one.lap:
            continue
        for lap in range(max(one.lap, 1), two.lap + 1):
            if lap not in done and 0 < shift + lap <= run.laps_of[car]:
                done.add(lap)
                yield shift + lap, _between(run, one, two, lap)
    last = points[-1]
    for lap in range(max(last.lap, 1), run.laps + 1):
        if last.lasts and lap not in done and 0 < shift + lap <= run.laps_of[car]:
            gap = last.gap if last.place is None else last.place * spread(lap)
            yield shift + lap, run.times[lap] + gap


def _between(run: GreenRun, one: _Point, two: _Point, lap: int) -> int:
    """Return the time of a lap between two known gaps."""
    gone, whole = lap - one.lap, two.lap - one.lap
    if one.place is not None:
        step = min(_STRING_FIRST + _STRING_LAP * (lap - 1), _STRING_MOST)
        return run.times[lap] + (one.place * step * (whole - gone) + two.gap * gone) // whole
    if one.fresh:
        start, end = run.times[one.lap] + one.gap, run.times[two.lap] + two.gap
        since = run.pace.since_stop
        return start + (end - start) * since[gone] // since[whole]
    return run.times[lap] + one.gap + (two.gap - one.gap) * gone // whole
