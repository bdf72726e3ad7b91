"""The published times at the finish, as demands on crossings."""

from itertools import pairwise

from replay.race.model import SECOND
from replay.reconstruct.read.facts import BoxScore, CarFacts
from replay.reconstruct.read.published_crossings import last_lap_of, level, on_lead_lap
from replay.reconstruct.solve import record_fact
from replay.reconstruct.solve.record_fact import RecordFact
from replay.reconstruct.solve.system import System, Trust

_TICK = 1
_HOUR = 3600


def demand_finish(system: System, score: BoxScore) -> None:
    """Demand the flag, elapsed times, last laps, gaps, the race time, and the official order."""
    _demand_flag(system, score)
    _demand_times(system, score)
    _demand_gaps(system, score)
    _demand_race_time(system, score)
    _demand_white_flag(system, score)
    _demand_places(system, score)


def first_at_flag(score: BoxScore) -> CarFacts:
    """Return the car at whose crossing the flag falls: one disqualified later may be the first."""
    cars = {car.car: car for car in score.cars if car.laps == score.laps and car.finished}
    leader = score.leader(score.laps)
    if leader in cars:
        return cars[leader]
    timed = [car for car in cars.values() if car.elapsed is not None]
    return min(timed, key=lambda car: car.elapsed or 0, default=score.cars[0])


def _demand_flag(system: System, score: BoxScore) -> None:
    """Demand that every car running at the end crosses the line after the first has won.

    What is only assumed of a car is given up without a word.
    """
    index, first = system.crossings.index, first_at_flag(score)
    flag = index(first.car, first.laps)
    for car in score.cars:
        if car.took_flag and car.car != first.car and car.laps:
            gap = _TICK if car.laps < first.laps else 0
            trust = Trust.RECKONED if car.assumed else Trust.FLAG
            fact = RecordFact("flag", car.car)
            system.after(flag, index(car.car, car.laps), gap, trust, fact)


def _astray(score: BoxScore) -> set[str]:
    """Return the cars whose elapsed time cannot be of the race clock, by those of the others.

    Of cars running at the end none was timed before the winner; where more of them contradict
    the winner's time than agree with it, that is the wrong one.
    """
    winner = score.cars[0]
    timed = [car for car in score.cars[1:] if car.took_flag and car.elapsed and winner.elapsed]
    early = [car.car for car in timed if (car.elapsed or 0) < (winner.elapsed or 0)]
    return {winner.car} if len(early) * 2 > len(timed) else set(early)


def _demand_times(system: System, score: BoxScore) -> None:
    index, astray = system.crossings.index, _astray(score)
    for car in score.cars:
        if car.laps == 0:
            continue
        last = index(car.car, car.laps)
        if car.elapsed is not None and car.finished:
            trust = Trust.LAST_SEEN if car.car in astray else Trust.FINISH
            system.at(last, car.elapsed, trust, record_fact.elapsed(car.car))
        elif car.elapsed is not None:
            system.at(last, car.elapsed, Trust.LAST_SEEN, record_fact.last_seen(car.car))
        last_lap = last_lap_of(score, car)
        if last_lap is not None:
            trust = Trust.FINISH if car.finished else Trust.BEST
            fact = record_fact.last_lap(car.car, retired=not car.finished)
            system.apart(index(car.car, car.laps - 1), last, last_lap, trust, fact)


def _demand_gaps(system: System, score: BoxScore) -> None:
    index = system.crossings.index
    winner = score.cars[0]
    first = index(winner.car, winner.laps)
    for car in score.cars[1:]:
        if car.gap is not None and on_lead_lap(score, car):
            fact = RecordFact("gap", car.car)
            trust = Trust.GAP if car.finished else Trust.LAST_SEEN
            system.apart(first, index(car.car, car.laps), car.gap, trust, fact)
    second = score.cars[1] if len(score.cars) > 1 else None
    if score.race.margin is not None and second is not None and on_lead_lap(score, second):
        margin, last = score.race.margin, index(second.car, second.laps)
        system.apart(first, last, margin, Trust.GAP, RecordFact("margin"))


def _demand_race_time(system: System, score: BoxScore) -> None:
    """Demand the winner's time as the race time gives it, else the average speed."""
    time, speed = score.race.time, score.race.average_speed
    winner = score.cars[0]
    if time is not None:
        least, most, fact = time, time, RecordFact("race time")
    elif speed is not None and winner.elapsed is None:
        twice = 2 * round(score.race.track_length_miles * 1000) * winner.laps * _HOUR * SECOND
        least, most = twice // (2 * speed + 1) + _TICK, twice // (2 * speed - 1)
        fact = RecordFact("speed")
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
            fact = RecordFact("white gap", car, lap=white.lap)
            system.apart(first, index(car, white.lap), gap, Trust.GAP, fact)
        if last_lap and has(car, score.laps):
            before, last = index(car, white.lap), index(car, score.laps)
            fact = RecordFact("last lap by white flag", car)
            system.apart(before, last, last_lap, Trust.GAP, fact)


def _demand_places(system: System, score: BoxScore) -> None:
    """Demand the official order of cars on the same lap; one disqualified has lost its place.

    Where it came in at the line an order published for the last lap may tell.
    """
    index = system.crossings.index
    at_once = level(score)
    for one, two in pairwise(car for car in score.cars if car.laps and not car.disqualified):
        if one.laps == two.laps:
            fact = RecordFact("finish", one.car, two.car)
            first, then = index(one.car, one.laps), index(two.car, two.laps)
            gap = 0 if (one.car, two.car) in at_once else _TICK
            system.after(first, then, gap, Trust.ORDER, fact)
    laps = {car.car: car.laps for car in score.cars}
    disqualified = {car.car for car in score.cars if car.disqualified}
    for order in score.orders:
        if not order.exact or order.lap != score.laps:
            continue
        for ahead, behind in pairwise(order.order):
            if {ahead, behind} & disqualified and laps[ahead] == laps[behind] > 0:
                fact = record_fact.before(ahead, behind, order.lap)
                last = index(behind, laps[behind])
                system.after(index(ahead, laps[ahead]), last, _TICK, Trust.ORDER, fact)
