"""The hard facts of a box score as demands on crossings."""

from itertools import pairwise

from replay.race.model import SECOND
from replay.reconstruct.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.system import Crossings, System, Trust

TICK = 1

DAYLIGHT = SECOND // 10
"""On nineteen laps of twenty the leader led by more than this in three of three oval races whose
laps are known; assumed where the record leaves it open, lest a rebuilt lap show a dead heat."""


def known_crossings(score: BoxScore, retired: bool = False) -> dict[tuple[str, int], int]:
    """Return the crossings whose time is published, by car and lap.

    A finisher's elapsed time is that of its last crossing, and less its last lap that of the
    one before. With `retired`, those of cars that retired instead.
    """
    known: dict[tuple[str, int], int] = {}
    winner = score.cars[0]
    for car in score.cars:
        elapsed = car.elapsed
        if elapsed is None and car.gap is not None and winner.elapsed is not None:
            elapsed = winner.elapsed + car.gap
        if elapsed is None or car.laps == 0 or car.running == retired:
            continue
        known[car.car, car.laps] = elapsed
        if car.last_lap is not None and 0 < car.last_lap < elapsed and car.laps > 1:
            known[car.car, car.laps - 1] = elapsed - car.last_lap
    return known


def demands_of(score: BoxScore, quickest: int, leaders: Trust = Trust.LEADER) -> System:
    """Return the system of everything published. `quickest` ticks is the least a lap can take.

    `leaders` is the trust in the leaders of laps, which may be inferred.
    """
    system = System(Crossings({car.car: car.laps for car in score.cars}))
    for car in score.cars:
        _motion(system, car, quickest)
        _best(system, car)
    _finish(system, score)
    _leaders(system, score, leaders)
    _free_passes(system, score)
    for stop in score.stops:
        _stop(system, score, stop)
    return system


def _motion(system: System, car: CarFacts, quickest: int) -> None:
    least = quickest if car.best_lap is None else min(quickest, car.best_lap)
    index = system.crossings.index
    for lap in range(1, car.laps + 1):
        before, here = index(car.car, lap - 1), index(car.car, lap)
        system.after(before, here, least, Trust.MOTION, f"car {car.car} completes lap {lap}")


def _best(system: System, car: CarFacts) -> None:
    """Its best lap on its own lap number, and every other lap slower."""
    if car.best_lap is None:
        return
    index = system.crossings.index
    fact = f"best lap of car {car.car}"
    for lap in range(1, car.laps + 1):
        before, here = index(car.car, lap - 1), index(car.car, lap)
        if lap == car.best_lap_number:
            system.apart(before, here, car.best_lap, Trust.BEST, fact)
        else:
            slower = 0 if car.best_lap_number is None else TICK
            system.after(before, here, car.best_lap + slower, Trust.BEST, fact)


def _finish(system: System, score: BoxScore) -> None:
    """Elapsed times and last laps, and the official order of cars on the same lap."""
    index = system.crossings.index
    for (car, lap), time in known_crossings(score).items():
        fact = f"elapsed time and last lap of car {car}"
        system.at(index(car, lap), time, Trust.FINISH, fact)
    seen = known_crossings(score, retired=True)
    for entered in score.cars:
        car, laps = entered.car, entered.laps
        if (car, laps) in seen:
            system.at(index(car, laps), seen[car, laps], Trust.LAST_SEEN, last_seen(car))
        if (car, laps - 1) in seen and entered.last_lap is not None:
            fact = f"last lap of car {car}, which retired"
            before, last = index(car, laps - 1), index(car, laps)
            system.apart(before, last, entered.last_lap, Trust.BEST, fact)
    for one, two in pairwise(entered for entered in score.cars if entered.laps):
        if one.laps == two.laps:
            fact = f"{one.car} finishes before {two.car} on the same lap"
            first, then = index(one.car, one.laps), index(two.car, two.laps)
            system.after(first, then, TICK, Trust.ORDER, fact)


def last_seen(car: str) -> str:
    """Name the fact that fixes the last crossing of a car that retired."""
    return f"elapsed time of car {car}, which retired"


def _leaders(system: System, score: BoxScore, trust: Trust) -> None:
    """The official leader is first at the line, and visibly so where nothing forbids it."""
    index, has = system.crossings.index, system.crossings.has
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is None or not has(leader, lap):
            continue
        for car in score.cars:
            if car.car != leader and has(car.car, lap):
                first, then = index(leader, lap), index(car.car, lap)
                system.after(first, then, TICK, trust, f"car {leader} leads lap {lap}")
                daylight = f"daylight between {leader} and {car.car} on lap {lap}"
                system.after(first, then, DAYLIGHT, Trust.DAYLIGHT, daylight)


def _free_passes(system: System, score: BoxScore) -> None:
    """A free pass goes to a car that was a lap down as the yellow came out."""
    index, has = system.crossings.index, system.crossings.has
    for caution in score.cautions:
        car, lap = caution.free_pass, caution.shown
        leader = score.leader(lap)
        if not car or lap < 2 or leader is None or not has(car, lap - 1):
            continue
        fact = f"car {car} is a lap down at caution {caution.number}"
        lapped = index(car, lap - 1)
        system.after(index(leader, lap), lapped, TICK, Trust.RECKONED, fact)


def _stop(system: System, score: BoxScore, stop: StopFacts) -> None:
    """The car's own laps and the leader's at pit entry."""
    index, has = system.crossings.index, system.crossings.has
    fact = f"laps of car {stop.car} at its stop (pit_stops.csv, line {stop.line})"
    if stop.laps:
        system.by(index(stop.car, stop.laps), stop.entry, Trust.STOP, fact)
    if has(stop.car, stop.laps + 1):
        system.since(index(stop.car, stop.laps + 1), stop.entry + TICK, Trust.STOP, fact)
    if stop.leader_laps is None:
        return
    fact = f"the leader's laps at the stop of car {stop.car} (pit_stops.csv, line {stop.line})"
    leader, following = score.leader(stop.leader_laps), score.leader(stop.leader_laps + 1)
    if leader is not None and stop.leader_laps and has(leader, stop.leader_laps):
        system.by(index(leader, stop.leader_laps), stop.entry, Trust.BRACKET, fact)
    if following is not None and has(following, stop.leader_laps + 1):
        crossing = index(following, stop.leader_laps + 1)
        system.since(crossing, stop.entry + TICK, Trust.BRACKET, fact)
