"""The joint solve alone: all crossing times at once, nearest to even laps, facts met exactly.

Every published fact that the program enforces is enforced, and nothing else is known of racing:
each car laps evenly from the green flag to its last crossing. What this scores is what the facts
alone are worth; the rest is owed to the targets.
"""

from collections.abc import Sequence
from pathlib import Path

from tests.accuracy.truth import TrueLap

from replay.reconstruct.read.boxscore import read_box_score
from replay.reconstruct.read.published_crossings import known_crossings
from replay.reconstruct.reckon.leader_clock import leader_clock
from replay.reconstruct.reckon.pace import pace_of
from replay.reconstruct.reckon.race_time import race_time
from replay.reconstruct.solve.absent_leaders import without_absent_leaders
from replay.reconstruct.solve.settlement import settled


def facts_alone(folder: Path, laps: Sequence[TrueLap]) -> list[int]:
    """Place every lap as the joint solve from even laps has it."""
    score, _ = without_absent_leaders(read_box_score(folder))
    pace = pace_of(score, race_time(score))
    known = known_crossings(score)
    clock = leader_clock(score, pace, known)
    targets = {
        car.car: [
            known.get((car.car, car.laps), clock.times[car.laps]) * lap // car.laps
            for lap in range(1, car.laps + 1)
        ]
        for car in score.cars
    }
    lines = settled(score, clock, targets).crossings
    places: dict[tuple[str, int], int] = {}
    for lap in range(1, score.laps + 1):
        there = sorted((line[lap - 1], car) for car, line in lines.items() if len(line) >= lap)
        places |= {(car, lap): place for place, (_, car) in enumerate(there, 1)}
    return [places[row.car, row.lap] for row in laps]
