"""When the leader ended the race, as well as the record tells."""

from replay.race.model import SECOND
from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.read.published_crossings import known_crossings

_NOMINAL_MPH = 150
"""A racing speed for a record that gives no time at all, so that it can still be played."""


def race_time(score: BoxScore) -> int:
    """Return when the leader ended the race, in ticks."""
    published = published_end(score)
    if published is not None:
        return published
    length = round(score.race.track_length_miles * 1000) * score.laps
    speed = score.race.average_speed_mph or _NOMINAL_MPH
    return length * 3600 * SECOND // int(speed * 1000)


def published_end(score: BoxScore) -> int | None:
    """Return when the leader ended the race by a published time, None where there is none."""
    known = known_crossings(score)
    ends = [time for (_, lap), time in known.items() if lap == score.laps]
    return min(ends) if ends else score.race.time
