"""Published averages as evidence: average, best and worst position of each car.

They say nothing of a single lap, but their sum is exact: what a car is on average better or
worse than it has been placed is laid on the laps that are least certain, and no lap is left
outside the best and the worst position that were published.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isqrt

from replay.reconstruct.read.facts import BoxScore, CarFacts
from replay.reconstruct.reckon.green_run import GreenRun
from replay.reconstruct.reckon.pace import Pace

_SCRAMBLED = 350
"""How unsure a place is just after a restart, in hundredths of a place; fitted like the rest."""

_WANDERING = 70
"""How unsure it grows on the way between two known orders: this times the root of the laps."""

_QUEUED = 20
"""How unsure it is behind the pace car."""

_SUREST = 20
"""How unsure the surest lap is."""

_SHARE = 670
"""How much of what is missing is made up, in thousandths: the evidence is not all there is."""

_GAIN = 30
"""What a car gains or loses in a lap by racing, at most, in thousandths of a green lap."""

_UNIT = 1000


def with_averages(
    score: BoxScore, runs: Sequence[GreenRun], pace: Pace, targets: Mapping[str, list[int]]
) -> dict[str, list[int]]:
    """Return the targets with cars moved, lap by lap, towards what was published of them.

    A car moved from one place to another takes the time between the cars that are there, where
    that is less than half a green lap, and no faster than a car can gain or lose it.
    """
    doubts = _doubts(score, runs)
    places = _ranked(targets)
    wanted = {
        car.car: _made_up(doubts[: car.laps], places[car.car], _missing(score, car, places))
        for car in score.cars
    }
    ranked = _ranked(wanted)
    for car in score.cars:
        pairs = zip(wanted[car.car], ranked[car.car], strict=True)
        wanted[car.car] = [want + _UNIT * _outside(car, place) for want, place in pairs]
    return _moved(targets, places, wanted, pace)


def _made_up(doubts: Sequence[int], places: Sequence[int], missing: int) -> list[int]:
    """Return places in thousandths, with most of what is missing laid on the doubtful laps."""
    whole = max(sum(doubts), 1)
    return [
        _UNIT * place + _SHARE * missing * doubt // whole
        for place, doubt in zip(places, doubts, strict=True)
    ]


def _missing(score: BoxScore, car: CarFacts, places: Mapping[str, Sequence[int]]) -> int:
    """Return by how many places in all the car was worse than `places` have it.

    The average counts the place in the result for every lap that the car did not complete.
    """
    if car.average is None:
        return 0
    published = (car.average * score.laps + _UNIT // 2) // _UNIT
    return published - car.position * (score.laps - car.laps) - sum(places[car.car])


def _outside(car: CarFacts, place: int) -> int:
    """Return what brings a place within the best and the worst that were published."""
    if car.best is not None and place < car.best:
        return car.best - place
    if car.worst is not None and place > car.worst:
        return car.worst - place
    return 0


def _ranked(values: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return each car's place on each of its laps, from 1, by the value it has there."""
    laps: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for car, line in values.items():
        for lap, value in enumerate(line, 1):
            laps[lap].append((value, car))
    places = {car: [0] * len(line) for car, line in values.items()}
    for lap, there in laps.items():
        for place, (_, car) in enumerate(sorted(there), 1):
            places[car][lap - 1] = place
    return places


def _moved(
    targets: Mapping[str, list[int]],
    places: Mapping[str, list[int]],
    wanted: Mapping[str, list[int]],
    pace: Pace,
) -> dict[str, list[int]]:
    """Return every crossing moved by the time between the place it has and the one wanted."""
    laps: dict[int, list[int]] = defaultdict(list)
    for times in targets.values():
        for lap, time in enumerate(times):
            laps[lap].append(time)
    in_order = {lap: sorted(times) for lap, times in laps.items()}
    most = pace.green // 2
    moved = {}
    for car, times in targets.items():
        had, want = places[car], wanted[car]
        shifts = [
            _when(in_order[lap], want[lap]) - _when(in_order[lap], _UNIT * had[lap])
            for lap in range(len(times))
        ]
        # The car before one a lap down is so far ahead that no average can mean to reach it.
        eased = _eased([shift if abs(shift) < most else 0 for shift in shifts], pace)
        moved[car] = [time + shift for time, shift in zip(times, eased, strict=True)]
    return moved


def _eased(shifts: Sequence[int], pace: Pace) -> list[int]:
    """Return shifts, lap by lap, that change no faster under green than a car's pace does."""
    most = pace.green * _GAIN // 1000
    there, back = list(shifts), list(shifts)
    green = [not slow for slow in pace.slow[1 : len(shifts) + 1]]
    for lap in range(1, len(shifts)):
        if green[lap]:
            there[lap] = there[lap - 1] + _within(there[lap] - there[lap - 1], most)
    for lap in range(len(shifts) - 2, -1, -1):
        if green[lap + 1]:
            back[lap] = back[lap + 1] + _within(back[lap] - back[lap + 1], most)
    return [(one + two) // 2 for one, two in zip(there, back, strict=True)]


def _within(value: int, most: int) -> int:
    return max(-most, min(value, most))


def _when(times: Sequence[int], place: int) -> int:
    """Return the time at a place in thousandths, between the cars on either side."""
    place = min(max(place - _UNIT, 0), _UNIT * (len(times) - 1))
    before = place // _UNIT
    after = min(before + 1, len(times) - 1)
    return times[before] + (times[after] - times[before]) * (place - before * _UNIT) // _UNIT


def _doubts(score: BoxScore, runs: Sequence[GreenRun]) -> list[int]:
    """Return how unsure places are on laps 1, 2, ... in hundredths of a place."""
    doubts = [_QUEUED] * (score.laps + 1)
    known = sorted(order.lap for order in score.orders if not order.exact)
    for run in runs:
        between = [lap for lap in known if run.after < lap < run.until]
        for first, last in pairwise((run.after, *between, run.until)):
            for lap in range(first + 1, last + 1):
                left, length = last - lap, last - first
                doubt = _WANDERING * isqrt(_UNIT * _UNIT * (lap - first) * left // length)
                if first == run.after:
                    doubt += _SCRAMBLED * isqrt(_UNIT * _UNIT * left // length)
                doubts[lap] = doubt // _UNIT + _SUREST
    return doubts[1:]
