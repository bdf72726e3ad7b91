"""The leader's clock and the queues under yellow, the clock set once more by the green stops.

How long the laps behind the pace car took is hardly published, so that the clock is off by up to
half a minute at a restart. The stops of the green run that follows tell when it began.
"""

from collections.abc import Mapping

from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.reckon.bunching import Bunching, bunchings_of
from replay.reconstruct.reckon.green_run import runs_of
from replay.reconstruct.reckon.leader_clock import LeaderClock, leader_clock
from replay.reconstruct.reckon.lineups import with_lineups
from replay.reconstruct.reckon.pace import Pace

_STOPS_ENOUGH = 5
"""So many stops under green tell when a run began."""


def timekeeping(
    score: BoxScore, pace: Pace, known: Mapping[tuple[str, int], int]
) -> tuple[LeaderClock, tuple[Bunching, ...]]:
    """Return the leader's clock and the queues. `known` are published crossings of (car, lap)."""
    clock = leader_clock(score, pace, known)
    bunchings = bunchings_of(score, clock, pace.green)
    begun = {
        run.after + 1: run.times[1]
        for run in runs_of(score, clock, pace, bunchings)
        if run.after and len(run.seen) >= _STOPS_ENOUGH
    }
    clock = leader_clock(score, pace, known, begun)
    bunchings = bunchings_of(score, clock, pace.green)
    return clock, with_lineups(score, clock, pace, bunchings)
