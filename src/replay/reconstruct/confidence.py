"""How each lap of each car is known: published, or rebuilt."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from replay.race.model import Basis, Confidence, Span
from replay.reconstruct.demands import known_crossings
from replay.reconstruct.facts import BoxScore, CarFacts
from replay.reconstruct.leader_clock import LeaderClock

Lines = Mapping[str, Sequence[int]]
"""The crossing times of every car, lap by lap."""


def spans_of(
    score: BoxScore, clock: LeaderClock, crossings: Lines, dropped: frozenset[str]
) -> dict[str, tuple[Span, ...]]:
    """Return the spans of every car. `dropped` are cars whose elapsed time had to be given up."""
    sure = _sure_places(score, clock, crossings)
    known = set(known_crossings(score))
    known |= {key for key in known_crossings(score, retired=True) if key[0] not in dropped}
    return {car.car: _spans(car, known, sure[car.car]) for car in score.cars}


def _spans(car: CarFacts, known: set[tuple[str, int]], sure: set[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for lap in range(1, car.laps + 1):
        timed = (car.car, lap) in known
        pair = lap > 1 and timed and (car.car, lap - 1) in known
        measured = pair or (lap == car.best_lap_number and car.best_lap is not None)
        crossing: Basis = "official" if timed else "reconstructed"
        lap_time: Basis = "official" if measured else "reconstructed"
        place: Confidence = "sure" if lap in sure else "unknown"
        last = spans[-1] if spans else None
        if last is None or (last.crossing, last.lap_time, last.place) != (
            crossing, lap_time, place,
        ):  # fmt: skip
            spans.append(Span(lap=lap, crossing=crossing, lap_time=lap_time, place=place))
    return tuple(spans)


def _sure_places(score: BoxScore, clock: LeaderClock, crossings: Lines) -> dict[str, set[int]]:
    """The laps at which the place is a published fact: orders, laps led, the finish."""
    laps = {car.car: {car.laps} if car.running else set() for car in score.cars}
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is not None:
            laps[leader].add(lap)
    exact = [order for order in (*score.orders, score.white) if order is not None and order.exact]
    for order in exact:
        if 0 < order.lap < score.laps:
            instant = _instant(order.lap, clock, crossings)
            for car in order.order:
                laps[car].add(bisect_right(crossings[car], instant))
    return laps


def _instant(lap: int, clock: LeaderClock, crossings: Lines) -> int:
    """When the last car completes `lap` before the leader completes the next."""
    times = [line[lap - 1] for line in crossings.values() if len(line) >= lap]
    return max(time for time in times if time < clock.times[lap + 1])
