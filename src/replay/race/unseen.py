"""Cars that have not come to the line when they should have: all that tells of one that stopped.

Some sources say of no car that it is out. There a car is *unseen* once two times have passed since
it was last seen, on the line or leaving the pits: 2.2 times its own best lap, and 1.4 times the
slowest recent lap of the field, without those with a stop. The first is more than a lap at any
pace of its own, the second more than one at the pace that a neutralised field now goes.
"""

from bisect import bisect_right

from replay.race.car_history import CarHistory
from replay.race.timeline import Timeline

_OF_OWN_BEST = 22
_OF_SLOWEST = 14
_WHOLE = 10
"""Both times are in tenths of a lap."""


def unseen_cars(timeline: Timeline, time: int) -> dict[str, int]:
    """Give the cars that are unseen at `time`, each with when it was last seen (ticks).

    None in a file that knows of retirements, and none while nobody comes round, as under a red
    flag: a recent lap ended within twice the best lap of its car. A car on pit road is not unseen,
    nor one that has taken the chequered flag or is out.
    """
    if timeline.race.header.known.retirements is not None or not timeline.race.has_laps:
        return {}
    time = min(max(time, 0), timeline.end)
    histories = timeline.histories_at(time)
    by_car = timeline.scoring_at(time).by_car
    flag = timeline.flags.fallen
    slowest, waiting = 0, []
    for car, history in histories.items():
        laps = bisect_right(history.crossings, time)
        seen = history.crossings[laps - 1] if laps else 0
        best = by_car[car].best[laps][0]
        if best is not None and time - seen <= 2 * best and laps not in history.stopped_by(time):
            slowest = max(slowest, by_car[car].lap_time(laps))
        if seen < flag and time < by_car[car].out:
            waiting.append((car, history, seen, best))
    found = {}
    for car, history, seen, best in waiting:
        last = _last_seen(history, seen, time)
        own = slowest if best is None else best
        overdue = max(own * _OF_OWN_BEST, slowest * _OF_SLOWEST)
        if slowest and last is not None and (time - last) * _WHOLE > overdue:
            found[car] = last
    return found


def _last_seen(history: CarHistory, seen: int, time: int) -> int | None:
    """Give when a car was last seen, on the line or leaving the pits; None while it is there."""
    visit = history.visit_at(time)
    if visit is None:
        return seen
    return None if time < visit.until else max(seen, visit.until)
