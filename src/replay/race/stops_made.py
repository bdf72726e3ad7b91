"""A car's stops as a table tells them: the run before each, its places in and out, its flag."""

from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.flags import Shown
from replay.race.model import Retirement
from replay.race.pit_visits import PitVisit
from replay.race.scoring import Scoring
from replay.race.series import stops
from replay.race.timeline import Timeline

OUT_AFTER = 2
"""So many of its own laps after the place in, a car is given its place out: the lap it ends on pit
road, and that on which it leaves it, are slower than all others."""


class StopMade(Struct, frozen=True, gc=False):
    """A stop, as far as it is known.

    `visit` has neither an end nor what was done there while the car is on pit road. `lap` is the
    car's own lap of the stop, `run` its laps since the stop before, or since the start. `place_in`
    is its place as it completed the lap before, `place_out` that two laps later, None until then;
    both are places in its class in a race of classes, None where nobody knows. `under` is the flag
    shown as the stop was seen to begin, `words` what was published of it, known as the car leaves.
    """

    visit: PitVisit
    lap: int
    run: int
    place_in: int | None
    place_out: int | None
    under: Shown
    words: str | None = None


def stops_made(timeline: Timeline, time: int, car: str) -> tuple[StopMade, ...]:
    """Give a car's stops begun by `time` (ticks), oldest first; none in a race without laps."""
    if not timeline.race.has_laps:
        return ()
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    index = scoring.by_car[car]
    done = bisect_right(index.crossings, time)
    remarks = _remarks(timeline, car)
    made = []
    before = 0
    for visit in stops(timeline, time, car):
        stop = visit.stop
        lap = stop.lap + 1
        made.append(
            StopMade(
                visit,
                lap,
                lap - before,
                _place(scoring, index, stop.lap, done),
                _place(scoring, index, stop.lap + OUT_AFTER, done),
                Shown("red", None, None, "stop")
                if stop.under_red
                else timeline.flags.at(visit.since),
                remarks.get(stop.lap) if _is_over(timeline, visit, time) else None,
            )
        )
        before = lap
    return tuple(made)


def _place(scoring: Scoring, index: CarIndex, lap: int, done: int) -> int | None:
    """Give a car's place as it completed a lap of its own, of so many `done`."""
    if lap > done or not (lap or scoring.grid_known):
        return None
    rank = index.ranks[lap]
    if index.race_class is None:
        return rank
    ahead = scoring.arrivals[lap - 1][: rank - 1] if lap else scoring.cars[: rank - 1]
    return 1 + sum(other.race_class == index.race_class for other in ahead)


def _remarks(timeline: Timeline, car: str) -> Mapping[int, str]:
    race = timeline.race
    return {one.lap: one.text for one in race.remarks if one.on == "stop" and one.car == car}


def _is_over(timeline: Timeline, visit: PitVisit, time: int) -> bool:
    """Tell whether the car has left, or is known to have stayed there."""
    return min(visit.until, timeline.end) <= time or any(
        isinstance(event, Retirement) and event.car == visit.stop.car and event.at <= time
        for event in timeline.race.events
    )
