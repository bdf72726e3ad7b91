"""The places of a car in its class lap by lap, as those in the race are in `series`."""

from array import array
from weakref import WeakKeyDictionary

from replay.race.series import places
from replay.race.timeline import Timeline

_kept: WeakKeyDictionary[Timeline, dict[str, "array[int]"]] = WeakKeyDictionary()
"""Places at the instants that are past, by car: they change no more. Two bytes each."""


def places_in_class(timeline: Timeline, time: int, car: str) -> tuple[int | None, ...]:
    """Give a car's place in its class at each of the `places`, which are those in the race.

    The laps are those of the leader of the race, so that it may be asked over one axis with
    everything else. Of a race without classes they are the places in it.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    race_class = scoring.by_car[car].race_class
    now = places(timeline, time, car)
    if race_class is None or not now:
        return now
    before = _at_instants(timeline, car, race_class, scoring.lap_at(time))
    last = None
    if now[-1] is not None:
        ahead = scoring.standings(time)[: now[-1] - 1]
        last = 1 + sum(index.race_class == race_class for _, index in ahead)
    return (*(place or None for place in before), last)


def _at_instants(timeline: Timeline, car: str, race_class: str, laps: int) -> "array[int]":
    """Give a car's places in its class at the instants of lap 0 and on; 0 for no place."""
    kept = _kept.setdefault(timeline, {}).setdefault(car, array("H"))
    if len(kept) < laps:
        entries = timeline.race.entries
        rivals = [one.car for one in entries if one.race_class == race_class and one.car != car]
        own = timeline.places_by_lap(car, laps)
        others = [timeline.places_by_lap(rival, laps) for rival in rivals]
        for lap in range(len(kept), laps):
            place = own[lap]
            ahead = sum(0 < other[lap] < place for other in others)
            kept.append(1 + ahead if place else 0)
    return kept[:laps]
