"""The hard facts of a box score as demands on crossings."""

from replay.reconstruct.read.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.read.published_crossings import last_lap_of, level
from replay.reconstruct.reckon.guesses import Guessed
from replay.reconstruct.reckon.leaders_first import DAYLIGHT
from replay.reconstruct.solve.finish_line import demand_finish
from replay.reconstruct.solve.record_fact import RecordFact, best_lap, free_pass, leads, stop_of
from replay.reconstruct.solve.system import CrossingNumbers, System, Trust

TICK = 1


def demands_of(score: BoxScore, quickest: int, guessed: Guessed) -> System:
    """Return the system of everything published. `quickest` ticks is the least a lap can take.

    `guessed` tells what of the score nobody published.
    """
    system = System(CrossingNumbers({car.car: car.laps for car in score.cars}))
    for car in score.cars:
        _motion(system, car, quickest)
        _best(system, score, car, guessed)
    demand_finish(system, score)
    _leaders(system, score, guessed)
    _free_passes(system, score, guessed)
    for stop in score.stops:
        _stop(system, score, stop, guessed)
    return system


def _motion(system: System, car: CarFacts, quickest: int) -> None:
    least = quickest if car.best_lap is None else min(quickest, car.best_lap)
    index = system.crossings.index
    for lap in range(1, car.laps + 1):
        before, here = index(car.car, lap - 1), index(car.car, lap)
        system.after(before, here, least, Trust.MOTION, RecordFact("lap", car.car, lap=lap))


def _best(system: System, score: BoxScore, car: CarFacts, guessed: Guessed) -> None:
    """Its best lap on its own lap number, every other lap slower but a last lap as fast."""
    if car.best_lap is None:
        return
    index = system.crossings.index
    half = car.car in guessed.cars
    equal = car.laps if last_lap_of(score, car) == car.best_lap else 0
    fact, trust = best_lap(car.car, half=half), Trust.RECKONED if half else Trust.BEST
    for lap in range(1, car.laps + 1):
        before, here = index(car.car, lap - 1), index(car.car, lap)
        if lap == car.best_lap_number:
            system.apart(before, here, car.best_lap, trust, fact)
        else:
            slower = 0 if car.best_lap_number is None or lap == equal else TICK
            system.after(before, here, car.best_lap + slower, trust, fact)


def _leaders(system: System, score: BoxScore, guessed: Guessed) -> None:
    """The official leader is first at the line, and visibly so where nothing forbids it."""
    index, has = system.crossings.index, system.crossings.has
    at_once = level(score)
    for lap in range(1, score.laps + 1):
        leader = score.leader(lap)
        if leader is None or not has(leader, lap):
            continue
        trust = Trust.RECKONED if lap in guessed.laps else Trust.LEADER
        for car in score.cars:
            if car.car != leader and has(car.car, lap):
                first, then = index(leader, lap), index(car.car, lap)
                if lap == score.laps and (leader, car.car) in at_once:
                    system.after(first, then, 0, trust, leads(leader, lap))
                    continue
                system.after(first, then, TICK, trust, leads(leader, lap))
                daylight = RecordFact("daylight", leader, car.car, lap)
                system.after(first, then, DAYLIGHT, Trust.DAYLIGHT, daylight)


def _free_passes(system: System, score: BoxScore, guessed: Guessed) -> None:
    """A free pass goes to a car that was a lap down as the yellow came out."""
    index, has = system.crossings.index, system.crossings.has
    for caution in score.cautions:
        car, lap = caution.free_pass, caution.shown
        leader = score.leader(lap)
        if not car or lap < 2 or leader is None or not (has(leader, lap) and has(car, lap - 1)):
            continue
        fact = free_pass(car, caution.number)
        trust = Trust.RECKONED if lap in guessed.laps else Trust.BRACKET
        system.after(index(leader, lap), index(car, lap - 1), TICK, trust, fact)


def _stop(system: System, score: BoxScore, stop: StopFacts, guessed: Guessed) -> None:
    """The car's own laps and the leader's at pit entry; of its own one at most ends in the pit."""
    index, has = system.crossings.index, system.crossings.has
    fact = RecordFact("laps at stop", stop.car, line=stop.line)
    if stop.laps:
        system.by(index(stop.car, stop.laps), stop.entry, Trust.STOP, fact)
    if has(stop.car, stop.laps + 1):
        system.since(index(stop.car, stop.laps + 1), stop.entry + TICK, Trust.STOP, fact)
    if stop.left and has(stop.car, stop.laps + 2):
        out, whole_stop = stop.exit + TICK, stop_of(stop.car, stop.line)
        system.since(index(stop.car, stop.laps + 2), out, Trust.STOP, whole_stop)
    if stop.leader_laps is None:
        return
    fact = RecordFact("leader at stop", stop.car, line=stop.line)
    lap, leader = stop.leader_laps, score.leader(stop.leader_laps)
    if leader is not None and lap and has(leader, lap):
        trust = Trust.RECKONED if lap in guessed.laps else Trust.BRACKET
        system.by(index(leader, lap), stop.entry, trust, fact)
    following = score.leader(lap + 1)
    # Whoever leads the next lap has not completed it; where nobody says who, nobody has.
    known = following is not None and lap + 1 not in guessed.laps
    for car in (following,) if known and following else system.crossings.laps:
        if has(car, lap + 1):
            system.since(index(car, lap + 1), stop.entry + TICK, Trust.BRACKET, fact)
