"""What nobody published and yet every race has: a leader of each lap, a number of a best lap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from replay.reconstruct.read.facts import BoxScore, CarFacts, LeadFacts
from replay.reconstruct.read.published_crossings import last_lap_of
from replay.reconstruct.reckon.pace import quickest_lap

Targets = Mapping[str, Sequence[int]]
"""Each car's probable crossing times of laps 1, 2, ..."""


@dataclass(frozen=True)
class Guessed:
    """What had to be guessed: the leaders of some laps, time or number of some cars' best lap."""

    laps: frozenset[int] = frozenset()
    cars: frozenset[str] = frozenset()


def unpublished(score: BoxScore) -> Guessed:
    """Return the laps whose leader nobody published, and the cars with half a best lap."""
    halves = {
        car.car for car in score.cars if (car.best_lap is None) != (car.best_lap_number is None)
    }
    return Guessed(unled_laps(score), frozenset(halves))


def unled_laps(score: BoxScore) -> frozenset[int]:
    """Return the laps whose leader nobody published."""
    return frozenset(range(1, score.laps + 1)).difference(
        *(range(stint.first, stint.last + 1) for stint in score.lead)
    )


def with_leaders(score: BoxScore, targets: Targets) -> BoxScore:
    """Return the score with who most probably led each lap where the record does not say."""
    sure = {order.lap: order.order[0] for order in score.orders if order.exact and order.lap}
    sure[score.laps] = next(car.car for car in score.cars if car.laps == score.laps)
    lead = list(score.lead)
    for lap in unled_laps(score):
        there = [(times[lap - 1], car) for car, times in targets.items() if len(times) >= lap]
        lead.append(LeadFacts(lap, lap, sure.get(lap) or min(there)[1], None))
    return replace(score, lead=tuple(sorted(lead, key=lambda stint: stint.first)))


def with_best_laps(score: BoxScore, targets: Targets) -> BoxScore:
    """Return the score with both time and number of a best lap where one of the two is known."""
    cars = tuple(_with_best_lap(score, car, targets[car.car]) for car in score.cars)
    return replace(score, cars=cars)


def _with_best_lap(score: BoxScore, car: CarFacts, target: Sequence[int]) -> CarFacts:
    times = [here - before for before, here in zip((0, *target), target, strict=False)]
    last = last_lap_of(score, car)
    if not times or (car.best_lap is None) == (car.best_lap_number is None):
        return car
    if car.best_lap is not None:
        if last == car.best_lap:
            return replace(car, best_lap_number=car.laps)
        free = range(1, len(times) if last is not None and len(times) > 1 else len(times) + 1)
        return replace(car, best_lap_number=min(free, key=lambda lap: times[lap - 1]))
    if last is not None and car.best_lap_number == car.laps:
        return replace(car, best_lap=last)
    quickest = min(times if last is None else (*times, last))
    # A guess is no reason to let a car be quicker than all that was published.
    least = quickest_lap(score) if last is None else min(quickest_lap(score), last)
    steps = max(quickest // score.step - 1, least // score.step, 1)
    return replace(car, best_lap=steps * score.step)
