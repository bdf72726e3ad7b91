"""The published times at the finish, as crossings and as demands on them."""

from itertools import pairwise

from replay.race.model import SECOND
from replay.reconstruct import fact_names
from replay.reconstruct.facts import BoxScore, CarFacts
from replay.reconstruct.system import System, Trust

_TICK = 1
_HOUR = 3600


def known_crossings(score: BoxScore, retired: bool = False) -> dict[tuple[str, int], int]:
    """Return the crossings whose time is published, by car and lap.

    A finisher's elapsed time is that of its last crossing, and less its last lap that of the
    one before. With `retired`, those of cars that retired instead.
    """
    known: dict[tuple[str, int], int] = {}
    winner = score.cars[0]
    for car in score.cars:
        elapsed = car.elapsed
        if elapsed is None and winner.elapsed is not None and _on_lead_lap(score, car):
            elapsed = None if car.gap is None else winner.elapsed + car.gap
        if elapsed is None or car.laps == 0 or car.finished == retired:
            continue
        known[car.car, car.laps] = elapsed
        last_lap = last_lap_of(score, car)
        if last_lap is not None and 0 < last_lap < elapsed and car.laps > 1:
            known[car.car, car.laps - 1] = elapsed - last_lap
    return known


def last_lap_of(score: BoxScore, car: CarFacts) -> int | None:
    """Return a car's last lap from the results, else from the table of the white flag."""
    white = score.white
    if car.last_lap is None and white is not None and white.last_laps and car.laps == score.laps:
        return dict(zip(white.order, white.last_laps, strict=True)).get(car.car)
    return car.last_lap


def demand_finish(system: System, score: BoxScore) -> None:
    """Demand elapsed times, last laps, gaps, the race time, and the official order."""
    _demand_times(system, score)
    _demand_gaps(system, score)
    _demand_race_time(system, score)
    _demand_white_flag(system, score)
    _demand_places(system, score)


def _on_lead_lap(score: BoxScore, car: CarFacts) -> bool:
    return car.laps == score.cars[0].laps


def _demand_times(system: System, score: BoxScore) -> None:
    index = system.crossings.index
    for car in score.cars:
        if car.laps == 0:
            continue
        last = index(car.car, car.laps)
        if car.elapsed is not None and car.finished:
            system.at(last, car.elapsed, Trust.FINISH, fact_names.elapsed(car.car))
        elif car.elapsed is not None:
            system.at(last, car.elapsed, Trust.LAST_SEEN, fact_names.last_seen(car.car))
        last_lap = last_lap_of(score, car)
        if last_lap is not None:
            trust = Trust.FINISH if car.finished else Trust.BEST
            fact = fact_names.last_lap(car.car, retired=not car.finished)
            system.apart(index(car.car, car.laps - 1), last, last_lap, trust, fact)


def _demand_gaps(system: System, score: BoxScore) -> None:
    index = system.crossings.index
    winner = score.cars[0]
    first = index(winner.car, winner.laps)
    for car in score.cars[1:]:
        if car.gap is not None and _on_lead_lap(score, car):
            fact = f"gap of car {car.car} to the winner"
            trust = Trust.GAP if car.finished else Trust.LAST_SEEN
            system.apart(first, index(car.car, car.laps), car.gap, trust, fact)
    second = score.cars[1] if len(score.cars) > 1 else None
    if score.race.margin is not None and second is not None and _on_lead_lap(score, second):
        margin, last = score.race.margin, index(second.car, second.laps)
        system.apart(first, last, margin, Trust.GAP, "margin of victory")


def _demand_race_time(system: System, score: BoxScore) -> None:
    """Demand the winner's time as the race time gives it, else the average speed."""
    time, speed = score.race.time, score.race.average_speed
    winner = score.cars[0]
    if time is not None:
        least, most, fact = time, time, "race time"
    elif speed is not None and winner.elapsed is None:
        twice = 2 * round(score.race.track_length_miles * 1000) * winner.laps * _HOUR * SECOND
        least, most = twice // (2 * speed + 1) + _TICK, twice // (2 * speed - 1)
        fact = "average speed"
    else:
        return
    # Whole seconds are cut by some who publish them and rounded by others.
    first, final = -(-least // SECOND) * SECOND, most // SECOND * SECOND
    if first <= final:
        least, most = first - SECOND // 2, final + SECOND - _TICK
    last = system.crossings.index(winner.car, winner.laps)
    system.since(last, least, Trust.GAP, fact)
    system.by(last, most, Trust.GAP, fact)


def _demand_white_flag(system: System, score: BoxScore) -> None:
    white = score.white
    if white is None or not system.crossings.has(white.order[0], white.lap):
        return
    index, has = system.crossings.index, system.crossings.has
    first = index(white.order[0], white.lap)
    gaps, last_laps = white.gaps or (), white.last_laps or ()
    for car, gap, last_lap in zip(white.order, gaps, last_laps, strict=True):
        if car != white.order[0] and has(car, white.lap):
            fact = fact_names.white_gap(car, white.lap)
            system.apart(first, index(car, white.lap), gap, Trust.GAP, fact)
        if last_lap and has(car, score.laps):
            before, last = index(car, white.lap), index(car, score.laps)
            fact = f"{fact_names.last_lap(car)} in white_flag.csv"
            system.apart(before, last, last_lap, Trust.GAP, fact)


def _demand_places(system: System, score: BoxScore) -> None:
    """Demand the official order of cars on the same lap; one disqualified has lost its place.

    Where it came in at the line an order published for the last lap may tell. Of cars published at
    one time the order was decided more finely than they were timed.
    """
    index = system.crossings.index
    known = known_crossings(score)
    for one, two in pairwise(car for car in score.cars if car.laps and not car.disqualified):
        if one.laps == two.laps:
            fact = f"{one.car} finishes before {two.car} on the same lap"
            first, then = index(one.car, one.laps), index(two.car, two.laps)
            times = {known.get((car.car, car.laps)) for car in (one, two)}
            level = len(times) == 1 and None not in times
            system.after(first, then, 0 if level else _TICK, Trust.ORDER, fact)
    laps = {car.car: car.laps for car in score.cars}
    disqualified = {car.car for car in score.cars if car.disqualified}
    for order in score.orders:
        if not order.exact or order.lap != score.laps:
            continue
        for ahead, behind in pairwise(order.order):
            if {ahead, behind} & disqualified and laps[ahead] == laps[behind] > 0:
                fact = fact_names.ahead(ahead, behind, order.lap)
                last = index(behind, laps[behind])
                system.after(index(ahead, laps[ahead]), last, _TICK, Trust.ORDER, fact)
