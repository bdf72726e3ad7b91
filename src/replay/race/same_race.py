"""Whether two records are of one race: imported twice, or with more known of it the second time."""

from replay.race.model import SECOND, Race

_APART = SECOND
"""Ticks by which the laps of a car may take longer in another record of the same race."""


def is_same_race(one: Race, other: Race) -> bool:
    """Tell whether two records may be of one race.

    What both headers know agrees, and of at least half the cars the laps took as long: where a
    source names no season, races of two seasons differ in nothing but their cars and times. Of
    finishes alone there are the cars.
    """
    a, b = one.header, other.header
    named = ((a.name, b.name), (a.series, b.series), (a.season, b.season), (a.date, b.date))
    if any(x is not None and y is not None and x != y for x, y in (*named, (a.round, b.round))):
        return False
    ours, theirs = _ran(one), _ran(other)
    alike = sum(abs(ran - theirs[car]) <= _APART for car, ran in ours.items() if car in theirs)
    return 2 * alike >= max(len(ours), len(theirs))


def _ran(race: Race) -> dict[str, int]:
    """Give from when to when each car was timed, in ticks; 0 where it was not."""
    ran = {entry.car: 0 for entry in race.entries}
    for car in race.laps:
        if car.crossings:
            ran[car.car] = car.crossings[-1] - car.crossings[0]
    return ran
