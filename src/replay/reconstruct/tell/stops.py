"""The stops of a rebuilt race, and the remarks on stops and leads."""

from bisect import bisect_right
from collections.abc import Sequence

from replay.race.model import Remark, Stop
from replay.reconstruct.read.facts import BoxScore, StopFacts
from replay.reconstruct.read.published_crossings import CrossingTimes
from replay.reconstruct.reckon.leader_clock import LeaderClock


def stops_of(score: BoxScore, crossings: CrossingTimes) -> tuple[Stop, ...]:
    """Return the stops that are believed, each with the laps its car has completed by then."""
    return tuple(_stop(stop, crossings[stop.car]) for stop in score.stops)


def _stop(stop: StopFacts, line: tuple[int, ...]) -> Stop:
    """Return a stop with the car's laps as the record has them, the published count or nearly."""
    exit_ = stop.exit if stop.left else None
    lap = bisect_right(line, stop.entry)
    return Stop(
        car=stop.car, lap=lap, entry=stop.entry, exit=exit_, left=stop.left, tyres=stop.tires
    )


def remarks_of(
    score: BoxScore,
    stops: Sequence[StopFacts],
    crossings: CrossingTimes,
    clock: LeaderClock,
) -> tuple[Remark, ...]:
    """Return the remarks on leads taken, and on stops that are believed."""
    entries = {(stop.car, stop.laps): stop.entry for stop in stops}
    lead = [
        Remark(on="lead", car=stint.car, lap=stint.first, text=stint.how)
        for stint in score.lead
        if stint.how is not None and _takes_lead(crossings[stint.car], stint.first, clock)
    ]
    stopped = [
        Remark(
            on="stop",
            car=note.car,
            lap=bisect_right(crossings[note.car], entries[note.car, note.lap]),
            text=note.text,
        )
        for note in score.stop_remarks
        if (note.car, note.lap) in entries
    ]
    return (*lead, *stopped)


def _takes_lead(line: tuple[int, ...], lap: int, clock: LeaderClock) -> bool:
    """Tell whether a car is first at the line on a lap and was not on the one before."""
    if not 1 <= lap <= len(line) or line[lap - 1] != clock.times[lap]:
        return False
    return lap == 1 or line[lap - 2] != clock.times[lap - 1]
