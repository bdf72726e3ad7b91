"""The pace of the leader: what a forecast of the laps that are left is made of."""

from statistics import median_low

from replay.race.model import Caution, Flag, Green, Red
from replay.race.state import NEVER
from replay.race.timeline import Timeline

LAPS = 5
"""The laps a pace is the median of: the latest that were neither slowed nor held up by a stop."""


def leader_pace(timeline: Timeline, time: int) -> int | None:
    """Give the median (ticks) of the leader's last five undisturbed laps, None without five.

    A lap is undisturbed when no part of it was neutralised, and the car was not on pit road on it
    or on the one before.
    """
    time = min(max(time, 0), timeline.end)
    if not timeline.race.has_laps:
        return None
    scoring = timeline.scoring_at(time)
    laps, index = scoring.standings(time)[0]
    slowed = _slowed(timeline, time)
    pits = {
        lap
        for visit in timeline.stops.get(index.car, ())
        if visit.since <= time
        for lap in (visit.stop.lap + 1, visit.stop.lap + 2)
    }
    found: list[int] = []
    for lap in range(laps, 1, -1):
        start, end = index.crossings[lap - 2], index.crossings[lap - 1]
        if lap in pits or any(since < end and start < until for since, until in slowed):
            continue
        found.append(end - start)
        if len(found) == LAPS:
            return median_low(found)
    return None


def _slowed(timeline: Timeline, time: int) -> list[tuple[int, int]]:
    """Give the neutralisations begun by `time`: from when, until when; `NEVER` for one not over."""
    spans: list[tuple[int, int]] = []
    since: int | None = None
    for event in timeline.race.events:
        if event.at > time:
            break
        slows = isinstance(event, Caution | Red) or (
            isinstance(event, Flag) and event.neutralises in ("slow", "bunch")
        )
        if slows and since is None:
            since = event.at
        elif since is not None and not slows and isinstance(event, Green | Flag):
            spans.append((since, event.at))
            since = None
    return spans if since is None else [*spans, (since, NEVER)]
