"""Questions about the race so far that one instant's state does not answer: series of values.

Each is a pure function `question(timeline, time, *about)` of the record up to `time` (ticks,
clamped to the record): what lies later changes no answer. A pane names the question it wants
answered and is handed the answer, so that it needs neither the timeline nor the clock.
"""

from bisect import bisect_right

from replay.race.model import SECOND, Stop
from replay.race.pit_visits import PitVisit
from replay.race.state import NEVER
from replay.race.timeline import Timeline


def places(timeline: Timeline, time: int, car: str) -> tuple[int | None, ...]:
    """Give a car's place on the grid, at the instant of every lap since, and last of all now.

    The place at index n is that at the instant of lap n, the leader's, as it was scored then; the
    last one is of the lap the leader has completed now, and may still change until its instant.
    Where nobody knows the grid it is None until the car's first crossing. Of a race without laps
    there are none.
    """
    if not timeline.race.has_laps:
        return ()
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    standings = enumerate(scoring.standings(time), 1)
    now, laps = next((place, laps) for place, (laps, index) in standings if index.car == car)
    before = timeline.places_by_lap(car, scoring.lap_at(time))
    return (*(place or None for place in before), now if laps or scoring.grid_known else None)


def distances(timeline: Timeline, time: int) -> tuple[int, ...]:
    """Give how much of the race was done at each of the `places`: in laps, or in seconds.

    It counts as the ribbon does, in seconds where the race goes over a time.
    """
    if not timeline.race.has_laps:
        return ()
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    laps = scoring.lap_at(time)
    if timeline.flags.duration_at(time) is None:
        return tuple(range(laps + 1))
    led = (at // SECOND for at in scoring.lead_at[: max(laps - 1, 0)])
    return (*((0, *led) if laps else ()), time // SECOND)


def traces(timeline: Timeline, time: int, laps: int = 24) -> dict[str, tuple[int, ...]]:
    """Give every car's places at its own last `laps` crossings, oldest first."""
    found = {}
    for index in timeline.scoring_at(time).cars:
        done = bisect_right(index.crossings, time)
        found[index.car] = tuple(index.ranks[max(1, done - laps + 1) : done + 1])
    return found


def stops(timeline: Timeline, time: int, car: str) -> tuple[PitVisit, ...]:
    """Give a car's stops begun by `time`, oldest first.

    Of one still being made there is neither an end nor what was done in it.
    """
    begun = timeline.stops.get(car, ())
    begun = begun[: bisect_right(begun, time, key=lambda visit: visit.since)]
    return tuple(visit if visit.until <= time else _unfinished(visit) for visit in begun)


def _unfinished(visit: PitVisit) -> PitVisit:
    """Give a visit without what is known of it only once the car has left."""
    stop = visit.stop
    begun = Stop(car=stop.car, lap=stop.lap, entry=stop.entry, basis=stop.basis)
    return PitVisit(begun, visit.since, NEVER, None, visit.exact)
